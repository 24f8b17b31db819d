"""Pages on which services and owners are given to sub-actions."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.fields import VersionedForm
from accounts.models import Service, User
from accounts.permissions import needs
from accounts.versions import Conflict

from .answers import is_done
from .assign_forms import AssignForm, LeadForm, ProposalForm
from .models import SubAction
from .services import assigning
from .views import get_action, get_sub_action

# In the address of the screen, in place of a service's key.
NO_SERVICE = "none"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("assign_work")
def assign(request: HttpRequest) -> HttpResponse:
    """Choose a service or none, tick its sub-actions and owners, and save them all at once."""
    services = Service.objects.open(on=timezone.localdate())
    key = request.GET.get("service")
    rows = list(SubAction.objects.for_list().select_related("proposed_by"))
    context = {
        "services": services,
        "proposals": [row for row in rows if row.proposed_service],
        "key": key,
    }
    if not key:
        return render(request, "actions/assign.html", context)
    chosen = chosen_service(key, services)
    form, status = AssignForm(request.POST or None, service=chosen, choices=choices(rows)), 200
    if request.method == "POST" and form.is_valid():
        status = save_rows(request, chosen, form)
        if status == 302:
            return redirect(f"{reverse('assign')}?service={key}")
    context |= {
        "chosen": chosen,
        "form": form,
        "choices": list(zip(form["rows"], rows, strict=True)),
    }
    return render(request, "actions/assign.html", context, status=status)


def chosen_service(key: str, services: Iterable[Service]) -> Service | None:
    """The service that the address names, None for no service; 404 for one that takes no work."""
    chosen = next((service for service in services if service.key == key), None)
    if chosen is None and key != NO_SERVICE:
        raise Http404("There is no such service, or it is closed.")
    return chosen


def choices(rows: list[SubAction]) -> list[tuple[str, str]]:
    """One choice a sub-action: its key with the version seen, so that nobody's change is
    overwritten.
    """
    return [(f"{row.key}:{row.version}", str(row)) for row in rows]


def save_rows(request: HttpRequest, service: Service | None, form: AssignForm) -> int:
    """Save every ticked row or none, and say which; returns the status to answer with."""
    try:
        changed, moved = assign_all(request.user, service, form)
    except Conflict as conflict:
        form.see_anew()
        form.add_error(
            "rows", f"{conflict} Nothing is saved yet: look at the list again, then save."
        )
        return 409
    except ValidationError as error:
        form.add_error(None, error)
        return 200
    messages.success(request, outcome(service, changed, moved))
    return 302


@transaction.atomic
def assign_all(by: User, service: Service | None, form: AssignForm) -> tuple[int, int]:
    """Assign every chosen row, or none. Returns how many changed, and how many came from another
    service.
    """
    versions, owners = form.versions(), form.cleaned_data["owners"]
    rows = SubAction.objects.for_list().filter(item__key__in=versions)
    # All rows are locked before the first line of history: a Keeper who saves one of them now
    # would otherwise wait for history while we wait for her row.
    rows = list(rows.select_for_update(of=("self",)).order_by("pk"))
    moved = sum(row.service not in (None, service) for row in rows)
    changed = [
        assigning.assign(
            by=by, sub_action=row, seen=versions[row.key], service=service, owners=owners
        )
        for row in rows
    ]
    return sum(changed), moved


def outcome(service: Service | None, changed: int, moved: int) -> str:
    """What happened to the ticked rows, in a sentence."""
    if not changed:
        return (
            f"Nothing changed: {service} keeps these already."
            if service
            else "Nothing changed: no service had them."
        )
    many = "1 sub-action" if changed == 1 else f"{changed} sub-actions"
    if service is None:
        return f"Service and owners taken away from {many}."
    return f"{many} given to {service}" + (
        f"; {moved} came from another service." if moved else "."
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("assign_work")
def lead(request: HttpRequest, key: str) -> HttpResponse:
    """Name the service that leads an action, whose Promise Keepers can then edit it."""
    found = get_action(key)
    form = LeadForm(
        request.POST or None, initial={"version": found.version, "service": found.service}
    )
    if request.method == "POST" and form.is_valid():
        seen, service = form.cleaned_data["version"], form.cleaned_data["service"]
        try:
            assigning.lead(by=request.user, action=found, seen=seen, service=service)
        except Conflict as conflict:
            return look_again(request, "actions/lead.html", form, action=conflict.current)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                f"{found} is led by {service}." if service else f"No service leads {found}.",
            )
            return redirect(found)
    return render(request, "actions/lead.html", {"action": found, "form": form})


def look_again(
    request: HttpRequest, template: str, form: VersionedForm, **current: Model
) -> HttpResponse:
    """Someone else saved meanwhile: the page as it now stands, with what was chosen."""
    (record,) = current.values()
    form.see_anew(record.version)
    form.add_error(None, f"{record} was changed by someone else meanwhile. Look again, then save.")
    return render(request, template, {"form": form, **current}, status=409)


@require_POST
@needs("assign_work")
def proposal(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm or decline a service that a Keeper has proposed."""
    found, accept = get_sub_action(key), "confirm" in request.POST
    if is_done(request, assigning.decide_proposal, sub_action=found, accept=accept):
        said = f"{found.service} now keeps it" if accept else "the proposal is declined"
        messages.success(request, f"{found}: {said}.")
    return redirect("assign")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("propose_service")
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Propose one's own service for a sub-action that has none."""
    found = get_sub_action(key)
    if reasons := assigning.reasons_not_to_propose(found):
        messages.info(request, " ".join(reasons))
        return redirect(found)
    form = ProposalForm(request.POST or None, by=request.user, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        seen, service = form.cleaned_data["version"], form.cleaned_data["service"]
        try:
            assigning.propose_service(by=request.user, sub_action=found, seen=seen, service=service)
        except Conflict as conflict:
            return look_again(request, "actions/propose.html", form, sub_action=conflict.current)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Proposed: {service}. An administrator will confirm it.")
            return redirect(found)
    return render(request, "actions/propose.html", {"sub_action": found, "form": form})
