"""Writes of edited lists: tried, brought in as one, and undone as one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict, hold, save_version
from actions.models import ProgressUpdate, SubAction
from actions.services.moves import join_moves
from actions.services.progress import post_update, withdraw
from actions.services.work import edit_sub_action
from actions.status import Status
from evidence.files.bringing.files import Sheet
from evidence.files.bringing.rows import Fault, Line
from evidence.files.bringing.trying import Refused, tried, why_not

from .columns import CHANGED, COMPLETED, MARK, NEXT, OF_FIELDS, SET, STATUS, WHY, shown_of
from .comparing import CHANGED_SINCE
from .models import Workbook
from .plan import Change

# One person brings in, or undoes, one after the other.
LOCK = 7_210_338
UNDONE = "The edited list with which it came was undone."
NOT_HERS = "Only the person who chose an edited list may bring it in or undo it."
SINCE = "somebody has changed it since, so it stays as it is"


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
    workbook.rows, faults = _write_all(by, changes)
    if faults:
        raise Refused(faults)
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


def _write_all(by: User, changes: list[Change]) -> tuple[list[dict], list[Fault]]:
    """The rows as they are kept, and what was refused of them."""
    held = _hold({change.sub_action.pk for change in changes})
    rows, faults = [], []
    for change in changes:
        stored = held[change.sub_action.pk]
        row, said = tried(partial(_write, by, change, stored), CHANGED_SINCE)
        faults += _faults(change.line, said)
        rows += [row] if row else []
    return rows, faults


def _hold(pks: Iterable[int]) -> dict[int, SubAction]:
    """The sub-actions as they stand, which nobody else changes until this transaction ends."""
    # Before the first line of history, as everywhere.
    join_moves()
    rows = SubAction.objects.filter(pk__in=pks).order_by("pk")
    rows = rows.select_for_update(of=("self",), no_key=True)
    return {row.pk: row for row in rows.select_related("item", "service")}


def _write(by: User, change: Change, stored: SubAction) -> dict:
    """Change one sub-action; returns what is kept of it."""
    before = {SET[column]: text for column, text in shown_of(stored).items() if column in SET}
    edits = {SET[cell.column]: cell for cell in change.cells if cell.column in SET}
    seen, posted = change.seen, None
    if edits:
        values = {name: _value(name, cell.after) for name, cell in edits.items()}
        why = change.after(WHY)
        stored = edit_sub_action(by=by, sub_action=stored, seen=seen, why=why, **values)
        seen = stored.version
    if change.is_said:
        posted = post_update(by=by, sub_action=stored, seen=seen, **_said(change, stored))
        seen = stored.version
    return {
        "key": change.sub_action.key,
        "columns": [cell.column.name for cell in change.cells],
        "found": change.seen,
        "version": seen,
        "before": {name: before[name] for name in edits},
        "update": posted and posted.pk,
    }


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
    """Take back what a list changed: its updates are withdrawn, and what it set is as before.
    A row is left as it is where somebody has changed it since, or its own rules refuse it; then it
    keeps why.

    Raises PermissionDenied for another's, ValidationError where it is not in or nothing of it can
    be taken back, or Conflict.
    """
    _hold_hers(by, workbook)
    if workbook.brought_in_at is None or workbook.undone_at:
        raise ValidationError(f"{workbook.sentence} Nothing has changed now.")
    before = [row["key"] for row in workbook.rows]
    _undo_all(by, workbook)
    left = [row["key"] for row in workbook.rows if row["left"]]
    if left == before:
        told = [f"{row['key']}: {row['left']}." for row in workbook.rows]
        raise ValidationError(["Nothing of it can be undone.", *told])
    workbook.undone_at = timezone.now()
    save_version(workbook, seen=seen, fields=["undone_at", "rows"])
    _record("undid a list", by, workbook, {"sub_actions": before}, {"sub_actions": left})


def _undo_all(by: User, workbook: Workbook) -> None:
    rows = workbook.rows
    known = SubAction.objects.filter(item__key__in=[row["key"] for row in rows])
    held = {found.key: found for found in _hold(known.values_list("pk", flat=True)).values()}
    given_back = _given_back_after(workbook)
    for row in rows:
        as_left = row["version"]
        # What a later list has changed and given back is again as this one left it.
        while (row["key"], as_left) in given_back:
            as_left = given_back[row["key"], as_left]
        stored = held[row["key"]]
        row["left"] = why_not(partial(_give_back, by, row, stored, as_left), SINCE)


def _given_back_after(workbook: Workbook) -> dict[tuple[str, int], int]:
    """What later lists found, by key and version, and as which version it stands again since they
    were undone.
    """
    later = Workbook.objects.filter(brought_in_at__gt=workbook.brought_in_at)
    later = later.exclude(undone_at=None).values_list("rows", flat=True)
    # Lists of an earlier release do not say it.
    return {
        (row["key"], row["found"]): row["given_back"]
        for rows in later
        for row in rows
        if "given_back" in row
    }


def _give_back(by: User, row: dict, stored: SubAction, as_left: int) -> None:
    """Take back what a row has changed in a sub-action, if that is still as the row left it: as
    this version.
    """
    if stored.version != as_left:
        raise Conflict(stored)
    if row["update"]:
        posted = ProgressUpdate.objects.get(pk=row["update"])
        posted.sub_action = stored
        withdraw(by=by, update=posted, seen=stored.version, reason=UNDONE)
    if row["before"]:
        values = {name: _value(name, plain) for name, plain in row["before"].items()}
        seen = stored.version
        stored = edit_sub_action(by=by, sub_action=stored, seen=seen, why=UNDONE, **values)
    row["given_back"] = stored.version
