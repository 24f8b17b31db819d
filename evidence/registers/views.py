"""A service's own action plan or register comes in, whatever its headings."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, is_good, said_by, say_not_done
from accounts.permissions import needs
from evidence.files.bringing.chosen import NOT_KEPT, Reading, form_said, read_again
from evidence.files.bringing.columns import Column
from evidence.files.bringing.files import keep_sheet, kept_sheet
from evidence.files.bringing.forms import ColumnsForm
from evidence.files.bringing.guessing import guess
from evidence.files.bringing.layout import Layout, digest_of
from evidence.files.bringing.rows import Fault
from evidence.files.bringing.telling import tell
from evidence.files.bringing.trying import Refused
from evidence.files.bringing.undoing import later_than
from foundations.writing import say_hints

from . import services
from .columns import COLUMNS
from .comparing import compare
from .forms import AnswersForm, RegisterForm, WordsForm
from .models import Register
from .plan import Plan

MOST_FAULTS, A_PAGE = 200, 10
ANSWERED = "Your answers are kept. Nothing has been brought in yet."
OTHERWISE = (
    "What would come in is not what you were shown: your answers, or something here, have changed "
    "it. Look at it again, then press."
)


@form_page
@needs("add_work")
@never_cache
def register_in(request: HttpRequest) -> HttpResponse:
    """Choose the file of a register. Nothing is changed yet."""
    form = RegisterForm(request.POST, request.FILES) if request.method == "POST" else RegisterForm()
    if not form.is_valid():
        return _page_to_choose(request, form)
    sheet = form.cleaned_data["sheet"]
    layout = guess(sheet, COLUMNS, services.laid_out_before)
    with said_by(form, "sheet"):
        kept = keep_sheet(sheet, by=request.user)
        reading = Reading(request.user, sheet, layout, kept, COLUMNS, _nothing_for_all)
        if not services.laid_out_before({digest_of(layout.headings(sheet))}):
            # What headings mean that nobody has brought in yet is looked at first.
            return _page_of_columns(request, reading.form())
        return _look_first(request, form, reading)
    return _page_to_choose(request, form)


def _nothing_for_all(column: Column, text: str) -> None:
    raise ValidationError("This is not the same for all rows.")


def _page_to_choose(request: HttpRequest, form: RegisterForm) -> HttpResponse:
    earlier = Paginator(Register.objects.ever_brought_in(), A_PAGE)
    context = {"form": form, "earlier": earlier.get_page(request.GET.get("page"))}
    return render(request, "evidence/registers/register_in.html", context | {"columns": COLUMNS})


def _page_of_columns(request: HttpRequest, form: ColumnsForm) -> HttpResponse:
    return render(request, "evidence/registers/register_columns.html", {"form": form})


@form_page
@needs("add_work")
@never_cache
def register_columns(request: HttpRequest) -> HttpResponse:
    """Say which sheet of the file is read, where its headings stand, and which column is what."""
    reading = read_again(request, COLUMNS, _nothing_for_all)
    if reading is None:
        return _not_kept(request) if request.method == "POST" else redirect("register-in")
    form = form_said(request, reading)
    if not form.is_valid():
        return _page_of_columns(request, form)
    return _look_first(request, RegisterForm({}, {}), replace(reading, layout=form.layout))


def _look_first(request: HttpRequest, form: RegisterForm, reading: Reading) -> HttpResponse:
    """On to what a register would do, or to what speaks against the whole of it."""
    plan = compare(reading.sheet, reading.layout, {}, request.user)
    form.errors.clear()
    if not plan.rows:
        form.add_error("sheet", [fault.reason for fault in plan.faults])
        return _page_to_choose(request, form)
    with said_by(form, "sheet"):
        about = {"sheet": reading.sheet, "layout": reading.layout, "kept": reading.kept}
        return redirect(services.store_checked(by=request.user, **about))
    return _page_to_choose(request, form)


@require_safe
@never_cache
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """What a register would do, for whoever chose it; or what it did, for everyone."""
    found = _get_register(pk)
    if found.brought_in_at is None:
        services.check_is_hers(request.user, found)
        plan = _plan_of(request, found)
        return _look(request, found, plan) if plan else _not_kept(request)
    context = {
        "register": found,
        "rows": found.rows.select_related("sub_action__item"),
        "is_hers": found.made_by_id == request.user.pk,
        "later": later_than(found),
    }
    return render(request, "evidence/registers/register.html", context)


def _get_register(pk: int) -> Register:
    found = Register.objects.select_related("made_by").filter(pk=pk).first()
    if found is None:
        raise Http404("This register is not kept any more. Choose the file again to bring it in.")
    return found


def _plan_of(request: HttpRequest, found: Register) -> Plan | None:
    """What a register would do under the answers that are kept; None where its file is not."""
    sheet = kept_sheet(found.kept, by=request.user)
    if sheet is None:
        return None
    return compare(sheet, Layout.from_json(found.layout), found.answers, request.user)


def _look(
    request: HttpRequest,
    found: Register,
    plan: Plan,
    form: AnswersForm | None = None,
    refused: list[Fault] = (),
) -> HttpResponse:
    """What a register would do; `refused`: what the services said against it just now."""
    words = WordsForm(request.POST, plan)
    faults = sorted([*plan.faults, *words.refusals(), *refused], key=lambda fault: fault.row)
    # Who was signed out meanwhile finds what she chose again.
    answers = found.answers | {name: value for name, value in request.POST.items() if value}
    form = form or AnswersForm(plan=plan, answers=found.answers)
    if not form.is_bound:
        form.initial |= {name: answers[name] for name in form.fields if name in answers}
        form.initial["shown"] = plan.digest
    context = {
        "register": found,
        "plan": plan,
        "form": form,
        "words": words,
        "faults": faults[:MOST_FAULTS],
        "all_faults": len(faults),
        **_how_it_is_read(request, found, plan),
    }
    return render(request, "evidence/registers/register_check.html", context)


def _how_it_is_read(request: HttpRequest, found: Register, plan: Plan) -> dict:
    """How the file was read, what of it was not, and the form to change that."""
    sheet, layout = kept_sheet(found.kept, by=request.user), Layout.from_json(found.layout)
    told = tell(sheet, layout, COLUMNS, plan.left_out)
    told.sentences += plan.notes
    reading = Reading(request.user, sheet, layout, found.kept, COLUMNS, _nothing_for_all)
    return {"told": told, "change": reading.form(auto_id=False)}


def _not_kept(request: HttpRequest) -> HttpResponse:
    say_not_done(request, NOT_KEPT)
    return redirect("register-in")


@require_POST
@needs("add_work")
@never_cache
def take_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was answered about a register; and, where nothing is open and it is what was shown,
    bring it in, all of it or nothing.
    """
    found = _get_register(pk)
    services.check_is_hers(request.user, found)
    if found.brought_in_at:
        messages.info(request, "This register is brought in. Nothing has been done twice.")
        return redirect(found)
    plan = _plan_of(request, found)
    if plan is None:
        return _not_kept(request)
    form = AnswersForm(request.POST, plan=plan, answers=found.answers)
    if not form.is_valid():
        return _look(request, found, plan, form)
    if form.answered() != found.answers:
        return _answer(request, found, form.answered())
    if "bring" not in request.POST:
        return _try(request, found, plan)
    if form.cleaned_data["shown"] != plan.digest:
        say_not_done(request, OTHERWISE, messages.WARNING)
        return redirect(found)
    return _bring_in(request, found, plan)


