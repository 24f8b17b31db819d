"""Pages on which services and owners are given to sub-actions."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import Service, User
from accounts.permissions import needs
from accounts.versions import Conflict

from .forms import AssignForm, ProposalForm
from .models import SubAction
from .services import assigning
from .views import get_sub_action, version_seen


@needs("assign_work")
def assign(request: HttpRequest) -> HttpResponse:
    """Choose a service, tick its sub-actions and owners, and save them all at once."""
    services = Service.objects.open(on=timezone.localdate())
    chosen = chosen_service(request, services)
    rows = list(SubAction.objects.for_list().select_related("proposed_by"))
    context = {"services": services, "chosen": chosen, "rows": rows}
    context["proposals"] = [row for row in rows if row.proposed_service]
    if chosen is None:
        return render(request, "actions/assign.html", context)
    form, status = AssignForm(request.POST or None, service=chosen, choices=choices(rows)), 200
    if request.method == "POST" and form.is_valid():
        try:
            count = assign_all(request.user, chosen, form)
        except Conflict as conflict:
            form.see_anew()
            form.add_error("rows", f"{conflict} Nothing is saved yet: look at the list again, then save.")
            status = 409
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{chosen} now keeps {count} more or with other owners.")
            return redirect(f"{reverse('assign')}?service={chosen.key}")
    context |= {"form": form, "choices": list(zip(form["rows"], rows, strict=True))}
    return render(request, "actions/assign.html", context, status=status)


def chosen_service(request: HttpRequest, services: Iterable[Service]) -> Service | None:
    """The service that the address names, None if it names none; 404 for one that takes no work."""
    key = request.GET.get("service")
    chosen = next((service for service in services if service.key == key), None)
    if key and chosen is None:
        raise Http404("There is no such service, or it is closed.")
    return chosen


def choices(rows: list[SubAction]) -> list[tuple[str, str]]:
    """One choice a sub-action: its key with the version seen, so that nobody's change is overwritten."""
    return [(f"{row.key}:{row.version}", str(row)) for row in rows]


@transaction.atomic
def assign_all(by: User, service: Service, form: AssignForm) -> int:
    """Assign every chosen row, or none. Returns how many changed."""
    versions, owners = form.versions(), form.cleaned_data["owners"]
    rows = SubAction.objects.for_list().filter(item__key__in=versions)
    # All rows are locked before the first line of history: a Keeper who saves one of them now
    # would otherwise wait for history while we wait for her row.
    rows = rows.select_for_update(of=("self",))
    changed = [
        assigning.assign(by=by, sub_action=row, seen=versions[row.key], service=service, owners=owners) for row in rows
    ]
    return sum(changed)


@require_POST
@needs("assign_work")
def proposal(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm or decline a service that a Keeper has proposed."""
    found = get_sub_action(key)
    seen, accept = version_seen(request), "confirm" in request.POST
    try:
        assigning.decide_proposal(by=request.user, sub_action=found, seen=seen, accept=accept)
    except Conflict:
        messages.warning(request, "Someone else changed this a moment ago. Please look again.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        outcome = f"{found.service} now keeps it" if accept else "the proposal is declined"
        messages.success(request, f"Sub-action {key}: {outcome}.")
    return redirect("assign")


@needs("propose_service")
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Propose one's own service for a sub-action that has none."""
    found = get_sub_action(key)
    form = ProposalForm(request.POST or None, by=request.user, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            assigning.propose_service(
                by=request.user, sub_action=found, seen=values["version"], service=values["service"]
            )
        except Conflict as conflict:
            form.see_anew(conflict.current.version)
            form.add_error(None, "Someone else changed this sub-action meanwhile. Look again, then propose.")
            context = {"sub_action": conflict.current, "form": form}
            return render(request, "actions/propose.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Proposed: {values['service']}. An administrator will confirm it.")
            return redirect(found)
    return render(request, "actions/propose.html", {"sub_action": found, "form": form})
