"""Writes of who keeps what: many sub-actions at once, and a Keeper's proposal of her service."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import Service, User
from accounts.permissions import check
from accounts.services import check_open
from accounts.versions import save_version

from ..models import Action, SubAction

KEPT_BY = ["service", "owners", "proposed_service"]


@transaction.atomic
def assign(
    *, by: User, sub_action: SubAction, seen: int, service: Service | None, owners: Iterable[User]
) -> bool:
    """Give a sub-action its service and owners; a proposal that it held is settled. Returns whether
    anything changed.

    Where no owner is named, those stay who are Promise Keepers of the service; without a service
    nobody does. Raises PermissionDenied, ValidationError for a closed service or an owner who does
    not keep it, or Conflict.
    """
    check(by, "assign_work")
    check_open(service)
    return _assign(by, sub_action, seen, service, set(owners))


def _assign(
    by: User, sub_action: SubAction, seen: int, service: Service | None, owners: set[User]
) -> bool:
    present = set(sub_action.owners.all())
    check_owners(service, owners)
    # An owner of the service before does not go on owning what her service no longer keeps.
    owners = owners or present & _keepers(service)
    if (sub_action.service, present) == (service, owners):
        return False
    _give(sub_action, by=by, seen=seen, service=service, owners=owners, act="assigned")
    return True


@transaction.atomic
def assign_all(
    *, by: User, seen: dict[str, int], service: Service | None, owners: Iterable[User]
) -> tuple[int, int]:
    """Give many sub-actions their service and owners, or none of them; `seen` has the version seen
    of each by its key. Returns how many changed, and how many came from another service.

    Raises what `assign` raises.
    """
    check(by, "assign_work")
    check_open(service)
    # All rows are locked before the first line of history: a Keeper who saves one of them now
    # would otherwise wait for history while we wait for her row.
    rows = SubAction.objects.for_list().filter(item__key__in=seen)
    rows = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
    moved = sum(row.service not in (None, service) for row in rows)
    changed = [_assign(by, row, seen[row.key], service, set(owners)) for row in rows]
    return sum(changed), moved


def _give(
    sub_action: SubAction,
    *,
    by: User,
    seen: int,
    service: Service | None,
    owners: Iterable[User],
    act: str,
) -> None:
    before = snapshot(sub_action, KEPT_BY)
    sub_action.service = service
    # Whatever was proposed is settled by any decision, this service or another.
    sub_action.proposed_service = sub_action.proposed_by = None
    save_version(sub_action, seen=seen, fields=["service", "proposed_service", "proposed_by"])
    sub_action.owners.set(owners)
    after = snapshot(sub_action, KEPT_BY)
    record(by=by, act=act, thing="sub-action", key=sub_action.key, before=before, after=after)


def _keepers(service: Service | None) -> set[User]:
    return set(User.objects.keepers_of(service.pk, on=timezone.localdate())) if service else set()


def check_owners(service: Service | None, owners: Iterable[User]) -> None:
    """Raises ValidationError unless every owner is a Promise Keeper of the service today."""
    if not owners:
        return
    if service is None:
        raise ValidationError(
            {"owners": "Choose a service first: its owners are Promise Keepers of it."}
        )
    outside = ", ".join(sorted(str(owner) for owner in set(owners) - _keepers(service)))
    if outside:
        raise ValidationError({"owners": f"Not a Promise Keeper of {service}: {outside}."})


@transaction.atomic
def lead(*, by: User, action: Action, seen: int, service: Service | None) -> bool:
    """Name the service that leads an action, or none. Returns whether it changed.

    Raises PermissionDenied, ValidationError for a closed service, or Conflict.
    """
    check(by, "assign_work")
    if action.service == service:
        return False
    check_open(service)
    before = {"service": action.service and str(action.service)}
    action.service = service
    save_version(action, seen=seen, fields=["service"])
    after = {"service": service and str(service)}
    record(
        by=by,
        act="named the lead service",
        thing="action",
        key=action.key,
        before=before,
        after=after,
    )
    return True


def reasons_not_to_propose(sub_action: SubAction) -> list[str]:
    """The sentences that say why no service can be proposed for a sub-action; none if one can."""
    if sub_action.service:
        return [f"{sub_action.service} keeps this already."]
    if sub_action.proposed_service:
        return [f"{sub_action.proposed_service} is proposed already; an administrator will decide."]
    return []


@transaction.atomic
def propose_service(*, by: User, sub_action: SubAction, seen: int, service: Service) -> None:
    """Propose one's own service for a sub-action that has none. Raises PermissionDenied,
    ValidationError, Conflict.
    """
    check(by, "propose_service")
    if reasons := reasons_not_to_propose(sub_action):
        raise ValidationError(reasons)
    if not by.keeps(service):
        raise ValidationError({"service": "Choose a service that you keep."})
    check_open(service)
    sub_action.proposed_service, sub_action.proposed_by = service, by
    save_version(sub_action, seen=seen, fields=["proposed_service", "proposed_by"])
    after = {"proposed_service": str(service)}
    record(
        by=by,
        act="proposed a service",
        thing="sub-action",
        key=sub_action.key,
        before={},
        after=after,
    )


@transaction.atomic
def decide_proposal(*, by: User, sub_action: SubAction, seen: int, accept: bool) -> None:
    """Confirm a proposed service, whose proposer becomes an owner, or decline it.

    Raises PermissionDenied, ValidationError when nothing is proposed or the service is closed, or
    Conflict.
    """
    check(by, "assign_work")
    proposed, proposer = sub_action.proposed_service, sub_action.proposed_by
    if proposed is None:
        raise ValidationError("Nothing is proposed here any more.")
    service, owners = sub_action.service, set(sub_action.owners.all())
    act = "declined a proposed service"
    if accept:
        check_open(proposed)
        service, act = proposed, "confirmed a proposed service"
        # Since she proposed it she may have left the service: then it has no owner yet.
        owners |= {proposer} & _keepers(service)
    _give(sub_action, by=by, seen=seen, service=service, owners=owners, act=act)
