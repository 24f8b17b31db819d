"""Two administrators who click at the same moment: what the first one's click made untrue, the
second is refused.
"""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.history import broken_changes
from accounts.models import Appointment, Change, Role, Service, User
from accounts.services import add_service, appoint, end_appointment, invite, set_active
from tests.at_once import at_once
from tests.conftest import person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def both(*writes) -> int:
    """Start the writes together; how many of them were refused. What else goes wrong in one of
    them fails the test.
    """
    said = at_once(*writes, allowed=(ValidationError,))
    return sum(isinstance(one, ValidationError) for one in said)


def test_the_last_two_administrators_do_not_deactivate_each_other(administrator):
    second = person("Bea", Role.ADMINISTRATOR)

    refused = both(
        lambda: set_active(by=administrator, person=second, active=False),
        lambda: set_active(by=second, person=administrator, active=False),
    )

    assert refused == 1
    assert User.objects.active().count() == 1


def test_one_address_is_not_invited_twice(administrator):
    def write() -> None:
        invite(by=administrator, email="mo@council.test", name="Mo", role=Role.BOARD)

    assert both(write, write, write) == 2
    assert Appointment.objects.filter(user__email="mo@council.test").count() == 1


def test_one_address_in_two_spellings_is_not_invited_twice(administrator):
    invited = partial(invite, by=administrator, name="Mo", role=Role.BOARD)
    assert both(*(partial(invited, email=to) for to in ("Mo@Council.test", "mo@council.TEST"))) == 1
    # Of these some databases do not know the small letter.
    invite(by=administrator, email="mo@école.test", name="Mo", role=Role.BOARD)
    invite(by=administrator, email="kit@council.test", name="Kit", role=Role.BOARD)
    writes = [
        partial(invited, email=to) for to in ("mo@ÉCOLE.test", "\N{KELVIN SIGN}it@council.test")
    ]
    assert both(*writes) == 2


def test_one_role_is_not_given_twice(administrator, stranger):
    def write() -> None:
        appoint(by=administrator, person=stranger, role=Role.BOARD)

    assert both(write, write, write) == 2
    assert stranger.appointments.count() == 1


def test_one_service_is_not_added_twice(administrator):
    def write() -> None:
        add_service(by=administrator, name="Education", kind="council")

    assert both(write, write, write) == 2
    assert Service.objects.count() == 1


def test_history_stays_one_chain(administrator, board, keeper):
    ends = [
        partial(end_appointment, by=administrator, appointment=held, ends_on=held.starts_on)
        for held in (board.appointments.get(), keeper.appointments.get())
    ]
    adds = [partial(add_service, by=administrator, name=name, kind="council") for name in "ABCD"]

    assert both(*ends, *adds) == 0

    assert Change.objects.count() == 6
    assert broken_changes() == []
