"""Reporting rounds: who opens and closes them, and what they may not be."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import Change, Role
from accounts.versions import Conflict
from foundations.models import Round
from foundations.services.rounds import close_round, edit_round, open_round
from tests.conftest import person
from tests.factories import RoundFactory

from .conftest import words

pytestmark = pytest.mark.database

SPRING = {
    "name": "Spring 2027",
    "first_day": date(2027, 3, 1),
    "last_day": date(2027, 4, 30),
    "asks_progress": True,
    "asks_assessment": True,
}
FORM = SPRING | {
    "first_day": "1 March 2027",
    "last_day": "30/04/2027",
    "asks_progress": "on",
    "asks_assessment": "on",
}


@pytest.fixture
def chair(db):
    """A Board member who was given the right to close rounds."""
    member = person("Cora", Role.BOARD)
    member.appointments.update(closes_rounds=True)
    return member


def test_an_administrator_opens_a_round(administrator, signed_in):
    page = signed_in(administrator).post("/rounds/add/", FORM, follow=True)

    assert "Spring 2027 is open." in words(page)
    assert "1 March 2027 to 30 April 2027" in words(page)
    opened = Round.objects.get()
    assert (opened.key, opened.opened_by) == ("spring-2027", administrator)
    assert Change.objects.get().act == "opened"


def test_nobody_else_opens_one(keeper, board, champions, chair):
    for other in (keeper, board, champions, chair):
        with pytest.raises(PermissionDenied):
            open_round(by=other, **SPRING)
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"last_day": "28 February 2027"}, "The last day is before the first day."),
        ({"asks_progress": "", "asks_assessment": ""}, "Choose what the round asks for"),
        ({"name": ""}, "Enter a name, such as Spring 2027."),
        ({"name": "ADD"}, "There is a round of this name already."),
        ({"name": "autumn 2026"}, "There is a round of this name already."),
        ({"first_day": "soon"}, "Write the day as 31/12/2026"),
        (
            {"first_day": "30 December 2026"},
            "These days meet those of “Autumn 2026”, which asks for the same.",
        ),
    ],
)
def test_a_round_that_does_not_fit_is_refused_by_its_field(administrator, signed_in, changes, said):
    RoundFactory(
        key="autumn-2026",
        name="Autumn 2026",
        first_day=date(2026, 10, 1),
        last_day=date(2026, 12, 31),
    )

    page = signed_in(administrator).post("/rounds/add/", FORM | changes)

    assert said in words(page)
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last", "meet"),
    [(-2, -1, False), (-2, 0, True), (0, 0, True), (9, 9, True), (9, 12, True), (10, 12, False)],
)
def test_rounds_that_ask_for_the_same_share_no_day(administrator, first, last, meet):
    begins = date(2027, 3, 1)
    RoundFactory(first_day=begins, last_day=begins + timedelta(days=9))
    days = {
        "first_day": begins + timedelta(days=first),
        "last_day": begins + timedelta(days=last),
    }
    if meet:
        with pytest.raises(ValidationError, match="These days meet those of"):
            open_round(by=administrator, **SPRING | days)
    else:
        open_round(by=administrator, **SPRING | days)
    assert Round.objects.count() == (1 if meet else 2)


def test_a_round_may_last_one_day_and_not_less(administrator):
    day = date(2027, 3, 1)
    with pytest.raises(ValidationError, match="The last day is before the first day"):
        open_round(by=administrator, **SPRING | {"last_day": day - timedelta(days=1)})
    held = open_round(by=administrator, **SPRING | {"last_day": day})
    assert held.last_day == day
    with pytest.raises(IntegrityError, match="round_ends_no_earlier_than_it_starts"):
        Round.objects.update(last_day=day - timedelta(days=1))


@pytest.mark.parametrize("length", [60, 61])
def test_an_address_has_at_most_sixty_signs(administrator, length):
    assert len(open_round(by=administrator, **SPRING | {"name": "a" * length}).key) == 60


@pytest.mark.parametrize(("days", "found"), [(-1, True), (0, False), (1, False)])
def test_a_round_before_another_began_at_least_a_day_earlier(db, days, found):
    now = RoundFactory(first_day=date(2027, 3, 1), last_day=date(2027, 4, 1))
    first_day = now.first_day + timedelta(days=days)
    other = RoundFactory(first_day=first_day, last_day=first_day)
    assert list(Round.objects.before(now)) == ([other] if found else [])


def test_a_round_is_read_with_the_last_before_it_and_no_older_one(db):
    oldest, last, now, later = (
        RoundFactory(first_day=date(year, 1, 1), last_day=date(year, 1, 9))
        for year in (2025, 2026, 2027, 2028)
    )
    assert list(Round.objects.with_last(now.key)) == [now, last]
    assert list(Round.objects.with_last(oldest.key)) == [oldest]
    assert list(Round.objects.with_last(later.key)) == [later, now]


def test_rounds_that_ask_for_different_things_may_meet(administrator):
    RoundFactory(first_day=date(2027, 1, 1), last_day=date(2027, 12, 31), asks_progress=False)
    open_round(by=administrator, **SPRING | {"asks_assessment": False})
    assert Round.objects.count() == 2


def test_the_last_round_is_the_last_that_asked_for_the_same(db):
    year = RoundFactory(first_day=date(2025, 1, 1), last_day=date(2025, 2, 1), asks_progress=False)
    RoundFactory(first_day=date(2026, 1, 1), last_day=date(2026, 2, 1), asks_assessment=False)
    now = RoundFactory(first_day=date(2027, 1, 1), last_day=date(2027, 2, 1))

    assert list(Round.objects.before(now)) == [year]
    assert Round.objects.current_assessment(date(2026, 12, 31)) == year
    assert Round.objects.current_assessment(date(2027, 1, 1)) == now
    assert Round.objects.current_assessment(date(2024, 12, 31)) is None


def test_a_round_is_changed_until_it_is_closed(administrator, signed_in):
    held = RoundFactory(key="spring", name="Spring")
    clerk = signed_in(administrator)

    page = clerk.post("/rounds/spring/edit/", FORM | {"version": 1}, follow=True)
    assert "Spring 2027 is saved." in words(page)
    assert held.get_absolute_url() == "/rounds/spring/"

    today = timezone.localdate()
    Round.objects.update(first_day=today, last_day=today)
    held.refresh_from_db()
    close_round(by=administrator, round=held, seen=2)
    with pytest.raises(ValidationError, match="closed already"):
        edit_round(by=administrator, round=held, seen=3, name="Summer")


def test_two_who_change_a_round_lose_nothing(administrator, signed_in):
    RoundFactory(key="spring", name="Spring", version=4)
    answer = signed_in(administrator).post("/rounds/spring/edit/", FORM | {"version": 3})
    assert answer.status_code == 409
    assert "Spring 2027" in words(answer)
    assert Round.objects.get().name == "Spring"


def test_administrators_and_board_members_with_the_right_close_rounds(
    administrator, chair, signed_in
):
    for closer, key in ((administrator, "one"), (chair, "two")):
        RoundFactory(key=key)
        page = signed_in(closer).post(f"/rounds/{key}/close/", {"version": 1}, follow=True)
        assert "is closed." in words(page)
        assert Round.objects.get(key=key).closed_by == closer


def test_a_board_member_without_the_right_does_not(board, keeper, signed_in):
    held = RoundFactory(key="spring")
    assert signed_in(board).get("/rounds/spring/close/").status_code == 403
    assert "Close this round" not in words(signed_in(board).get("/rounds/spring/"))
    for other in (board, keeper):
        with pytest.raises(PermissionDenied):
            close_round(by=other, round=held, seen=1)


def test_a_round_is_not_closed_before_it_begins_nor_twice_nor_over_a_change(administrator):
    tomorrow = timezone.localdate() + timedelta(days=1)
    coming = RoundFactory(first_day=tomorrow, last_day=tomorrow)
    with pytest.raises(ValidationError, match="has not begun"):
        close_round(by=administrator, round=coming, seen=1)
    with pytest.raises(Conflict):
        close_round(by=administrator, round=RoundFactory(version=2), seen=1)
    closed = RoundFactory(closed_on=timezone.localdate())
    with pytest.raises(ValidationError, match="closed already"):
        close_round(by=administrator, round=closed, seen=1)


def test_the_right_to_close_is_given_with_the_role_of_a_board_member(
    administrator, stranger, signed_in
):
    values = {
        "role": "board",
        "service": "",
        "starts_on": "1/1/2026",
        "ends_on": "",
        "closes_rounds": "on",
    }
    page = signed_in(administrator).post(f"/people/{stranger.pk}/roles/give/", values, follow=True)
    assert "may close rounds" in words(page)
    assert stranger.appointments.get().closes_rounds


def test_nobody_else_is_given_that_right(administrator, stranger, signed_in):
    values = {
        "role": "champions",
        "service": "",
        "starts_on": "1/1/2026",
        "ends_on": "",
        "closes_rounds": "on",
    }
    page = signed_in(administrator).post(f"/people/{stranger.pk}/roles/give/", values)
    assert "Only an Oversight Board member is given this right." in words(page)
    assert not stranger.appointments.exists()


def test_everyone_reads_the_rounds_and_an_empty_list_says_what_to_do(read):
    assert "An administrator opens the first one." in read("/rounds/")
    RoundFactory(key="old", name="Long ago", first_day=date(2024, 1, 1), last_day=date(2024, 2, 1))
    assert "Past its last day, still open" in read("/rounds/")
    assert "Updates and self-assessments" in read("/rounds/old/")
    assert "/rounds/ lists them" in read("/rounds/never/", status=404)
