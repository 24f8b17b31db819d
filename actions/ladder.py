"""The ladder that silence climbs: asked, asked again, named to the Board. Each step is taken once,
on a day, so many days after the one before; whoever says something ends it.

What can be silent is one list, to which higher apps add in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import Service
from accounts.prepared import prepared
from accounts.together import Reading, read

from .models import Rung, Step


@dataclass(frozen=True)
class Silence:
    """Something of which a service says nothing although that is owed: the thing and the service by
    their ids, `since` when, from which day it may be asked, and the sub-actions (by id) whose
    owners are asked first.
    """

    thing: int
    service: int
    since: date
    asked_from: date
    work: frozenset[int]

    @property
    def known(self) -> tuple:
        """What tells it from all others; its steps are known by the same."""
        return (self.thing, self.service, self.since)


@dataclass(frozen=True)
class Told:
    """What is said of a thing: in a mail its `title`, with the address of the `form` that ends the
    silence; on pages its `name` and address; in the history its thing and key.
    """

    title: str
    form: str
    name: str
    url: str
    history: tuple[str, str]


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be silent, and the table of its steps.

    `silent(on, things)` reads the silences of a day among things of its kind, `told(ids)` what is
    said of each, by its id. `asks` is the sentence of a mail, `waits` what a page says before the
    day since when, `begins` the sentence that says when somebody is first asked.
    """

    steps: type[Step]
    silent: Callable[[date, QuerySet], Reading]
    told: Callable[[Collection[int]], Reading]
    asks: str
    waits: str
    begins: Callable[[], str]

    @property
    def things(self) -> QuerySet:
        return self.steps._meta.get_field("thing").related_model.objects.order_by()


LADDERS: list[Kind] = []


def rule_of(*kinds: Kind) -> str:
    """How these kinds climb, in sentences, with the days that are set."""
    again, named = settings.ASKED_AGAIN_AFTER_DAYS, settings.NAMED_AFTER_DAYS
    climbs = f"Who does not answer is asked again after {days(again)}; after another {days(named)} "
    climbs += "the service is named to the Board. An answer ends it."
    return " ".join([*(kind.begins() for kind in kinds), climbs])


def days(number: int) -> str:
    """A number of days in words."""
    return "1 day" if number == 1 else f"{number} days"


@dataclass(frozen=True)
class Due:
    """The step that comes next of a silence."""

    kind: Kind
    silence: Silence
    rung: Rung


@dataclass(frozen=True)
class Ladder:
    """The steps that one silence has climbed so far, and whether it lasts."""

    kind: Kind
    steps: list[Step]
    lasts: bool = True

    @property
    def service(self) -> Service:
        return self.steps[0].service

    @property
    def since(self) -> date:
        return self.steps[0].since

    @property
    def top(self) -> Step:
        return self.steps[-1]

    @property
    def next(self) -> str:
        """The step that is still to come, in words; empty on the last, and where it has ended."""
        at_the_end = self.top.rung == Rung.NAMED or not self.lasts
        return "" if at_the_end else Rung(self.top.rung + 1).label

    @property
    def next_on(self) -> date:
        return after(self.top)

    @property
    def rule(self) -> str:
        return rule_of(self.kind)


def after(step: Step) -> date:
    """The day from which the step after one that was taken may come."""
    days = {
        Rung.ASKED: settings.ASKED_AGAIN_AFTER_DAYS,
        Rung.ASKED_AGAIN: settings.NAMED_AFTER_DAYS,
    }
    return step.on + timedelta(days=days[step.rung])


def rung_on(silence: Silence, taken: list[Step], on: date) -> Rung | None:
    """The step that is to be taken on a day, after those taken already; None where none is."""
    if not taken:
        return Rung.ASKED if on >= silence.asked_from else None
    last = taken[-1]
    if last.rung == Rung.NAMED or on < after(last):
        return None
    return Rung(last.rung + 1)


def due_steps(on: date, service: int | None = None) -> list[Due]:
    """The steps that are to be taken on a day, of one service (by its id) or of all."""
    found = read(*(_reading_due(kind, on, service) for kind in LADDERS))
    return [due for dues in found for due in dues]


def _reading_due(kind: Kind, on: date, service: int | None) -> Reading:
    silent = yield from kind.silent(on, kind.things)
    silent = [one for one in silent if service in (None, one.service)]
    taken = yield from _reading_taken(kind, silent)
    rungs = ((one, rung_on(one, taken.get(one.known, []), on)) for one in silent)
    return [Due(kind, one, rung) for one, rung in rungs if rung]


def _reading_taken(kind: Kind, silent: Iterable[Silence]) -> Reading:
    """The steps that these silences have climbed, by what each is known by."""
    rows = kind.steps.objects.filter(thing__in={one.thing for one in silent})
    return _by_silence((yield rows.select_related("service")))


def _by_silence(steps: Iterable[Step]) -> dict[tuple, list[Step]]:
    return {known: list(found) for known, found in groupby(steps, key=lambda step: step.known)}


def reading_named(kind: Kind, on: date) -> Reading:
    """The ladders of this kind that last on a day and have come to the Board."""
    named = kind.steps.objects.filter(rung=Rung.NAMED).order_by().values("thing")
    silent = yield from kind.silent(on, kind.things.filter(pk__in=named))
    taken = yield from _reading_taken(kind, silent)
    ladders = [Ladder(kind, taken[one.known]) for one in silent if one.known in taken]
    return [ladder for ladder in ladders if ladder.top.rung == Rung.NAMED]


def reading_ladders(kind: Kind, things: Collection[int], on: date) -> Reading:
    """All ladders of these things (by id) and whether they last, as a list for each that has any:
    the newest first.
    """
    taken = _by_silence((yield _steps(on, kind, things=[*things])))
    if not taken:
        return {}
    silent = yield from kind.silent(on, kind.things.filter(pk__in=[*things]))
    lasting, found = {one.known for one in silent}, {}
    for known, steps in reversed(taken.items()):
        found.setdefault(known[0], []).append(Ladder(kind, steps, known in lasting))
    return found


@prepared
def _steps(on: date, kind: Kind, *, things: list[int]) -> QuerySet:
    return kind.steps.objects.filter(thing__in=things).select_related("service")
