"""Passwords cannot be sprayed (promise T14), and nobody learns who has an account."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from accounts.models import User
from accounts.tries.limits import FROM_ADDRESS, FROM_ELSEWHERE
from tests.factories import PASSWORD

from .conftest import NEW_PASSWORD, TEXT, form_in, sign_in, text_of

TOO_MANY = "There were too many tries. Wait 15 minutes"
WRONG = "The e-mail address or the password is not right."
WRONG_PASSWORD = "wrong-phrase-again"
START = datetime(2099, 3, 3, 8, tzinfo=UTC)


def attempt(email: str, password: str = WRONG_PASSWORD, address: str = "192.0.2.1", browser=None):
    browser = browser or Client()
    sent = {"login": email, "password": password}
    return browser.post("/sign-in/", sent, REMOTE_ADDR=address)


def is_in(answer) -> bool:
    assert answer.status_code == 302 or TOO_MANY in text_of(answer), text_of(answer)
    return answer.status_code == 302


def try_from_everywhere(email: str, number: int = FROM_ELSEWHERE) -> None:
    """Wrong passwords for one person, each from another address."""
    for place in range(number):
        assert WRONG in text_of(attempt(email, address=f"203.0.113.{place}"))


def try_everybody(address: str, number: int = FROM_ADDRESS) -> None:
    """A wrong password for each of many people, all from one address."""
    for person in range(number):
        assert WRONG in text_of(attempt(f"person-{person}@council.test", address=address))


def test_after_five_failures_the_right_password_is_refused_too(keeper, time_machine):
    time_machine.move_to(START, tick=False)
    for _number in range(5):
        assert WRONG in text_of(attempt(keeper.email))

    answer = attempt(keeper.email, PASSWORD)

    assert answer.status_code == 200
    assert TOO_MANY in text_of(answer)
    time_machine.move_to(START + timedelta(minutes=14), tick=False)
    assert TOO_MANY in text_of(attempt(keeper.email, PASSWORD))
    time_machine.move_to(START + timedelta(minutes=15, seconds=1), tick=False)
    assert attempt(keeper.email, PASSWORD).status_code == 302


def test_trying_on_while_refused_does_not_make_it_longer(keeper, time_machine):
    time_machine.move_to(START, tick=False)
    for _number in range(5):
        attempt(keeper.email)
    for minute in range(1, 15):
        time_machine.move_to(START + timedelta(minutes=minute), tick=False)
        assert TOO_MANY in text_of(attempt(keeper.email))

    time_machine.move_to(START + timedelta(minutes=15, seconds=1), tick=False)
    assert is_in(attempt(keeper.email, PASSWORD))


def test_neither_capitals_nor_blanks_nor_a_near_address_give_more_tries(keeper):
    for number in range(5):
        long_s = keeper.email.replace("s", "\N{LATIN SMALL LETTER LONG S}")
        email = [keeper.email.upper(), f" {keeper.email} ", long_s][number % 3]
        attempt(email, address=f"2001:db8:0:1::{number}")

    assert TOO_MANY in text_of(attempt(keeper.email, PASSWORD, address="2001:db8:0:1:9::9"))


def test_tries_elsewhere_do_not_shut_out_the_owner(keeper):
    for _number in range(5):
        attempt(keeper.email, address="203.0.113.7")
    assert not is_in(attempt(keeper.email, PASSWORD, address="203.0.113.7"))

    assert is_in(attempt(keeper.email, PASSWORD))


def test_many_places_together_have_no_more_than_twenty_an_hour(keeper, time_machine):
    time_machine.move_to(START, tick=False)
    try_from_everywhere(keeper.email)

    assert not is_in(attempt(keeper.email, PASSWORD, address="198.51.100.1"))
    time_machine.move_to(START + timedelta(minutes=59), tick=False)
    assert not is_in(attempt(keeper.email, PASSWORD, address="198.51.100.2"))
    time_machine.move_to(START + timedelta(minutes=60, seconds=1), tick=False)
    assert is_in(attempt(keeper.email, PASSWORD, address="198.51.100.3"))


def test_others_sign_in_meanwhile(keeper, board):
    for _number in range(5):
        attempt(keeper.email)

    assert is_in(attempt(board.email, PASSWORD))


def test_success_costs_no_tries(keeper):
    for _number in range(60):
        assert is_in(attempt(keeper.email, PASSWORD))


def test_one_address_tries_no_more_than_fifty_an_hour(keeper, time_machine):
    time_machine.move_to(START, tick=False)
    try_everybody("192.0.2.1")

    assert not is_in(attempt(keeper.email, PASSWORD))
    assert not is_in(attempt("nobody@council.test"))
    assert is_in(attempt(keeper.email, PASSWORD, address="192.0.2.2"))
    time_machine.move_to(START + timedelta(minutes=60, seconds=1), tick=False)
    assert is_in(attempt(keeper.email, PASSWORD))


def test_a_new_password_by_mail_opens_the_door_again(keeper, ask, choose_password):
    """Also at the address of whoever tries, and whatever she tries."""
    for _number in range(5):
        attempt(keeper.email)
    try_everybody("192.0.2.1", 45)
    ask(keeper.email)
    browser = Client()

    choose_password(client=browser)

    assert is_in(attempt(keeper.email, NEW_PASSWORD, browser=browser))


def test_too_many_tries_lose_no_words_of_whoever_was_signed_out_while_writing(
    keeper, opened, address, time_machine
):
    browser, sent = opened
    browser.cookies.pop("sessionid")
    stopped = browser.post(address, sent)
    for _number in range(5):
        sign_in(browser, stopped, keeper, WRONG_PASSWORD)

    refused = sign_in(browser, stopped, keeper)

    assert TOO_MANY in text_of(refused)
    time_machine.shift(3600)
    answer = sign_in(browser, refused, keeper)
    assert form_in(answer)["changed"] == TEXT


def test_sign_in_answers_alike_whether_the_account_exists(keeper, stranger):
    User.objects.filter(pk=stranger.pk).update(is_active=False)
    invited = User.objects.create_user(email="mo@council.test", name="Mo")
    answers = [
        attempt(email)
        for email in (keeper.email, stranger.email, invited.email, "nobody@council.test")
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert len({text_of(answer) for answer in answers}) == 1
    assert WRONG in text_of(answers[0])


@pytest.mark.parametrize("who", ["known", "deactivated", "invited", "unknown"])
def test_each_wrong_password_costs_one_digest_whosever_it_is(who, keeper, stranger, monkeypatch):
    """Which is what takes long: the time says nothing of who has an account."""
    User.objects.filter(pk=stranger.pk).update(is_active=False)
    User.objects.create_user(email="invited@council.test", name="Mo")
    emails = {"known": keeper.email, "deactivated": stranger.email}
    made, encode = [], MD5PasswordHasher.encode

    def count(hasher, password, salt):
        made.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", count)
    attempt(emails.get(who, f"{who}@council.test"))

    assert len(made) == 1


def test_whoever_is_refused_costs_none_and_is_alike(keeper, monkeypatch):
    for email in (keeper.email, "nobody@council.test"):
        for _number in range(5):
            attempt(email)
    monkeypatch.setattr(MD5PasswordHasher, "encode", None)

    pages = [attempt(email, PASSWORD) for email in (keeper.email, "nobody@council.test")]

    assert len({text_of(page) for page in pages}) == 1
    assert TOO_MANY in text_of(pages[0])
