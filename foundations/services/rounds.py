"""Writes of reporting rounds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from accounts.database import take_lock
from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import hold, save_version

from ..models import Edition, Round

EDITED = ["name", "first_day", "last_day", "asks_progress", "asks_assessment"]
LOCK = 7_210_332
# Shared by all that is written in a round; whoever closes or changes the round has it alone.
ROUND_LOCK = 7_210_333
# These would be addresses of other pages.
NO_KEYS = {"", "add", "themes", "scale", "mine"}

# What is done when a round is closed, and when that is undone, in the same transaction: functions
# that take the edition. Higher apps add theirs in `AppConfig.ready()`.
WHEN_CLOSED: list[Callable[[Edition], None]] = []
WHEN_UNDONE: list[Callable[[Edition], None]] = []


@transaction.atomic
def open_round(
    *,
    by: User,
    name: str,
    first_day: date,
    last_day: date,
    asks_progress: bool,
    asks_assessment: bool,
    on: date | None = None,
) -> Round:
    """Open a round that asks the services for progress, for self-assessment, or for both.

    `on` is today unless rounds of the past are brought in. Raises PermissionDenied, or
    ValidationError for dates that are reversed or meet another round that asks for the same, for a
    name that is taken, or for a round that asks for nothing.
    """
    check(by, "open_rounds")
    # Two rounds opened at once would not see each other's days.
    take_lock(LOCK)
    opened = Round(
        key=slugify(name)[:60],
        name=name,
        first_day=first_day,
        last_day=last_day,
        asks_progress=asks_progress,
        asks_assessment=asks_assessment,
        opened_by=by,
        opened_on=on or timezone.localdate(),
    )
    _check_round(opened)
    opened.save()
    record(
        by=by,
        act="opened",
        thing="round",
        key=opened.key,
        before={},
        after=snapshot(opened, EDITED),
    )
    return opened


def _check_round(changed: Round) -> None:
    others = Round.objects.exclude(pk=changed.pk)
    if changed.last_day < changed.first_day:
        raise ValidationError({"last_day": "The last day is before the first day."})
    if not (changed.asks_progress or changed.asks_assessment):
        raise ValidationError("Choose what the round asks for: progress, self-assessment, or both.")
    if (
        changed.key in NO_KEYS
        or others.filter(Q(name__iexact=changed.name) | Q(key=changed.key)).exists()
    ):
        raise ValidationError(
            {"name": "There is a round of this name already. Choose another name."}
        )
    if met := _overlapping(changed).first():
        raise ValidationError(
            {"first_day": f"These days meet those of “{met}”, which asks for the same."}
        )


def _check_keeps_asking(changed: Round, before: dict) -> None:
    """Raises ValidationError where services have begun what a round would ask for no longer: nobody
    would find it.
    """
    if (
        before["asks_assessment"]
        and not changed.asks_assessment
        and changed.self_assessments.exists()
    ):
        raise ValidationError(
            {"asks_assessment": "Services have begun to assess themselves in this round."}
        )


def _overlapping(changed: Round):
    """Other rounds that ask for the same on one of its days."""
    # Nothing, to which the other may be added.
    asked = Q(asks_progress=True) if changed.asks_progress else Q(pk__in=[])
    if changed.asks_assessment:
        asked |= Q(asks_assessment=True)
    met = Round.objects.filter(
        asked, first_day__lte=changed.last_day, last_day__gte=changed.first_day
    )
    return met.exclude(pk=changed.pk)


def join_round(pk: int) -> None:
    """Let nobody close or change the round of this id until this transaction ends: for each write
    of what is kept in a round, before it reads whether the round is open.
    """
    take_lock(ROUND_LOCK, pk, shared=True)


@transaction.atomic
def edit_round(*, by: User, round: Round, seen: int, **values) -> Round:
    """Change an open round's name, days and what it asks for; its address stays.

    Raises PermissionDenied, ValidationError (also once it is closed) or Conflict.
    """
    check(by, "open_rounds")
    take_lock(LOCK)
    take_lock(ROUND_LOCK, round.pk)
    # Read under the lock: it may have been closed since the page was opened.
    stored = Round.objects.get(pk=round.pk)
    _check_open(stored)
    before = snapshot(stored, EDITED)
    for name in EDITED:
        setattr(stored, name, values.get(name, getattr(stored, name)))
    _check_round(stored)
    _check_keeps_asking(stored, before)
    save_version(stored, seen=seen, fields=EDITED)
    record(
        by=by,
        act="edited",
        thing="round",
        key=stored.key,
        before=before,
        after=snapshot(stored, EDITED),
    )
    return stored


@transaction.atomic
def close_round(*, by: User, round: Round, seen: int, on: date | None = None) -> Edition:
    """Close a round: from now on nothing in it can be changed, and its edition keeps how everything
    stood.

    `on` is today unless rounds of the past are brought in. Raises PermissionDenied, ValidationError
    before its first day or when it is closed already, or Conflict.
    """
    check(by, "close_rounds")
    # One that is closed and an earlier one that is opened again would not see each other.
    take_lock(LOCK)
    take_lock(ROUND_LOCK, round.pk)
    hold(round)
    _check_open(round)
    day = on or timezone.localdate()
    if not round.has_begun(day):
        raise ValidationError("This round has not begun yet, so it cannot be closed.")
    number = round.editions.count() + 1
    edition = Edition.objects.create(round=round, number=number, closed_by=by, closed_on=day)
    # While it is still open: to what is kept, the last Board is the one before this.
    for what in WHEN_CLOSED:
        what(edition)
    round.closed_by, round.closed_on = by, day
    save_version(round, seen=seen, fields=["closed_by", "closed_on"])
    after = snapshot(round, ["closed_on"]) | {"edition": number}
    record(
        by=by, act="closed", thing="round", key=round.key, before={"closed_on": None}, after=after
    )
    return edition


def reasons_against_undoing(round: Round) -> list[str]:
    """Why the closing of a round cannot be undone, a sentence each."""
    if not round.is_closed:
        return [f"{round} is open."]
    last = Edition.objects.boards().select_related("round").first()
    if round.asks_progress and last.round != round:
        # What has changed since is told from one closing to the next.
        return [f"“{last.round}” was closed since, and is compared with this one."]
    return []


@transaction.atomic
def undo_closing(*, by: User, round: Round, seen: int, why: str, on: date | None = None) -> None:
    """Open a closed round again, with the reason; its edition stays on record, and is what the
    round shows until it is closed again.

    Raises PermissionDenied, ValidationError (also when a later round was closed since) or Conflict.
    """
    check(by, "close_rounds")
    take_lock(LOCK)
    take_lock(ROUND_LOCK, round.pk)
    hold(round)
    if reasons := reasons_against_undoing(round):
        raise ValidationError(reasons)
    edition = round.editions.standing().get()
    edition.undone_by, edition.undone_why = by, why
    edition.undone_on = on or timezone.localdate()
    edition.save()
    before = snapshot(round, ["closed_on"]) | {"edition": edition.number}
    round.closed_by = round.closed_on = None
    save_version(round, seen=seen, fields=["closed_by", "closed_on"])
    for what in WHEN_UNDONE:
        what(edition)
    record(
        by=by,
        act="opened again",
        thing="round",
        key=round.key,
        before=before,
        after={"closed_on": None, "why": why},
    )


def _check_open(round: Round) -> None:
    if round.is_closed:
        raise ValidationError(f"{round} is closed already; it stays as it is.")
