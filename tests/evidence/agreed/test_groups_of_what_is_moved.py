"""What is moved leaves the group as it was until it counts, and its page says so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from actions.groups import Group
from actions.services.occurrences import make_occurrences
from actions.services.work import edit_sub_action
from actions.status import Kind, Status
from tests.factories import ProgressUpdateFactory, SubActionFactory

from .groups import found, said

pytestmark = [pytest.mark.django_db, pytest.mark.database]
QUARTERLY = {
    "start_on": date(2025, 3, 1),
    "interval_months": 3,
    "kind_confirmed_on": date(2025, 3, 1),
    "dates_set_on": date(2025, 3, 1),
}
NOT_YET = "What has been moved since does not count yet."


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.mark.parametrize(
    "moved",
    [
        {"start_on": date(2026, 1, 1)},
        {"interval_months": 12},
        {"kind": Kind.DATED, "interval_months": None},
    ],
)
def test_no_move_makes_up_for_a_time_that_was_not_held(keeper, service, agree, time_machine, moved):
    time_machine.move_to(datetime(2026, 3, 2, 12, tzinfo=UTC))
    row = said(Status.COMPLETE, kind=Kind.RECURRING, service=service, **QUARTERLY)
    make_occurrences(row)
    held = row.occurrences.exclude(first_day=date(2025, 6, 1))
    monday = date(2026, 3, 2)
    claim = {"posted_by": keeper, "status": Status.COMPLETE, "completed_on": monday}
    update = ProgressUpdateFactory(sub_action=row, posted_on=monday, **claim)
    held.filter(last_day__lt=monday).update(kept_by_update=update, kept_on=monday)
    agree(row)
    before = found(row, monday)
    assert before == (
        Group.IN_HAND,
        "Complete, but not held every time in the last twelve months.",
    )

    edit_sub_action(by=keeper, sub_action=row, seen=1, why="It is enough.", **moved)

    assert found(row, monday) == (before[0], f"{before[1]} {NOT_YET}")
    assert found(row, monday + timedelta(days=121)) == (Group.KEPT, "Complete, and agreed.")


def test_what_is_moved_is_said_not_to_count_yet(keeper, service, today):
    late = today - timedelta(days=9)
    dated = {"kind_confirmed_on": late, "due_on": late}
    moved, other = (said(Status.ON_TRACK, service=service, **dated) for _number in range(2))
    before = found(other, today)

    edit_sub_action(
        by=keeper, sub_action=moved, seen=1, due_on=today + timedelta(days=9), why="It is late."
    )

    assert found(moved, today) == (Group.NOT_GOING_WELL, f"{before[1]} {NOT_YET}")
    assert found(other, today) == before


def test_what_fell_due_after_the_end_was_not_missed_when_something_is_moved(
    keeper, service, agree, time_machine
):
    time_machine.move_to(datetime(2026, 3, 2, 12, tzinfo=UTC))
    ended = date(2025, 4, 1)
    row = SubActionFactory(
        kind=Kind.RECURRING,
        service=service,
        status=Status.COMPLETE,
        **dict.fromkeys(["reported_on", "confirmed_on", "completed_on"], ended),
        **QUARTERLY,
        target_number=4,
        target_unit="briefings",
    )
    make_occurrences(row)
    agree(row)
    monday = date(2026, 3, 2)
    assert found(row, monday)[0] == Group.KEPT

    moved = {"target_number": 3, "target_unit": "briefings"}
    edit_sub_action(by=keeper, sub_action=row, seen=1, why="It is enough.", **moved)

    assert found(row, monday)[0] == Group.KEPT
