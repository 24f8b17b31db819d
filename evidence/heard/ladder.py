"""What groups said and nobody has answered, as the ladder knows it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Service
from accounts.together import Reading
from actions.answering import reading_answering
from actions.ladder import LADDERS, Kind, Silence, Told, days
from actions.models import SubAction
from actions.silence import TITLE_LENGTH
from foundations.names import first_words

from .models import Reply, WordsStep


def reading_waiting(on: date, replies: QuerySet) -> Reading:
    """What of these is owed to a group: by the open service that keeps the sub-action, or by each
    that keeps work which answers the call. Where none does, nobody is there to be asked.
    """
    rows = yield replies.asked_of_services().values_list(
        "pk", "item", "item__sub_action", "heard__logged_on"
    )
    calls = [item for _pk, item, work, _on in rows if work is None]
    answering = yield from reading_answering(calls)
    works = {pk: answering.get(item) if work is None else {work} for pk, item, work, _on in rows}
    kept = SubAction.objects.filter(pk__in=set().union(*works.values()))
    kept = kept.filter(service__in=Service.objects.open(on)).order_by()
    services = dict((yield kept.values_list("pk", "service")))
    return [
        Silence(pk, service, logged_on, _asked_from(logged_on), _of(services, works[pk], service))
        for pk, _item, _work, logged_on in rows
        for service in sorted({services[one] for one in works[pk] if one in services})
    ]


def _asked_from(logged_on: date) -> date:
    return logged_on + timedelta(days=settings.ASKED_AFTER_DAYS)


def _of(services: dict[int, int], work: set[int], service: int) -> frozenset[int]:
    return frozenset(one for one in work if services.get(one) == service)


def reading_told(pks: Collection[int]) -> Reading:
    """What is said of these replies that are owed, by id; in a mail nothing of the words."""
    rows = yield Reply.objects.filter(pk__in=pks).select_related("heard", "item__parent")
    return {row.pk: _told(row) for row in rows}


def _told(row: Reply) -> Told:
    form = settings.SITE_URL + reverse("answer-heard", args=[row.heard_id, row.pk])
    return Told(
        title=first_words(row.item.title, TITLE_LENGTH),
        form=form,
        name=f"{row.heard.theme}, on {row.item.label}",
        url=row.heard.get_absolute_url(),
        history=("heard", str(row.heard_id)),
    )


def _begins() -> str:
    after = days(settings.ASKED_AFTER_DAYS)
    return f"What a group said is asked about {after} after it was logged."


WORDS = Kind(
    steps=WordsStep,
    silent=reading_waiting,
    told=reading_told,
    asks="A group of young people said something about this, and waits for an answer:",
    waits="A group waits for an answer since",
    begins=_begins,
)


def join_the_ladder() -> None:
    """Let words without an answer climb the ladder; once, when the app starts."""
    LADDERS.append(WORDS)
