"""The counts of people in a round, under keys that stay, and what each is called: attendances by
month and audience, those that count towards the target, and measures that count people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from accounts.words import day
from evidence.models import AudienceKind
from evidence.participation.querysets import COUNTING

from ..board.attendances import Attendances
from ..rounds.frozen import Frozen
from ..rounds.outside import Measured, Outside
from .rule import ALL, Counts, Sum, key_of, tabled

# Attendances of the work that has the target: all, those that count, and these added up by month.
ATTENDANCES, COUNTED, SO_FAR, MEASURE = "attendances", "counted", "so-far", "measure"
TOTAL = key_of(COUNTED, ALL)


@dataclass(frozen=True)
class People:
    """The counts, and by the key of each what it is called, and of which sub-action or call it is
    (by its key).
    """

    counts: Counts
    labels: dict[str, str]
    works: dict[str, str]


def people_of(frozen: Frozen) -> People:
    """All counts of people that an edition of a round keeps and that may leave."""
    outside = frozen.outside or Outside()
    attended = tabled(
        ATTENDANCES, {(one.month, one.audience): one.heads for one in outside.attended}
    )
    counted = _counted(frozen.figures.attendances)
    measures = [one for one in outside.measures if one.counts_people]
    whole = attended | counted | measured(measures)
    whole = whole | Counts({}, list(_joined(whole)))
    works = {str(one.pk): one.work for one in measures}
    attended = frozen.figures.attendances
    return People(
        whole,
        {key: _label(key, measures) for key in whole.figures},
        {key: works.get(_of(key)) or attended.work.key for key in whole.figures},
    )


def _of(key: str) -> str:
    """The number of the measure of which a count is; empty where it is of attendances."""
    name, at, *_more = key.split("/")
    return at if name == MEASURE else ""


def months_of(counts: Counts) -> list[str]:
    """The months of which attendances that count are told, in order."""
    keys = [key.split("/") for key in counts.figures]
    return [at for name, at, *_more in keys if name == COUNTED and at != ALL]


def _counted(attendances: Attendances | None) -> Counts:
    if attendances is None:
        return Counts({})
    if attendances.pace is None:
        return Counts({TOTAL: attendances.counted})
    by_month: dict[tuple[str], int] = {}
    for end, *_rest in attendances.pace.rows[1:]:
        by_month[(f"{end:%Y-%m}",)] = 0
    for held, heads in attendances.pace.counted:
        at = (f"{held:%Y-%m}",)
        by_month[at] = by_month.get(at, 0) + heads
    counts = tabled(COUNTED, dict(sorted(by_month.items())))
    if not by_month:
        return Counts({TOTAL: 0})
    return counts | _so_far(counts)


def _so_far(counts: Counts) -> Counts:
    """What the months come to one after the other, as a chart shows it."""
    months, figures, so_far = months_of(counts), {}, 0
    for month in months:
        so_far += counts.figures[key_of(COUNTED, month)]
        figures[key_of(SO_FAR, month)] = so_far
    first, last = months[0], months[-1]
    sums = [
        Sum(key_of(SO_FAR, after), (key_of(SO_FAR, before), key_of(COUNTED, after)))
        for before, after in pairwise(months)
    ]
    sums.append(Sum(key_of(SO_FAR, first), (key_of(COUNTED, first),)))
    sums.append(Sum(key_of(SO_FAR, last), (TOTAL,)))
    return Counts(figures, sums)


def _joined(whole: Counts) -> Iterator[Sum]:
    """That what counts is the sum of the audiences that count."""
    for key in whole.figures:
        name, at, *_more = key.split("/")
        parts = tuple(key_of(ATTENDANCES, at, kind) for kind in COUNTING)
        parts = tuple(part for part in parts if part in whole.figures)
        if name == COUNTED and parts:
            yield Sum(key, parts)


def measured(measures: Iterable[Measured]) -> Counts:
    """The counts of these measures, each of which is one series."""
    figures, series = {}, []
    for one in measures:
        known = {
            key_of(MEASURE, str(one.pk), f"{on}"): int(number)
            for on, number in one.figures
            if number is not None
        }
        figures |= known
        series.append(tuple(known))
    return Counts(figures, series=series)


def _label(key: str, measures: list[Measured]) -> str:
    name, at, *more = key.split("/")
    if name == MEASURE:
        titles = {str(one.pk): f"{one.title} ({one.unit_words})" for one in measures}
        return f"{titles[at]}, {day(date.fromisoformat(more[0]))}"
    said = {COUNTED: "Attendances that count", SO_FAR: "Attendances that count, until the end of"}
    when = "all months" if at == ALL else f"{date.fromisoformat(at + '-01'):%B %Y}"
    words = f"{said.get(name, 'Attendances')}{' ' if name == SO_FAR else ', '}{when}"
    if not more:
        return words
    return f"{words}, {'all audiences' if more[0] == ALL else AudienceKind(more[0]).label.lower()}"
