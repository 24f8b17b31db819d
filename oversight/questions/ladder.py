"""What the Board asks and nobody answers, as the ladder and the mails of reminders know it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.together import Reading
from actions.ladder import LADDERS, Kind, Silence, Told
from actions.reminders import ALSO_WAITING
from actions.silence import TITLE_LENGTH
from foundations.names import first_words

from .models import Question, QuestionStep
from .owed import reading_work

ASKS = "The Oversight Board asks about this, and waits for an answer:"
MOST = 20


def reading_waiting(on: date, questions: QuerySet) -> Reading:
    """What of these is owed to the Board: by each open service whose work it is about. Where none
    is there, it waits with the administrators.
    """
    rows = yield questions.waiting().values_list("pk", "item", "item__sub_action", "waits_since")
    work = yield from reading_work(on, {(item, own) for _pk, item, own, _since in rows})
    return [
        Silence(pk, service, since, since, _of(work[item], service))
        for pk, item, _own, since in rows
        for service in sorted(set(work[item].values()))
    ]


def _of(work: dict[int, int], service: int) -> frozenset[int]:
    return frozenset(pk for pk, keeps in work.items() if keeps == service)


def reading_told(pks: Collection[int]) -> Reading:
    """What is said of these questions, by id; in a mail nothing of the words."""
    rows = yield Question.objects.filter(pk__in=pks).select_related("item")
    return {row.pk: _told(row) for row in rows}


def _told(row: Question) -> Told:
    title = first_words(row.item.title, TITLE_LENGTH)
    name = f"The Board’s question about {row.item.label}: {title}"
    return Told(title, _form(row), name, row.get_absolute_url(), ("question", str(row.pk)))


def _form(row: Question) -> str:
    return settings.SITE_URL + reverse("answer-question", args=[row.pk])


def _begins() -> str:
    return "What the Board asks is asked about from the next morning on."


QUESTIONS = Kind(
    steps=QuestionStep,
    silent=reading_waiting,
    told=reading_told,
    asks=ASKS,
    waits="The Board waits for an answer since",
    begins=_begins,
)


def waiting_for(people: Collection[int]) -> list[tuple[str, str]]:
    """What the Board waits to hear from these people (by id): the title of each thing, and the
    address of the form.
    """
    rows = {
        row.pk: row
        for person in User.objects.filter(pk__in=people)
        for row in Question.objects.owed_by(person)[:MOST]
    }
    return [(first_words(row.item.title, TITLE_LENGTH), _form(row)) for row in rows.values()]


def join_the_lists() -> None:
    """Let questions climb the ladder and stand in the mails of reminders; once, when the app
    starts.
    """
    LADDERS.append(QUESTIONS)
    ALSO_WAITING.append((ASKS, waiting_for))
