"""When the database cannot be used the answer says so, and gives back what was typed."""

import errno
import sqlite3

import pytest
from django.db import InterfaceError, InternalError, OperationalError, ProgrammingError, connection
from django.test import Client
from lxml import html as lxml_html

from accounts.middleware import RENEW_AFTER
from accounts.sealed.sealing import SEALED
from actions.models import ProgressUpdate
from evidence.files.store import StoreFails
from evidence.models import Opened
from promise_tracker.broken_parts import broken_part
from tests.accounts.conftest import form_in, text_of
from tests.factories import EvidenceFactory, SubActionFactory

from .broken import FULL, LOCKED, NOTHING_WRITTEN, of_sqlite, refusing

TEXT = "Two schools have <started>.\nThey meet on Mondays."
SHOWN = "Two schools have &lt;started&gt;.\nThey meet on Mondays.</textarea>"
AWAY = OperationalError("connection to server failed: Connection refused")


@pytest.fixture
def browser(keeper) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(keeper)
    return browser


@pytest.fixture
def address(service) -> str:
    return f"/sub-actions/{SubActionFactory(service=service).key}/update/"


@pytest.fixture
def sent(browser, address) -> dict:
    """What the form of an update would send."""
    return form_in(browser.get(address)) | {
        "changed": TEXT,
        "status": "off-track",
        "visibility": "internal",
    }


def is_ours(answer) -> bool:
    """Whether an answer is the page that says that a part does not answer."""
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert answer["Cache-Control"] == "no-store"
    return "Promise Tracker cannot answer just now" in text_of(answer)


@pytest.mark.parametrize(
    ("error", "of"),
    [(AWAY, ("",)), (LOCKED, NOTHING_WRITTEN), (FULL, NOTHING_WRITTEN)],
    ids=["nothing answers", "locked", "full"],
)
def test_a_form_gets_its_words_back_and_can_be_sent_after_the_repair(
    error, of, browser, address, sent
):
    with connection.execute_wrapper(refusing(error, of)):
        answer = browser.post(address, sent)

    assert is_ours(answer)
    assert SHOWN in answer.content.decode()
    assert not ProgressUpdate.objects.exists()
    sealed = lxml_html.fromstring(answer.content.decode()).xpath(f"//input[@name='{SEALED}']")
    again = browser.post(address, {SEALED: sealed[0].get("value")})
    assert "Your words are back." in text_of(again)
    assert browser.post(address, form_in(again)).status_code == 302
    assert ProgressUpdate.objects.get().changed == TEXT


def test_where_nobody_can_be_asked_for_the_words_stand_there_to_copy(browser, address, sent):
    sent.pop("opened_by")
    with connection.execute_wrapper(refusing(AWAY)):
        answer = browser.post(address, sent)
    assert is_ours(answer)
    assert SHOWN in answer.content.decode()
    assert SEALED not in answer.content.decode()


@pytest.mark.parametrize("path", ["/actions/", "/sub-actions/1.1/", "/help/"])
def test_a_page_that_was_only_asked_for(path, browser):
    with connection.execute_wrapper(refusing(AWAY)):
        answer = browser.get(path)
    assert is_ours(answer)
    assert "What you typed" not in text_of(answer)


def test_signing_in_gives_no_password_back(keeper):
    browser = Client(raise_request_exception=False)
    with connection.execute_wrapper(refusing(AWAY)):
        answer = browser.post("/sign-in/", {"login": keeper.email, "password": "heather on 5"})
    assert is_ours(answer)
    assert "heather" not in answer.content.decode()


@pytest.mark.django_db(transaction=True)  # a statement that fails would end the test's own
@pytest.mark.parametrize("error", [FULL, LOCKED], ids=["full", "locked"])
def test_reading_goes_on_where_nothing_can_be_written(error, board, service):
    browser = Client(raise_request_exception=False)
    browser.force_login(board)
    evidence = EvidenceFactory(service=service)
    browser.get("/services/")
    session = browser.session
    session["renewed_at"] -= RENEW_AFTER + 1
    session.save()
    with connection.execute_wrapper(refusing(error, NOTHING_WRITTEN)):
        # What writes is no ended session, as Django would have it.
        assert is_ours(browser.post("/password/change/", {"oldpassword": "made up"}))
        assert browser.get("/services/").status_code == 200
        assert browser.get(f"/evidence/{evidence.pk}/").status_code == 200
    assert not Opened.objects.exists()
    assert browser.get(f"/evidence/{evidence.pk}/").status_code == 200
    assert Opened.objects.get().person == board
    assert browser.session["renewed_at"] > session["renewed_at"]


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def stated(error: Exception, state: str) -> Exception:
    """An error of Django's with what PostgreSQL calls its cause."""
    cause = Exception("made up")
    cause.sqlstate = state
    return caused(error, cause)


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (AWAY, "database"),
        (InterfaceError("the connection is closed"), "database"),
        (stated(OperationalError(), "40P01"), "database"),
        (stated(InternalError(), "25006"), "database"),
        (stated(OperationalError(), "53100"), "storage"),
        (of_sqlite(sqlite3.SQLITE_IOERR_WRITE), "storage"),
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), "storage"),
        (LOCKED, "database"),
        (StoreFails("It is full."), "storage"),
        (OSError(errno.ENOSPC, "No space left on device"), "storage"),
        (caused(RuntimeError("cannot go on"), AWAY), "database"),
        # our own fault
        (of_sqlite(sqlite3.SQLITE_ERROR), ""),
        (stated(InternalError(), "XX000"), ""),
        (ProgrammingError("no such column"), ""),
        (OSError(errno.ENOENT, "No such file"), ""),
        (ValueError("made up"), ""),
        (None, ""),
    ],
)
def test_which_part_an_error_is_about(error, part):
    assert broken_part(error) == part
