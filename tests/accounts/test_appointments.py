"""Roles: from when until when they are held, and what the rules refuse."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Appointment, Change, Role, User
from accounts.services import add_person, appoint, end_appointment
from tests.factories import AppointmentFactory, ServiceFactory

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def fixed_day(time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_role_is_held_from_its_first_day_until_the_day_it_ends(
    administrator, stranger, time_machine
):
    held = appoint(
        by=administrator,
        person=stranger,
        role=Role.BOARD,
        starts_on=TODAY + DAY,
        ends_on=TODAY + 3 * DAY,
    )

    days = [TODAY + n * DAY for n in range(5)]
    assert [held.is_current(day) for day in days] == [False, True, True, False, False]
    assert [User.objects.holding(day, role=Role.BOARD).exists() for day in days] == [
        False,
        True,
        True,
        False,
        False,
    ]
    for day, roles in zip(days, [set(), {"board"}, {"board"}, set(), set()], strict=True):
        time_machine.move_to(f"{day} 12:00:00+00:00")
        assert fresh(stranger).roles == roles


def test_a_day_begins_at_midnight_in_scotland(administrator, stranger, time_machine):
    appoint(by=administrator, person=stranger, role=Role.BOARD, starts_on=date(2027, 7, 1))

    time_machine.move_to("2027-06-30 22:59:00+00:00")
    assert fresh(stranger).roles == set()
    time_machine.move_to("2027-06-30 23:01:00+00:00")
    assert fresh(stranger).roles == {"board"}


def test_several_roles_and_services_at_once(administrator, keeper, other_service):
    appoint(by=administrator, person=keeper, role=Role.KEEPER, service=other_service)
    appoint(by=administrator, person=keeper, role=Role.BOARD)

    assert fresh(keeper).roles == {"keeper", "board"}
    assert {service.name for service in fresh(keeper).services} == {"Education", "Housing"}
    assert not fresh(keeper).keeps(ServiceFactory())
    assert not fresh(keeper).keeps(None)


def test_giving_a_role_is_recorded(administrator, stranger, service):
    appoint(by=administrator, person=stranger, role=Role.KEEPER, service=service)

    line = Change.objects.of("person", str(stranger.pk)).get()
    assert (line.act, line.actor_email) == ("gave a role", "ada@council.test")
    assert '"service": "Education"' in line.after


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        ((0, None), (0, None), False),
        ((0, None), (5, 9), False),
        ((0, 5), (4, 9), False),
        ((5, 9), (0, None), False),
        ((5, 9), (0, 6), False),
        ((0, 5), (5, None), True),
        ((5, None), (0, 5), True),
    ],
)
def test_one_role_is_not_held_twice_at_a_time(administrator, stranger, first, second, fits):
    def give(days):
        starts, ends = days
        ends_on = None if ends is None else TODAY + ends * DAY
        appoint(
            by=administrator,
            person=stranger,
            role=Role.BOARD,
            starts_on=TODAY + starts * DAY,
            ends_on=ends_on,
        )

    give(first)
    if fits:
        give(second)
    else:
        with pytest.raises(
            ValidationError, match="holds this role at that time already: Oversight Board member"
        ):
            give(second)

    assert stranger.appointments.count() == (2 if fits else 1)


def test_a_role_that_ended_before_it_began_is_in_nobodys_way(administrator, stranger):
    held = appoint(by=administrator, person=stranger, role=Role.BOARD)
    end_appointment(by=administrator, appointment=held, ends_on=TODAY)

    appoint(by=administrator, person=stranger, role=Role.BOARD, starts_on=TODAY - DAY)

    assert fresh(stranger).roles == {"board"}


def test_the_same_role_of_another_service_or_person_is_no_overlap(
    administrator, keeper, service, other_service, stranger
):
    appoint(by=administrator, person=keeper, role=Role.KEEPER, service=other_service)
    appoint(by=administrator, person=stranger, role=Role.KEEPER, service=service)

    assert User.objects.keepers_of(service.pk, on=TODAY).count() == 2


@pytest.mark.parametrize(
    ("role", "with_service", "said"),
    [
        ("keeper", False, "Choose the service"),
        ("board", True, "Only a Promise Keeper has a service"),
    ],
)
def test_promise_keepers_and_only_they_have_a_service(
    administrator, stranger, service, role, with_service, said
):
    with pytest.raises(ValidationError, match=said):
        appoint(
            by=administrator, person=stranger, role=role, service=service if with_service else None
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            user=stranger, role=role, service=service if with_service else None
        )


def test_a_closed_service_gets_no_promise_keeper(administrator, stranger, service):
    service.closed_on = TODAY
    service.save()

    with pytest.raises(ValidationError, match="Education is closed"):
        appoint(by=administrator, person=stranger, role=Role.KEEPER, service=service)
    # Nor for a time when it was still open: that time is over.
    with pytest.raises(ValidationError, match="Education is closed"):
        appoint(
            by=administrator,
            person=stranger,
            role=Role.KEEPER,
            service=service,
            starts_on=TODAY - 9 * DAY,
        )


@pytest.mark.parametrize(
    ("starts", "closes", "fits"),
    [(0, 0, False), (0, 1, True), (1, 1, False), (1, 2, True), (-9, 0, False), (-9, 1, True)],
)
def test_a_service_takes_promise_keepers_until_the_day_before_it_closes(
    administrator, stranger, service, starts, closes, fits
):
    service.closed_on = TODAY + closes * DAY
    service.save()
    given = {"role": Role.KEEPER, "service": service, "starts_on": TODAY + starts * DAY}

    if fits:
        appoint(by=administrator, person=stranger, **given)
    else:
        with pytest.raises(ValidationError, match="Education is closed"):
            appoint(by=administrator, person=stranger, **given)

    assert stranger.appointments.exists() == fits


@pytest.mark.parametrize(
    ("starts", "ends", "coming", "over"),
    [
        (0, None, False, False),
        (1, None, True, False),
        (1, 1, False, True),
        (1, 2, True, False),
        (-1, 0, False, True),
        (-1, 1, False, False),
    ],
)
def test_which_roles_are_to_come_and_which_are_over(stranger, starts, ends, coming, over):
    ends_on = None if ends is None else TODAY + ends * DAY
    AppointmentFactory(user=stranger, starts_on=TODAY + starts * DAY, ends_on=ends_on)

    held = stranger.appointments
    assert (held.coming(TODAY).exists(), held.over(TODAY).exists()) == (coming, over)


def test_a_role_may_be_held_for_one_day(administrator, stranger):
    held = appoint(by=administrator, person=stranger, role=Role.BOARD, ends_on=TODAY + DAY)

    assert [held.is_current(TODAY), held.is_current(TODAY + DAY)] == [True, False]


@pytest.mark.parametrize("length", [0, -1])
def test_a_role_ends_after_it_starts(administrator, stranger, length):
    with pytest.raises(ValidationError, match="must end after the day on which it starts"):
        appoint(by=administrator, person=stranger, role=Role.BOARD, ends_on=TODAY + length * DAY)


def test_the_database_holds_the_order_of_the_days_too(stranger):
    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentFactory(user=stranger, starts_on=TODAY, ends_on=TODAY - DAY)


def test_two_people_do_not_share_an_address(administrator, keeper):
    with pytest.raises(ValidationError, match="has an account already"):
        add_person(by=administrator, email="KIRSTY@council.test", name="Another Kirsty")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Kirsty@council.test", name="Another Kirsty")])
