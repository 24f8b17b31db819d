"""Two people answer, add a period and tag at one moment: one of them hears of the other."""

from datetime import date
from functools import partial
from threading import Event, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from accounts.models import Role
from accounts.versions import Conflict
from oversight.duties import services
from oversight.models import Duty, Heading, Period, Tag
from tests.conftest import person
from tests.factories import EvidenceFactory, MeasureFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.database,
    pytest.mark.postgresql,
]
# Well below the two seconds for which the database lets somebody wait for a lock.
WAIT = 0.5


@pytest.fixture
def other(db):
    return person("Finlay", Role.ADMINISTRATOR)


@pytest.fixture
def meanwhile(monkeypatch):
    """Do one thing, and another when the first is about to be recorded; what each of them said."""

    def run(first, second) -> list[Exception | None]:
        there, done, said = Event(), Event(), [None, None]
        original, begun = services._record, []

        def paused(*args, **options):
            if not begun:
                begun.append(True)
                there.set()
                done.wait(WAIT)
            return original(*args, **options)

        def follow() -> None:
            there.wait(timeout=60)
            write(second, said, 1)
            done.set()

        monkeypatch.setattr(services, "_record", paused)
        threads = [Thread(target=write, args=[first, said, 0]), Thread(target=follow)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return said

    return run


def write(work, said, place) -> None:
    try:
        work()
    except (ValidationError, Conflict, DatabaseError) as error:
        said[place] = error
    finally:
        connection.close()


def test_of_two_who_answer_the_second_hears_of_the_first(period, administrator, other, meanwhile):
    again = Period.objects.get(pk=period.pk)
    first = partial(services.say_not_yet, by=administrator, period=period, seen=1)
    on = date(2025, 6, 3)
    second = partial(services.say_published, by=other, period=again, seen=1, published_on=on)

    said = meanwhile(first, second)

    assert said[0] is None
    assert isinstance(said[1], Conflict), said
    stored = Period.objects.get()
    assert (stored.answer, stored.said_by, stored.published_on) == ("not-yet", administrator, None)


def test_of_two_periods_that_overlap_one_is_added(period, administrator, other, meanwhile):
    days = [(date(2026, 4, 1), date(2029, 3, 31)), (date(2027, 4, 1), date(2030, 3, 31))]
    first, second = (
        partial(services.add_period, by=by, duty=Duty.objects.get(), starts_on=a, ends_on=z)
        for by, (a, z) in zip((administrator, other), days, strict=True)
    )

    said = meanwhile(first, second)

    assert said[0] is None
    assert isinstance(said[1], ValidationError), said
    assert Period.objects.filter(ends_on__year__gt=2025).count() == 1


def test_what_two_tag_is_tagged_once(heading, administrator, other, meanwhile):
    thing = MeasureFactory()
    first, second = (
        partial(services.tag, by=by, heading=Heading.objects.get(), thing=thing)
        for by in (administrator, other)
    )

    assert meanwhile(first, second) == [None, None]
    assert Tag.objects.get().added_by == administrator


def test_the_last_place_is_taken_once(heading, administrator, other, meanwhile, monkeypatch):
    monkeypatch.setattr(services, "MOST_TAGS", 1)
    first, second = (
        partial(services.tag, by=by, heading=Heading.objects.get(), thing=thing)
        for by, thing in ((administrator, MeasureFactory()), (other, EvidenceFactory()))
    )

    said = meanwhile(first, second)

    assert said[0] is None
    assert isinstance(said[1], ValidationError), said
    assert Tag.objects.count() == 1
