"""The right to close rounds: whoever lacks it is told its name; it is given and taken back while
the role goes on.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Change, User
from accounts.permissions import may, refusal
from accounts.services import change_right
from accounts.words import day
from tests.factories import RoundFactory

from .conftest import text_of

pytestmark = pytest.mark.django_db
RIGHT = "an Oversight Board member who was given this right"


def test_a_board_member_without_it_is_told_which_right_it_is(signed_in, board):
    RoundFactory(key="now")
    answer = signed_in(board).get("/rounds/now/close/")
    assert answer.status_code == 403
    assert f"Only an administrator or {RIGHT} may do this: close rounds." in text_of(answer)


@pytest.mark.parametrize(("key", "named"), [("close_rounds", True), ("see_claims", False)])
def test_only_where_a_right_is_needed_is_one_named(key, named):
    assert (RIGHT in refusal(key)) == named


def test_it_is_given_and_taken_back_in_place(administrator, board, signed_in):
    browser, held = signed_in(administrator), board.appointments.get()
    way = f"/people/{board.pk}/roles/{held.pk}/right/"
    assert "Give the right to close rounds" in text_of(browser.get(f"/people/{board.pk}/"))
    said = text_of(browser.post(way, {"closes_rounds": "on"}, follow=True))
    assert "Barbara may close rounds." in said
    assert "Take back the right to close rounds" in said
    assert may(User.objects.get(pk=board.pk), "close_rounds")
    assert "Barbara may no longer close rounds." in text_of(browser.post(way, {}, follow=True))
    held.refresh_from_db()
    assert (held.closes_rounds, held.ends_on) == (False, None)
    acts = Change.objects.of("person", str(board.pk)).values_list("act", flat=True)
    assert list(acts) == ["changed a right", "changed a right"]


def test_saying_so_twice_is_on_record_once(administrator, board):
    for _time in range(2):
        held = board.appointments.get()
        change_right(by=administrator, appointment=held, closes_rounds=True)
    assert Change.objects.filter(act="changed a right").count() == 1


def test_it_ends_the_sessions_of_whoever_is_given_it(administrator, board, signed_in):
    browser = signed_in(board)
    assert browser.get("/rounds/").status_code == 200
    change_right(by=administrator, appointment=board.appointments.get(), closes_rounds=True)
    assert browser.get("/rounds/").status_code == 302


def test_no_other_role_has_it_and_none_that_has_ended(administrator, champions, board):
    other, over = champions.appointments.get(), board.appointments.get()
    with pytest.raises(ValidationError, match="Only an Oversight Board member"):
        change_right(by=administrator, appointment=other, closes_rounds=True)
    board.appointments.update(ends_on=timezone.localdate())
    with pytest.raises(ValidationError, match="ended already"):
        change_right(by=administrator, appointment=over, closes_rounds=True)


@pytest.mark.parametrize(("days", "words"), [(0, "has the role."), (3, "will have the role from")])
def test_a_role_to_come_is_not_said_to_be_held(administrator, stranger, signed_in, days, words):
    starts = timezone.localdate() + timedelta(days=days)
    sent = {"role": "board", "service": "", "starts_on": starts.strftime("%d/%m/%Y")}
    way = f"/people/{stranger.pk}/roles/give/"
    said = text_of(signed_in(administrator).post(way, sent, follow=True))
    assert f"Sam {words}" in said
    assert (f"from {day(starts)}." in said) == bool(days)


@pytest.mark.parametrize("days", [0, 3])
def test_nor_is_a_keeper_moved_before_the_role_begins(
    administrator, keeper, other_service, signed_in, days
):
    starts = timezone.localdate() + timedelta(days=days)
    keeper.appointments.update(starts_on=starts)
    way = f"/people/{keeper.pk}/roles/{keeper.appointments.get().pk}/move/"
    sent = {"service": other_service.pk}
    said = text_of(signed_in(administrator).post(way, sent, follow=True))
    begins = f"will be a Promise Keeper of Housing from {day(starts)}."
    assert f"Kirsty {begins if days else 'is a Promise Keeper of Housing now.'}" in said
