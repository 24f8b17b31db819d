"""The first steps of a new council: services, people, work, a round."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from accounts.models import Appointment, Role, Service, User
from accounts.together import Reading, totals
from actions.models import SubAction
from foundations.models import Round


@dataclass(frozen=True)
class Step:
    """One step: its key, whether it is done, and how far it has come, in words; empty where nothing
    has been done.
    """

    key: str
    name: str
    done: bool
    state: str


@dataclass(frozen=True)
class Steps:
    """The four steps in their order, with the number of sub-actions that wait for a service."""

    all: list[Step]
    unassigned: int

    @property
    def done(self) -> int:
        return sum(step.done for step in self.all)

    @property
    def next(self) -> Step | None:
        """The first that is not done; None once all are."""
        return next((step for step in self.all if not step.done), None)


def reading_steps() -> Reading:
    """How far the council has come with its first steps, as a part of a page."""
    work = SubAction.objects.to_be_done()
    (services,), (people,), (keepers,), (work,), (rounds,) = yield (
        _number(Service.objects.all()),
        _number(User.objects.active()),
        _number(Appointment.objects.filter(role=Role.KEEPER)),
        totals(work, number=Count("pk"), given=Count("service")),
        _number(Round.objects.all()),
    )
    services, people, rounds = services["number"], people["number"], rounds["number"]
    has_keepers, number, given = keepers["number"] > 0, work["number"], work["given"]
    return Steps(
        all=[
            Step("services", "add the services", services > 0, _many(services, "service")),
            # The one person there is to begin with is who reads this.
            Step("people", "invite the people", has_keepers, _some(people)),
            # What the last of them wait for is put right later: most of the work has its people.
            Step("work", "assign the work", given * 2 > number, f"{given} of {number}"),
            Step("round", "open the first round", rounds > 0, _many(rounds, "round")),
        ],
        unassigned=number - given,
    )


def _number(rows: QuerySet) -> QuerySet:
    return totals(rows, number=Count("pk"))


def _some(people: int) -> str:
    return f"{people} people" if people > 1 else ""


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
