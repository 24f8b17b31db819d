"""Tries to sign in that come together, and two that send mail at once."""

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Mail, Try
from accounts.outbox.sending import send_due
from tests.at_once import TIMES, at_once
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def signing_in(person, password: str):
    sent = {"login": person.email, "password": password}
    return lambda: Client().post("/sign-in/", sent)


def test_tries_that_come_together_are_five_too(keeper):
    for _time in range(TIMES):
        answers = at_once(*[signing_in(keeper, "wrong-phrase-again")] * 8)
        pages = [answer.content.decode() for answer in answers]
        assert sum("is not right" in page for page in pages) == 5
        assert sum("There were too many tries" in page for page in pages) == 3
        assert Try.objects.count() == 5
        Try.objects.all().delete()


def test_signing_in_together_leaves_no_try_and_one_place(keeper):
    for _time in range(TIMES):
        answers = at_once(*[signing_in(keeper, PASSWORD)] * 5)
        assert [answer.status_code for answer in answers] == [302] * 5
        assert not Try.objects.exists()


def test_two_that_send_at_once_send_each_mail_once(db):
    for _time in range(TIMES):
        people = [f"person-{number}@council.test" for number in range(12)]
        Mail.objects.bulk_create(Mail(to=one, subject="Subject", body="Body") for one in people)
        sent = at_once(*[send_due] * 3)
        assert sum(one.left for one in sent) == 12
        assert sorted(letter.to[0] for letter in mail.outbox) == sorted(people)
        assert not Mail.objects.exclude(body="").exists()
        mail.outbox.clear()


def test_one_that_asks_while_mail_is_sent_waits_or_is_mailed(keeper):
    def ask_and_send() -> int:
        Client().post("/password/reset/", {"email": keeper.email})
        return send_due().left

    for _time in range(TIMES):
        assert sum(at_once(*[ask_and_send] * 4)) == len(mail.outbox) >= 1
        mail.outbox.clear()
        # As if an hour had gone by.
        Mail.objects.all().delete()
        Try.objects.all().delete()
