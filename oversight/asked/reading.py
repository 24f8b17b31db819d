"""The one list of all that the product asks of Champions Board staff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, TextChoices
from django.urls import reverse

from accounts.models import User
from accounts.together import Reading, read, read_together
from accounts.words import day
from actions.models import SubAction
from evidence.items.lapsing import Lapse, reading_lapses
from evidence.models import EvidenceItem, Heard
from foundations.models import Round
from foundations.names import shortened

from ..claims.waiting import reading_began
from ..felt.models import Chosen, Felt
from ..felt.reading import reading_round
from ..felt.services import MOST
from .waits import answers_since, claims_for, second_looks_for

PER_PAGE = 50


class Kind(TextChoices):
    """What is asked, in the order of the page."""

    CLAIM = "claim", "Agree, or say what is missing"
    FELT = "felt", "What is felt, this round"
    SECOND_LOOK = "second-look", "Look a second time"
    AGAIN = "again", "Ask a group again"
    ANSWER = "answer", "Answers that came to what groups said"


@dataclass(frozen=True)
class Ask:
    """One thing that is asked: its name, why and since when, and the act with its address."""

    kind: Kind
    name: str
    why: str
    act: str
    url: str


@dataclass(frozen=True)
class Waiting:
    """What waits for a person by kind, as what the list is made of: ids, of claims with the day on
    which they began; and what was read already.
    """

    claims: dict[int, date]
    looks: list[int]
    answers: list[int]
    felt: list[Ask]
    lapses: list[Lapse]

    @property
    def number(self) -> int:
        return len(self.rows)

    @cached_property
    def rows(self) -> list[tuple[Kind, Any]]:
        """All of it, kind by kind, within each the oldest first."""
        return [
            *((Kind.CLAIM, pk) for pk in self.claims),
            *((Kind.FELT, ask) for ask in self.felt),
            *((Kind.SECOND_LOOK, pk) for pk in self.looks),
            *((Kind.AGAIN, lapse) for lapse in self.lapses),
            *((Kind.ANSWER, pk) for pk in self.answers),
        ]


def readings_of_waiting(user: User, on: date) -> list[Reading]:
    """What waits for a person on a day, a reading for each kind; `waiting_of` puts them
    together.
    """
    return [
        reading_began(claims_for(user)),
        _reading_ids(second_looks_for(user)),
        _reading_ids(answers_since(on)),
        reading_round(on),
        reading_lapses(on),
    ]


def _reading_ids(rows: QuerySet) -> Reading:
    return [*(yield rows.values_list("pk", flat=True))]


def waiting_of(found: Iterable[Any]) -> Waiting:
    """All that these readings have found."""
    claims, looks, answers, (round, chosen), lapses = found
    felt = [*_felt(round, chosen)] if round else []
    return Waiting(claims, looks, answers, felt, lapses)


def _felt(round: Round, chosen: list[tuple[Chosen, Felt | None]]) -> Iterator[Ask]:
    for one, felt in chosen:
        if felt is None:
            why = f"Chosen for “{round}” on {day(one.chosen_on)}"
            url = reverse("say-felt", args=[one.pk])
            yield Ask(Kind.FELT, _named(one), why, "Record what the group says", url)
    if len(chosen) < MOST:
        why = f"{len(chosen)} of at most {MOST} are chosen; fewer are enough"
        yield Ask(Kind.FELT, str(round), why, "Choose what to ask about", reverse("felt-round"))


def read_asked(user: User, on: date, number: str | None) -> tuple[Waiting, Page]:
    """All that waits for a person on a day, and one page of it."""
    waiting = waiting_of(read(*readings_of_waiting(user, on)))
    page = Paginator(waiting.rows, PER_PAGE).get_page(number)
    page.object_list = [*_asks([*page.object_list], waiting)]
    return waiting, page


def _asks(rows: list[tuple[Kind, Any]], waiting: Waiting) -> Iterator[Ask]:
    of = {kind: [thing for one, thing in rows if one == kind] for kind in Kind}
    work, looks, answers = (
        SubAction.objects.filter(pk__in=of[Kind.CLAIM]).select_related("item", "service"),
        EvidenceItem.objects.filter(pk__in=of[Kind.SECOND_LOOK]).select_related("added_by"),
        Heard.objects.filter(pk__in=of[Kind.ANSWER]),
    )
    read_together(work, looks, answers)
    for row in _in_order(work, of[Kind.CLAIM]):
        yield _of_claim(row, waiting.claims[row.pk])
    yield from of[Kind.FELT]
    yield from map(_of_look, _in_order(looks, of[Kind.SECOND_LOOK]))
    yield from map(_of_lapse, of[Kind.AGAIN])
    yield from map(_of_answer, _in_order(answers, of[Kind.ANSWER]))


def _in_order(rows: Iterable[Any], pks: list[int]) -> Iterator[Any]:
    found = {row.pk: row for row in rows}
    return (found[pk] for pk in pks if pk in found)


def _named(of: SubAction | Chosen) -> str:
    return f"{of.item.key} {shortened(of.item.title)}"


def _of_claim(row: SubAction, began: date) -> Ask:
    service = row.service or "no service"
    why = f"“{row.get_status_display()}”, {service}, since {day(began)}"
    url = reverse("agree", args=[row.key])
    return Ask(Kind.CLAIM, _named(row), why, "Look at the evidence and answer", url)


def _of_look(one: EvidenceItem) -> Ask:
    why = f"Added by {one.added_by}, {day(one.added_on)}"
    return Ask(Kind.SECOND_LOOK, str(one), why, "Look at the pictures", one.get_absolute_url())


def _of_lapse(lapse: Lapse) -> Ask:
    row = lapse.sub_action
    last = f"Last heard on {day(lapse.heard_on)}" if lapse.heard_on else "Not heard by others yet"
    url = f"{reverse('add-heard')}?to={row.key}"
    why = f"{last}; it is called being kept"
    return Ask(Kind.AGAIN, _named(row), why, "Log what the group said", url)


def _of_answer(one: Heard) -> Ask:
    why = f"Said on {day(one.heard_on)}, and all who can act have answered"
    act = "Read it, tell the group, accept it as evidence or leave it"
    return Ask(Kind.ANSWER, str(one), why, act, one.get_absolute_url())
