"""Querysets that are put together once a day: the same rows as any other, for whatever is asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import BooleanField, Case, Prefetch, QuerySet, Value, When
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Service, User
from accounts.prepared import prepared
from accounts.together import read_one
from actions.models import ProgressUpdate
from tests.factories import (
    ProgressUpdateFactory,
    ServiceFactory,
    SubActionFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MADE = []


@prepared
def services_closed(on, *, keys):
    """Of these services whether they are closed on a day, and who keeps them."""
    return closed_services.__wrapped__(on).filter(key__in=keys)


@prepared
def closed_services(on):
    """Services with whether they are closed on a day, and who keeps them."""
    MADE.append(on)
    closed = Case(
        When(closed_on__lte=on, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    rows = Service.objects.annotate(closed=closed)
    return rows.prefetch_related(Prefetch("appointments"))


@prepared
def nobody(on, *, pks):
    return User.objects.none().filter(pk__in=pks)


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
    together, alone = read(closed_services(today)), list(closed_services(today))
    assert [vars_of(row) for row in together] == [vars_of(row) for row in alone]
    assert len(together) == 3
    for keys in ([], ["sport"], ["housing", "education", "unknown"]):
        together = read(services_closed(today, keys=keys))
        alone = list(services_closed.__wrapped__(today, keys=keys))
        assert [vars_of(row) for row in together] == [vars_of(row) for row in alone]
        assert len(together) == len({*keys} - {"unknown"})


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
    found = read(services_closed(today, keys=["arts"]))
    assert [(row.key, row.closed) for row in found] == [("arts", True)]


def test_what_is_filtered_further_is_put_together_anew(services, today):
    assert [row.key for row in read(closed_services(today).filter(closed=False))] == [
        "education",
        "sport",
    ]


def test_it_costs_a_statement_and_one_for_what_it_prefetches(services, today):
    with CaptureQueriesContext(connection) as seen:
        read(services_closed(today, keys=["sport"]))
    assert len(seen) == 2


def test_where_no_row_can_be_nothing_is_asked(today):
    UserFactory()
    with CaptureQueriesContext(connection) as seen:
        assert read(nobody(today, pks=[1])) == read(nobody(today, pks=[])) == []
    assert len(seen) == 0


@prepared
def _readable(on, most, *, user, pks, key):
    """What a person may read, of several things, and what she keeps."""
    rows = ProgressUpdate.objects.visible_to(user).filter(sub_action__in=pks)
    rows = rows.exclude(sub_action__item__key=key).select_related("posted_by")
    return rows.prefetch_related(Prefetch("confirmations")).order_by("pk")[:most]


def test_each_person_gets_her_own_and_her_role_shapes_it(
    keeper, other_keeper, board, service, other_service, today
):
    sub_action, elsewhere = (
        SubActionFactory(service=service),
        SubActionFactory(service=other_service),
    )
    for row, who in ((sub_action, keeper), (elsewhere, other_keeper)):
        for visibility in ("internal", "board"):
            ProgressUpdateFactory(
                sub_action=row, posted_by=who, service=row.service, visibility=visibility
            )
    pks = [sub_action.pk, elsewhere.pk]
    for person in (keeper, other_keeper, board, keeper):
        for most in (1, 20):
            for key in (elsewhere.key, "nothing"):
                given = {"user": person, "pks": pks, "key": key}
                found = read(_readable(today, most, **given))
                assert found == list(_readable.__wrapped__(today, most, **given))
                assert all(list(row.confirmations.all()) == [] for row in found)


def test_with_values_it_is_read_together_and_not_narrowed(services, today):
    rows = services_closed(today, keys=["sport"])
    for alone in (list, len, bool, QuerySet.count, QuerySet.exists, QuerySet.first):
        with pytest.raises(TypeError, match="together"):
            alone(rows.all())
    with pytest.raises(TypeError, match="together"):
        read(rows.filter(closed=True))


@prepared
def _called(on, *, words):
    return Service.objects.filter(name__icontains=words)


def test_a_value_that_becomes_part_of_another_is_refused(today):
    with pytest.raises(ValueError, match="part of something else"):
        _called(today, words="port")
