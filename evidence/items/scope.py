"""What evidence may be added to, and by whom."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from accounts.models import Role, Service, User
from accounts.permissions import check, may
from actions.models import Action, ProgressUpdate, SubAction
from foundations.models import FrameworkItem, Kind
from foundations.querysets import FrameworkItemQuerySet

from .models import EvidenceItem

TEXTS = (Kind.CALL, Kind.THEME, Kind.RECOMMENDATION)
WORK = (Kind.ACTION, Kind.SUB_ACTION, Kind.CRITERION)


def supportable_by(user: User) -> FrameworkItemQuerySet:
    """What this person may add evidence to: published texts, and the work that her services keep.

    Champions Board staff may add to all work.
    """
    if Role.CHAMPIONS in user.roles:
        return FrameworkItem.objects.of_kind(*TEXTS, *WORK)
    # Published texts are nobody's own, so every Keeper adds to them.
    kept = user.services
    own = (
        Q(action__service__in=kept)
        | Q(sub_action__service__in=kept)
        | Q(parent__sub_action__service__in=kept)
    )
    return FrameworkItem.objects.filter(Q(kind__in=TEXTS) | Q(own, kind__in=WORK))


def clearable_by(user: User) -> FrameworkItemQuerySet:
    """Things from which this person may take evidence away that others said supports them: the work
    that her services keep, and for Champions Board staff everything. Published texts are nobody's
    own.
    """
    found = supportable_by(user)
    return found if Role.CHAMPIONS in user.roles else found.of_kind(*WORK)


def check_may_support(by: User, item: FrameworkItem) -> None:
    """Raises PermissionDenied unless this person may add evidence to it, ValidationError where
    nobody can.
    """
    if item.kind not in (*TEXTS, *WORK):
        raise ValidationError(
            "Evidence supports actions, sub-actions, calls, themes and recommendations."
        )
    check(by, "add_evidence", work_of(item))


def check_supports(by: User, items: list[FrameworkItem], update: ProgressUpdate | None) -> None:
    """Raises PermissionDenied for work that others keep, ValidationError for nothing, or for an
    update that does not stand, that this person may not read, or that is on other work.
    """
    if not items:
        raise ValidationError("Say what it supports.")
    # Each of them: one's own work must not carry evidence onto the work of others.
    for item in items:
        check_may_support(by, item)
    if update is not None:
        _check_update(by, items, update)


def _check_update(by: User, items: list[FrameworkItem], update: ProgressUpdate) -> None:
    readable = (
        ProgressUpdate.objects.current()
        .visible_to(by)
        .filter(sub_action__item__in=items, pk=update.pk)
    )
    if not readable.exists():
        raise ValidationError({"update": "Choose one of the updates on this sub-action."})


def work_of(item: FrameworkItem) -> Action | SubAction | None:
    """The work that an item stands for, which a service keeps; None for a published text, open to
    every Keeper.
    """
    if item.kind == Kind.ACTION:
        return item.action
    if item.kind in (Kind.SUB_ACTION, Kind.CRITERION):
        return (item.parent if item.kind == Kind.CRITERION else item).sub_action
    return None


def service_for(by: User, item: FrameworkItem) -> Service | None:
    """Whose evidence for an item is: the service's that keeps the work, else the Keeper's first;
    none for the Champions Board.
    """
    work = work_of(item)
    if work is not None and by.keeps(work.service_id):
        return work.service
    return next(iter(by.services), None)


def may_change(user: User, evidence: EvidenceItem) -> bool:
    """Whether this person may edit or remove an item: its service's Keepers, and for what belongs
    to no service the Champions Board staff. Whoever added it goes on only as one of them.
    """
    ours = (
        Role.CHAMPIONS in user.roles
        if evidence.service_id is None
        else user.keeps(evidence.service_id)
    )
    return may(user, "add_evidence") and ours


def check_may_change(by: User, evidence: EvidenceItem) -> None:
    """Raises PermissionDenied unless this person may edit or remove an item."""
    if not may_change(by, evidence):
        whose = evidence.service or Role.CHAMPIONS.label
        raise PermissionDenied(f"Only {whose} may change this evidence.")


def may_agree(user: User, evidence: EvidenceItem) -> bool:
    """Whether this person may give pictures their second look: anyone who could but whoever added
    it.
    """
    return (
        evidence.awaits_second_look
        and evidence.added_by_id != user.pk
        and may(user, "agree_photo", evidence)
    )
