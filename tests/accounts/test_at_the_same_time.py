"""Two administrators who click at the same moment: what the first one's click made untrue, the
second is refused.
"""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.away.services import say_away
from accounts.history import broken_changes
from accounts.models import Absence, Appointment, Change, Role, Service, User
from accounts.services import add_service, appoint, end_appointment, invite, set_active
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import AppointmentFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def both(*writes) -> int:
    """Start the writes together; how many of them were refused. What else goes wrong in one of
    them fails the test.
    """
    said = at_once(*writes, allowed=(ValidationError,))
    return sum(isinstance(one, ValidationError) for one in said)


def test_the_last_two_administrators_do_not_deactivate_each_other(administrator):
    second = person("Bea", Role.ADMINISTRATOR)
    for _time in range(TIMES):
        refused = both(
            lambda: set_active(by=administrator, person=second, active=False),
            lambda: set_active(by=second, person=administrator, active=False),
        )
        assert refused == 1
        assert User.objects.active().count() == 1
        User.objects.update(is_active=True)


def test_one_address_is_not_invited_twice(administrator):
    invited = partial(invite, by=administrator, name="Mo", role=Role.BOARD)
    for number in range(TIMES):
        write = partial(invited, email=f"mo{number}@council.test")
        assert both(write, write, write) == 2
        assert Appointment.objects.filter(user__email=f"mo{number}@council.test").count() == 1


def test_one_address_in_two_spellings_is_not_invited_twice(administrator):
    invited = partial(invite, by=administrator, name="Mo", role=Role.BOARD)
    for number in range(TIMES):
        pair = (f"Mo{number}@Council.test", f"mo{number}@council.TEST")
        assert both(*(partial(invited, email=to) for to in pair)) == 1
    # Of these some databases do not know the small letter.
    invited(email="mo@école.test")
    invited(email="kit@council.test")
    writes = [
        partial(invited, email=to) for to in ("mo@ÉCOLE.test", "\N{KELVIN SIGN}it@council.test")
    ]
    assert both(*writes) == 2


def test_one_role_is_not_given_twice(administrator, stranger):
    write = partial(appoint, by=administrator, person=stranger, role=Role.BOARD)
    for _time in range(TIMES):
        assert both(write, write, write) == 2
        assert stranger.appointments.count() == 1
        stranger.appointments.all().delete()


def test_one_service_is_not_added_twice(administrator):
    for number in range(TIMES):
        write = partial(add_service, by=administrator, name=f"Schools {number}", kind="council")
        assert both(write, write, write) == 2
        assert Service.objects.count() == number + 1


def test_history_stays_one_chain(administrator):
    for number in range(TIMES):
        held = [AppointmentFactory(role=Role.BOARD) for _person in range(2)]
        ends = [
            partial(end_appointment, by=administrator, appointment=one, ends_on=one.starts_on)
            for one in held
        ]
        adds = [
            partial(add_service, by=administrator, name=f"{name}{number}", kind="council")
            for name in "ABCD"
        ]
        assert both(*ends, *adds) == 0
    assert Change.objects.count() == 6 * TIMES
    assert broken_changes() == []


def test_two_who_are_away_at_once_do_not_stand_in_for_each_other(keeper, service):
    colleague, today = person("Catriona", Role.KEEPER, service), timezone.localdate()
    for _time in range(TIMES):
        days = {"first_day": today, "last_day": today + timedelta(days=7)}
        writes = [
            partial(say_away, by=by, deputy=deputy, **days)
            for by, deputy in ((keeper, colleague), (colleague, keeper))
        ]
        assert both(*writes) == 1
        Absence.objects.get().delete()
