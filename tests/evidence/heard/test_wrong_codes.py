"""Whoever guesses codes is slowed, and nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Try
from accounts.tries import limits
from tests.accounts.test_sign_in_limits import attempt, is_in
from tests.factories import PASSWORD, HeardFactory

from .codes import given, shown, typed, words_of

pytestmark = pytest.mark.django_db

START = datetime(2099, 3, 3, 8, tzinfo=UTC)
TOO_MANY = "Too many codes that do not exist were typed from where you are."
WRONG = "2222222222"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(START, tick=False)
    return time_machine


@pytest.fixture
def code(champions):
    return given(champions, HeardFactory(logged_by=champions))


def guess(number: int, address: str = "192.0.2.1") -> None:
    for _time in range(number):
        assert typed(WRONG, address).status_code == 200


def test_so_many_wrong_codes_an_hour_and_no_more(code, clock):
    guess(limits.CODES_FROM_ADDRESS)
    for one in (WRONG, code):
        answer = typed(one)
        assert answer.status_code == 429
        assert TOO_MANY in words_of(answer)
        assert answer["Retry-After"] == "3600"
        assert answer["Cache-Control"] == "no-store"
    clock.move_to(START + timedelta(minutes=60, seconds=1), tick=False)
    assert "What came of what you said" in shown(code)


def test_a_right_code_from_elsewhere_works_meanwhile(code):
    guess(limits.CODES_FROM_ADDRESS)
    assert typed(WRONG).status_code == 429
    assert "What came of what you said" in words_of(typed(code, "198.51.100.7"))


def test_a_thousand_wrong_codes_write_no_more_than_they_may(code, django_assert_max_num_queries):
    guess(limits.CODES_FROM_ADDRESS)
    before = Try.objects.count()
    # One look, and no lock for which others would wait.
    with django_assert_max_num_queries(1):
        assert typed(WRONG).status_code == 429
    statuses = {typed(WRONG).status_code for _time in range(1000 - limits.CODES_FROM_ADDRESS)}
    assert statuses == {429}
    assert Try.objects.count() == before


def test_right_codes_are_not_counted(code):
    for _time in range(limits.CODES_FROM_ADDRESS + 5):
        assert typed(code).status_code == 200
    assert not Try.objects.exists()


def test_nor_is_what_can_be_no_code(code):
    for _time in range(limits.CODES_FROM_ADDRESS + 5):
        assert typed("no").status_code == 200
    assert "What came of what you said" in shown(code)


def test_a_code_that_has_ended_is_a_right_one(code, clock):
    clock.move_to(START + timedelta(days=400), tick=False)
    for _time in range(limits.CODES_FROM_ADDRESS + 5):
        assert "This code ended on" in words_of(typed(code))


def test_who_guesses_from_many_places_gets_fewer_tries_at_each(code, monkeypatch):
    monkeypatch.setattr(limits, "CODES_IN_ALL", 30)
    for place in range(15):
        guess(2, f"203.0.113.{place}")
    guess(limits.FEW_FROM_ADDRESS, "198.51.100.7")
    assert typed(WRONG, "198.51.100.7").status_code == 429
    # Others, also elsewhere, are not kept out.
    assert "What came of what you said" in words_of(typed(code, "198.51.100.8"))
    assert "What came of what you said" in words_of(typed(code, "203.0.113.1"))


def test_a_whole_network_has_one_limit(code):
    for place in range(limits.CODES_FROM_ADDRESS):
        guess(1, f"2001:db8:0:1::{place + 1:x}")
    assert typed(code, "2001:db8:0:1::ffff").status_code == 429
    assert typed(code, "2001:db8:0:2::1").status_code == 200


def test_wrong_codes_keep_nobody_from_signing_in_nor_the_other_way(code, keeper, monkeypatch):
    monkeypatch.setattr(limits, "FROM_ADDRESS", limits.CODES_FROM_ADDRESS)
    guess(limits.CODES_FROM_ADDRESS)
    assert is_in(attempt(keeper.email, PASSWORD))
    for number in range(limits.FROM_ADDRESS):
        attempt(f"person-{number}@council.test", address="198.51.100.9")
    assert typed(code, "198.51.100.9").status_code == 200


def test_what_is_counted_names_no_address(code):
    guess(1)
    row = Try.objects.get()
    assert row.person == limits.CODES
    assert "192.0.2.1" not in row.address
    assert len(row.address) == 64
