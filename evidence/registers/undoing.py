"""How the rows of a register are taken back: each as far as its own rules allow it."""

from __future__ import annotations

from datetime import date
from functools import partial

from accounts.models import User
from accounts.versions import Conflict
from actions.models import Action, SubAction
from actions.services.moves import join_moves
from actions.services.progress import withdraw
from actions.services.taking_back import take_back_action, take_back_sub_action
from actions.services.work import edit_sub_action
from evidence.files.bringing.trying import why_not

from .models import RegisterRow

UNDONE = "The register with which it came was undone."
SINCE = "somebody has changed it since, so it stays as it is"
GONE = "it is not here any more"


def undo_rows(by: User, rows: list[RegisterRow]) -> None:
    """Take these rows back, and let each that stays say why; `left` is not stored yet."""
    # Before the first line of history, as everywhere.
    join_moves()
    held = SubAction.objects.filter(pk__in=[row.sub_action_id for row in rows])
    held = held.select_for_update(of=("self",), no_key=True).order_by("pk")
    stored = {row.pk: row for row in held.select_related("item", "service")}
    for row in rows:
        found = stored.get(row.sub_action_id)
        row.left = why_not(partial(_take_back, by, row, found), SINCE)[:500] if found else GONE
        if not row.left and not row.is_new:
            _let_earlier_be_undone(row)


def _take_back(by: User, row: RegisterRow, stored: SubAction) -> None:
    if stored.version != row.version:
        raise Conflict(stored)
    if row.update:
        update = row.update
        update.sub_action = stored
        withdraw(by=by, update=update, seen=stored.version, reason=UNDONE)
    if row.is_new:
        take_back_sub_action(by=by, sub_action=stored, seen=stored.version)
    elif row.before:
        values = {name: _value(name, plain) for name, plain in row.before.items()}
        edit_sub_action(by=by, sub_action=stored, seen=stored.version, why=UNDONE, **values)


def _let_earlier_be_undone(row: RegisterRow) -> None:
    """What a row has found is there again, so the register that left it so can be undone too."""
    found = row.version - bool(row.before) - bool(row.update)
    earlier = RegisterRow.objects.filter(sub_action=row.sub_action_id, version=found)
    now = SubAction.objects.get(pk=row.sub_action_id).version
    earlier.filter(register__undone_at=None).exclude(pk=row.pk).update(version=now)


def _value(name: str, plain: str | list[int]) -> date | list[User] | None:
    if name == "owners":
        return list(User.objects.filter(pk__in=plain).order_by("pk"))
    return date.fromisoformat(plain) if plain else None


def take_actions_back(by: User, keys: list[str]) -> list[str]:
    """Take back these local actions; returns the keys of those that stay, since something hangs on
    them by now.
    """
    found = Action.objects.filter(item__key__in=keys).select_related("item", "service")
    return [
        action.key
        for action in found.order_by("pk")
        # A local action is written once: another version is somebody else's.
        if why_not(partial(take_back_action, by=by, action=action, seen=1), SINCE)
    ]
