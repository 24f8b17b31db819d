"""Writes of participation: sessions are logged, corrected and removed. Nobody who came is ever
named.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check, may, refusal
from accounts.versions import Conflict, save_version
from accounts.words import day
from actions.models import SubAction
from actions.services.occurrences import fill_occurrences

from .models import Audience, RemovalReason, Session
from .occurrences import keep_day
from .reasons import Heads, check_entries

FACTS = ["held_on", "kind", "lived_experience", "lived_number"]
REMOVAL = ["removed_on", "removed_by", "removed_reason"]


def log_session(
    *,
    by: User,
    held_on: date,
    kind: str,
    lived_experience: str,
    lived_number: int,
    audiences: Iterable[Heads],
    sub_actions: Iterable[SubAction],
    form_key: UUID | None = None,
) -> Session:
    """Log a session that was held; it keeps the occurrences of the recurring work it serves.

    A form sent twice (same form_key, same entries) gives the session already logged, which
    `was_sent_before`. Raises PermissionDenied, ValidationError by field, or Conflict when the same
    form was logged with other entries.
    """
    check(by, "log_session")
    session = Session(held_on=held_on, kind=kind, logged_by=by)
    session.lived_experience, session.lived_number = lived_experience, lived_number
    if form_key:
        session.form_key = form_key
    # Both are walked more than once.
    audiences, sub_actions = list(audiences), list(sub_actions)
    check_entries(session, audiences)
    entries = (session, audiences, sub_actions)
    try:
        return _store_session(*entries)
    except IntegrityError:
        # The same form, sent twice.
        if twin := already_logged(*entries):
            return twin
        raise


def already_logged(
    session: Session, audiences: list[Heads], sub_actions: list[SubAction]
) -> Session | None:
    """The session that the same form has logged already. Raises Conflict when that one says
    something else.
    """
    stored = Session.objects.filter(form_key=session.form_key).first()
    if stored is None:
        return None
    same = snapshot(stored, [*FACTS, "logged_by"]) == snapshot(session, [*FACTS, "logged_by"])
    same_heads = _heads_of(stored) == sorted(map(str, audiences))
    if stored.is_removed or not (
        same and same_heads and set(stored.sub_actions.all()) == set(sub_actions)
    ):
        raise Conflict(stored)
    stored.was_sent_before = True
    return stored


def _heads_of(session: Session) -> list[str]:
    return sorted(map(str, session.audiences.select_related("service")))


@transaction.atomic
def _store_session(
    session: Session, audiences: list[Heads], sub_actions: list[SubAction]
) -> Session:
    session.save(force_insert=True)
    _add_audiences(session, audiences)
    session.sub_actions.add(*sub_actions)
    keep_day(session, _held(sub_actions))
    # History last, in the same transaction: for its end every write waits.
    after = _told(session, sorted(map(str, audiences)), {row.key for row in sub_actions})
    said = {"before": {}, "after": after}
    record(by=session.logged_by, act="logged", thing="session", key=str(session.pk), **said)
    return session


def _add_audiences(session: Session, audiences: list[Heads]) -> None:
    Audience.objects.bulk_create(
        Audience(session=session, kind=heads.kind, service=heads.service, headcount=heads.headcount)
        for heads in audiences
    )


def _set_entries(session: Session, audiences: list[Heads], sub_actions: list[SubAction]) -> None:
    """Give a session these audiences and sub-actions in place of those it had."""
    # Anew each time: rows of audiences have no history of their own, and nothing points at them.
    session.audiences.all().delete()
    _add_audiences(session, audiences)
    session.sub_actions.set(sub_actions)


def keep_occurrences(sub_actions: Iterable[SubAction]) -> None:
    """Let the occurrences of recurring work follow the sessions that serve it, always in the same
    order.
    """
    for row in _held(sub_actions):
        fill_occurrences(row)


def _held(sub_actions: Iterable[SubAction]) -> list[SubAction]:
    """The same, which nobody else changes until this transaction ends."""
    # In one order, so that two sessions that serve the same work do not wait for each other; and
    # read once they are held, since an owner may change their days at this moment.
    keys = {sub_action.pk for sub_action in sub_actions}
    rows = SubAction.objects.filter(pk__in=keys).select_related("item__published_target")
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _in_history(session: Session) -> dict:
    """What history keeps of a session as it is stored."""
    serves = session.sub_actions.values_list("item__key", flat=True)
    return _told(session, _heads_of(session), serves)


def _told(session: Session, audiences: list[str], serves: Iterable[str]) -> dict:
    """What history keeps of a session: that people with lived experience took part, not how many
    they were, since nobody is to be made out among a few.
    """
    return snapshot(session, ["held_on", "kind", "lived_experience"]) | {
        "audiences": audiences,
        "sub_actions": sorted(serves),
    }


@transaction.atomic
def edit_session(
    *,
    by: User,
    session: Session,
    seen: int,
    held_on: date,
    kind: str,
    lived_experience: str,
    lived_number: int,
    audiences: Iterable[Heads],
    sub_actions: Iterable[SubAction],
) -> Session:
    """Correct a session; the occurrences that it kept follow. Raises PermissionDenied,
    ValidationError or Conflict.
    """
    stored = to_change(by, session)
    # Also what it served until now: occurrences that it kept are open again.
    before, served = _in_history(stored), list(stored.sub_actions.all())
    was = stored.lived_number
    stored.held_on, stored.kind = held_on, kind
    stored.lived_experience, stored.lived_number = lived_experience, lived_number
    audiences, sub_actions = list(audiences), list(sub_actions)
    check_entries(stored, audiences)
    save_version(stored, seen=seen, fields=FACTS)
    _set_entries(stored, audiences, sub_actions)
    keep_occurrences([*served, *sub_actions])
    after = _in_history(stored)
    if stored.lived_number != was:
        after["how_many"] = "Corrected, and not shown"
    record(by=by, act="corrected", thing="session", key=str(stored.pk), before=before, after=after)
    return stored


@transaction.atomic
def remove_session(*, by: User, session: Session, seen: int, reason: str) -> None:
    """Let a session count no more: its line stays with the reason, and what it kept is open again.

    Raises PermissionDenied, ValidationError or Conflict.
    """
    stored = to_change(by, session)
    if reason not in RemovalReason:
        raise ValidationError({"reason": "Choose a reason from the list."})
    before = _in_history(stored) | snapshot(stored, REMOVAL)
    stored.removed_on, stored.removed_by, stored.removed_reason = timezone.localdate(), by, reason
    save_version(stored, seen=seen, fields=REMOVAL)
    keep_occurrences(stored.sub_actions.all())
    after = _in_history(stored) | snapshot(stored, REMOVAL)
    record(by=by, act="removed", thing="session", key=str(stored.pk), before=before, after=after)


def may_change(user: User, session: Session) -> bool:
    """Whoever logged it and keeps the roles of that day, and Champions Board staff; a
    removed one nobody.
    """
    # It is on record as it was removed.
    if session.is_removed:
        return False
    logged_on = timezone.localdate(session.logged_at)
    own = may(user, "log_session") and user.still_owns(session.logged_by_id, logged_on)
    return own or may(user, "keep_sessions")


def to_change(by: User, session: Session) -> Session:
    """The session as stored. Raises PermissionDenied for another's, ValidationError for a removed
    one.
    """
    # Read anew: the page may be an hour old. Two who write at once are told apart by the version.
    stored = Session.objects.get(pk=session.pk)
    if stored.is_removed:
        raise ValidationError(
            f"This session was removed on {day(stored.removed_on)} and cannot be changed."
        )
    if not may_change(by, stored):
        check(by, "log_session")
        raise PermissionDenied(f"Somebody else logged this session. {refusal('keep_sessions')}")
    return stored
