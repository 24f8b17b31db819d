"""Passwords cannot be sprayed (promise T14), and nobody learns who has an account."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD

from .conftest import NEW_PASSWORD, TEXT, form_in, sign_in, text_of

TOO_MANY = "There were too many tries. Wait 15 minutes"
WRONG = "The e-mail address or the password is not right."
WRONG_PASSWORD = "wrong-phrase-again"
START = datetime(2099, 3, 3, 8, tzinfo=UTC)


def attempt(email: str, password: str = WRONG_PASSWORD, address: str = "192.0.2.1"):
    return Client(REMOTE_ADDR=address).post("/sign-in/", {"login": email, "password": password})


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


def test_neither_capitals_nor_another_computer_give_more_tries(keeper):
    for number in range(5):
        attempt(keeper.email.upper() if number % 2 else keeper.email, address=f"192.0.2.{number}")

    assert TOO_MANY in text_of(attempt(keeper.email, PASSWORD, address="192.0.2.99"))


def test_others_sign_in_meanwhile(keeper, board):
    for _number in range(5):
        attempt(keeper.email)

    assert attempt(board.email, PASSWORD, address="192.0.2.2").status_code == 302


def test_success_costs_no_tries(keeper):
    for _number in range(7):
        assert attempt(keeper.email, PASSWORD).status_code == 302


def test_one_computer_that_tries_many_accounts_is_stopped(keeper):
    for number in range(10):
        assert WRONG in text_of(attempt(f"person-{number}@council.test"))

    assert TOO_MANY in text_of(attempt(keeper.email, PASSWORD))


def test_a_new_password_by_mail_opens_the_door_again(keeper, choose_password):
    for _number in range(5):
        attempt(keeper.email)
    Client().post("/password/reset/", {"email": keeper.email})

    choose_password()

    assert attempt(keeper.email, NEW_PASSWORD).status_code == 302


def test_a_flood_is_answered_in_words(keeper):
    for _number in range(30):
        attempt(keeper.email, PASSWORD)

    answer = attempt(keeper.email, PASSWORD)

    assert answer.status_code == 429
    assert "Please wait a few minutes" in text_of(answer)


def test_a_flood_loses_no_words_of_whoever_was_signed_out_while_writing(
    keeper, opened, address, time_machine
):
    browser, sent = opened
    browser.cookies.pop("sessionid")
    stopped = browser.post(address, sent)
    for _number in range(30):
        attempt(keeper.email, PASSWORD, "127.0.0.1")

    flooded = sign_in(browser, stopped, keeper)

    assert flooded.status_code == 429
    carried = form_in(flooded)
    time_machine.shift(3600)
    answer = sign_in(browser, browser.post(address, carried), keeper)
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


def ask(email: str):
    return Client().post("/password/reset/", {"email": email})


def test_reset_answers_alike_and_mails_only_those_who_may_sign_in(keeper, stranger):
    User.objects.filter(pk=stranger.pk).update(is_active=False)

    answers = [ask(email) for email in (keeper.email, stranger.email, "nobody@council.test")]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/password/reset/done/")
    }
    assert [letter.to for letter in mail.outbox] == [[keeper.email]]


def test_reset_answers_alike_when_the_mail_server_is_down(keeper, monkeypatch):
    def break_mail(*args, **values):
        raise ConnectionRefusedError("made up for the test")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", break_mail)

    answers = [ask(email) for email in (keeper.email, "nobody@council.test")]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/password/reset/done/")
    }


def test_the_mail_names_the_council_and_the_sites_own_address(keeper, settings):
    settings.COUNCIL_NAME, settings.SITE_URL = "Ayrshire & Arran Council", "https://promise.example"

    ask(keeper.email)

    letter = mail.outbox[0]
    assert letter.subject == "Promise Tracker: Your link for a new password"
    assert "Hello Kirsty," in letter.body
    assert "Promise Tracker of Ayrshire & Arran Council" in letter.body
    assert "It works once, and for three days" in letter.body
    assert "\nhttps://promise.example/password/reset/key/" in letter.body


def test_the_mailed_link_sets_the_password_once(keeper, choose_password):
    ask(keeper.email)

    assert "You can sign in with it now." in text_of(choose_password())
    assert "This link no longer works" in text_of(choose_password("another-long-phrase-22"))
    assert User.objects.get(pk=keeper.pk).check_password(NEW_PASSWORD)


@pytest.mark.parametrize(
    "path", ["/password/reset/key/1-abc/", "/password/reset/key/zzzzzzzzzzzzzzz-set-password/"]
)
def test_a_made_up_link_is_answered(db, path):
    assert "This link no longer works" in text_of(Client().get(path))


def test_a_link_for_a_forgotten_password_works_shorter_than_an_invitation(
    keeper, choose_password, time_machine
):
    time_machine.move_to(START, tick=False)
    ask(keeper.email)
    time_machine.move_to(START + timedelta(days=3, seconds=1), tick=False)

    assert "This link no longer works" in text_of(choose_password())
    time_machine.move_to(START + timedelta(days=3), tick=False)
    assert "You can sign in with it now." in text_of(choose_password())
