"""Writes of edited lists: tried, brought in as one, and undone as one."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.versions import hold, save_version
from actions.models import SubAction
from actions.services.progress import post_update
from actions.services.work import edit_sub_action
from actions.status import Status
from evidence.files.bringing.files import Sheet
from evidence.files.bringing.models import Undoable
from evidence.files.bringing.rows import Fault, Line
from evidence.files.bringing.trying import Refused, tried
from evidence.files.bringing.undoing import GONE, hold_all, remember, undo_all, undoable

from .columns import CHANGED, COMPLETED, MARK, NEXT, OF_FIELDS, SET, STATUS, WHY
from .comparing import CHANGED_SINCE
from .models import Workbook
from .plan import Change

# One person brings in, or undoes, one after the other.
LOCK = 7_210_338
NOT_HERS = "Only the person who chose an edited list may bring it in or undo it."


@transaction.atomic
def rehearse(*, by: User, changes: list[Change]) -> list[Fault]:
    """What the services say against these rows; nothing is stored."""
    _rows, faults = _write_all(by, changes)
    transaction.set_rollback(True)
    return faults


@transaction.atomic
def store_checked(*, by: User, sheet: Sheet, kept: str) -> Workbook:
    """Keep a list that was looked at until it is brought in; the one that this person kept before
    goes. `kept` leads to the sheet itself, which is kept aside.

    Raises PermissionDenied, or ValidationError where she has brought in this very file.
    """
    check(by, "edit_work")
    take_lock(LOCK, by.pk)
    if earlier := Workbook.objects.standing(by, sheet.digest):
        raise ValidationError(f"{earlier.sentence} Nothing is changed a second time.")
    Workbook.objects.only_looked_at(by).delete()
    return Workbook.objects.create(file_name=sheet.name, digest=sheet.digest, kept=kept, made_by=by)


@transaction.atomic
def bring_in(*, by: User, workbook: Workbook, seen: int, changes: list[Change]) -> None:
    """Change what the rows of a list change, all or none.

    Raises PermissionDenied, ValidationError where it is in already or no row changes anything,
    Refused, or Conflict.
    """
    _hold_hers(by, workbook)
    if workbook.brought_in_at or Workbook.objects.standing(by, workbook.digest):
        raise ValidationError("This list is brought in already. Nothing has been done twice.")
    if not changes:
        raise ValidationError("Nothing in this list differs from what is here.")
    written, faults = _write_all(by, changes)
    if faults:
        raise Refused(faults)
    remember(workbook, written)
    workbook.rows = [
        {"key": one.sub_action.key, "columns": [cell.column.name for cell in one.cells]}
        for one in changes
    ]
    workbook.brought_in_at, workbook.kept = timezone.now(), ""
    save_version(workbook, seen=seen, fields=["rows", "brought_in_at", "kept"])
    after = {"file_name": workbook.file_name, "sub_actions": [row["key"] for row in workbook.rows]}
    _record("brought in a list", by, workbook, {}, after)


def _hold_hers(by: User, workbook: Workbook) -> None:
    """Hold a list that this person chose. Raises PermissionDenied for another's."""
    check(by, "edit_work")
    check_is_hers(by, workbook)
    take_lock(LOCK, by.pk)
    hold(workbook, "made_by")


def check_is_hers(by: User, workbook: Workbook) -> None:
    """Raises PermissionDenied unless this person chose the list."""
    if workbook.made_by_id != by.pk:
        raise PermissionDenied(NOT_HERS)


def _record(act: str, by: User, found: Workbook, before: dict, after: dict) -> None:
    record(by=by, act=act, thing="workbook", key=str(found.pk), before=before, after=after)


def _write_all(by: User, changes: list[Change]) -> tuple[list[Undoable], list[Fault]]:
    """What undoes the rows, and what was refused of them."""
    held = hold_all(change.sub_action.pk for change in changes)
    written, faults = [], []
    for change in changes:
        stored = held[change.sub_action.pk]
        row, said = tried(partial(_write, by, change, stored), CHANGED_SINCE)
        faults += _faults(change.line, said)
        written += [row] if row else []
    return written, faults


def _write(by: User, change: Change, stored: SubAction) -> Undoable:
    """Change one sub-action; returns what undoes it."""
    edits = {SET[cell.column]: cell for cell in change.cells if cell.column in SET}
    row, seen = undoable(stored, edits), change.seen
    if edits:
        values = {name: _value(name, cell.after) for name, cell in edits.items()}
        why = change.after(WHY)
        stored = edit_sub_action(by=by, sub_action=stored, seen=seen, why=why, **values)
        seen = stored.version
    if change.is_said:
        row.update = post_update(by=by, sub_action=stored, seen=seen, **_said(change, stored))
    row.version = stored.version
    return row


def _value(name: str, plain: str) -> str | date | None:
    if name == "title":
        return plain
    return date.fromisoformat(plain) if plain else None


def _said(change: Change, stored: SubAction) -> dict:
    """What the update of a row says."""
    status = change.line.said.get(STATUS) or stored.status
    values = {"status": status, "changed": change.after(CHANGED), "next_step": change.after(NEXT)}
    if status == Status.COMPLETE:
        values["completed_on"] = _value("completed_on", change.line.said[COMPLETED])
    elif status == stored.status:
        values |= {"decided_by": stored.decided_by, "decided_on": stored.decided_on}
    return values


def _faults(line: Line, said: dict[str, list[str]]) -> list[Fault]:
    at = [(OF_FIELDS.get(name, MARK), reasons) for name, reasons in said.items()]
    return [line.fault(column, reason) for column, reasons in at for reason in reasons]


@transaction.atomic
def undo(*, by: User, workbook: Workbook, seen: int) -> None:
    """Take back what a list changed, as `undo_all()` says. A row is left as it is where somebody
    has changed it since, or its own rules refuse it; then it keeps why.

    Raises PermissionDenied for another's, ValidationError where it is not in or cannot be undone,
    or Conflict.
    """
    _hold_hers(by, workbook)
    if workbook.brought_in_at is None or workbook.undone_at:
        raise ValidationError(f"{workbook.sentence} Nothing has changed now.")
    before = [row["key"] for row in workbook.rows]
    said = undo_all(by=by, brought=workbook)
    for row in workbook.rows:
        row["left"] = said.get(row["key"], GONE)
    left = [row["key"] for row in workbook.rows if row["left"]]
    workbook.undone_at = timezone.now()
    save_version(workbook, seen=seen, fields=["undone_at", "rows"])
    _record("undid a list", by, workbook, {"sub_actions": before}, {"sub_actions": left})
