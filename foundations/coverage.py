"""How many calls to action have an action, and how sure that is, in the same words everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from accounts.prepared import prepared
from accounts.together import Reading, read_one

from .models import FrameworkItem, Kind

SHARED = " from shared words"


class Sureness(models.TextChoices):
    """How sure it is that an action answers a call, by the surest of the links that count."""

    CONFIRMED = "confirmed", "Confirmed"
    ADDED = "added", "Added by a Promise Keeper"
    SUGGESTED = "suggested", "Suggested from shared words"
    NO = "no", "No action"


@dataclass(frozen=True)
class Coverage:
    """Some calls, counted by how sure it is that an action answers them: each stands in exactly one
    of confirmed, added, suggested and without.
    """

    total: int
    confirmed: int = 0
    added: int = 0
    suggested: int = 0

    @property
    def linked(self) -> int:
        return self.confirmed + self.added + self.suggested

    @property
    def without(self) -> int:
        return self.total - self.linked

    @property
    def headline(self) -> str:
        """How many have no action: "26 of 55 calls have no action"."""
        if not self.total:
            return "There are no calls to action yet"
        if self.without:
            have = _one(self.without, "has", "have")
            return f"{self.without} of {_calls(self.total)} {have} no action"
        have = "call has" if self.total == 1 else "calls have"
        # What is only suggested is no fact, also where nothing is left without.
        what = "an action or a suggestion" if self.suggested else "an action"
        return f"{_one(self.total, 'The', 'All')} {self.total} {have} {what}"

    @property
    def sureness(self) -> str:
        """What the rest rests on: "Of the other 29, 0 are confirmed: all 29 are suggestions from
        shared words."; empty where no call has an action.
        """
        if not self.linked:
            return ""
        if self.linked in (self.confirmed, self.added, self.suggested):
            return self._all_alike()
        first, *more = [
            words
            for number, words in (
                (self.confirmed, f"{self.confirmed} {_one(self.confirmed, 'is', 'are')} confirmed"),
                (self.added, _added(self.added)),
                (self.suggested, _suggested(self.suggested)),
            )
            # That none is confirmed is said; that none was added is not.
            if number or words.endswith("confirmed")
        ]
        return f"Of {self._these}, {', '.join([first, *more[:-1]])} and {more[-1]}."

    @property
    def in_brief(self) -> str:
        """The same without what suggestions come from, for where there is little room."""
        return self.sureness.replace(SHARED, "")

    def _all_alike(self) -> str:
        if self.linked == 1:
            this = "The other one" if self.without else "It"
            if self.confirmed:
                return f"{this} is confirmed."
            words = _added(1) if self.added else _suggested(1)
            return f"{this} is not confirmed: it {words.removeprefix('1 ')}."
        if self.confirmed:
            return f"{'The other' if self.without else 'All'} {self.linked} are confirmed."
        words = _added(self.added) if self.added else _suggested(self.suggested)
        return f"Of {self._these}, 0 are confirmed: all {words}."

    @property
    def _these(self) -> str:
        return f"the other {self.linked}" if self.without else f"the {self.linked}"

    @property
    def lists(self) -> list[tuple[str, str]]:
        """Words with a number, and the value of the filter whose list is as long as it says."""
        found = [
            (Sureness.SUGGESTED, self.suggested, "Review the", ("suggestion", "suggestions")),
            (Sureness.CONFIRMED, self.confirmed, "See the", ("confirmed call", "confirmed calls")),
            (Sureness.ADDED, self.added, "See the", ("added call", "added calls")),
        ]
        return [
            (f"{verb} {number} {_one(number, *nouns)}", how.value)
            for how, number, verb, nouns in found
            if number
        ]


def coverage_of(calls: Iterable[FrameworkItem]) -> Coverage:
    """The coverage of calls that were read with their `sureness`."""
    counts = Counter(call.sureness for call in calls)
    total = counts.total()
    return Coverage(total, counts["confirmed"], counts["added"], counts["suggested"])


def read_by_foundation() -> list[tuple[FrameworkItem, Coverage]]:
    """Foundations, each with the coverage of its calls, in one statement."""
    return read_one(reading_by_foundation(timezone.localdate()))


def reading_by_foundation(on: date) -> Reading:
    """The same, as a part of a page."""
    return [
        (found, Coverage(found.calls, found.confirmed, found.added, found.suggested))
        for found in (yield _foundations(on))
    ]


@prepared
def _foundations(on: date) -> QuerySet:
    return FrameworkItem.objects.of_kind(Kind.FOUNDATION).with_call_counts()


def _calls(number: int) -> str:
    return f"{number} {_one(number, 'call', 'calls')}"


def _added(number: int) -> str:
    return f"{number} {_one(number, 'was', 'were')} added by a Promise Keeper"


def _suggested(number: int) -> str:
    return f"{number} {_one(number, 'is a suggestion', 'are suggestions')}{SHARED}"


def _one(number: int, single: str, many: str) -> str:
    return single if number == 1 else many
