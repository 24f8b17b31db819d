"""All services side by side on one theme."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evidence.assessments import side_by_side
from evidence.assessments.places import find_place
from evidence.assessments.services.states import set_aside
from tests.factories import (
    RoundFactory,
)
from tests.foundations.conftest import words

SIDE = "/themes/T1/self-assessments/"


def test_all_services_stand_side_by_side_and_drafts_do_not(
    signed_in, board, other_keeper, submitted, write, place
):
    housing = find_place("autumn", "housing", "T1", other_keeper)
    submitted(Q1="Education says this.")
    write(by=other_keeper, at=housing, Q1="Half a thought.")
    page = words(signed_in(board).get(SIDE))
    assert "Education says this." in page
    assert "Half a thought." not in page
    assert "Housing" in page.split("Not submitted")[1]
    submitted(by=other_keeper, at=housing, Q1="Housing says that.")
    page = words(signed_in(board).get(SIDE))
    assert page.index("Education says this.") < page.index("Housing says that.")
    assert "2 services submitted their answers in Autumn" in page
    assert "Not submitted" not in page


def test_a_round_can_be_chosen(signed_in, board, submitted, earlier):
    submitted(at=earlier, Q1="Said in spring.")
    submitted(Q1="Said in autumn.")
    client = signed_in(board)
    assert "Said in autumn." in words(client.get(SIDE))
    assert "Said in autumn." in words(client.get(f"{SIDE}?round="))
    page = words(client.get(f"{SIDE}?round=spring"))
    assert "Said in spring." in page
    assert "Said in autumn." not in page


@pytest.mark.parametrize(
    "path", [f"{SIDE}?round=never", f"{SIDE}?round=%00", "/themes/T99/self-assessments/"]
)
def test_what_does_not_exist_is_not_found(signed_in, board, place, path):
    assert signed_in(board).get(path).status_code == 404


def test_before_the_first_round_and_the_first_answer_the_page_says_so(
    signed_in, board, theme, keeper
):
    assert "No round of self-assessment has begun" in words(signed_in(board).get(SIDE))
    RoundFactory(key="autumn", name="Autumn")
    assert "Nothing submitted yet" in words(signed_in(board).get(SIDE))


def test_a_service_that_set_the_theme_aside_is_named_with_its_reason(
    signed_in, board, keeper, place
):
    set_aside(
        by=keeper,
        theme=place.theme,
        service=place.service,
        round=place.round,
        reason="There are no schools.",
    )
    page = words(signed_in(board).get(SIDE))
    assert "Set aside by Education There are no schools." in page
    assert "Not submitted" not in page


def test_a_round_that_has_not_begun_is_not_offered(signed_in, board, place):
    today = timezone.localdate()
    days = {"first_day": today + timedelta(days=5), "last_day": today + timedelta(days=50)}
    RoundFactory(key="later", name="Later", **days)
    assert "Later" not in words(signed_in(board).get(SIDE))


@pytest.mark.parametrize(("days", "offered"), [(0, True), (1, False)])
def test_a_round_is_offered_from_its_first_day(march, signed_in, board, place, days, offered):
    first_day = timezone.localdate() + timedelta(days=days)
    last_day = first_day + timedelta(days=30)
    RoundFactory(key="later", name="Later", first_day=first_day, last_day=last_day)
    page = words(signed_in(board).get(SIDE))

    assert "Autumn" in page
    assert ("Later" in page) == offered


def test_side_by_side_compares_with_the_last_round_that_asked_for_self_assessment(
    signed_in, board, submitted, earlier, this_round, last_round
):
    days = {
        "first_day": last_round.last_day + timedelta(days=1),
        "last_day": this_round.first_day - timedelta(days=1),
    }
    RoundFactory(key="summer", name="Summer", asks_assessment=False, asks_progress=True, **days)
    submitted(at=earlier)
    submitted()
    page = words(signed_in(board).get(SIDE))

    assert "As last round" in page
    assert "Summer" not in page


@pytest.mark.parametrize(
    ("number", "shown", "left"), [("1", "this", "that"), ("2", "that", "this")]
)
def test_a_page_holds_some_services_and_says_how_many_there_are(
    monkeypatch, signed_in, board, other_keeper, submitted, earlier, number, shown, left
):
    monkeypatch.setattr(side_by_side, "PER_PAGE", 1)
    submitted(Q1="Education says this.")
    submitted(
        by=other_keeper,
        at=find_place("autumn", "housing", "T1", other_keeper),
        Q1="Housing says that.",
    )
    page = words(signed_in(board).get(f"{SIDE}?round=autumn&page={number}"))
    assert f"says {shown}." in page
    assert f"says {left}." not in page
    assert "2 services submitted their answers in Autumn" in page
    assert f"{number} to {number} of 2" in page


def test_of_many_that_are_silent_the_first_are_named(
    monkeypatch, signed_in, board, place, other_keeper
):
    monkeypatch.setattr(side_by_side, "SHOWN", 1)
    page = words(signed_in(board).get(SIDE))
    assert "Not submitted Education and 1 more" in page
    assert "Housing" not in page
