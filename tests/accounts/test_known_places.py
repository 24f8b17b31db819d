"""From where somebody has signed in before: there nobody shuts her out by trying elsewhere."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import KnownAddress, Try
from accounts.tries import limits
from tests.factories import PASSWORD

from .conftest import text_of
from .test_sign_in_limits import (
    START,
    WRONG,
    WRONG_PASSWORD,
    attempt,
    is_in,
    try_everybody,
    try_from_everywhere,
)


@pytest.mark.parametrize("by", ["her browser", "her address"])
def test_who_comes_from_where_she_was_before_gets_in_meanwhile(keeper, by):
    browser = Client()
    attempt(keeper.email, PASSWORD, browser=browser)
    browser.post("/sign-out/")
    try_from_everywhere(keeper.email)

    again = {"browser": browser, "address": "198.51.100.1"} if by == "her browser" else {}
    assert is_in(attempt(keeper.email, PASSWORD, **again))


def test_a_known_browser_gets_in_beside_somebody_who_tries_at_the_same_address(keeper):
    browser = Client()
    attempt(keeper.email, PASSWORD, browser=browser)
    browser.post("/sign-out/")
    for _number in range(5):
        attempt(keeper.email)

    assert not is_in(attempt(keeper.email, PASSWORD))
    assert is_in(attempt(keeper.email, PASSWORD, browser=browser))


def test_a_known_browser_has_five_tries_too_wherever_it_is(keeper):
    browser = Client()
    attempt(keeper.email, PASSWORD, browser=browser)
    browser.post("/sign-out/")
    for number in range(5):
        attempt(keeper.email, browser=browser, address=f"203.0.113.{number}")

    assert not is_in(attempt(keeper.email, PASSWORD, browser=browser, address="198.51.100.1"))


def test_a_browser_is_known_for_those_alone_who_signed_in_with_it(keeper, board):
    browser = Client()
    attempt(board.email, PASSWORD, browser=browser)
    browser.post("/sign-out/")
    for _number in range(5):
        attempt(keeper.email, browser=browser)

    assert not is_in(attempt(keeper.email, PASSWORD))
    assert not is_in(attempt(keeper.email, PASSWORD, browser=browser))


def test_a_browser_that_several_share_is_known_for_each(keeper, board):
    browser = Client()
    for person in (keeper, board):
        attempt(person.email, PASSWORD, browser=browser)
        browser.post("/sign-out/")
    try_everybody("192.0.2.1")

    for person in (keeper, board):
        assert is_in(attempt(person.email, PASSWORD, browser=browser))
        browser.post("/sign-out/")


@pytest.mark.parametrize("made_up", ["", "x", "W10:1abc:def", "é"])
def test_nobody_makes_a_browser_known(keeper, made_up):
    browser = Client()
    browser.cookies["known-browser"] = made_up
    for _number in range(5):
        assert WRONG in text_of(attempt(keeper.email, browser=browser))

    assert not is_in(attempt(keeper.email, PASSWORD, browser=browser))
    assert not is_in(attempt(keeper.email, PASSWORD))


def test_a_browser_and_an_address_are_known_for_ninety_days(keeper, time_machine):
    time_machine.move_to(START, tick=False)
    browser = Client()
    attempt(keeper.email, PASSWORD, browser=browser)
    browser.post("/sign-out/")
    cookie = browser.cookies["known-browser"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (7776000, True, "Lax")
    time_machine.move_to(START + timedelta(days=91), tick=False)
    try_from_everywhere(keeper.email)

    assert not is_in(attempt(keeper.email, PASSWORD, browser=browser))
    assert not is_in(attempt(keeper.email, PASSWORD))


@pytest.mark.parametrize("by", ["her browser", "her address"])
def test_a_council_behind_one_address_is_not_shut_out_by_one_who_tries(keeper, by):
    browser = Client()
    attempt(keeper.email, PASSWORD, browser=browser)
    browser.post("/sign-out/")
    try_everybody("192.0.2.1")

    assert is_in(attempt(keeper.email, PASSWORD, browser=browser if by == "her browser" else None))


def test_those_who_were_there_before_do_not_open_an_address_without_end(keeper, monkeypatch):
    monkeypatch.setattr(limits, "FROM_ADDRESS", 3)
    monkeypatch.setattr(limits, "FROM_ADDRESS_OF_HERS", 6)
    attempt(keeper.email, PASSWORD)
    try_everybody("192.0.2.1", 3)
    for _number in range(3):
        assert WRONG in text_of(attempt(keeper.email))

    assert not is_in(attempt(keeper.email, PASSWORD))


def test_nothing_of_a_try_can_be_read_or_stays(keeper, time_machine):
    time_machine.move_to(START, tick=False)
    attempt(keeper.email)
    attempt(keeper.email, PASSWORD)
    stored = repr([*Try.objects.values(), *KnownAddress.objects.values()])
    assert Try.objects.count() == KnownAddress.objects.count() == 1
    assert not any(text in stored for text in ("kirsty", "192.0.2.1", WRONG_PASSWORD))

    time_machine.move_to(START + timedelta(days=91), tick=False)
    attempt("nobody@council.test", address="203.0.113.9")
    attempt(keeper.email, PASSWORD, address="203.0.113.9")

    assert Try.objects.count() == KnownAddress.objects.count() == 1
    assert Try.objects.get().at == START + timedelta(days=91)
