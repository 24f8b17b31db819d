"""Who answers for a sub-action now, and who did and does no longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
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
