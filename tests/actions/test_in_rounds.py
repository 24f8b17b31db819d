"""What a round of progress asks about, and the lists of what is and is not reported in it."""

from datetime import date, timedelta

import pytest

from actions.in_rounds import (
    LISTED,
    REPORTED,
    UNREPORTED,
    asked_in,
    in_round,
    is_asked,
    is_owed,
    key_of,
    listed_rounds,
)
from actions.models import SubAction
from actions.status import Status
from tests.factories import RoundFactory, SubActionFactory

from .conftest import post

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def asking(today):
    """A round of progress that is open, of the last ten days."""
    return RoundFactory(key="now", first_day=today - timedelta(days=10))


def reported(service, on: date, status=Status.ON_TRACK, **values) -> SubAction:
    days = {"completed_on": on} if status == Status.COMPLETE else {}
    values = {"status": status, "reported_on": on, "confirmed_on": on} | days | values
    return SubActionFactory(service=service, **values)


def keys(rows) -> set[str]:
    return {row.key for row in rows}


def test_it_asks_about_all_but_what_was_settled_before(asking, service, today):
    before, within = today - timedelta(days=11), today - timedelta(days=10)
    rows = [
        SubActionFactory(service=service),
        reported(service, before),
        reported(service, within, Status.COMPLETE),
        reported(service, within, Status.STOPPED),
    ]
    settled = [
        reported(service, before, Status.COMPLETE),
        reported(service, before, Status.STOPPED),
    ]
    decided = {"decided_on": within, "decided_by": "The Board"}
    reported(service, within, Status.STOPPED, **decided)
    assert keys(asked_in(SubAction.objects.all(), asking)) == keys(rows)
    # What is said of one is what is said of many.
    assert [is_asked(row, asking) for row in rows + settled] == [True] * 4 + [False] * 2


def test_an_update_and_still_true_answer_it_and_one_withdrawn_does_not(
    asking, keeper, service, today
):
    silent, posted, withdrawn = SubActionFactory.create_batch(3, service=service)
    post(keeper, posted)
    said = post(keeper, withdrawn)
    said.withdrawn_on, said.withdrawn_reason = today, "Wrong."
    said.save()
    every = SubAction.objects.all()
    assert keys(in_round(every, key_of(asking, REPORTED), today)) == keys([posted])
    assert keys(in_round(every, key_of(asking, UNREPORTED), today)) == keys([silent, withdrawn])


def test_what_was_said_in_it_is_owed_no_more(asking, keeper, service, today):
    row = reported(service, today - timedelta(days=11))
    assert is_owed(row, asking)
    post(keeper, row)
    row.refresh_from_db()
    assert not is_owed(row, asking)
    assert not in_round(SubAction.objects.all(), key_of(asking, UNREPORTED), today)


def test_a_closed_round_does_not_take_what_was_said_later(asking, keeper, service, today):
    row = SubActionFactory(service=service)
    asking.closed_on = today - timedelta(days=1)
    asking.save()
    post(keeper, row)
    assert keys(in_round(SubAction.objects.all(), key_of(asking, UNREPORTED), today)) == {row.key}


def test_the_newest_rounds_of_progress_that_have_begun_are_listed(today):
    begun = [
        RoundFactory(first_day=today - timedelta(days=days), last_day=today)
        for days in range(LISTED + 1)
    ]
    RoundFactory(first_day=today + timedelta(days=1))
    RoundFactory(asks_progress=False)
    assert list(listed_rounds(today)) == begun[:LISTED]


def test_the_list_of_sub_actions_can_be_narrowed_to_them(asking, keeper, service, signed_in):
    silent, posted = SubActionFactory.create_batch(2, service=service)
    post(keeper, posted)
    client = signed_in(keeper)
    answer = client.get("/sub-actions/", {"round": "not-reported.now"})
    assert [row.sub_action for row in answer.context["listing"].rows] == [silent]
    assert f"{asking}: not reported" in answer.content.decode()
    answer = client.get("/sub-actions/", {"round": "reported.now"})
    assert [row.sub_action for row in answer.context["listing"].rows] == [posted]


@pytest.mark.parametrize("typed", ["not-reported.never", "now", "seen.now", "."])
def test_a_list_of_no_round_is_said_not_to_be_there(asking, service, signed_in, board, typed):
    SubActionFactory(service=service)
    answer = signed_in(board).get("/sub-actions/", {"round": typed})
    assert f"There is no “{typed}” under “Round” any more." in answer.content.decode()
    assert len(answer.context["listing"].rows) == 1
