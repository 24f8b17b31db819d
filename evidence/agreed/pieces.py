"""The evidence of a claim, and whether somebody has looked at it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.together import Reading, read_one, totals
from accounts.words import day
from actions.models import SubAction

from ..items.models import EvidenceItem, Opened, Support

NO_EVIDENCE = (
    "No evidence that the Board may read supports this yet, so nobody can agree. Its owners can "
    "add some."
)


@dataclass(frozen=True)
class Pieces:
    """The evidence of a sub-action that a person may read, each piece with `is_opened`; and
    how much there is that she may not read.
    """

    sub_action: SubAction
    rows: list[EvidenceItem]
    hidden: int

    @property
    def opened(self) -> int:
        return len(self.rows) - self.unopened

    @property
    def unopened(self) -> int:
        return sum(not row.is_opened for row in self.rows)

    @property
    def reasons_not_to_answer(self) -> list[str]:
        """Why she can say nothing yet, a sentence each."""
        reasons = []
        service = self.sub_action.service
        if service and service.is_closed(timezone.localdate()):
            reasons.append(
                f"{service} has been closed since {day(service.closed_on)}. Another service has to "
                "take this work on before anybody can answer."
            )
        if self.unopened:
            number, total = self.unopened, len(self.rows)
            pieces = "piece" if total == 1 else "pieces"
            reasons.append(
                f"You have not opened {number} of {total} {pieces} of evidence yet. Open each "
                "before you answer."
            )
        return reasons

    @property
    def reasons_not_to_agree(self) -> list[str]:
        """Why she cannot agree, although she may say what is missing."""
        return [] if any(row.is_for_board for row in self.rows) else [NO_EVIDENCE]


def read_pieces(sub_action: SubAction, user: User) -> Pieces:
    """The evidence of a sub-action and its criteria as a person may read it."""
    return read_one(reading_pieces(sub_action, user))


def reading_pieces(sub_action: SubAction, user: User) -> Reading:
    """The same, as a part of a page."""
    current = EvidenceItem.objects.current().supporting([sub_action.item])
    opened = Opened.objects.filter(evidence=OuterRef("pk"), person=user)
    rows, (every,) = yield (
        current.visible_to(user)
        .select_related("service", "added_by")
        .annotate(is_opened=Exists(opened)),
        totals(current, number=Count("pk", distinct=True)),
    )
    rows = list(rows)
    return Pieces(sub_action, rows, every["number"] - len(rows))


def supports_of(sub_action: SubAction, user: User) -> QuerySet:
    """What this person had before her when she answered."""
    return Support.objects.visible_to(user).of([sub_action.item])
