"""Closing a round of progress keeps how everything stands; later days compare with it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.together import read_one
from accounts.versions import Conflict
from actions.groups import Group
from actions.models import SubAction
from actions.status import Status
from evidence.agreed.sets import with_group
from evidence.agreed.since import Changed, Way, reading_last_board
from evidence.models import ClosingRow
from foundations.models import Edition, Round
from foundations.services import rounds
from oversight.questions.services import round_looked_at
from tests.factories import RoundFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
# After every moment of the calendar as on which the tests are run.
DUE = date(2099, 3, 31)


@pytest.fixture
def today():
    return timezone.localdate()


def said(status, **values):
    on = timezone.localdate()
    values = {"reported_on": on, "confirmed_on": on} | values
    return SubActionFactory(status=status, **values)


def close(by, asked=True, on=None, **values):
    opened = RoundFactory(asks_progress=asked, **values)
    rounds.close_round(by=by, round=opened, seen=1, on=on)
    return opened


def change(row, **values):
    SubAction.objects.filter(pk=row.pk).update(**values)


def changes(on) -> list[Changed]:
    """How everything has changed up to a day since the last Board."""
    return read_one(reading_last_board(on)).changes(with_group(SubAction.objects.all(), on))


def test_of_two_closed_on_one_day_the_last_closed_is_the_last_board(administrator, today):
    days = {"first_day": today - timedelta(days=40), "last_day": today - timedelta(days=20)}
    earlier = RoundFactory(**days)
    row = said(Status.ON_TRACK)
    later = close(administrator)
    change(row, status=Status.AT_RISK)
    rounds.close_round(by=administrator, round=earlier, seen=1)

    assert Edition.objects.boards().first().round == earlier
    assert round_looked_at(today) == earlier
    assert [one.way for one in changes(today)] == []
    assert rounds.reasons_against_undoing(Round.objects.get(pk=later.pk)) == [
        f"“{earlier}” was closed since, and is compared with this one."
    ]
    rounds.undo_closing(
        by=administrator, round=Round.objects.get(pk=earlier.pk), seen=2, why="Too early."
    )
    assert [one.way for one in changes(today)] == [Way.WORSE]


def test_closing_keeps_a_row_for_every_sub_action(administrator, today):
    going = said(Status.ON_TRACK, due_on=DUE, target_number=10, target_unit="workshops")
    said(Status.AT_RISK)
    said(Status.STOPPED, decided_by="The Committee", decided_on=today)

    closed = close(administrator)

    rows = ClosingRow.objects.filter(edition__round=closed)
    assert [(row.group, row.status) for row in rows] == [
        (Group.IN_HAND, Status.ON_TRACK),
        (Group.NOT_GOING_WELL, Status.AT_RISK),
        ("", Status.STOPPED),
    ]
    first = rows.get(sub_action=going)
    assert (first.day, first.target_number, first.target_unit) == (DUE, 10, "workshops")


def test_a_round_of_self_assessment_keeps_none(administrator):
    said(Status.ON_TRACK)
    close(administrator, asked=False)
    assert not ClosingRow.objects.exists()


def test_a_closing_that_fails_keeps_none(administrator, today):
    said(Status.ON_TRACK)
    opened = RoundFactory(first_day=today + timedelta(days=1))
    with pytest.raises(ValidationError):
        rounds.close_round(by=administrator, round=opened, seen=1)
    opened = RoundFactory()
    with pytest.raises(Conflict):
        rounds.close_round(by=administrator, round=opened, seen=7)
    assert not ClosingRow.objects.exists()


def test_a_round_may_be_closed_on_the_day_it_opened(administrator, today):
    row = said(Status.ON_TRACK)
    closed = close(administrator, first_day=today, last_day=today)

    assert read_one(reading_last_board(today)).closed_on == closed.closed_on
    assert changes(today) == []
    assert changes(today + timedelta(days=1)) == []
    change(row, status=Status.AT_RISK)
    assert [one.way for one in changes(today)] == [Way.WORSE]


def test_before_the_first_closing_there_is_nothing_to_compare_with(administrator, today):
    said(Status.ON_TRACK)
    close(administrator, asked=False)
    assert read_one(reading_last_board(today)) is None


def test_a_council_without_sub_actions_can_close_a_round(administrator, today):
    closed = close(administrator)
    assert Round.objects.get(pk=closed.pk).is_closed
    assert changes(today) == []


def test_what_moved_which_way_is_told_with_both_ends(administrator, today):
    worse, better, other = (
        said(Status.ON_TRACK, confirmed_on=today),
        said(Status.OFF_TRACK),
        said(Status.AT_RISK),
    )
    silent = said(Status.ON_TRACK)
    change(silent, confirmed_on=today - timedelta(days=11))
    close(administrator)
    change(worse, status=Status.OFF_TRACK)
    change(better, status=Status.ON_TRACK)
    change(other, status=Status.OFF_TRACK)
    said(Status.AT_RISK)  # added since

    found = changes(today + timedelta(days=1))

    told = {way: [one.sub_action for one in found if one.way == way] for way in Way}
    assert told == {
        Way.BETTER: [better],
        Way.WORSE: [worse],
        Way.SILENT: [silent],
        Way.SAME: [other],
    }
    (first,) = [one for one in found if one.way == Way.WORSE]
    assert (first.before, first.after) == (Group.IN_HAND, Group.NOT_GOING_WELL)
    assert (first.status_before, first.status_after) == (Status.ON_TRACK, Status.OFF_TRACK)


def test_it_is_read_in_two_statements(administrator, today, django_assert_num_queries):
    for _number in range(4):
        said(Status.ON_TRACK)
    close(administrator)
    with django_assert_num_queries(2):
        assert changes(today) == []
