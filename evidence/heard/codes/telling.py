"""What a code shows: who has what the group said, since when, and what came of it. The page is of
paper that may be lost, so it says nothing from which the group could be known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import Service
from accounts.removal.services import without_names
from accounts.together import read, read_together
from actions.ladder import Ladder, Silence, reading_ladders
from actions.status import Visibility

from ..ladder import WORDS, reading_waiting
from ..models import Heard, Reply
from .models import Code, Verdict


def is_told(heard: Heard) -> bool:
    """Whether a code shows who has an entry and what was answered: five or more said it, from more
    than one house or school, and those who can act were asked.
    """
    is_of_many = heard.five_or_more is True and heard.visibility != Visibility.INTERNAL
    return is_of_many and heard.removed_on is None


def is_repeated(heard: Heard) -> bool:
    """Whether the words themselves may go out."""
    return is_told(heard) and heard.visibility == Visibility.PUBLIC


@dataclass(frozen=True)
class Asked:
    """A service that is to answer and has not been asked yet, and the day on which it is; None
    where that is the next time that anybody is asked.
    """

    service: Service
    on: date | None


@dataclass(frozen=True)
class Came:
    """What came of an entry where it was sent to: the answer, or how long it waits. `service` is
    who keeps the work, None for a call and where no open service does; `said`, whether the answer
    was a real one, None until somebody says so.
    """

    reply: Reply
    service: Service | None
    ladders: list[Ladder]
    asked: list[Asked]
    verdict: Verdict | None

    @property
    def words(self) -> str:
        return without_names(self.reply.words)

    @property
    def said(self) -> bool | None:
        return self.verdict and self.verdict.is_real

    @property
    def has_changed_since(self) -> bool:
        return self.reply.answered_on > self.verdict.said_on


@dataclass(frozen=True)
class Told:
    """One entry as its group finds it; `came` is empty unless it `is_told`."""

    heard: Heard
    came: list[Came]

    @property
    def is_told(self) -> bool:
        return is_told(self.heard)

    @property
    def is_repeated(self) -> bool:
        return is_repeated(self.heard)

    @property
    def theme(self) -> str:
        return without_names(self.heard.theme)

    @property
    def words(self) -> str:
        return without_names(self.heard.words)


def read_told(code: Code, on: date) -> list[Told]:
    """All that a code shows on a day."""
    entries, replies = code.entries.order_by("pk"), Reply.objects.filter(heard__codes=code)
    rows, verdicts = _with_work(replies), code.verdicts.all()
    read_together(entries, rows, verdicts)
    rows = [row for row in rows if is_told(row.heard)]
    waiting, ladders = read(
        reading_waiting(on, replies), reading_ladders(WORDS, [row.pk for row in rows], on)
    )
    services = Service.objects.in_bulk({one.service for one in waiting})
    said = {one.reply_id: one for one in verdicts}
    came: dict[int, list[Came]] = {}
    for row in rows:
        climbed = [ladder for ladder in ladders.get(row.pk, []) if ladder.lasts]
        of_row = [one for one in waiting if one.thing == row.pk]
        asked = _asked(of_row, {ladder.service.pk for ladder in climbed}, services, on)
        one = Came(row, _service_of(row, on), climbed, asked, said.get(row.pk))
        came.setdefault(row.heard_id, []).append(one)
    return [Told(entry, came.get(entry.pk, [])) for entry in entries]


def _with_work(replies: QuerySet) -> QuerySet:
    rows = replies.select_related("heard", "item__parent", "item__sub_action__service")
    return rows.order_by("pk")


def _asked(
    waiting: list[Silence], climbed: set[int], services: dict[int, Service], on: date
) -> list[Asked]:
    return [
        Asked(services[one.service], one.asked_from if one.asked_from > on else None)
        for one in waiting
        if one.service not in climbed
    ]


def _service_of(reply: Reply, on: date) -> Service | None:
    work = getattr(reply.item, "sub_action", None)
    service = work and work.service
    return service if service and not service.is_closed(on) else None
