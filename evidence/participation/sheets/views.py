"""Past sessions come in from a spreadsheet, and sessions go out as one."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, said_by
from accounts.models import User
from accounts.permissions import may, needs
from accounts.spreadsheet import csv_answer, file_format, xlsx_answer
from evidence.files.bringing.chosen import NOT_KEPT, Reading, form_said, read_again
from evidence.files.bringing.files import Sheet, keep_sheet, kept_sheet
from evidence.files.bringing.forms import ColumnsForm
from evidence.files.bringing.guessing import guess
from evidence.files.bringing.layout import Layout, below
from evidence.files.bringing.telling import tell

from ..filters import SessionFilter
from ..models import Session
from . import services as imports
from .answered import answered, keep_answered
from .columns import COLUMNS, HEADING
from .comparing import Plan, compare, examine
from .entries import entries_of
from .forms import AnswersForm, SheetForm, answers_in, read_for_all
from .models import ImportState, SessionImport
from .reading import told_once
from .showing import show_lines, show_questions, show_stored
from .writing import rows_of, sheet_of, template

PER_PAGE, IMPORTS_A_PAGE = 50, 20
MOST_FAULTS, MOST_QUESTIONS = 200, 100


@form_page
@needs("keep_sessions")
def import_sessions(request: HttpRequest) -> HttpResponse:
    """Choose a spreadsheet of past sessions; it is checked, and nothing is brought in yet."""
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if not form.is_valid():
        return _page_to_choose(request, form)
    sheet = form.cleaned_data["sheet"]
    layout = guess(sheet, COLUMNS, imports.laid_out_before)
    with said_by(form, "sheet"):
        reading = _reading(request.user, sheet, layout, keep_sheet(sheet, by=request.user))
        return _check_sheet(request, form, reading)
    return _page_to_choose(request, form)


@form_page
@needs("keep_sessions")
def import_columns(request: HttpRequest) -> HttpResponse:
    """Say which sheet of the chosen file is read, where its headings stand, and which column is
    what.
    """
    reading = read_again(request, COLUMNS, read_for_all)
    if reading is None:
        if request.method == "POST":
            messages.error(request, NOT_KEPT)
        return redirect("import-sessions")
    form = form_said(request, reading)
    if not form.is_valid():
        return _page_of_columns(request, form)
    # Whatever speaks against the sheet now is said by the page on which another one is chosen.
    return _check_sheet(request, SheetForm({}, {}), replace(reading, layout=form.layout))


def _reading(by: User, sheet: Sheet, layout: Layout, kept: str) -> Reading:
    return Reading(by, sheet, layout, kept, COLUMNS, read_for_all)


def _check_sheet(request: HttpRequest, form: SheetForm, reading: Reading) -> HttpResponse:
    """On with a sheet: to what it would add, or to what has to be put right first."""
    fault = reading.fault
    if fault and len(reading.sheet.worksheets) == 1:
        form.add_error("sheet", f"This file cannot be taken. {fault}")
        return _page_to_choose(request, form)
    if fault or not reading.layout.is_whole(COLUMNS):
        return _page_of_columns(request, reading.form())
    plan = examine(reading.sheet, reading.layout)
    form.errors.clear()
    if plan.faults:
        form.add_error("sheet", _fault_sentence(plan))
    elif kept := _kept_checked(form, plan, reading):
        return redirect(kept)
    change = reading.form(auto_id=False) if plan.faults else None
    return _page_to_choose(request, form, _faults_of(plan) | {"change": change})


def _page_to_choose(
    request: HttpRequest, form: SheetForm, found: dict | None = None
) -> HttpResponse:
    earlier = Paginator(SessionImport.objects.ever_brought_in().for_page(), IMPORTS_A_PAGE)
    context = {
        "form": form,
        "columns": COLUMNS,
        "earlier": earlier.get_page(request.GET.get("page")),
    }
    page = "evidence/participation/import_sessions.html"
    return render(request, page, context | (found or _faults_of(Plan())))


def _page_of_columns(request: HttpRequest, form: ColumnsForm) -> HttpResponse:
    return render(request, "evidence/participation/import_columns.html", {"form": form})


def _faults_of(plan: Plan) -> dict:
    faults = told_once(plan.faults)
    return {"plan": plan, "faults": faults[:MOST_FAULTS], "all_faults": len(faults)}


def _fault_sentence(plan: Plan) -> str:
    number = len(plan.faults)
    things = "thing is" if number == 1 else "things are"
    return f"{number:,} {things} not right in this sheet. Nothing is brought in."


def _kept_checked(form: SheetForm, plan: Plan, reading: Reading) -> SessionImport | None:
    """The sheet kept until it is brought in; if the service refuses it, the form says why."""
    about = {"sheet": reading.sheet, "layout": reading.layout, "kept": reading.kept}
    with said_by(form, "sheet"):
        return imports.store_checked(by=reading.by, entries=plan.entries, **about)
    return None


@require_safe
@needs("keep_sessions")
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty sheet to fill in."""
    if file_format(request, "xlsx") == "csv":
        return csv_answer("sessions-to-fill-in", HEADING, [])
    return xlsx_answer("sessions-to-fill-in", template())


