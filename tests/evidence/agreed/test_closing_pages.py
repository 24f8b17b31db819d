"""Closing a round of progress in the browser, also on the day on which it opened, and twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.together import read_one
from actions.groups import Group
from actions.models import SubAction
from actions.status import Status
from evidence.agreed.parts import ALL, NONE, in_list
from evidence.agreed.since import reading_last_board
from evidence.models import ClosingRow
from foundations.models import Round
from tests.conftest import html_of
from tests.factories import RoundFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = [ALL, NONE, *Group]
WARNING = "This round opened today"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def council(today):
    """One sub-action a status that work may have, said ten days ago; two of them ended."""
    said = today - timedelta(days=10)
    for status in (Status.ON_TRACK, Status.AT_RISK, Status.COMPLETE, Status.STOPPED):
        done = said if status == Status.COMPLETE else None
        days = {"reported_on": said, "confirmed_on": said, "completed_on": done}
        SubActionFactory(status=status, **days)
    decided = {"decided_on": said, "decided_by": "The Committee"}
    SubActionFactory(status=Status.STOPPED, reported_on=said, confirmed_on=said, **decided)
    other = SubActionFactory()
    replaced = {"replaced_on": said, "replaced_reason": "Merged."}
    SubActionFactory(replaced_by=other, **replaced)


@pytest.fixture
def opened(today):
    return RoundFactory(first_day=today, last_day=today)


def adds_up(on) -> bool:
    numbers = {key: in_list(SubAction.objects.all(), key, on).count() for key in KEYS}
    whole = numbers[ALL] + numbers[NONE] == SubAction.objects.count()
    return whole and numbers[ALL] == sum(numbers[group] for group in Group)


def test_a_round_is_closed_on_the_day_it_opened_and_the_four_numbers_add_up(
    signed_in, administrator, council, opened, today
):
    client = signed_in(administrator)
    page = f"{opened.get_absolute_url()}close/"
    assert WARNING in html_of(client.get(page))

    answer = client.post(page, {"version": 1}, follow=True)

    assert (answer.status_code, Round.objects.get().closed_on) == (200, today)
    assert f"{opened} is closed." in html_of(answer)
    assert ClosingRow.objects.count() == SubAction.objects.count()
    for days in (0, 1, 400):
        on = today + timedelta(days=days)
        assert adds_up(on)
        assert read_one(reading_last_board(on)).closed_on == today
    for path in ("/board/", "/sub-actions/", "/rounds/"):
        assert client.get(path).status_code == 200


def test_a_round_that_opened_earlier_needs_no_warning(signed_in, administrator, today):
    earlier = RoundFactory(first_day=today - timedelta(days=1), last_day=today)
    page = html_of(signed_in(administrator).get(f"{earlier.get_absolute_url()}close/"))
    assert "If you close it now" in page
    assert WARNING not in page


@pytest.mark.parametrize("version", [1, 2])
def test_closing_twice_says_so_and_keeps_the_first_rows(
    signed_in, administrator, council, opened, version
):
    client, page = signed_in(administrator), f"{opened.get_absolute_url()}close/"
    client.post(page, {"version": 1})
    kept = list(ClosingRow.objects.values_list("pk", flat=True))

    answer = client.post(page, {"version": version}, follow=True)

    assert answer.status_code == 200
    assert f"{opened} is closed already; it stays as it is." in html_of(answer)
    assert list(ClosingRow.objects.values_list("pk", flat=True)) == kept


def test_two_rounds_that_are_closed_on_one_day_add_up_too(
    signed_in, administrator, council, opened, today
):
    day = today - timedelta(days=1)
    late = RoundFactory(first_day=day, last_day=day)
    for closed in (late, opened):
        answer = signed_in(administrator).post(
            f"{closed.get_absolute_url()}close/", {"version": 1}, follow=True
        )
        assert f"{closed} is closed." in html_of(answer)
    assert adds_up(today + timedelta(days=1))
    assert read_one(reading_last_board(today)).closed_on == today
