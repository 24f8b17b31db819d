"""The mix of evidence of a thing: how much of each kind, and whether people have been heard."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Count, Max, Q, QuerySet, When

from accounts.models import User
from accounts.prepared import prepared
from accounts.together import Reading, read_one
from actions.status import Visibility
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
NOT_LATELY = "Care experienced people have not been heard on this in the last 12 months."
# Nobody is told that people were not heard when they may have been.
NOT_SEEN = "Of what you may read, nothing is from people with care experience"


@dataclass(frozen=True)
class Mix:
    """How many items of each kind this person may see, how many there are besides (`hidden`), and
    when people were last heard, as far as she may see it.
    """

    counts: dict[str, int]
    # Of what she may not see she learns how much it is, not of which kind: one internal item of
    # kind voice would tell that this service holds somebody's words.
    hidden: int
    last_voice: date | None
    # By what everybody may read, as lists and figures say it.
    heard: bool
    on: date

    @property
    def visible(self) -> int:
        return sum(self.counts.values())

    @property
    def total(self) -> int:
        return self.visible + self.hidden

    @property
    def in_words(self) -> str:
        """How many of each kind: "1 from people with care experience, 2 documents"."""
        said = (IN_WORDS[kind](number) for kind, number in self.counts.items() if number)
        return ", ".join(said)

    @property
    def gap(self) -> str:
        """That care experienced people have not been heard, or not lately, as far as this person
        may see; empty when they have.
        """
        if self.last_voice is None and self.counts[EvidenceKind.VOICE]:
            return f"{NOT_YET}: its pictures wait for a second look."
        if self.last_voice is None:
            return f"{NOT_SEEN} yet." if self.hidden else f"{NOT_YET}."
        if self.last_voice < year_before(self.on):
            return f"{NOT_SEEN} in the last 12 months." if self.hidden else NOT_LATELY
        return ""


def read_mix(item: FrameworkItem, user: User, on: date) -> Mix:
    """The mix of one thing and of its parts on a day, as far as a person may see it."""
    mix, _newest = read_one(reading_mix([item.pk], user, on, 0))
    return mix


def reading_mix(pks: Collection[int], user: User, on: date, shown: int) -> Reading:
    """The mix of the texts with these ids and of their parts on a day, and the newest items of it
    that this person may see, so many as are shown.
    """
    counted, newest = yield (
        _counted_mix(on, user=user, pks=pks),
        _newest(on, shown, user=user, pks=pks),
    )
    return _mix_from(counted, on), list(newest)


@prepared
def _newest(on: date, most: int, *, user: User, pks: list[int]) -> QuerySet:
    return EvidenceItem.objects.current().visible_to(user).supporting(pks)[:most]


@prepared
def _counted_mix(on: date, *, user: User, pks: list[int]) -> QuerySet:
    """What the mix is made of: for each kind, and for what this person may see and may not, the
    number, the day of the last voice, and how many voices all may read.
    """
    rows = EvidenceItem.objects.current()
    seen = Case(
        When(pk__in=rows.visible_to(user).values("pk"), then=True),
        default=False,
        output_field=BooleanField(),
    )
    # Of the day that it speaks of: what is added late is not heard late.
    # What waits for a second look shows nothing yet, as `voice` says.
    shown = Q(kind=EvidenceKind.VOICE) & ~awaits_second_look()
    found = rows.supporting(pks).annotate(seen=seen).order_by().values("kind", "seen")
    return found.annotate(
        number=Count("pk"),
        last=Max("dated_on", filter=shown),
        read=Count("pk", filter=shown & ~Q(visibility=Visibility.INTERNAL)),
    )


def _mix_from(counted: QuerySet, on: date) -> Mix:
    rows = list(counted)
    counts = {kind.value: 0 for kind in EvidenceKind}
    counts |= {row["kind"]: row["number"] for row in rows if row["seen"]}
    return Mix(
        counts=counts,
        hidden=sum(row["number"] for row in rows if not row["seen"]),
        last_voice=max((row["last"] for row in rows if row["seen"] and row["last"]), default=None),
        heard=any(row["read"] for row in rows),
        on=on,
    )
