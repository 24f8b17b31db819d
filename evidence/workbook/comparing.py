"""An edited workbook beside what is stored: which cells differ, and what speaks against a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accounts.models import User
from accounts.permissions import may, refusal
from accounts.words import listed
from actions.models import SubAction
from actions.status import Status
from evidence.files.bringing.columns import Column
from evidence.files.bringing.files import Sheet
from evidence.files.bringing.guessing import guess
from evidence.files.bringing.layout import ABOVE, Layout, below
from evidence.files.bringing.rows import Fault, Line

from .columns import (
    CHANGED,
    COLUMNS,
    COMPLETED,
    DUE,
    EDITED,
    KEY,
    KIND,
    MARK,
    NEXT,
    SAID,
    SERVICE,
    START,
    STATUS,
    TITLE,
    WHY,
    WRITTEN,
    for_reading,
    in_words,
    shown_of,
)
from .marks import Mark, digest_of, read_mark
from .plan import Cell, Change, Plan

# Each is shown on one page, and stored as one.
MOST = 50
NO_MARK = (
    "This row has no mark, so nothing says which sub-action it is. No row is added by this list: "
    "delete it here, and add the work on the page of its action."
)
BROKEN_MARK = "This is no mark of ours. Put back what stood here, or take the list out again."
CHANGED_SINCE = (
    "This sub-action was changed after the list was taken out. Take the list out again, and edit "
    "this row there. Delete the row here to bring in the others."
)
SOURCE = "The wording of the source cannot be changed. Put it back as it was."
SAY_WHAT_CHANGED = (
    "Say in a few words what changed: how it is going comes in as an update, and an update says "
    "why."
)
NO_LINES = "There is no sub-action in this sheet. Take the list out again."


def compare(sheet: Sheet, by: User) -> Plan:
    """What a workbook would change for this person, in one statement however many rows it has."""
    layout = guess(sheet, COLUMNS, lambda digests: {})
    worksheet = sheet.worksheets[layout.worksheet]
    if reasons := [worksheet.fault] if worksheet.fault else list(_against(layout)):
        return Plan(faults=[Fault(0, "", "", reason) for reason in reasons])
    found = below(worksheet, layout, COLUMNS)
    lines = [Line(row, texts, layout.places) for row, texts in found.lines]
    if not lines:
        return Plan(faults=[Fault(0, "", "", NO_LINES)])
    plan = Plan(rows=len(lines))
    _compare_lines(plan, lines, by)
    plan.left += [f"Row {row}: left out, {why}." for row, why in found.left_out if why != ABOVE]
    if (number := len(plan.changes)) > MOST:
        reason = f"{number} rows are edited, and {MOST} are taken at a time. Delete some rows here."
        plan.faults.append(Fault(0, "", "", f"{reason} Bring them in from a copy afterwards."))
    return plan


def _against(layout: Layout) -> Iterator[str]:
    """Why the columns of a sheet are not those of the list."""
    gone = [column.name for column in layout.missing(COLUMNS) if column.name not in layout.doubtful]
    gone += layout.by_values
    if len(gone) + len(layout.doubtful) > len(COLUMNS) / 2:
        yield "This is not a list of sub-actions from here: its headings are not found."
        return
    if gone:
        names = listed([f"“{name}”" for name in sorted(gone)])
        yield (
            f"No column is called {names}. A column that was deleted or renamed is put back; its "
            "cells may be left as they were."
        )
    for name in layout.doubtful:
        yield f"Several columns are called “{name}”. Delete all but one."


def _compare_lines(plan: Plan, lines: list[Line], by: User) -> None:
    marks = dict(_marks_of(lines))
    rows = SubAction.objects.filter(item__key__in={mark.key for mark in marks.values()})
    known = {found.key: found for found in rows.select_related("item", "service")}
    for line in lines:
        if mark := marks.get(line.row):
            _compare_line(plan, line, mark, known.get(mark.key), by)
        plan.faults += line.faults


def _marks_of(lines: Iterable[Line]) -> Iterator[tuple[int, Mark]]:
    """The mark of each row that has one of its own, by the number of the row."""
    first: dict[str, int] = {}
    for line in lines:
        text = line.texts.get(MARK, "")
        mark = read_mark(text)
        if mark is None:
            line.refuse(MARK, BROKEN_MARK if text else NO_MARK)
        elif mark.key in first:
            reason = f"Row {first[mark.key]} is {mark.key} already. Delete one of the two rows."
            line.refuse(MARK, reason)
        else:
            first[mark.key] = line.row
            line.called[MARK] = f"sub-action {mark.key}"
            yield line.row, mark


def _compare_line(plan: Plan, line: Line, mark: Mark, found: SubAction | None, by: User) -> None:
    if found is None:
        line.refuse(MARK, f"There is no sub-action {mark.key}.")
        return
    if (key := line.texts.get(KEY)) and key != mark.key:
        line.refuse(KEY, f"The mark of this row is that of {mark.key}. Put the two together again.")
        return
    line.read((*EDITED, *WRITTEN))
    written = any(line.said.get(column) for column in WRITTEN)
    if not line.faults and not written and digest_of(line.said) == mark.digest:
        # Nobody has edited it; what others have changed since is no matter of this sheet.
        return
    cells = list(_cells_of(line, shown_of(found)))
    if found.version != mark.version:
        if cells or written:
            line.refuse(MARK, CHANGED_SINCE)
        return
    plan.left += _left_of(line, found, cells)
    if not any(cell.column in (START, DUE) for cell in cells):
        cells = [cell for cell in cells if cell.column is not WHY]
    change = Change(line, found, mark.version, cells)
    _judge(change, by)
    if cells and not line.faults:
        plan.changes.append(change)


def _cells_of(line: Line, stored: dict[Column, str]) -> Iterator[Cell]:
    """The cells that say something else than is stored. An empty one says nothing."""
    for column in COLUMNS:
        after, before = line.said.get(column, ""), stored.get(column, "")
        if after and after != before:
            yield Cell(line.address(column), column, before, after)


def _left_of(line: Line, found: SubAction, cells: list[Cell]) -> Iterator[str]:
    """What was edited and is not taken, a sentence each."""
    stored = shown_of(found)
    goes_on = (line.said.get(STATUS) or found.status) != Status.COMPLETE
    for column in EDITED:
        if column is COMPLETED and goes_on:
            # Another status takes its day away.
            continue
        if stored[column] and line.said.get(column) == "":
            words = in_words(column, stored[column])
            yield f"{line.address(column)}, {column.name}: empty, so it stays “{words}”."
    beside = for_reading(found)
    for column in (SERVICE, KIND):
        text = line.texts.get(column, "")
        if text and text != beside[column]:
            reason = f"for reading only, so it stays “{beside[column]}”"
            yield f"{line.address(column)}, {column.name}: {reason}."
    edited = {cell.column for cell in cells}
    if WHY in edited and not edited & {START, DUE}:
        reason = "no start or due date of this row is changed, so the reason is not kept"
        yield f"{line.address(WHY)}, {WHY.name}: {reason}."


def _judge(change: Change, by: User) -> None:
    """What speaks against a row before any service is asked."""
    line, found = change.line, change.sub_action
    says = [cell for cell in change.cells if cell.column in (*SAID, CHANGED, NEXT)]
    for right, is_needed in (("edit_work", change.is_set), ("post_update", bool(says))):
        if is_needed and not may(by, right, found):
            line.refuse(MARK, refusal(right, found))
            return
    if change.after(TITLE) and not found.item.local:
        line.refuse(TITLE, SOURCE)
    if says and not change.is_said:
        line.refuse(CHANGED, SAY_WHAT_CHANGED)
    status = line.said.get(STATUS) or found.status
    if change.after(COMPLETED) and status != Status.COMPLETE:
        line.refuse(COMPLETED, "Only what is complete has this day. Write “Complete” beside it.")
    if change.is_said and status == Status.COMPLETE and not line.said.get(COMPLETED):
        line.refuse(COMPLETED, "Give the day on which it was completed.")