@require_safe
def session_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What a spreadsheet would add, or what it added, and what became of it."""
    found = _get_import(request.user, pk)
    context = {"import": found, "may_keep": may(request.user, "keep_sessions")}
    if found.state == ImportState.CHECKED:
        context |= _what_would_be(found, request.GET.get("page"), answered(request, found))
    else:
        context |= _what_was(found, request.GET.get("page"))
    return render(request, "evidence/participation/session_import.html", context)


def _what_would_be(found: SessionImport, number: str | None, chosen: dict) -> dict:
    """The sessions of a checked sheet, with what bringing it in would do to each."""
    plan = compare(entries_of(found))
    page = Paginator(plan.lines, PER_PAGE).get_page(number)
    # First those of which one would be left out.
    asked = sorted(plan.questions.values(), key=lambda question: question.adds)
    asked = show_questions(asked[:MOST_QUESTIONS])
    return {
        **_faults_of(plan),
        **_how_it_is_read(found),
        "page": page,
        "rows": show_lines(page),
        "added": len(plan.added()),
        "questions": AnswersForm(asked, chosen) if asked else None,
        "answered": chosen,
        "more_questions": len(plan.questions) - len(asked),
    }


def _how_it_is_read(found: SessionImport) -> dict:
    """How the file was read, and the form to change that, while the file is kept."""
    sheet = kept_sheet(found.kept, by=found.checked_by)
    if sheet is None:
        return {}
    layout = Layout.from_json(found.layout)
    left_out = below(sheet.worksheets[layout.worksheet], layout, COLUMNS).left_out
    change = _reading(found.checked_by, sheet, layout, found.kept).form(auto_id=False)
    return {"told": tell(sheet, layout, COLUMNS, left_out), "change": change}


def _what_was(found: SessionImport, number: str | None) -> dict:
    """The sessions that a sheet brought in, as they are now."""
    page = Paginator(found.sessions.for_list(), PER_PAGE).get_page(number)
    corrected = found.sessions.current().filter(version__gt=1).count()
    return {"page": page, "rows": show_stored(page), "corrected": corrected}


def _get_import(user: User, pk: int) -> SessionImport:
    try:
        return SessionImport.objects.visible_to(user).for_page().get(pk=pk)
    except SessionImport.DoesNotExist:
        raise Http404(
            "This sheet is not kept any more. Choose the file again to bring it in."
        ) from None


@require_POST
@needs("keep_sessions")
def keep_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was answered about the rows of a checked spreadsheet, and turn to another page."""
    found = _get_import(request.user, pk)
    keep_answered(request, found)
    page = urlencode({"page": request.POST.get("page", "")})
    return redirect(f"{found.get_absolute_url()}?{page}#sessions")


@require_POST
@needs("keep_sessions")
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the sessions of a checked spreadsheet."""
    found = _get_import(request.user, pk)
    keep_answered(request, found)
    if is_done(request, imports.bring_in, sheet=found, answers=answers_in(request.POST)):
        number = found.sessions.count()
        messages.success(
            request, f"{number:,} session{'s are' if number > 1 else ' is'} brought in."
        )
    return redirect(found)


@require_POST
@needs("keep_sessions")
def undo_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the sessions that a spreadsheet brought in."""
    found = _get_import(request.user, pk)
    if is_done(request, imports.undo, sheet=found):
        messages.success(request, "The import is undone: its sessions no longer count.")
    return redirect(found)


@require_safe
@never_cache
def export_sessions(request: HttpRequest) -> HttpResponse:
    """What the list shows under its filters, as a file whose headcounts add up to its total; if
    the filters cannot be read, the list says why.
    """
    wanted = file_format(request, "xlsx")
    found = SessionFilter(request.GET, queryset=Session.objects.current())
    if not found.is_valid():
        return redirect(f"{reverse('sessions')}?{request.GET.urlencode()}")
    name = f"sessions-{timezone.localdate().isoformat()}"
    if wanted == "xlsx":
        return xlsx_answer(name, sheet_of(found.audiences))
    return csv_answer(name, HEADING, rows_of(found.audiences))
