"""The first steps of a new council: services, people, work, a round."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Appointment, Role, Service, User
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


def read_steps() -> Steps:
    """How far the council has come with its first steps; in five statements."""
    services, people = Service.objects.count(), User.objects.active().count()
    keepers = Appointment.objects.filter(role=Role.KEEPER).exists()
    work = list(SubAction.objects.to_be_done().values_list("service", flat=True))
    given, rounds = sum(service is not None for service in work), Round.objects.count()
    return Steps(
        all=[
            Step("services", "add the services", services > 0, _many(services, "service")),
            # The one person there is to begin with is who reads this.
            Step("people", "invite the people", keepers, f"{people} people" if people > 1 else ""),
            # What the last of them wait for is put right later: most of the work has its people.
            Step("work", "assign the work", given * 2 > len(work), f"{given} of {len(work)}"),
            Step("round", "open the first round", rounds > 0, _many(rounds, "round")),
        ],
        unassigned=len(work) - given,
    )


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
