"""Pages on which services and owners are given to sub-actions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.forms.boundfield import BoundWidget
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.answers import form_page, is_done, said_by, saved, settled
from accounts.conflicts import look_again
from accounts.models import Service
from accounts.permissions import needs
from accounts.together import read_together, totals
from accounts.versions import Conflict

from .assign_forms import REMOVE, AssignForm, ChosenForm, LeadForm, ProposalForm
from .models import Action, SubAction
from .services import assigning
from .views import get_action, get_sub_action

PER_PAGE = 50


@form_page
@needs("assign_work")
def assign(request: HttpRequest) -> HttpResponse:
    """Choose a service or none, tick its sub-actions and owners, and save them all at once."""
    every = SubAction.objects.for_list().select_related("proposed_by")
    key = request.GET.get("service")
    choosing = ChosenForm(None if key is None else request.GET)
    context = _opened(every) | {"choosing": choosing}
    if key is None or not _is_chosen(choosing, key):
        return render(request, "actions/assign.html", context)
    chosen = choosing.cleaned_data["service"]
    chosen = None if chosen == REMOVE else chosen
    pages = Paginator(every, PER_PAGE)
    pages.count = context["number"]
    page = pages.get_page(request.GET.get("page"))
    read_together(page.object_list)
    form = AssignForm(request.POST or None, service=chosen, choices=_choices(page))
    try:
        if form.is_valid() and _save_rows(request, chosen, form):
            return redirect(f"{reverse('assign')}?{request.GET.urlencode()}")
        status = 200
    except Conflict as conflict:
        status = _see_anew(form, conflict)
    groups = _by_action(zip(form["rows"], page, strict=True))
    context |= {"key": key, "chosen": chosen, "form": form, "groups": groups, "page": page}
    return render(request, "actions/assign.html", context, status=status)


def _is_chosen(choosing: ChosenForm, key: str) -> bool:
    """Whether the address names a service that takes work, or none; 404 for what was on no list."""
    if choosing.is_valid():
        return True
    if key and not choosing.fields["service"].is_line:
        raise Http404("There is no such service, or it is closed.")
    return False


def _opened(every: QuerySet) -> dict:
    """What the page shows before a service is chosen."""
    rows = SubAction.objects.all()
    without = Count("pk", filter=Q(service=None))
    counted = totals(rows, number=Count("pk"), unassigned=without)
    proposals = every.exclude(proposed_service=None)[:PER_PAGE]
    open_services = Service.objects.open(on=timezone.localdate())[:1]
    read_together(counted, proposals, open_services)
    (numbers,) = counted
    return {
        "services": bool(open_services),
        "proposals": proposals,
        "number": numbers["number"],
        "unassigned": numbers["unassigned"],
    }


def _see_anew(form: AssignForm, conflict: Conflict) -> int:
    """Keep what was ticked, and say that the list has changed; returns the status of the answer."""
    form.see_anew()
    form.add_error("rows", f"{conflict} Nothing is saved yet: look at the list again, then save.")
    return 409


def _by_action(choices: Iterable[tuple[BoundWidget, SubAction]]) -> list[dict]:
    """The choices with their sub-actions, action by action, as the list has them in order; open
    where something has no service or is ticked.
    """
    found = groupby(choices, key=lambda choice: choice[1].action)
    return [_group(action, list(rows)) for action, rows in found]


def _group(action: Action, rows: list[tuple[BoundWidget, SubAction]]) -> dict:
    without = sum(row.service is None for _choice, row in rows)
    ticked = any(choice.data["selected"] for choice, _row in rows)
    return {"action": action, "rows": rows, "without": without, "is_open": ticked or without}


def _choices(rows: Iterable[SubAction]) -> list[tuple[str, str]]:
    """One choice a sub-action: its key with the version seen, so that nobody's change is
    overwritten.
    """
    return [(f"{row.key}:{row.version}", str(row)) for row in rows]


def _save_rows(request: HttpRequest, service: Service | None, form: AssignForm) -> bool:
    """Save every ticked row or none; whether that is done. Raises Conflict."""
    with said_by(form):
        changed, moved = assigning.assign_all(
            by=request.user,
            seen=form.versions(),
            service=service,
            owners=form.cleaned_data["owners"],
        )
        messages.success(request, _outcome(service, changed, moved))
        return True
    return False


def _outcome(service: Service | None, changed: int, moved: int) -> str:
    """What happened to the ticked rows, in a sentence."""
    if not changed:
        return (
            f"Nothing changed: {service} had these already."
            if service
            else "Nothing changed: no service had them."
        )
    many = "1 sub-action" if changed == 1 else f"{changed} sub-actions"
    if service is None:
        return f"{many} {'has' if changed == 1 else 'have'} no service and no owner now."
    return f"{many} assigned to {service}" + (
        f"; {moved} came from another service." if moved else "."
    )


@form_page
@needs("assign_work")
def lead(request: HttpRequest, key: str) -> HttpResponse:
    """Name the service that leads an action, whose Promise Keepers can then edit it."""
    found = get_action(key)
    initial, status = {"version": found.version, "service": found.service}, 200
    form = LeadForm(request.POST or None, initial=initial)
    try:
        if saved(form, assigning.lead, by=request.user, action=found):
            service = form.cleaned_data["service"]
            words = f"{found} is led by {service}." if service else f"No service leads {found}."
            messages.success(request, words)
            return redirect(found)
    except Conflict as conflict:
        found = conflict.current
        status = look_again(form, found, f"{conflict} Look again, then save.")
    return render(request, "actions/lead.html", {"action": found, "form": form}, status=status)


@require_POST
@needs("assign_work")
def proposal(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm or decline a service that a Keeper has proposed."""
    found, accept = get_sub_action(key), "confirm" in request.POST
    if is_done(request, assigning.decide_proposal, sub_action=found, accept=accept):
        said = (
            f"{found.service} is now responsible for it" if accept else "the proposal is declined"
        )
        messages.success(request, f"{found}: {said}.")
    # The administrator's first page asks the same question.
    return redirect("administration" if "from-start" in request.POST else "assign")


@form_page
@needs("propose_service")
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Propose one's own service for a sub-action that has none."""
    found = get_sub_action(key)
    if reasons := assigning.reasons_not_to_propose(found):
        return settled(request, found, " ".join(reasons))
    initial, status = {"version": found.version}, 200
    form = ProposalForm(request.POST or None, by=request.user, initial=initial)
    try:
        if saved(form, assigning.propose_service, by=request.user, sub_action=found):
            service = form.cleaned_data["service"]
            messages.success(request, f"Proposed: {service}. An administrator will confirm it.")
            return redirect(found)
    except Conflict as conflict:
        found = conflict.current
        status = look_again(form, found, f"{conflict} Look again, then save.")
    context = {"sub_action": found, "form": form}
    return render(request, "actions/propose.html", context, status=status)
