"""Past sessions come in from a spreadsheet, and sessions go out as one."""

from __future__ import annotations

from collections.abc import Iterator

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
from accounts.spreadsheet import Cell, csv_answer, xlsx_answer

from ..filters import SessionFilter
from ..models import Session
from ..querysets import SessionQuerySet
from . import services as imports
from .columns import COLUMNS, HEADING
from .comparing import Plan, compare, examine
from .entries import entries_of
from .forms import SheetForm
from .models import ImportState, SessionImport
from .showing import show_lines, show_stored
from .writing import rows_of, template, workbook_of

PER_PAGE, IMPORTS_A_PAGE = 50, 20
MOST_FAULTS = 200
READ_AT_ONCE = 500


@form_page
@needs("keep_sessions")
def import_sessions(request: HttpRequest) -> HttpResponse:
    """Choose a spreadsheet of past sessions; it is checked, and nothing is brought in yet."""
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    plan = examine(form.cleaned_data["sheet"].rows) if form.is_valid() else Plan()
    if plan.faults:
        form.add_error("sheet", _fault_sentence(plan))
    elif form.is_valid() and (kept := _kept_checked(request.user, form, plan)):
        return redirect(kept)
    earlier = Paginator(SessionImport.objects.ever_brought_in().for_page(), IMPORTS_A_PAGE)
    context = {
        "form": form,
        "columns": COLUMNS,
        "earlier": earlier.get_page(request.GET.get("page")),
    }
    return render(
        request, "evidence/participation/import_sessions.html", context | _faults_of(plan)
    )


def _faults_of(plan: Plan) -> dict:
    return {"plan": plan, "faults": plan.faults[:MOST_FAULTS]}


def _fault_sentence(plan: Plan) -> str:
    number = len(plan.faults)
    things = "thing is" if number == 1 else "things are"
    return f"{number:,} {things} not right in this sheet. Nothing is brought in."


def _kept_checked(user: User, form: SheetForm, plan: Plan) -> SessionImport | None:
    """The sheet kept until it is brought in; if the service refuses it, the form says why."""
    with said_by(form, "sheet"):
        sheet = form.cleaned_data["sheet"]
        return imports.store_checked(by=user, sheet=sheet, entries=plan.entries)
    return None


@require_safe
@needs("keep_sessions")
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty sheet to fill in."""
    if _file_format(request) == "csv":
        return csv_answer("sessions-to-fill-in", HEADING, [])
    return xlsx_answer("sessions-to-fill-in", template())


def _file_format(request: HttpRequest) -> str:
    """The kind of file asked for. Raises Http404 for one that is not on offer."""
    wanted = request.GET.get("format", "xlsx")
    if wanted not in ("xlsx", "csv"):
        raise Http404("Files come as xlsx or csv.")
    return wanted


@require_safe
def session_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What a spreadsheet would add, or what it added, and what became of it."""
    found = _get_import(request.user, pk)
    context = {"import": found, "may_keep": may(request.user, "keep_sessions")}
    show = _what_would_be if found.state == ImportState.CHECKED else _what_was
    return render(
        request,
        "evidence/participation/session_import.html",
        context | show(found, request.GET.get("page")),
    )


def _what_would_be(found: SessionImport, number: str | None) -> dict:
    """The sessions of a checked sheet, with what bringing it in would do to each."""
    plan = compare(entries_of(found))
    page = Paginator(plan.lines, PER_PAGE).get_page(number)
    return _faults_of(plan) | {"page": page, "rows": show_lines(page)}


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
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the sessions of a checked spreadsheet."""
    found = _get_import(request.user, pk)
    if is_done(request, imports.bring_in, sheet=found):
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
    wanted = _file_format(request)
    found = SessionFilter(request.GET, queryset=Session.objects.current())
    if not found.is_valid():
        return redirect(f"{reverse('sessions')}?{request.GET.urlencode()}")
    name = f"sessions-{timezone.localdate().isoformat()}"
    if wanted == "xlsx":
        return xlsx_answer(name, workbook_of(found.rows))
    return csv_answer(name, HEADING, _lines_of(found.rows))


def _lines_of(sessions: SessionQuerySet) -> Iterator[list[Cell]]:
    """The lines of a file, read as it is sent."""
    for session in sessions.iterator(chunk_size=READ_AT_ONCE):
        yield from rows_of(session)
