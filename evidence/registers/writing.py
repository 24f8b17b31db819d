"""How the rows of a register are written: as people could have done by hand, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.utils import timezone

from accounts.database import take_lock
from accounts.models import User
from accounts.services import check_open
from accounts.words import day
from actions.models import Action, ProgressUpdate, SubAction
from actions.services.moves import join_moves
from actions.services.progress import post_update
from actions.services.work import LOCK as ADDING
from actions.services.work import add_action, add_sub_action, edit_sub_action
from actions.status import Kind
from evidence.files.bringing.models import Undoable
from evidence.files.bringing.rows import Fault
from evidence.files.bringing.trying import tried
from evidence.files.bringing.undoing import hold_all, undoable

from .columns import ACTION, OF_FIELDS, TITLE
from .models import Register, RegisterRow
from .offering import title_digest, title_key
from .plan import Plan, Row, Said

LONGEST_REASON = 300
CHANGED_SINCE = "Somebody has changed this sub-action meanwhile. Look at it again, then press."


def write_all(
    by: User, register: Register, plan: Plan
) -> tuple[list[tuple[RegisterRow, Undoable]], list[str], list[Fault]]:
    """The rows as they are kept and what undoes each, not stored yet; the keys of the actions that
    were added; and what was refused.
    """
    coming = plan.coming
    actions, stored = _hold(coming)
    added, faults = _add_actions(by, coming)
    rows = []
    for row in coming:
        action = added.get(title_key(row.new_action)) if row.new_action else None
        if row.action:
            action = actions[row.action.pk]
        if row.is_new and action is None:
            continue
        known = stored.get(row.sub_action.pk) if row.sub_action else None
        made, said = tried(partial(_write, by, register, row, action, known), CHANGED_SINCE)
        faults += _faults(row, said)
        rows += [made] if made else []
    return rows, [action.key for action in added.values()], faults


def _hold(rows: list[Row]) -> tuple[dict[int, Action], dict[int, SubAction]]:
    """The actions and sub-actions as they stand, which nobody else changes until this transaction
    ends.
    """
    # Before the first line of history, as everywhere, and in the one order of locks.
    take_lock(ADDING)
    join_moves()
    for service in sorted({row.service for row in rows if row.service}, key=lambda one: one.pk):
        check_open(service)
    actions = Action.objects.filter(pk__in=[row.action.pk for row in rows if row.action])
    actions = actions.select_for_update(of=("self",), no_key=True).order_by("pk")
    held = {action.pk: action for action in actions.select_related("item")}
    return held, hold_all(row.sub_action.pk for row in rows if row.sub_action)


def _add_actions(by: User, rows: Iterable[Row]) -> tuple[dict[str, Action], list[Fault]]:
    """Each local action that rows name and that there is none of, by its title."""
    first = {title_key(row.new_action): row for row in reversed([*rows]) if row.new_action}
    added, faults = {}, []
    for key, row in reversed(first.items()):
        write = partial(add_action, by=by, service=row.service, title=row.new_action)
        action, said = tried(write, CHANGED_SINCE)
        faults += [row.line.fault(ACTION, one) for reasons in said.values() for one in reasons]
        if action:
            added[key] = action
    return added, faults


def _faults(row: Row, said: dict[str, list[str]]) -> list[Fault]:
    at = [(OF_FIELDS.get(name, TITLE), reasons) for name, reasons in said.items()]
    return [row.line.fault(column, reason) for column, reasons in at for reason in reasons]


def _write(
    by: User, register: Register, row: Row, action: Action | None, stored: SubAction | None
) -> tuple[RegisterRow, Undoable]:
    """Write one row; returns what is kept of it, and what undoes it."""
    undo = undoable(stored, row.values) if stored else Undoable(found=0)
    seen = row.sub_action.version if row.sub_action else 0
    if stored is None:
        stored = _add(by, row, action)
        seen = stored.version
    elif row.values:
        why = row.comment[:LONGEST_REASON]
        stored = edit_sub_action(by=by, sub_action=stored, seen=seen, why=why, **row.values)
        seen = stored.version
    undo.update = _post(by, register, row, stored, seen) if row.said else None
    undo.sub_action, undo.version = stored, stored.version
    kept = RegisterRow(
        register=register,
        number=row.number,
        sub_action=stored,
        key=stored.key,
        is_new=row.is_new,
        update=undo.update,
        title_digest=title_digest(row.title),
        said_digest=row.said.digest if row.said else "",
        columns=[cell.name for cell in row.cells] + (["How it is going"] if row.said else []),
    )
    return kept, undo


def _add(by: User, row: Row, action: Action) -> SubAction:
    about = {"action": action, "service": row.service, "title": row.title}
    return add_sub_action(
        by=by, **about, kind=Kind.DATED, is_owner="owners" not in row.values, **row.values
    )


def _post(by: User, register: Register, row: Row, stored: SubAction, seen: int) -> ProgressUpdate:
    said = row.said
    about = {"completed_on": said.completed_on}
    if stored.decided_on and said.status == stored.status:
        about |= {"decided_by": stored.decided_by, "decided_on": stored.decided_on}
    return post_update(
        by=by,
        sub_action=stored,
        seen=seen,
        status=said.status,
        changed=with_origin(said, register, row.number),
        on=said.on,
        **about,
    )


def with_origin(said: Said, register: Register, number: int) -> str:
    """The words of an update, with where they came from; who brought them in is said by the update
    itself.
    """
    when = day(timezone.localdate())
    origin = f"From the register {register.file_name}, row {number}, brought in on {when}."
    return f"{said.comment}\n\n{origin}" if said.comment else origin
