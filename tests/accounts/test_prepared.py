"""Querysets that are put together once a day: the same rows as any other, for whatever is asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import BooleanField, Case, F, Prefetch, Value, When
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Service, User
from accounts.prepared import prepared
from accounts.together import read_one
from tests.factories import ServiceFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MADE = []


@prepared
def closed_services(on):
    """Services with whether they are closed on a day, and who keeps them."""
    MADE.append(on)
    closed = Case(
        When(closed_on__lte=on, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    rows = Service.objects.annotate(closed=closed, asked=F("key"))
    return rows.prefetch_related(Prefetch("appointments"))


@prepared
def nobody(on):
    return User.objects.none().annotate(asked=F("pk"))


@pytest.fixture
def today():
    return timezone.localdate()


def read(rows):
    def reading():
        return (yield rows)

    return list(read_one(reading()))


@pytest.fixture
def services(today):
    return [
        ServiceFactory(key="housing", name="Housing", closed_on=today),
        ServiceFactory(key="education", name="Education"),
        ServiceFactory(key="sport", name="Sport", closed_on=today + timedelta(days=1)),
    ]


def test_all_rows_or_those_asked_for_as_any_queryset_gives_them(services, today):
    for asked in (None, [], ["sport"], ["housing", "education", "unknown"]):
        together, alone = read(closed_services(today, asked)), list(closed_services(today, asked))
        assert [vars_of(row) for row in together] == [vars_of(row) for row in alone]
        assert len(together) == (3 if asked is None else len({*asked} - {"unknown"}))


def vars_of(row) -> dict:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def test_each_day_has_its_own_and_each_is_put_together_once(services, today):
    MADE.clear()
    for _time in range(2):
        for days, closed in ((0, ["housing"]), (1, ["housing", "sport"])):
            found = read(closed_services(today + timedelta(days=days)))
            assert sorted(row.key for row in found if row.closed) == closed
    assert len(MADE) <= 2


def test_what_is_stored_meanwhile_is_read(services, today):
    assert len(read(closed_services(today))) == 3
    ServiceFactory(key="arts", name="Arts", closed_on=today)
    found = read(closed_services(today, ["arts"]))
    assert [(row.key, row.closed) for row in found] == [("arts", True)]


def test_what_is_filtered_further_is_put_together_anew(services, today):
    assert [row.key for row in read(closed_services(today).filter(closed=False))] == [
        "education",
        "sport",
    ]


def test_it_costs_a_statement_and_one_for_what_it_prefetches(services, today):
    with CaptureQueriesContext(connection) as seen:
        read(closed_services(today, ["sport"]))
    assert len(seen) == 2


def test_where_no_row_can_be_nothing_is_asked(today):
    UserFactory()
    with CaptureQueriesContext(connection) as seen:
        assert read(nobody(today)) == read(nobody(today, [1])) == []
        assert read(closed_services(today, [])) == []
    assert len(seen) == 0
