"""Lists of sub-actions go out to be edited, and edited ones come back in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, is_good, said_by, say_not_done
from accounts.permissions import needs
from accounts.spreadsheet import xlsx_answer
from actions.filters import SubActionFilter
from actions.models import SubAction
from evidence.files.bringing.chosen import NOT_KEPT
from evidence.files.bringing.files import Sheet, keep_sheet, kept_sheet
from evidence.files.bringing.rows import Fault
from evidence.files.bringing.trying import Refused
from evidence.files.bringing.undoing import later_than
from foundations.writing import say_hints

from . import services
from .comparing import MOST, compare
from .forms import WordsForm, WorkbookForm
from .models import Workbook
from .plan import Plan
from .writing import workbook_with

MOST_FAULTS, MOST_LEFT = 200, 50


@require_safe
@needs("edit_work")
@never_cache
def workbook_out(request: HttpRequest) -> HttpResponse:
    """The sub-actions under the filters of the list, to be edited; if the filters cannot be read,
    the list says why.
    """
    listed = SubActionFilter(request.GET, queryset=SubAction.objects.all())
    if not listed.is_valid():
        return redirect(f"{reverse('sub-actions')}?{request.GET.urlencode()}")
    name = f"sub-actions-to-edit-{timezone.localdate().isoformat()}"
    return xlsx_answer(name, workbook_with(listed.qs))


@form_page
@needs("edit_work")
@never_cache
def workbook_in(request: HttpRequest) -> HttpResponse:
    """Choose an edited list; what is wrong with it is said here, else what it would change is shown
    on a page of its own. Nothing is changed yet.
    """
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    faults: list[Fault] = []
    if form.is_valid():
        sheet = form.cleaned_data["sheet"]
        faults = _faults_of(request, sheet)
        if not faults:
            with said_by(form, "sheet"):
                kept = keep_sheet(sheet, by=request.user)
                return redirect(services.store_checked(by=request.user, sheet=sheet, kept=kept))
    context = {"form": form} | _told(faults)
    return render(request, "evidence/workbook/workbook_in.html", context)


def _faults_of(request: HttpRequest, sheet: Sheet) -> list[Fault]:
    """What speaks against a list, tried with the services that would bring it in."""
    if Workbook.objects.standing(request.user, sheet.digest):
        # Its own rows would speak against it; the service says it in one sentence.
        return []
    plan = compare(sheet, request.user)
    faults = plan.faults + WordsForm(request.POST, plan).refusals()
    # Also where something is wrong already: whoever corrects a list corrects it once.
    if len(plan.changes) <= MOST:
        faults += services.rehearse(by=request.user, changes=plan.changes)
    return faults


def _told(faults: list[Fault]) -> dict:
    faults = sorted(faults, key=lambda fault: fault.row)
    return {"faults": faults[:MOST_FAULTS], "all_faults": len(faults)}


@require_safe
@never_cache
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """What an edited list would change, for whoever chose it; or what it changed, for everyone."""
    found = _get_workbook(pk)
    if found.brought_in_at is None:
        services.check_is_hers(request.user, found)
        return _look(request, found)
    is_hers = found.made_by_id == request.user.pk
    context = {"workbook": found, "is_hers": is_hers, "later": later_than(found)}
    return render(request, "evidence/workbook/workbook.html", context)


def _get_workbook(pk: int) -> Workbook:
    found = Workbook.objects.select_related("made_by").filter(pk=pk).first()
    if found is None:
        raise Http404("This list is not kept any more. Choose the file again to bring it in.")
    return found


def _look(request: HttpRequest, found: Workbook, refused: list[Fault] = ()) -> HttpResponse:
    """What a list would change; `refused`: what its services said against it just now."""
    sheet = kept_sheet(found.kept, by=request.user)
    if sheet is None:
        return _not_kept(request)
    plan = compare(sheet, request.user)
    words = WordsForm(request.POST, plan)
    faults = [*plan.faults, *words.refusals(), *refused]
    context = {
        "workbook": found,
        "plan": plan,
        "words": words,
        "left": plan.left[:MOST_LEFT],
        "more_left": len(plan.left) - MOST_LEFT,
    }
    return render(request, "evidence/workbook/workbook_check.html", context | _told(faults))


def _not_kept(request: HttpRequest) -> HttpResponse:
    say_not_done(request, NOT_KEPT)
    return redirect("workbook-in")


@require_POST
@needs("edit_work")
@never_cache
def take_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an edited list changes, all of it or nothing."""
    found = _get_workbook(pk)
    services.check_is_hers(request.user, found)
    if found.brought_in_at:
        messages.info(request, "This list is brought in. Nothing has been done twice.")
        return redirect(found)
    sheet = kept_sheet(found.kept, by=request.user)
    if sheet is None:
        return _not_kept(request)
    plan = compare(sheet, request.user)
    words = WordsForm(request.POST, plan)
    if plan.faults or not is_good(words, request.user):
        return _look(request, found)
    try:
        return _take(request, found, plan, words)
    except Refused as refused:
        return _look(request, found, refused.faults)


def _take(request: HttpRequest, found: Workbook, plan: Plan, words: WordsForm) -> HttpResponse:
    if is_done(request, services.bring_in, workbook=found, changes=plan.changes):
        number = len(found.rows)
        is_one = number == 1
        messages.success(request, f"{number} sub-action{' is' if is_one else 's are'} changed.")
        say_hints(request, words)
    return redirect(found)


@require_POST
@needs("edit_work")
def undo_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what an edited list changed."""
    found = _get_workbook(pk)
    if is_done(request, services.undo, workbook=found):
        messages.success(request, "The list is undone.")
    return redirect(found)
