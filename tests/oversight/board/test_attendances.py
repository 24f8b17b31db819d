"""The graph of attendances says where a pace leads no earlier than the page of participation."""

from datetime import date, timedelta

import pytest

from accounts.together import read_one
from evidence.participation.goal import reading_participants
from oversight.board.attendances import reading_attendances
from oversight.board.work import reading_work
from tests.evidence.participation.participants import log, participants

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("last", "wait"), [(date(2027, 2, 28), 28), (date(2026, 3, 20), 5), (date(2026, 3, 1), 1)]
)
def test_both_tell_where_the_pace_leads_from_the_same_day(
    champions, service, time_machine, last, wait
):
    time_machine.move_to(FIRST)
    log(champions, held_on=FIRST, sub_actions=[participants(service, start_on=FIRST, due_on=last)])

    for days, told in ((wait - 1, False), (wait, FIRST + timedelta(days=wait) <= last)):
        on = FIRST + timedelta(days=days)
        shown = read_one(reading_attendances(read_one(reading_work(on)), on))
        assert (shown.about is not None) == told
        assert ("At this pace about" in read_one(reading_participants(on)).pace.expected) == told
