"""Writes of local work that was added and is taken back, where nothing hangs on it. Its number is
never given again.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError

from accounts.history import record
from accounts.models import Change, User
from accounts.permissions import check
from accounts.versions import Conflict, hold
from accounts.words import listed
from foundations.models import FrameworkItem

from ..models import Action, SubAction

TOOK_BACK = "took back"
# What a sub-action brings along, and takes away with it.
ITS_OWN = ("actions.reminder", "actions.silencestep")


def next_number(items: models.QuerySet[FrameworkItem], thing: str, before: str) -> int:
    """The number for the next local item: one more than the greatest that was ever given. `items`
    are the local ones that there are; those of this `thing` that were taken back stand in the
    history. `before` is what stands before the number in their keys.
    """
    gone = Change.objects.filter(thing=thing, act=TOOK_BACK, key__startswith=before)
    keys = [*items.values_list("key", flat=True), *gone.values_list("key", flat=True)]
    numbers = [key.removeprefix(before) for key in keys if key.startswith(before)]
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


@transaction.atomic
def take_back_sub_action(*, by: User, sub_action: SubAction, seen: int) -> None:
    """Take back a local sub-action, with updates of it that were withdrawn.

    Raises PermissionDenied, ValidationError where the plan has it or something hangs on it, or
    Conflict where somebody changed it since.
    """
    hold(sub_action, "item", "service")
    _check(by, sub_action, seen)
    if sub_action.updates.current().exists():
        raise ValidationError("An update of it stands. Withdraw that first.")
    said = {"title": sub_action.item.title, "service": str(sub_action.service)}
    _delete(sub_action, *sub_action.updates.all(), *sub_action.occurrences.all())
    _record(by, "sub-action", sub_action, said)


@transaction.atomic
def take_back_action(*, by: User, action: Action, seen: int) -> None:
    """Take back a local action that has no sub-actions. Raises as above."""
    hold(action, "item", "service")
    _check(by, action, seen)
    said = {"title": action.item.title, "service": str(action.service)}
    _delete(action)
    _record(by, "action", action, said)


def _check(by: User, work: Action | SubAction, seen: int) -> None:
    check(by, "edit_work", work)
    if not work.item.local:
        raise ValidationError("What the plan says cannot be taken back.")
    if work.version != seen:
        raise Conflict(work)


def _delete(work: Action | SubAction, *first: models.Model) -> None:
    # A record that is deleted forgets its number.
    item, gone = work.item, {type(one)._meta.label_lower for one in first}
    if hanging := [*_hanging(work, gone), *_hanging(item, {work._meta.label_lower})]:
        raise ValidationError(f"Something hangs on it by now: {listed(hanging)}.")
    try:
        for one in first:
            one.delete()
        type(work).objects.filter(pk=work.pk).delete()
        item.delete()
    except ProtectedError as error:
        names = {str(one._meta.verbose_name) for one in error.protected_objects}
        raise ValidationError(f"Something hangs on it by now: {listed(sorted(names))}.") from error


def _hanging(record: models.Model, but: set[str]) -> Iterator[str]:
    """What leads to a record from elsewhere, in words: also what would go with it in silence."""
    for relation in record._meta.related_objects:
        model = relation.related_model
        if model._meta.label_lower in {*but, *ITS_OWN}:
            continue
        if model._default_manager.filter(**{relation.field.name: record}).exists():
            yield str(model._meta.verbose_name_plural)


def _record(by: User, thing: str, work: Action | SubAction, before: dict) -> None:
    record(by=by, act=TOOK_BACK, thing=thing, key=work.key, before=before, after={})
