"""Owner and Champions Board are told before the voice lapses on which "being kept" rests."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.together import read_one
from accounts.words import day
from actions.models import SubAction
from actions.status import Kind, Status
from evidence.items.lapsing import lapses_on, reading_lapses
from evidence.items.voice import year_before
from tests.conftest import html_of
from tests.factories import EvidenceFactory, SubActionFactory

pytestmark = pytest.mark.django_db
ON = date(2027, 3, 10)


def kept(service, heard_on=None, **values) -> SubAction:
    """A sub-action that is called being kept, on which people were heard that day."""
    said = {"status": Status.BEING_KEPT, "kind": Kind.ONGOING}
    days = {"reported_on": date(2026, 1, 1), "confirmed_on": date(2026, 1, 1)}
    row = SubActionFactory(service=service, **said, **days, **values)
    if heard_on:
        EvidenceFactory(kind="voice", dated_on=heard_on, supports=[row.item])
    return row


def told(on=ON) -> list:
    return [(one.sub_action, one.on) for one in read_one(reading_lapses(on))]


@pytest.mark.database
def test_it_is_told_from_60_days_before_and_what_lapses_first_stands_first(service):
    never, lapsed = kept(service), kept(service, date(2026, 3, 9))
    last, far = kept(service, date(2026, 5, 8)), kept(service, date(2026, 5, 9))
    SubAction.objects.filter(pk=kept(service).pk).update(status=Status.IN_PLACE)
    SubAction.objects.filter(pk=kept(service).pk).update(
        replaced_by=far, replaced_on=ON, replaced_reason="Merged."
    )
    expected = [(never, None), (lapsed, date(2027, 3, 10)), (last, date(2027, 5, 9))]
    assert told() == expected


def test_a_newer_voice_puts_it_off_and_that_of_its_own_service_does_not(service, keeper):
    row = kept(service, date(2026, 4, 1))
    EvidenceFactory(
        kind="voice", dated_on=ON, supports=[row.item], service=service, added_by=keeper
    )
    assert told() == [(row, date(2027, 4, 2))]
    EvidenceFactory(kind="voice", dated_on=ON, supports=[row.item])
    assert told() == []


@pytest.mark.parametrize(
    "heard_on", [date(2026, 3, 1), date(2027, 2, 28), date(2028, 2, 29), date(2027, 3, 1)]
)
def test_the_day_is_the_first_that_its_twelve_months_do_not_hold(heard_on):
    first = lapses_on(heard_on)
    assert year_before(first) > heard_on >= year_before(first - timedelta(days=1))


@pytest.mark.parametrize(
    ("days", "words"),
    [(330, "That stops counting on {}, in {} days."), (400, "That has not counted since {}.")],
)
def test_the_owner_and_the_champions_board_are_told_the_day_and_what_to_do(
    signed_in, keeper, champions, other_keeper, board, service, days, words
):
    today = timezone.localdate()
    heard_on = today - timedelta(days=days)
    row, lapse = kept(service, heard_on), lapses_on(heard_on)
    sentence = f"Last heard on {day(heard_on)}. " + words.format(day(lapse), (lapse - today).days)

    own = html_of(signed_in(keeper).get("/my-work/"))
    theirs = html_of(signed_in(champions).get("/participation/"))

    for html in (own, theirs):
        assert sentence in html
        assert row.get_absolute_url() in html
    assert "Ask the Champions Board to ask the group again and to add what they hear." in own
    assert "Ask the group again, and add what they say to the sub-action." in theirs
    for who, page in ((other_keeper, "/my-work/"), (board, "/participation/")):
        answer = signed_in(who).get(page)
        assert answer.status_code == 200
        assert "Last heard on" not in html_of(answer)


def test_where_nothing_lapses_nothing_is_said(signed_in, keeper, champions, service):
    kept(service, timezone.localdate())
    for who, page in ((keeper, "/my-work/"), (champions, "/participation/")):
        answer = signed_in(who).get(page)
        assert answer.status_code == 200
        assert "Being kept: ask again" not in html_of(answer)
