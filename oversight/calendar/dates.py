"""A person's own dates: what is due of the work that she owns, sessions that served it, and
rounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from accounts.models import Role, User
from actions.models import Due, SubAction
from actions.reminders import due_of
from evidence.models import Session
from foundations.models import Round
from foundations.names import first_words

TITLE_LENGTH = 110
# Sessions and rounds so long ago are in no calendar any more, and no more sessions than these.
BACK, MOST = timedelta(days=365), 500
WORDS = {
    Due.DATE: "Due",
    Due.REVIEW: "Review",
    Due.OCCURRENCE: "To be held by today",
}


@dataclass(frozen=True)
class Entry:
    """One day in the calendar: what tells it from others for good, its words, and the page it
    leads to.
    """

    uid: str
    on: date
    words: str
    path: str


def read_dates(person: User, on: date) -> list[Entry]:
    """All of a person's dates as of a day, in their order. They hold titles and nothing else."""
    found = [*_work(person, on), *_rounds(on), *_sessions(person, on)]
    return sorted(found, key=lambda entry: (entry.on, entry.uid))


def _work(person: User, on: date) -> Iterator[Entry]:
    for row, due, day in due_of(person, on):
        title = first_words(row.item.title, TITLE_LENGTH)
        words = f"{WORDS[due]}: {row.key} {title}"
        number = day.isoformat() if due == Due.OCCURRENCE else ""
        yield Entry(f"work-{row.pk}-{due}{number}", day, words, row.get_absolute_url())


def _rounds(on: date) -> Iterator[Entry]:
    for one in Round.objects.filter(last_day__gte=on - BACK):
        path = one.get_absolute_url()
        yield Entry(f"round-{one.pk}-begins", one.first_day, f"Begins: {one}", path)
        yield Entry(f"round-{one.pk}-ends", one.last_day, f"Last day: {one}", path)


def _sessions(person: User, on: date) -> Iterator[Entry]:
    # Whoever keeps all sessions has them all; others those that served their work.
    rows = Session.objects.current().filter(held_on__gte=on - BACK)
    if Role.CHAMPIONS not in person.roles:
        own = SubAction.objects.filter(owners=person).order_by().values("pk")
        rows = rows.filter(Q(logged_by=person) | Q(sub_actions__in=own)).distinct()
    for one in rows[:MOST]:
        words = one.get_kind_display()
        yield Entry(f"session-{one.pk}", one.held_on, words, one.get_absolute_url())
