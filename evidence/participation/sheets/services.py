"""Writes of imports: a sheet of past sessions is checked, brought in as one, and undone as one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Max, Min
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import plain, record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import save_version
from actions.models import SubAction
from evidence.files.bringing.files import Sheet, let_sheet_go
from evidence.files.bringing.layout import Layout, digest_of

from ..models import Audience, RemovalReason, Session
from ..querysets import SessionQuerySet
from ..services import keep_occurrences
from .alike import Answers
from .comparing import Plan, compare
from .entries import Content, Entry, entries_of
from .models import ImportState, SessionImport, SessionImportQuerySet

# Two sheets are brought in, or undone, one after the other: each is compared with what the other
# left.
LOCK = 7_210_330
AT_ONCE = 500


@transaction.atomic
def store_checked(
    *, by: User, sheet: Sheet, entries: list[Entry], layout: Layout, kept: str = ""
) -> SessionImport:
    """Keep the sessions of a sheet without faults until they are brought in; what this person kept
    before goes. `kept` leads to the sheet itself, which is kept aside.

    Raises PermissionDenied, or ValidationError when this very file was brought in already.
    """
    check(by, "keep_sessions")
    take_lock(LOCK)
    _refuse_twice(sheet.digest)
    _let_go(SessionImport.objects.filter(checked_by=by, state=ImportState.CHECKED), but=kept)
    # Kept as read, so that what is brought in is what was shown.
    rows = [entry.as_json() for entry in entries]
    headings = digest_of(layout.headings(sheet))
    about = {"headings": headings, "layout": layout.as_json(), "kept": kept}
    return SessionImport.objects.create(
        file_name=sheet.name, digest=sheet.digest, rows=rows, checked_by=by, **about
    )


def _let_go(imports: SessionImportQuerySet, but: str) -> None:
    """Delete imports that were only checked, and what is kept aside of them."""
    for one in imports.select_related("checked_by").defer("rows"):
        if one.kept != but:
            _let_file_go(one.kept, one.checked_by)
    imports.delete()


def _let_file_go(kept: str, by: User) -> None:
    # A file that is gone comes back with no rollback.
    transaction.on_commit(partial(let_sheet_go, kept, by=by))


def laid_out_before(digests: Iterable[str]) -> dict[str, Layout]:
    """How sheets with these headings were laid out that were brought in, by their digest."""
    found = SessionImport.objects.laid_out(digests)
    return {digest: Layout.from_json(told) for digest, told in found.items()}


def _refuse_twice(digest: str) -> None:
    """Raises ValidationError when a file with this digest was brought in and stands."""
    if earlier := SessionImport.objects.brought_in_of(digest):
        raise ValidationError(f"{earlier.sentence} Nothing is added.")


@transaction.atomic
def bring_in(
    *,
    by: User,
    sheet: SessionImport,
    seen: int,
    answers: Answers = Answers(),  # noqa: B008 - it cannot be changed
) -> int:
    """Add the sessions of a checked sheet that are not there yet, all or none; returns how many
    they were. The answers say which of those that may be one with another are added.

    History gets one line with the counts, since each session says itself with which sheet it came.
    Raises PermissionDenied, ValidationError with the reason when nothing can be added, or Conflict.
    """
    check(by, "keep_sessions")
    take_lock(LOCK)
    stored = _in_state(sheet, ImportState.CHECKED)
    _refuse_twice(stored.digest)
    # Compared anew after the lock: what was logged since the sheet was checked is there by now, and
    # what was removed is a fault.
    plan = compare(entries_of(stored))
    added = plan.added(answers)
    _refuse_empty(plan, added)
    _let_file_go(stored.kept, stored.checked_by)
    # The rows are sessions from here on; kept twice they could disagree.
    stored.state, stored.brought_in_at = ImportState.BROUGHT_IN, timezone.now()
    stored.rows, stored.kept = [], ""
    save_version(stored, seen=seen, fields=["state", "brought_in_at", "rows", "kept"])
    _add_sessions(by, stored, added)
    record(
        by=by,
        act="brought in sessions",
        thing="import",
        key=str(stored.pk),
        before={},
        after=_in_history(stored),
    )
    return len(added)


def _in_state(sheet: SessionImport, wanted: str) -> SessionImport:
    """The import as stored. Raises ValidationError, with what became of it, when it is in another
    state.
    """
    stored = (
        SessionImport.objects.select_related("checked_by", "undone_by").filter(pk=sheet.pk).first()
    )
    if stored is None:
        raise ValidationError(
            "This sheet was let go when another one was checked. Choose the file again."
        )
    if stored.state != wanted:
        raise ValidationError(f"{stored.sentence} Nothing has changed now.")
    return stored


def _refuse_empty(plan: Plan, added: list[Entry]) -> None:
    """Raises ValidationError for a sheet with faults, or with nothing to add."""
    if plan.faults:
        raise ValidationError([str(fault) for fault in plan.faults])
    if not plan.new:
        raise ValidationError("Every session of this sheet is there already, so nothing is added.")
    if not added:
        raise ValidationError(
            "Each session of this sheet is there already, or counts as one that is, so nothing is "
            "added. Say below which of them are sessions of their own."
        )


def _add_sessions(by: User, sheet: SessionImport, entries: list[Entry]) -> None:
    """Store sessions with their audiences and sub-actions, in few statements however many there
    are.
    """
    rows = (_new_session(by, sheet, entry.content) for entry in entries)
    sessions = Session.objects.bulk_create(rows, batch_size=AT_ONCE)
    pairs = list(zip(sessions, (entry.content for entry in entries), strict=True))
    _add_audiences(pairs)
    _add_sub_actions(pairs)


def _new_session(by: User, sheet: SessionImport, content: Content) -> Session:
    return Session(
        held_on=content.held_on,
        kind=content.kind,
        lived_experience=content.lived_experience,
        lived_number=content.lived_number,
        logged_by=by,
        brought_in=sheet,
    )


def _add_audiences(pairs: list[tuple[Session, Content]]) -> None:
    rows = (
        Audience(
            session=session,
            kind=heads.kind,
            service_id=heads.service or None,
            headcount=heads.headcount,
        )
        for session, content in pairs
        for heads in content.audiences
    )
    Audience.objects.bulk_create(rows, batch_size=AT_ONCE)


def _add_sub_actions(pairs: list[tuple[Session, Content]]) -> None:
    """What sessions serve; the occurrences of recurring work that they keep follow."""
    # By key, as the sheet names them.
    served = {key for _session, content in pairs for key in content.sub_actions}
    by_key = {
        row.key: row
        for row in SubAction.objects.filter(item__key__in=served).select_related("item")
    }
    through = Session.sub_actions.through
    rows = (
        through(session=session, subaction=by_key[key])
        for session, content in pairs
        for key in content.sub_actions
    )
    through.objects.bulk_create(rows, batch_size=AT_ONCE)
    keep_occurrences(by_key.values())


@transaction.atomic
def undo(*, by: User, sheet: SessionImport, seen: int) -> int:
    """Remove the sessions that a sheet brought in, also those corrected since; returns how many
    stood.

    Raises PermissionDenied, ValidationError when it is not in, or Conflict.
    """
    check(by, "keep_sessions")
    take_lock(LOCK)
    stored = _in_state(sheet, ImportState.BROUGHT_IN)
    before = _in_history(stored)
    stored.state, stored.undone_by, stored.undone_at = ImportState.UNDONE, by, timezone.now()
    save_version(stored, seen=seen, fields=["state", "undone_by", "undone_at"])
    # Those removed one by one before keep their own reason.
    removed = _remove_standing(stored.sessions.current(), by)
    record(
        by=by,
        act="undid an import",
        thing="import",
        key=str(stored.pk),
        before=before,
        after=_in_history(stored),
    )
    return removed


def _remove_standing(sessions: SessionQuerySet, by: User) -> int:
    # Before all that is read of them: somebody may correct one of them just now.
    sessions = Session.objects.filter(pk__in=_hold(sessions))
    # Before the update: afterwards none of these sessions stands any more.
    served = list(SubAction.objects.filter(sessions__in=sessions).distinct())
    removed = sessions.update(
        removed_on=timezone.localdate(),
        removed_by=by,
        removed_reason=RemovalReason.IMPORT_UNDONE,
        # Whoever has one of them open for correction finds out.
        version=F("version") + 1,
    )
    keep_occurrences(served)
    return removed


def _hold(sessions: SessionQuerySet) -> list[int]:
    held = sessions.select_for_update(of=("self",), no_key=True).order_by("pk")
    return list(held.values_list("pk", flat=True))


def _in_history(sheet: SessionImport) -> dict:
    """What history keeps of an import: the file, and what of it stands."""
    standing = sheet.sessions.current()
    figures = standing.aggregate(
        sessions=Count("pk"), first_day=Min("held_on"), last_day=Max("held_on")
    )
    said = {name: plain(value) for name, value in figures.items()}
    said["attendances"] = Audience.objects.filter(session__in=standing).total()
    return snapshot(sheet, ["file_name", "digest", "state"]) | said
