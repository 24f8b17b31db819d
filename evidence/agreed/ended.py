"""What has become of what others said of a claim, in words; `AgreementQuerySet.standing` says the
same of many at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone

from accounts.prepared import prepared
from accounts.together import Reading, read_one
from accounts.words import day
from actions.models import ProgressUpdate, SubAction

from .kinds import AgreementKind
from .models import Agreement


@dataclass(frozen=True)
class Given:
    """An answer to a claim that was not taken back, and why it holds no more; empty while it
    does.
    """

    agreement: Agreement
    ended: str = ""

    @property
    def is_agreed(self) -> bool:
        """Whether it counts: it agrees, and holds."""
        return self.agreement.kind == AgreementKind.AGREED and not self.ended

    @property
    def sentence(self) -> str:
        """That it ended, when and why."""
        said = self.agreement
        if said.kind == AgreementKind.AGREED:
            return f"The agreement of {day(said.made_on)} ended: {self.ended}."
        # With its words: whoever looks next has to know what was missing.
        missing = f"{said.made_by} said that something is missing: “{said.words}”"
        return f"On {day(said.made_on)} {missing} This ended: {self.ended}."


def read_given(sub_action: SubAction) -> list[Given]:
    """What others have said of the claims of a sub-action, the newest first."""
    return read_one(reading_given(sub_action))


def reading_given(sub_action: SubAction) -> Reading:
    """The same, as a part of a page."""
    today = timezone.localdate()
    answers, updates = yield _answers(today, pk=sub_action.pk), _updates(today, pk=sub_action.pk)
    updates = list(updates)
    numbers = [said.pk for said in updates]
    # What was said after each claim: of busy work there are hundreds of both.
    first = (bisect_right(numbers, one.claim_id) for one in answers)
    return [
        Given(one, _ended(one, answers, islice(updates, begin, None)))
        for one, begin in zip(answers, first, strict=True)
    ]


@prepared
def _answers(on: date, *, pk: int) -> QuerySet:
    return Agreement.objects.filter(claim__sub_action=pk).given().for_page()


@prepared
def _updates(on: date, *, pk: int) -> QuerySet:
    # All of them, so only what is compared: of busy work they are hundreds.
    said = ProgressUpdate.objects.filter(sub_action=pk).current()
    return said.order_by("pk").only("status", "completed_on", "posted_on")


def _ended(one: Agreement, answers: list[Agreement], later: Iterable[ProgressUpdate]) -> str:
    if one.claim.withdrawn_on:
        return f"the claim was withdrawn on {day(one.claim.withdrawn_on)}"
    if other := next((said for said in later if not _repeats(said, one.claim)), None):
        return f"on {day(other.posted_on)} it was reported as {_words(other)}"
    if one.kind == AgreementKind.MISSING:
        return ""
    return _lost_evidence(one) or _overruled(one, answers)


def _repeats(update: ProgressUpdate, claim: ProgressUpdate) -> bool:
    return (update.status, update.completed_on) == (claim.status, claim.completed_on)


def _words(update: ProgressUpdate) -> str:
    done = f", completed on {day(update.completed_on)}" if update.completed_on else ""
    return f"“{update.get_status_display()}”{done}"


def _lost_evidence(one: Agreement) -> str:
    supports = list(one.supports.all())
    if gone := [when for when in map(_gone_on, supports) if when]:
        return f"its evidence was removed on {day(min(gone))}"
    if not any(support.evidence.is_for_board for support in supports):
        return "the Board may no longer read its evidence"
    return ""


def _gone_on(support) -> date | None:
    days = [when for when in (support.removed_on, support.evidence.removed_on) if when]
    return min(days, default=None)


def _overruled(one: Agreement, answers: list[Agreement]) -> str:
    missing = (said for said in reversed(answers) if said.kind == AgreementKind.MISSING)
    if after := next((said for said in missing if said.pk > one.pk), None):
        return f"on {day(after.made_on)} {after.made_by} said that something is missing"
    return ""
