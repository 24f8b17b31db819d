"""How what came with a register or an edited list is undone: as one, and what came later first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from accounts.models import User
from accounts.versions import Conflict
from accounts.words import day, listed
from actions.models import SubAction
from actions.services.moves import join_moves
from actions.services.progress import withdraw
from actions.services.taking_back import take_back_sub_action
from actions.services.work import edit_sub_action

from .models import Undoable
from .trying import why_not

SINCE = "somebody has changed it since, so it stays as it is"
GONE = "it cannot be undone any more"
# What an edit notes besides the fields that it is given.
NOTED = ("kind_confirmed_by_id", "kind_confirmed_on", "dates_set_by_id", "dates_set_on")


@dataclass(frozen=True)
class Later:
    """What has to be undone first, and the keys of the sub-actions that it changed after that."""

    last: Undoable
    keys: list[str] = field(default_factory=list)

    @property
    def changed(self) -> str:
        return f"has changed {listed(self.keys)} after that"


def hold_all(pks: Iterable[int]) -> dict[int, SubAction]:
    """The sub-actions as they stand, which nobody else changes until this transaction ends."""
    # Before the first line of history, as everywhere.
    join_moves()
    rows = SubAction.objects.filter(pk__in=pks).order_by("pk")
    rows = rows.select_for_update(of=("self",), no_key=True)
    return {row.pk: row for row in rows.select_related("item", "service")}


def undoable(stored: SubAction, names: Iterable[str]) -> Undoable:
    """What takes back that these fields of a sub-action are about to be set; not stored yet."""
    noted = [*names, *NOTED] if names else ()
    before = {name: _plain(stored, name) for name in noted}
    return Undoable(sub_action=stored, found=stored.version, before=before)


def _plain(stored: SubAction, name: str) -> object:
    if name == "owners":
        return [owner.pk for owner in stored.owners.order_by("pk")]
    value = stored.item.heading if name == "title" else getattr(stored, name)
    return value.isoformat() if isinstance(value, date) else value


def _value(name: str, plain: object) -> object:
    if name == "owners":
        return list(User.objects.filter(pk__in=plain).order_by("pk"))
    is_day = name.endswith("_on")
    return (date.fromisoformat(plain) if plain else None) if is_day else plain


def remember(brought: models.Model, rows: Iterable[Undoable]) -> None:
    """Let what these rows have done be undone as one with the register or edited list."""
    about = brought._meta
    on = day(timezone.localdate())
    name = f"The {about.verbose_name} “{brought}” that {brought.made_by} brought in on {on}"
    for row in rows:
        row.thing, row.number, row.came_with = about.model_name, brought.pk, name
    Undoable.objects.bulk_create(rows)


def later_than(brought: models.Model) -> list[Later]:
    """What came later into the same sub-actions, can be undone, and has to be undone first. Behind
    something else that somebody has changed nothing waits.
    """
    own = Undoable.objects.of(brought)
    rows = Undoable.objects.filter(sub_action__in=own.values("sub_action"))
    rows = rows.select_related("sub_action__item")
    # Only ever on to a later version, so that it comes to an end.
    onward = [row for row in rows if row.found < row.version]
    next_ones = {(row.sub_action_id, row.found): row for row in onward}
    later: dict[tuple, Later] = {}
    for row in rows:
        if (row.thing, row.number) != (brought._meta.model_name, brought.pk):
            continue
        last = row
        while found := next_ones.get((last.sub_action_id, last.version)):
            last = found
        if last is not row and last.version == last.sub_action.version:
            of = later.setdefault((last.thing, last.number), Later(last))
            of.keys.append(last.sub_action.key)
    return [*later.values()]


def undo_all(*, by: User, brought: models.Model) -> dict[str, str]:
    """Take back what came with a register or an edited list: its updates are withdrawn, what it set
    is as before, and what it added is gone. By the key of each sub-action: why it stays, "" where
    it does not.

    Raises ValidationError where something later has to be undone first, or nothing can be undone.
    """
    rows = Undoable.objects.of(brought)
    held = hold_all(rows.values_list("sub_action", flat=True))
    if later := later_than(brought):
        told = [f"{one.last.came_with} {one.changed}. Undo that first." for one in later]
        raise ValidationError(["Nothing has been undone.", *told])
    why = f"The {brought._meta.verbose_name} with which it came was undone."
    said = {}
    for row in rows.select_related("update").order_by("-pk"):
        stored = held[row.sub_action_id]
        said[stored.key] = why_not(partial(_undo, by, row, stored, why), SINCE)[:500]
    if all(said.values()):
        told = [f"{key}: {reason}." for key, reason in reversed(said.items())]
        raise ValidationError(["Nothing of it can be undone.", *told])
    rows.delete()
    return said


def _undo(by: User, row: Undoable, stored: SubAction, why: str) -> None:
    if stored.version != row.version:
        raise Conflict(stored)
    if row.update:
        row.update.sub_action = stored
        withdraw(by=by, update=row.update, seen=stored.version, reason=why)
    if not row.found:
        take_back_sub_action(by=by, sub_action=stored, seen=stored.version)
        return
    if row.before:
        values = {name: _value(name, plain) for name, plain in row.before.items()}
        noted = {name: values.pop(name) for name in NOTED if name in values}
        about = {"sub_action": stored, "seen": stored.version, "why": why, "undoes": noted}
        stored = edit_sub_action(by=by, **about, **values)
    # What it found is there again, so what left it so can be undone next.
    before = Undoable.objects.filter(sub_action=stored, version=row.found)
    before.update(version=stored.version)
