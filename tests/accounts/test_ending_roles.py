"""Roles: how they end, who must stay, and how a Promise Keeper is moved."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Appointment, Change, Role, User
from accounts.services import appoint, end_appointment, move, set_active
from tests.conftest import person

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def fixed_day(time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


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
    end_appointment(by=administrator, appointment=held, ends_on=TODAY + DAY)
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
