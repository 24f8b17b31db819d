"""A form that could not be taken, for whatever reason, gives back what was typed (promise T33)."""

import pytest
from django.db import OperationalError
from django.test import Client
from lxml import html as lxml_html

from accounts.marks import mark_of
from accounts.models import User
from accounts.sealed.sealing import SEALED, unseal
from actions.services import needs
from promise_tracker.views import broken
from tests.factories import SubActionFactory

from .conftest import text_of

TEXT = "Two schools have <started>.\nThey meet on Mondays."
SHOWN = "Two schools have &lt;started&gt;.\nThey meet on Mondays.</textarea>"


def sealed_in(answer) -> dict:
    document = lxml_html.fromstring(answer.content.decode())
    return {SEALED: document.xpath(f"//input[@name='{SEALED}']/@value")[0]}


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        (RuntimeError, 500, "Something went wrong"),
        (OperationalError, 503, "Promise Tracker cannot answer just now"),
    ],
)
def test_when_the_product_fails_the_words_are_shown_and_can_be_sent_again(
    error, status, heading, service, keeper, monkeypatch
):
    address = f"/sub-actions/{SubActionFactory(service=service).key}/update/"
    browser = Client(raise_request_exception=False)
    browser.force_login(keeper)
    form = lxml_html.fromstring(browser.get(address).content.decode()).xpath("//main//form")[-1]
    sent = dict(form.form_values()) | {"changed": TEXT, "status": "off-track"}

    def fail(**_values):
        raise error("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(needs, "post_update", fail)
        answer = browser.post(address, sent)

    assert answer.status_code == status
    assert answer.get("Retry-After") == ("10" if status == 503 else None)
    assert f"{heading} " in text_of(answer)
    assert "Nothing that you typed is lost." in text_of(answer)
    assert SHOWN in answer.content.decode()
    again = browser.post(address, sealed_in(answer))
    assert again.status_code == 200
    assert "Something went wrong at" in text_of(again)
    assert "Your words are back." in text_of(again)
    assert SHOWN in again.content.decode()


@pytest.mark.parametrize(
    "fails",
    [
        "django.contrib.auth.middleware.get_user",
        "accounts.middleware.SessionLimitsMiddleware._is_over",
    ],
    ids=["before it is known who asks", "afterwards"],
)
def test_when_it_fails_again_as_the_words_are_opened_they_can_still_be_opened_later(
    fails, service, keeper, monkeypatch, rf
):
    address = f"/sub-actions/{SubActionFactory(service=service).key}/update/"
    browser = Client(raise_request_exception=False)
    browser.force_login(keeper)
    sent = rf.post(address, {"changed": TEXT, "opened_by": mark_of(keeper)})
    sealed = sealed_in(broken(sent))

    def fail(*_values):
        raise OperationalError("The database is away.")

    with monkeypatch.context() as patch:
        patch.setattr(fails, fail)
        answer = browser.post(address, sealed)

    assert answer.status_code == 503
    assert "Nothing that you typed is lost." in text_of(answer)
    assert sealed_in(answer) == sealed
    assert SHOWN in browser.post(address, sealed_in(answer)).content.decode()


def test_that_page_asks_nothing_of_the_database(rf):
    # Without the fixture of the database any question to it would fail this test.
    mark = mark_of(User(pk=5))
    request = rf.post("/measures/3/", {"why": TEXT, "opened_by": mark, "password": "heather 5"})

    answer = broken(request)

    assert answer.status_code == 500
    assert SHOWN in answer.content.decode()
    assert "heather" not in answer.content.decode()
    assert unseal(sealed_in(answer)[SEALED]).values == {"why": [TEXT]}


def test_and_a_page_that_was_only_opened_offers_nothing(rf):
    assert SEALED not in broken(rf.get("/measures/3/")).content.decode()


@pytest.mark.parametrize(
    ("address", "status"), [("/measures/999999/edit/", 404), ("/services/", 405)]
)
def test_a_thing_that_is_gone_and_a_page_that_takes_no_form(address, status, keeper, signed_in):
    answer = signed_in(keeper).post(address, {"why": TEXT, "opened_by": mark_of(keeper)})

    assert answer.status_code == status
    assert SHOWN in answer.content.decode()
    assert mark_of(keeper) not in answer.content.decode().split("What you typed")[1][:400]


def test_more_text_than_can_be_taken_at_once(keeper, signed_in, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    answer = signed_in(keeper).post("/measures/1/edit/", {"why": "x" * 1_001})

    assert answer.status_code == 413
    assert "The form holds more than can be taken at once" in text_of(answer)
    assert "Nothing has been changed." in text_of(answer)


def test_more_boxes_than_can_be_taken_at_once(keeper, signed_in):
    many = {f"box-{number}": "x" for number in range(1_001)}
    answer = signed_in(keeper).post("/measures/1/edit/", many)

    assert answer.status_code == 413
    assert "1,000 boxes" in text_of(answer)
