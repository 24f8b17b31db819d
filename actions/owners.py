"""Who answers for a sub-action now, and who did and does no longer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Change, User
from accounts.together import Reading
from accounts.words import day

from .models import SubAction


@dataclass(frozen=True)
class Owners:
    """The named owners who are Promise Keepers of its service on a day; the others with the words
    why they answer for it no longer.
    """

    present: list[User]
    former: list[tuple[User, str]]


def owners_of(sub_action: SubAction, on: date) -> Owners:
    """The owners of a sub-action on a day, as `SubActionQuerySet.ownerless` counts them. The row
    was read `for_list()`, so that this asks the database nothing.
    """
    found = [(owner, _why_not(owner, sub_action, on)) for owner in sub_action.owners.all()]
    return Owners(
        present=[owner for owner, why in found if not why],
        former=[(owner, why) for owner, why in found if why],
    )


def _why_not(owner: User, sub_action: SubAction, on: date) -> str:
    kept = [held for held in owner.keeping if held.service_id == sub_action.service_id]
    if not owner.is_active:
        return "whose account is deactivated"
    if any(held.is_current(on) for held in kept):
        return ""
    ended = [held.ends_on for held in kept if held.ends_on and held.ends_on <= on]
    if ended:
        return f"who moved on {day(max(ended))}"
    return f"who is no Promise Keeper of {sub_action.service or 'it'}"


def reading_last_owners(rows: Iterable[SubAction], on: date) -> Reading:
    """Who owned each of these sub-actions last and until when, as the history tells it: a sentence
    by its id, where `owners_of` does not say the day. They were read `for_list()`.
    """
    found = {row: owners_of(row, on) for row in rows}
    unnamed = {row.key: row.pk for row, own in found.items() if not own.present + own.former}
    shut = {str(one.pk) for own in found.values() for one, _why in own.former if not one.is_active}
    lines, shuttings = yield _lines_of_owners(unnamed), _lines_of_deactivation(shut)
    said = _last_named(lines, unnamed)
    ends = dict(shuttings)
    for row, own in found.items():
        days = [(one, ends[str(one.pk)]) for one, _why in own.former if str(one.pk) in ends]
        if days:
            said[row.pk] = ", ".join(f"{one}: until {_day(end)}" for one, end in days)
    return said


def _lines_of_owners(keys: Iterable[str]) -> QuerySet:
    """The lines of history in which somebody stopped to own one of these, the oldest first."""
    lines = Change.objects.filter(thing="sub-action", key__in=keys)
    # As a list that is not empty begins in the text of a line.
    lines = lines.filter(before__contains='"owners": ["').order_by("pk")
    return lines.values_list("key", "before", "made_at")


def _lines_of_deactivation(people: Iterable[str]) -> QuerySet:
    lines = Change.objects.filter(thing="person", key__in=people, act="deactivated")
    return lines.order_by("pk").values_list("key", "made_at")


def _last_named(
    lines: Iterable[tuple[str, str, datetime]], unnamed: dict[str, int]
) -> dict[int, str]:
    found = {}
    for key, before, made_at in lines:
        named = json.loads(before)["owners"]
        noun = "Last owner" if len(named) == 1 else "Last owners"
        found[unnamed[key]] = f"{noun}: {', '.join(named)}, until {_day(made_at)}"
    return found


def _day(moment: datetime) -> str:
    return day(timezone.localdate(moment))
