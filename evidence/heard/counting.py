"""How much was heard, how much of it has an answer, and how long the rest has waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from accounts.together import Reading, read_one, totals
from actions.in_force import silent_limit

from .models import HeardKind, Reply, ReplyKind
from .querysets import INSIDE, HeardQuerySet


def waits_too_long(heard_on: date, on: date) -> bool:
    """Whether what was said on that day and has no answer has waited longer than a good report may
    stand unconfirmed.
    """
    return heard_on < silent_limit(on)


@dataclass(frozen=True)
class Counts:
    """Of what groups said and does not stay inside: the `number`, how many are `answered`, at how
    many of those something has `changed`, how many are `waiting`, and the day of the `first` of
    those; how much stays `inside`, and how many `ideas` and `offers` there are.
    """

    number: int
    answered: int
    changed: int
    waiting: int
    first: date | None
    inside: int
    ideas: int
    offers: int
    on: date

    @property
    def days(self) -> int:
        """For how long the first of those that wait has waited."""
        return (self.on - self.first).days

    @property
    def is_late(self) -> bool:
        return bool(self.first) and waits_too_long(self.first, self.on)

    @property
    def why_not(self) -> int:
        """How many answers only say why nothing was changed."""
        return self.answered - self.changed

    @property
    def others(self) -> int:
        return self.ideas + self.offers

    @property
    def every(self) -> int:
        return self.number + self.inside + self.others


def read_counts(entries: HeardQuerySet, on: date) -> Counts:
    """The counts of those of these entries that stand, in one statement."""
    return read_one(reading_counts(entries, on))


def reading_counts(entries: HeardQuerySet, on: date) -> Reading:
    """The same, as a part of a page."""
    waits = Q(pk__in=Reply.objects.unanswered().order_by().values("heard"))
    answered = Q(pk__in=Reply.objects.answered().order_by().values("heard")) & ~waits
    changed = Q(pk__in=Reply.objects.filter(kind=ReplyKind.CHANGED).order_by().values("heard"))
    said, idea, offer = (Q(kind=kind) & ~INSIDE for kind in HeardKind)
    (found,) = yield totals(
        entries.current(),
        number=Count("pk", filter=said),
        answered=Count("pk", filter=said & answered),
        changed=Count("pk", filter=said & answered & changed),
        waiting=Count("pk", filter=said & waits),
        first=Min("heard_on", filter=said & waits),
        inside=Count("pk", filter=INSIDE),
        ideas=Count("pk", filter=idea),
        offers=Count("pk", filter=offer),
    )
    del found["of_all"]
    return Counts(**found, on=on)
