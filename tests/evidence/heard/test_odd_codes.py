"""Whatever is sent to the page of a code gets a sentence, and never what others see."""

import pytest
from django.test import Client

from accounts.models import Try
from tests.factories import HeardFactory

from .codes import PAGE, given, words_of


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b'{"code": "2222222222"}', 200),
        ("text/plain", b"code=2222222222", 200),
        ("", b"code=2222222222", 200),
        ("multipart/form-data; boundary=x", b"nothing of the kind", 200),
        ("multipart/form-data", b"code=2222222222", 400),
        ("application/x-www-form-urlencoded; charset=utf-7", b"code=+ADw-", 400),
        ("application/x-www-form-urlencoded", b"code=%00%ff%ed%a0%80", 200),
        ("application/x-www-form-urlencoded", b"code=" + b"2" * 1_000_000, 200),
        ("application/x-www-form-urlencoded", b"code=" + b"2" * 9_000_000, 413),
        ("application/x-www-form-urlencoded", b"code=&" * 2_000, 413),
    ],
)
def test_whatever_is_sent_gets_a_sentence_and_no_cookie(kind, body, status, db):
    browser = Client(raise_request_exception=False)
    answer = browser.generic("POST", PAGE, body, content_type=kind)
    assert answer.status_code == status
    assert not answer.cookies
    assert "Traceback" not in answer.content.decode()
    assert not Try.objects.exists()


def test_of_two_codes_at_once_the_last_counts(champions):
    one, other = given(champions, HeardFactory(logged_by=champions)), "2222222222"
    assert "There is no such code." in words_of(Client().post(PAGE, {"code": [one, other]}))
    assert "What came of what you said" in words_of(Client().post(PAGE, {"code": [other, one]}))


def test_asked_for_without_a_body_it_is_the_same_page(db):
    answer = Client().head(PAGE)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Cache-Control"] == "no-store"