def _answer(request: HttpRequest, found: Register, answers: dict[str, str]) -> HttpResponse:
    if is_done(request, services.answer, register=found, answers=answers):
        messages.info(request, OTHERWISE if "bring" in request.POST else ANSWERED)
    return redirect(found)


def _try(request: HttpRequest, found: Register, plan: Plan) -> HttpResponse:
    """What the services that would write a register say against it."""
    refused = []
    # What is too long for its box is too long for its column.
    if plan.is_ready and not WordsForm(request.POST, plan).refusals():
        refused = services.rehearse(by=request.user, register=found, plan=plan)
    return _look(request, found, plan, refused=refused)


def _bring_in(request: HttpRequest, found: Register, plan: Plan) -> HttpResponse:
    words = WordsForm(request.POST, plan)
    if not plan.is_ready or not is_good(words, request.user):
        return _look(request, found, plan)
    try:
        if is_done(request, services.bring_in, register=found, plan=plan):
            number = len(plan.coming)
            are = "row is" if number == 1 else "rows are"
            messages.success(request, f"{number} {are} brought in.")
            say_hints(request, words)
    except Refused as refused:
        return _look(request, _get_register(pk=found.pk), plan, refused=refused.faults)
    return redirect(found)


@require_POST
@needs("add_work")
def undo_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what a register brought in."""
    found = _get_register(pk)
    if is_done(request, services.undo, register=found):
        messages.success(request, "The register is undone.")
    return redirect(found)
