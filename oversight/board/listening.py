"""What the Board's page says of listening: what waits for an answer, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import User
from evidence.heard.filters import IDEAS_AND_OFFERS
from evidence.models import Heard, HeardKind

SHOWN = 5  # the page is for deciding; the list behind it holds the rest


@dataclass(frozen=True)
class Listening:
    """What groups said that waits for an answer, the oldest first, and how many ideas and offers
    wait besides.
    """

    count: int
    oldest: list[Heard]
    others: int

    @property
    def sentence(self) -> str:
        if not self.count:
            return "Nothing that a group said waits for an answer."
        number = (
            "1 thing that a group said waits"
            if self.count == 1
            else f"{self.count} things that groups said wait"
        )
        return f"{number} for an answer; the oldest has waited {_days(self.oldest[0].waited.days)}."

    @property
    def url(self) -> str:
        return f"{reverse('what-we-heard')}?answered=no&kind={HeardKind.HEARD}"

    @property
    def others_url(self) -> str:
        return f"{reverse('what-we-heard')}?answered=no&kind={IDEAS_AND_OFFERS}"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def read_listening(user: User, on: date) -> Listening:
    """What waits for an answer on a day, of what this person may read; in three statements."""
    waiting = Heard.objects.visible_to(user).waiting(on)
    said = Q(kind=HeardKind.HEARD)
    counts = waiting.order_by().aggregate(
        said=Count("pk", filter=said), others=Count("pk", filter=~said)
    )
    oldest = list(waiting.filter(said).prefetch_related("replies__item")[:SHOWN])
    return Listening(counts["said"], oldest, counts["others"])
