"""Roles: from when until when they are held, and what the rules refuse."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Appointment, Change, Role, User
from accounts.services import add_person, appoint, end_appointment, move, set_active
from tests.conftest import person
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


@pytest.mark.parametrize("length", [0, -1])
def test_a_role_ends_after_it_starts(administrator, stranger, length):
    with pytest.raises(ValidationError, match="must end after the day on which it starts"):
        appoint(by=administrator, person=stranger, role=Role.BOARD, ends_on=TODAY + length * DAY)


def test_the_database_holds_the_order_of_the_days_too(stranger):
    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentFactory(user=stranger, starts_on=TODAY, ends_on=TODAY - DAY)


def test_ending_a_role(administrator, board):
    held = board.appointments.get()

    end_appointment(by=administrator, appointment=held, ends_on=TODAY)

    assert fresh(board).roles == set()
    line = Change.objects.of("person", str(board.pk)).get()
    assert (line.act, line.before, line.after) == (
        "ended a role",
        '{"ends_on": null}',
        '{"ends_on": "2026-11-23"}',
    )


def test_a_planned_end_can_be_moved_until_it_has_come(administrator, board):
    held = board.appointments.get()
    end_appointment(by=administrator, appointment=held, ends_on=TODAY + 5 * DAY)
    end_appointment(by=administrator, appointment=held, ends_on=TODAY + 9 * DAY)
    assert held.ends_on == TODAY + 9 * DAY

    end_appointment(by=administrator, appointment=held, ends_on=TODAY)
    with pytest.raises(ValidationError, match="ended already"):
        end_appointment(by=administrator, appointment=held, ends_on=TODAY + 9 * DAY)

    assert fresh(board).roles == set()


def test_a_planned_end_is_not_moved_over_the_next_time(administrator, board):
    held = board.appointments.get()
    end_appointment(by=administrator, appointment=held, ends_on=TODAY + 5 * DAY)
    appoint(by=administrator, person=board, role=Role.BOARD, starts_on=TODAY + 7 * DAY)

    with pytest.raises(ValidationError, match="holds this role at that time already"):
        end_appointment(by=administrator, appointment=held, ends_on=TODAY + 9 * DAY)


def test_a_role_does_not_end_before_it_started(administrator, board):
    held = board.appointments.get()
    with pytest.raises(ValidationError, match="cannot end before it started"):
        end_appointment(by=administrator, appointment=held, ends_on=held.starts_on - DAY)


def test_the_last_administrator_stays(administrator):
    held = administrator.appointments.get()
    for remove in (
        lambda: end_appointment(by=administrator, appointment=held, ends_on=TODAY + 99 * DAY),
        lambda: set_active(by=administrator, person=administrator, active=False),
    ):
        with pytest.raises(ValidationError, match="last administrator"):
            remove()

    assert fresh(administrator).roles == {"administrator"}


@pytest.mark.parametrize(
    "weakness", ["deactivated", "ends soon", "starts later", "no password yet"]
)
def test_only_an_administrator_who_stays_and_can_sign_in_lets_the_last_one_go(
    administrator, weakness
):
    second = person("Bea", Role.ADMINISTRATOR)
    if weakness == "deactivated":
        User.objects.filter(pk=second.pk).update(is_active=False)
    elif weakness == "ends soon":
        second.appointments.update(ends_on=TODAY + DAY)
    elif weakness == "starts later":
        second.appointments.update(starts_on=TODAY + DAY)
    else:
        second.set_unusable_password()
        second.save()

    with pytest.raises(ValidationError, match="last administrator who can sign in"):
        set_active(by=administrator, person=administrator, active=False)

    assert fresh(administrator).is_active


def test_with_a_second_administrator_either_may_go(administrator):
    second = person("Bea", Role.ADMINISTRATOR)

    set_active(by=second, person=administrator, active=False)

    assert not fresh(administrator).is_active
    with pytest.raises(ValidationError, match="last administrator"):
        end_appointment(by=second, appointment=second.appointments.get(), ends_on=TODAY)


def test_moving_keeps_the_end_that_was_planned(administrator, keeper, other_service):
    held = keeper.appointments.get()
    Appointment.objects.update(starts_on=TODAY - 99 * DAY)
    end_appointment(by=administrator, appointment=held, ends_on=TODAY + 30 * DAY)

    new = move(by=administrator, appointment=held, service=other_service)

    assert (new.service, new.starts_on, new.ends_on) == (other_service, TODAY, TODAY + 30 * DAY)
    assert held.ends_on == TODAY
    assert fresh(keeper).services == [other_service]


def test_moving_a_role_that_has_yet_to_start_keeps_its_start(
    administrator, stranger, service, other_service
):
    held = appoint(
        by=administrator,
        person=stranger,
        role=Role.KEEPER,
        service=service,
        starts_on=TODAY + 5 * DAY,
    )

    new = move(by=administrator, appointment=held, service=other_service)

    assert new.starts_on == TODAY + 5 * DAY
    assert list(stranger.appointments.coming(TODAY)) == [new]
    assert list(stranger.appointments.over(TODAY)) == [held]


def test_what_cannot_be_moved(administrator, board, keeper, service, other_service):
    other_service.closed_on = TODAY
    other_service.save()
    held = keeper.appointments.get()
    for appointment, to, said in [
        (board.appointments.get(), service, "Only a Promise Keeper can be moved"),
        (held, service, "is a Promise Keeper of Education already"),
        (held, other_service, "Housing is closed"),
    ]:
        with pytest.raises(ValidationError, match=said):
            move(by=administrator, appointment=appointment, service=to)

    assert fresh(keeper).services == [service]
    assert fresh(board).roles == {"board"}


def test_a_keeper_of_one_service_who_once_kept_another_is_not_its_keeper_now(
    administrator, keeper, service, other_service
):
    move(by=administrator, appointment=keeper.appointments.get(), service=other_service)

    assert list(User.objects.keepers_of(service.pk, on=TODAY)) == []
    assert list(User.objects.keepers_of(other_service.pk, on=TODAY)) == [keeper]


def test_two_people_do_not_share_an_address(administrator, keeper):
    with pytest.raises(ValidationError, match="has an account already"):
        add_person(by=administrator, email="KIRSTY@council.test", name="Another Kirsty")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Kirsty@council.test", name="Another Kirsty")])
