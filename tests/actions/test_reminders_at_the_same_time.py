"""The command that reminds, run twice at one moment: each reminder is sent once."""

from datetime import date
from functools import partial

import pytest

from accounts.models import Mail
from actions.models import Reminder, ReminderMail, ReminderRun
from actions.services.reminding import remind
from tests.at_once import TIMES, at_once
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture(autouse=True)
def advice(keeper, service):
    """Due on a Wednesday; the Keeper's day is Monday."""
    return SubActionFactory(service=service, owners=[keeper], due_on=date(2026, 4, 15))


def test_two_at_once_send_one():
    for _time in range(TIMES):
        for model in (Reminder, ReminderMail, ReminderRun, Mail):
            model.objects.all().delete()
        said = at_once(*[partial(remind, date(2026, 3, 16))] * 3)
        assert sorted(said) == [0, 0, 1]
        # Nor do two whose days differ, about midnight.
        at_once(*(partial(remind, date(2026, 4, day)) for day in (13, 14)))
        steps = Reminder.objects.order_by("step").values_list("step", flat=True)
        assert [*steps[:2]] == [-30, -7]
        assert ReminderRun.objects.count() == 3
