"""Tries to sign in that come together, and two that send mail at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from accounts.models import Mail, Try
from accounts.outbox.sending import send_due
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def together(act, number: int) -> list:
    """What each of so many threads got that do the same at the same moment."""
    barrier = Barrier(number)

    def one(_number: int):
        barrier.wait(timeout=60)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(one, range(number)))


def test_tries_that_come_together_are_five_too(keeper):
    sent = {"login": keeper.email, "password": "wrong-phrase-again"}

    pages = together(lambda: Client().post("/sign-in/", sent).content.decode(), 8)

    assert sum("is not right" in page for page in pages) == 5
    assert sum("There were too many tries" in page for page in pages) == 3
    assert Try.objects.count() == 5


def test_signing_in_together_leaves_no_try_and_one_place(keeper):
    sent = {"login": keeper.email, "password": PASSWORD}

    statuses = together(lambda: Client().post("/sign-in/", sent).status_code, 5)

    assert statuses == [302] * 5
    assert not Try.objects.exists()


def test_two_that_send_at_once_send_each_mail_once(db):
    for number in range(12):
        Mail.objects.create(to=f"person-{number}@council.test", subject="Subject", body="Body")

    sent = together(send_due, 3)

    assert sum(one.left for one in sent) == 12
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        f"person-{number}@council.test" for number in range(12)
    )
    assert not Mail.objects.exclude(body="").exists()


def test_one_that_asks_while_mail_is_sent_waits_or_is_mailed(keeper):
    def ask_and_send() -> int:
        Client().post("/password/reset/", {"email": keeper.email})
        return send_due().left

    assert sum(together(ask_and_send, 4)) == len(mail.outbox) >= 1
