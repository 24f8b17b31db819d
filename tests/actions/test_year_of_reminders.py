"""A year of reminders, day by day: each goes out on its day, once, to whom it is owed."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.models import Mail
from actions.models import Occurrence, Reminder
from actions.services.reminding import remind
from actions.status import Kind, Status
from tests.actions.reminding import ADVICE, FORUM, REVIEW, away, owned, sent
from tests.conftest import person

pytestmark = pytest.mark.database

LONDON = ZoneInfo("Europe/London")
# Worked out by hand for a Promise Keeper whose day is Monday. The advice line is due on Wednesday
# 15 April and complete on 20 May; the review is due on Friday 7 August and stays so; the forum
# falls due every six months, on Sunday 31 May (missed) and on 30 November (held on 1 October).
YEAR = {
    (3, 16): {ADVICE},  # 30 days before, a Monday
    (4, 13): {ADVICE},  # 7 before was Wednesday 8; 1 before is the day after this mail: no second
    (4, 20): {ADVICE},  # 1 after was Thursday 16, three days after a mail
    (4, 27): {ADVICE},  # 7 after was Wednesday 22
    (5, 4): {FORUM},  # 30 before was Friday 1
    (5, 18): {ADVICE},  # 30 after was Friday 15
    (5, 25): {FORUM},  # 7 before was Sunday 24
    (5, 30): {FORUM},  # 1 before, at once: the last mail is five days old
    (6, 1): {FORUM},  # 1 after, a Monday
    (6, 8): {FORUM},  # 7 after was Sunday 7
    (7, 6): {FORUM},  # 30 after was Tuesday 30 June
    (7, 13): {REVIEW},  # 30 before was Wednesday 8
    (8, 3): {REVIEW, FORUM},  # 7 before was Friday 31 July; 60 after was Thursday 30 July
    (8, 8): {REVIEW},  # 1 after, at once; 1 before was Thursday 6, three days after a mail
    (8, 17): {REVIEW},  # 7 after was Friday 14
    (8, 31): {FORUM},  # 90 after was Saturday 29
    (9, 7): {REVIEW},  # 30 after was Sunday 6
    (9, 28): {FORUM},  # 120 after, a Monday
    (10, 12): {REVIEW},  # 60 after was Tuesday 6
    (11, 9): {REVIEW},  # 90 after was Thursday 5
    (12, 7): {REVIEW},  # 120 after was Saturday 5
}

# The same for what changes hands, of Catriona (her day is Thursday), Omar (Monday) and Mairi
# (Friday): due on 29 February, then on the days on which the clocks change.
MOVED = {
    (2, 3): "Catriona",  # 30 days before was Sunday 30 January
    (2, 24): "Catriona",  # 7 before was Tuesday 22; 1 before is four days after this mail: none
    (3, 1): "Catriona",  # 1 after, at once
    (3, 9): "Catriona",  # 7 after was Tuesday 7; then it is due on Sunday 26 March
    (3, 16): "Catriona",  # 30 before was long ago
    (3, 23): "Catriona",  # 7 before was Sunday 19; 1 before and 1 after come too soon
    (3, 30): "Catriona",  # 1 after was Monday 27
    (4, 6): "Catriona",  # 7 after was Sunday 2
    (4, 27): "Catriona",  # 30 after was Tuesday 25; from 1 May her service does not keep it
    (6, 5): "Omar",  # he is given it; 60 after was Thursday 25 May
    (6, 30): "Mairi",  # 90 after was Saturday 24; she stands in for him
    (7, 24): "Omar",  # 120 after, a Monday; from 1 August he may not sign in
    (10, 6): "Mairi",  # she is given it, due on Sunday 29 October; 30 before was Friday 29
    (10, 27): "Mairi",  # 7 before was Sunday 22
    (11, 3): "Mairi",  # 1 after was Monday 30, three days after a mail
    (11, 10): "Mairi",  # 7 after was Sunday 5; it is complete on 19 November
}


@pytest.fixture
def advice(keeper, service):
    """Due on a Wednesday; the Keeper's day is Monday."""
    return owned(keeper, service, ADVICE, due_on=date(2026, 4, 15))


def test_a_year_goes_by(keeper, service, advice):
    owned(keeper, service, REVIEW, kind=Kind.ONGOING, review_on=date(2026, 8, 7))
    forum = owned(
        keeper,
        service,
        FORUM,
        kind=Kind.RECURRING,
        start_on=date(2025, 12, 1),
        interval_months=6,
    )
    for number in range(365):
        on = date(2026, 1, 1) + timedelta(days=number)
        if on == date(2026, 5, 20):
            advice.status, advice.reported_on, advice.completed_on = Status.COMPLETE, on, on
            advice.save()
        if on == date(2026, 10, 1):
            half = {"first_day": date(2026, 6, 1), "last_day": date(2026, 11, 30)}
            Occurrence.objects.create(sub_action=forum, kept_on=on, **half)
        assert remind(on) == ((on.month, on.day) in YEAR)
        if on.day == 16:
            assert remind(on) == 0  # the same day again

    assert sent() == {("Kirsty", date(2026, *on)): titles for on, titles in YEAR.items()}
    assert Mail.objects.count() == len(YEAR)
    assert [*Reminder.objects.filter(sub_action=forum).values_list("step", flat=True)][::-1] == [
        *(-30, -7, -1, 1, 7, 30, 60, 90, 120)
    ]


def test_a_year_in_which_work_moves(colleague, other_keeper, service, other_service, time_machine):
    mairi = person("Mairi", "keeper", other_service)
    for one, day in ((colleague, 3), (other_keeper, 0), (mairi, 4)):
        one.digest_day = day
        one.save()
    talks = owned(colleague, service, ADVICE, due_on=date(2028, 2, 29))

    done = date(2028, 11, 19)
    complete = {"status": Status.COMPLETE, "reported_on": done, "completed_on": done}
    # Each in the evening; a second run of the day writes nothing.
    changes = {
        (3, 9): lambda: change(talks, due_on=date(2028, 3, 26)),
        (4, 30): lambda: change(talks, service=other_service),
        (6, 4): lambda: talks.owners.set([other_keeper]),
        (7, 31): lambda: change(other_keeper, is_active=False),
        (9, 30): lambda: change(talks, due_on=date(2028, 10, 29)),
        (10, 1): lambda: talks.owners.set([mairi]),
        (11, 19): lambda: change(talks, **complete),
    }
    away(other_keeper, mairi, first_day=date(2028, 6, 20), last_day=date(2028, 7, 9))
    for number in range(366):
        on = date(2028, 1, 1) + timedelta(days=number)
        # By the clock, soon after midnight: in summer it is the day before elsewhere.
        time_machine.move_to(datetime.combine(on, time(0, 30), LONDON), tick=False)
        assert remind(timezone.localdate()) == ((on.month, on.day) in MOVED), on
        if later := changes.get((on.month, on.day)):
            later()
            assert remind(on) == 0
    assert sent() == {(who, date(2028, *on)): {ADVICE} for on, who in MOVED.items()}


def change(row, **values) -> None:
    type(row).objects.filter(pk=row.pk).update(**values)
