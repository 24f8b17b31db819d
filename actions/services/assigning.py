"""Writes of who keeps what: many sub-actions at once, and a Keeper's proposal of her service."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import Service, User
from accounts.permissions import check
from accounts.versions import save_version

from ..models import Action, SubAction

KEPT_BY = ["service", "owners", "proposed_service"]


@transaction.atomic
def assign(*, by: User, sub_action: SubAction, seen: int, service: Service | None, owners: Iterable[User]) -> bool:
    """Give a sub-action its service and owners; a proposal that it held is settled. Returns whether anything changed.

    Raises PermissionDenied, ValidationError when an owner is not a Promise Keeper of the service, or Conflict.
    """
    check(by, "assign_work")
    owners = list(owners)
    check_owners(service, owners)
    before = snapshot(sub_action, KEPT_BY)
    if sub_action.service == service and set(sub_action.owners.all()) == set(owners):
        return False
    sub_action.service = service
    if service:
        sub_action.proposed_service = sub_action.proposed_by = None
    save_version(sub_action, seen=seen, fields=["service", "proposed_service", "proposed_by"])
    sub_action.owners.set(owners)
    after = snapshot(SubAction.objects.get(pk=sub_action.pk), KEPT_BY)
    record(by=by, act="assigned", thing="sub-action", key=sub_action.key, before=before, after=after)
    return True


def check_owners(service: Service | None, owners: list[User]) -> None:
    """Raises ValidationError unless every owner is a Promise Keeper of the service today."""
    if not owners:
        return
    if service is None:
        raise ValidationError({"owners": "Choose a service first: its owners are Promise Keepers of it."})
    keepers = set(User.objects.keepers_of(service.pk, on=timezone.localdate()))
    outside = ", ".join(sorted(str(owner) for owner in owners if owner not in keepers))
    if outside:
        raise ValidationError({"owners": f"Not a Promise Keeper of {service}: {outside}."})


@transaction.atomic
def lead(*, by: User, action: Action, seen: int, service: Service | None) -> bool:
    """Name the service that leads an action. Returns whether it changed. Raises PermissionDenied or Conflict."""
    check(by, "assign_work")
    if action.service == service:
        return False
    before = {"service": action.service and str(action.service)}
    action.service = service
    save_version(action, seen=seen, fields=["service"])
    after = {"service": service and str(service)}
    record(by=by, act="named the lead service", thing="action", key=action.key, before=before, after=after)
    return True


@transaction.atomic
def propose_service(*, by: User, sub_action: SubAction, seen: int, service: Service) -> None:
    """Propose one's own service for a sub-action that has none. Raises PermissionDenied, ValidationError, Conflict."""
    check(by, "propose_service")
    if sub_action.service:
        raise ValidationError(f"{sub_action.service} keeps this already.")
    if not by.keeps(service):
        raise ValidationError({"service": "Choose a service that you keep."})
    if sub_action.proposed_service:
        raise ValidationError(f"{sub_action.proposed_service} is proposed already; an administrator will decide.")
    sub_action.proposed_service, sub_action.proposed_by = service, by
    save_version(sub_action, seen=seen, fields=["proposed_service", "proposed_by"])
    after = {"proposed_service": str(service)}
    record(by=by, act="proposed a service", thing="sub-action", key=sub_action.key, before={}, after=after)


@transaction.atomic
def decide_proposal(*, by: User, sub_action: SubAction, seen: int, accept: bool) -> None:
    """Confirm a proposed service, whose proposer becomes an owner, or decline it.

    Raises PermissionDenied, ValidationError when nothing is proposed, or Conflict.
    """
    check(by, "assign_work")
    if sub_action.proposed_service is None:
        raise ValidationError("Nothing is proposed here any more.")
    before = snapshot(sub_action, KEPT_BY)
    service, proposer = sub_action.proposed_service, sub_action.proposed_by
    sub_action.proposed_service = sub_action.proposed_by = None
    if accept:
        sub_action.service = service
    save_version(sub_action, seen=seen, fields=["service", "proposed_service", "proposed_by"])
    if accept and proposer.keeps(service):
        sub_action.owners.add(proposer)
    after = snapshot(SubAction.objects.get(pk=sub_action.pk), KEPT_BY)
    act = "confirmed a proposed service" if accept else "declined a proposed service"
    record(by=by, act=act, thing="sub-action", key=sub_action.key, before=before, after=after)
