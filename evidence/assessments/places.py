"""Where a self-assessment belongs: a round, a service and a theme, with the template that is to be
filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.models import Service, User
from accounts.prepared import prepared
from accounts.together import Reading, read, read_one, rows_of
from foundations.models import FrameworkItem, Kind, Round

from .models import Answer


@dataclass(frozen=True)
class Box:
    """Where a text belongs: one prompt of one theme, for one service in one round."""

    round: Round
    service: Service
    theme: FrameworkItem
    prompt: FrameworkItem
    # What is in it, where it has been read already.
    answer: Answer | None = None

    @property
    def service_id(self) -> int:
        return self.service.pk


@dataclass(frozen=True)
class Neighbour:
    """A theme beside another in the order in which they are printed."""

    key: str
    heading: str


@dataclass(frozen=True)
class Place:
    """The self-assessment of a theme by a service in a round, whether anybody has begun it or
    not.
    """

    round: Round
    last_round: Round | None
    service: Service
    theme: FrameworkItem
    lines: list[FrameworkItem]
    prompts: list[FrameworkItem]

    @property
    def service_id(self) -> int:
        return self.service.pk

    def get_absolute_url(self) -> str:
        return self.address("theme-assessment")

    @property
    def whole_url(self) -> str:
        """All themes of the service in the round, opened at this one."""
        whole = reverse("assessment-service", args=[self.round.key, self.service.key])
        return f"{whole}#{self.theme.key}"

    @property
    def label(self) -> str:
        """The theme as one looks for it: "T17 Planning"."""
        return f"{self.theme.key} {self.theme.heading}"

    @property
    def recommendations(self) -> list[FrameworkItem]:
        return [line for line in self.lines if line.kind == Kind.RECOMMENDATION]

    def address(self, name: str, *further: object) -> str:
        """The address of this name for this place, with what it takes besides."""
        return reverse(name, args=[self.round.key, self.service.key, self.theme.key, *further])

    def box(self, prompt: FrameworkItem, answer: Answer | None = None) -> Box:
        return Box(self.round, self.service, self.theme, prompt, answer)


def find_place(round: str, service: str, theme: str, user: User) -> Place:
    """The place that an address names, in two statements. Raises Http404 with what there is
    instead.
    """
    (found, last_round), template, the_service = read(
        reading_rounds(round), _reading_template(theme), reading_service(service, user)
    )
    the_theme = next((item for item in template if item.kind == Kind.THEME), None)
    if the_theme is None or not the_theme.has_template:
        raise Http404(
            f"There is no self-assessment template {theme}. The themes T1 to T19 have one."
        )
    return Place(
        round=found,
        last_round=last_round,
        service=the_service,
        theme=the_theme,
        lines=[item for item in template if item.kind in (Kind.LEAD_IN, Kind.RECOMMENDATION)],
        prompts=[item for item in template if item.kind == Kind.PROMPT],
    )


def _reading_template(theme: str) -> Reading:
    return list((yield FrameworkItem.objects.template_of(theme)))


def reading_neighbours(theme: FrameworkItem) -> Reading:
    """The themes with a template before and after one; None beyond the first and the last."""
    themes = FrameworkItem.objects.of_kind(Kind.THEME).filter(has_template=True)
    found = [Neighbour(*row) for row in (yield themes.values_list("key", "heading"))]
    here = [one.key for one in found].index(theme.key)
    before = found[here - 1] if here else None
    return before, found[here + 1] if here + 1 < len(found) else None


def find_rounds(key: str) -> tuple[Round, Round | None]:
    """A round that asks for self-assessment, and the last one before it. Raises Http404."""
    return read_one(reading_rounds(key))


def reading_rounds(key: str) -> Reading:
    """The same, as a part of a page."""
    # A round for progress only is none here; `with_last` passes it over.
    found = [*(yield Round.objects.with_last(key)), None]
    if found[0] is None:
        raise Http404(
            f"There is no round {key} that asks for self-assessment; "
            f"{reverse('rounds')} lists the rounds."
        )
    return found[0], found[1]


def reading_service(key: str, user: User) -> Reading:
    """A service; those that this person keeps have been read with her roles. Raises Http404."""
    # A Keeper's own services have been read with her roles: one statement less on each save.
    found = [service for service in user.services if service.key == key]
    found = found or (yield Service.objects.filter(key=key))
    if not found:
        raise Http404(f"There is no service {key}; {reverse('services')} lists them.")
    return found[0]


def find_box(round: str, service: str, theme: str, prompt: str, user: User) -> Box:
    """The box that an address names: in one statement where somebody has saved it before. Raises
    Http404.
    """
    # The way of every save while somebody types, so it is to cost one statement, and that prepared.
    keys = {"round": round, "service": service, "theme": theme, "prompt": prompt}
    answer = next(iter(rows_of(_answers(timezone.localdate(), **keys))), None)
    if answer is not None:
        held = answer.assessment
        return Box(held.round, held.service, held.theme, answer.prompt, answer)
    place = find_place(round, service, theme, user)
    asked = next((item for item in place.prompts if item.key == prompt), None)
    if asked is None:
        raise Http404(f"There is no box {prompt}. The four are Q1 to Q4.")
    return place.box(asked)


@prepared
def _answers(on: date, **keys: str) -> QuerySet:
    return Answer.objects.in_box(**keys)
