"""Whoever meets another's write at a bad moment is not told: it is tried again, twice."""

import sqlite3
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse

from accounts import again
from accounts.models import Service
from accounts.services import services as writing

from .conftest import form_in


class OfPostgresql(Exception):
    def __init__(self, sqlstate: str):
        self.sqlstate = sqlstate


def of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = code
    return error


def raised(cause: Exception) -> OperationalError:
    error = OperationalError("taken back")
    error.__cause__ = cause
    return error


OF_THE_MOMENT = {
    "a deadlock": OfPostgresql("40P01"),
    "a serialization failure": OfPostgresql("40001"),
    "a lock that took too long": OfPostgresql("55P03"),
    "another writer": of_sqlite(sqlite3.SQLITE_BUSY),
    "a snapshot that is old": of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT),
}
FOR_GOOD = {
    "a statement that took too long": OfPostgresql("57014"),
    "a connection that is gone": OfPostgresql("08006"),
    "a full disk": of_sqlite(sqlite3.SQLITE_FULL),
}


def answer_to(rf, fails: list, **sent):
    """What the middleware gives for a view that fails so often, and how often the view was
    called.
    """
    failures, read = list(fails), []

    def view(request, word):
        read.append((word, request.FILES["file"].read()) if request.FILES else word)
        if failures:
            raise failures.pop(0)
        return HttpResponse("done")

    request = rf.post("/", sent)
    request.resolver_match = (view, (), {"word": "said"})
    middleware = again.TriedAgainMiddleware(lambda request: HttpResponse())
    middleware(request)
    try:
        view(request, "said")
    except OperationalError as error:
        return middleware.process_exception(request, error), read
    return None, read


@pytest.mark.parametrize("cause", OF_THE_MOMENT.values(), ids=OF_THE_MOMENT)
def test_what_is_of_the_moment_is_tried_twice_more(rf, cause):
    answer, read = answer_to(rf, [raised(cause)] * 2)
    assert (answer.content, read) == (b"done", ["said"] * 3)


@pytest.mark.parametrize("cause", FOR_GOOD.values(), ids=FOR_GOOD)
def test_what_fails_for_good_is_not(rf, cause):
    assert answer_to(rf, [raised(cause)]) == (None, ["said"])


def test_the_third_failure_is_one(rf):
    answer, read = answer_to(rf, [raised(OfPostgresql("40P01"))] * 3)
    assert (answer, len(read)) == (None, 3)


def test_nothing_is_tried_when_the_time_is_over(rf, monkeypatch):
    monkeypatch.setattr(again, "seconds_left", lambda: 0.0)
    assert answer_to(rf, [raised(OfPostgresql("40P01"))]) == (None, ["said"])


def test_a_file_is_read_from_its_beginning_again(rf):
    sent = SimpleUploadedFile("minutes.txt", b"We met.")
    _answer, read = answer_to(rf, [raised(OfPostgresql("40001"))], file=sent)
    assert read == [("said", b"We met.")] * 2


def test_a_form_that_met_a_deadlock_is_taken_once(administrator, signed_in, monkeypatch):
    """Through all of the product: the first try has stored what the database took back."""
    browser, tries = signed_in(administrator), []

    def record(**line):
        tries.append(line)
        if len(tries) == 1:
            raise raised(OfPostgresql("40P01"))
        return SimpleNamespace()

    monkeypatch.setattr(writing, "record", record)
    sent = form_in(browser.get("/services/add/")) | {"name": "Libraries", "kind": "council"}
    answer = browser.post("/services/add/", sent)

    assert (answer.status_code, len(tries)) == (302, 2)
    assert Service.objects.filter(name="Libraries").count() == 1


def test_a_refusal_of_the_second_try_is_an_answer(administrator, signed_in, monkeypatch):
    browser, tries = signed_in(administrator), []

    def record(**line):
        tries.append(line)
        Service.objects.filter(name="Libraries").delete()
        raise (
            raised(OfPostgresql("40P01"))
            if len(tries) == 1
            else writing.ValidationError("Not now.")
        )

    monkeypatch.setattr(writing, "record", record)
    sent = form_in(browser.get("/services/add/")) | {"name": "Libraries", "kind": "council"}
    answer = browser.post("/services/add/", sent)

    assert answer.status_code == 200
    assert "Not now." in answer.content.decode()
