"""The target of participants as the Board's page draws it: how far, and where an even pace is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.prepared import prepared
from accounts.together import Reading
from accounts.words import day
from evidence.models import Audience
from evidence.participation.filters import COUNTING, sessions_url
from evidence.participation.goal import PARTICIPANTS
from evidence.participation.pace import Pace, number_of, target_of

from .work import Work


@dataclass(frozen=True)
class Attendances:
    """How many attendances count towards the target; `pace` once the council has set a start."""

    work: Work
    number: int | None
    counted: int
    pace: Pace | None

    @property
    def url(self) -> str:
        """The list whose attendances are the figure."""
        target = self.pace and self.pace.target
        days = {"since": f"{target.first_day}", "until": f"{target.last_day}"} if target else {}
        return sessions_url(sub_action=self.work.key, audience=COUNTING, **days)

    @property
    def even(self) -> int:
        """Where an even pace would stand."""
        return self.pace.even

    @property
    def about(self) -> int | None:
        """What the present pace leads to; None where it is too early or too late to say."""
        return self.pace.about

    @property
    def sentence(self) -> str:
        """How far from an even pace: "67 behind an even pace of 878"."""
        if self.pace is None:
            return "their period has no first day yet"
        apart = self.counted - self.even
        if not apart:
            return f"on an even pace of {self.even:,}"
        return (
            f"{abs(apart):,} {'behind' if apart < 0 else 'ahead of'} an even pace of {self.even:,}"
        )

    @property
    def key(self) -> str:
        """What the graph shows, in words."""
        until = day(self.pace.target.last_day)
        about = f" Darker grey: about {self.about:,} by {until}." if self.about else ""
        return f"Upright mark: an even pace.{about}"

    @property
    def graph(self) -> dict[str, int]:
        """The lengths of the graph; what is above the target ends with it."""
        number = self.pace.target.number
        return {
            "whole": number,
            "counted": min(self.counted, number),
            "about": min(self.about or 0, number),
            "even": min(self.even, number),
        }


def reading_attendances(rows: Iterable[Work], on: date) -> Reading:
    """How far the target of participants is, as a part of a page; None where the source counts no
    participants of any of these sub-actions.
    """
    work = next((row for row in rows if row.unit == PARTICIPANTS), None)
    if work is None:
        return None
    target = target_of(work)
    days = (target.first_day, target.last_day) if target else ()
    attended = list((yield _by_day(on, *days, key=work.key)))
    return Attendances(
        work=work,
        number=number_of(work),
        counted=sum(heads for _held, heads in attended),
        pace=Pace(target, attended, on) if target else None,
    )


@prepared
def _by_day(on: date, *days: date, key: str) -> QuerySet:
    audiences = Audience.objects.current().serving(key).of_kind(COUNTING)
    return (audiences.within(*days) if days else audiences).by_day()
