"""However sessions, updates and dates follow each other, an occurrence is kept by what its
definition says: each standing session that serves the work on a day of its period, or an update.
"""

from datetime import date, timedelta
from random import Random

import pytest

from actions.services import progress, work
from evidence.models import Session
from evidence.participation.reasons import Heads
from evidence.participation.services import edit_session, remove_session
from tests.evidence.participation.participants import log
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march"), pytest.mark.database]
MEMBERS = [Heads("members", 19)]
FIRST, TODAY = date(2024, 6, 1), date(2026, 3, 10)


def defined(sub_action) -> list[tuple]:
    """Of each occurrence the day on which it was held and the sessions that keep it, by comparing
    all sessions with all occurrences.
    """
    sessions = list(Session.objects.filter(removed_on=None, sub_actions=sub_action))
    found = []
    for row in sub_action.occurrences.all():
        held = [one for one in sessions if row.first_day <= one.held_on <= row.last_day]
        days = [one.held_on for one in held]
        days += [row.kept_by_update.posted_on] if row.kept_by_update else []
        found.append((row.first_day, min(days, default=None), sorted(one.pk for one in held)))
    return found


def stored(sub_action) -> list[tuple]:
    return [
        (row.first_day, row.kept_on, sorted(one.pk for one in row.sessions.all()))
        for row in sub_action.occurrences.all()
    ]


class Council:
    """What happens to two pieces of recurring work, in an order that nobody chose."""

    def __init__(self, seed, champions, keeper, service):
        self.dice = Random(seed)  # noqa: S311 - only an order
        self.champions, self.keeper = champions, keeper
        self.works = [
            SubActionFactory(service=service, kind="recurring", start_on=start, interval_months=6)
            for start in (None, date(2025, 1, 15))
        ]

    def day(self) -> date:
        return FIRST + timedelta(days=self.dice.randrange((TODAY - FIRST).days + 1))

    def some_works(self) -> list:
        return [one for one in self.works if self.dice.random() < 0.7]

    def log(self):
        log(self.champions, held_on=self.day(), audiences=MEMBERS, sub_actions=self.some_works())

    def standing(self):
        return self.dice.choice(Session.objects.filter(removed_on=None).order_by("pk"))

    def correct(self):
        one = self.standing()
        same = {name: getattr(one, name) for name in ("kind", "lived_experience", "lived_number")}
        same |= {"by": self.champions, "session": one, "seen": one.version, "audiences": MEMBERS}
        edit_session(**same, held_on=self.day(), sub_actions=self.some_works())

    def remove(self):
        one = self.standing()
        remove_session(by=self.champions, session=one, seen=one.version, reason="not-held")

    def move(self):
        one = self.work()
        moved = {"start_on": self.day(), "interval_months": self.dice.choice([1, 6, 12])}
        work.edit_sub_action(
            by=self.keeper, sub_action=one, seen=one.version, why="We know better.", **moved
        )

    def update(self):
        one = self.work()
        begun = one.occurrences.filter(kept_on=None, first_day__lte=TODAY).first()
        said = {"status": "on-track", "changed": "Held.", "keeps": begun and begun.first_day}
        progress.post_update(by=self.keeper, sub_action=one, seen=one.version, **said)

    def work(self):
        one = self.dice.choice(self.works)
        one.refresh_from_db()
        return one


@pytest.mark.parametrize("seed", range(4))
def test_what_keeps_an_occurrence_after_whatever_has_happened(seed, champions, keeper, service):
    council = Council(seed, champions, keeper, service)
    council.log()
    for _act in range(30):
        acts = [council.log] * 4 + [council.correct, council.move, council.update]
        acts += [council.remove] if Session.objects.filter(removed_on=None).count() > 1 else []
        council.dice.choice(acts)()
        for one in council.works:
            assert stored(one) == defined(one)
    assert any(kept_on for one in council.works for _first, kept_on, _by in stored(one))
