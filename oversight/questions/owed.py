"""Who owes the Board an answer: the services whose work a question is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accounts.together import Reading
from actions.answering import reading_answering

from .querysets import asked_work


def reading_work(on: date, about: Iterable[tuple[int, int | None]]) -> Reading:
    """For each text (its id, and that of the sub-action that it is, if it is one) the sub-actions
    that answer for it on a day, each with the service that keeps it, by their ids.
    """
    about = dict(about)
    answering = yield from reading_answering([item for item, own in about.items() if own is None])
    works = {item: answering[item] if own is None else {own} for item, own in about.items()}
    kept = asked_work(on).filter(pk__in=set().union(*works.values())).order_by()
    services = dict((yield kept.values_list("pk", "service")))
    return {
        item: {pk: services[pk] for pk in found if pk in services} for item, found in works.items()
    }
