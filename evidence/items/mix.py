"""The mix of evidence of a thing: how much of each kind, and whether people have been heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from accounts.models import User
from accounts.together import totals
from foundations.models import FrameworkItem

from .models import EvidenceItem, EvidenceKind
from .querysets import awaits_second_look
from .voice import year_before

# "1 figure, 2 on practice": each kind as a person would count it.
IN_WORDS = {
    EvidenceKind.VOICE: lambda number: f"{number:,} from people with care experience",
    EvidenceKind.DATA: lambda number: f"{number:,} figure{'' if number == 1 else 's'}",
    EvidenceKind.PRACTICE: lambda number: f"{number:,} on practice",
    EvidenceKind.DOCUMENT: lambda number: f"{number:,} document{'' if number == 1 else 's'}",
}
NOT_YET = "Care experienced people have not yet been heard on this"


@dataclass(frozen=True)
class Mix:
    """How many items of each kind there are, how many of all this person may see, and when people
    were last heard.
    """

    counts: dict[str, int]
    visible: int
    last_voice: date | None
    on: date

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def hidden(self) -> int:
        # What this person may not see counts all the same: the mix is the same for everyone.
        return self.total - self.visible

    @property
    def heard(self) -> bool:
        return self.last_voice is not None

    @property
    def in_words(self) -> str:
        """How many of each kind: "1 from people with care experience, 2 documents"."""
        said = (IN_WORDS[kind](number) for kind, number in self.counts.items() if number)
        return ", ".join(said)

    @property
    def gap(self) -> str:
        """That care experienced people have not been heard, or not lately; empty when they have."""
        if self.last_voice is None and self.counts[EvidenceKind.VOICE]:
            return f"{NOT_YET}: its pictures wait for a second look."
        if self.last_voice is None:
            return f"{NOT_YET}."
        if self.last_voice < year_before(self.on):
            return "Care experienced people have not been heard on this in the last 12 months."
        return ""


def counted_mix(item: FrameworkItem, user: User, also: Iterable[FrameworkItem] = ()) -> QuerySet:
    """What the mix of a thing and of its parts is made of, as the only row of a queryset."""
    rows = EvidenceItem.objects.current()
    # Counted in the same statement, since `hidden` is the difference of the two.
    seen = Count("pk", filter=Q(pk__in=rows.visible_to(user).values("pk")))
    kinds = {kind.value: Count("pk", filter=Q(kind=kind)) for kind in EvidenceKind}
    # Of the day that it speaks of: what is added late is not heard late.
    # What waits for a second look shows nothing yet, as `voice` says.
    shown = Q(kind=EvidenceKind.VOICE) & ~awaits_second_look()
    last = Max("dated_on", filter=shown)
    return totals(rows.supporting([item, *also]), seen=seen, last=last, **kinds)


def mix_from(counted: QuerySet, on: date) -> Mix:
    """The mix on a day, of what `counted_mix` counted."""
    (found,) = counted
    counts = {kind.value: found[kind.value] for kind in EvidenceKind}
    return Mix(counts, found["seen"], found["last"], on)
