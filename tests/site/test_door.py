"""Before the first page: the database is asked, and a redirect that would never end is named."""

import logging

import pytest
from django.core.exceptions import ImproperlyConfigured, MiddlewareNotUsed
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from promise_tracker import database_door
from promise_tracker.database_door import DatabaseDoor

REASON = "The database x holds the demonstration. Name another one."


class Database:
    """What stands in for the database: what it answers, or that it does not."""

    def __init__(self, monkeypatch):
        self.reasons, self.people, self.answers, self.asked = [], True, True, 0
        monkeypatch.setattr(database_door, "reasons_against_database", self.ask)
        monkeypatch.setattr(database_door, "holds_people", lambda: self.people)
        monkeypatch.setattr(database_door.connection, "close", lambda: None)

    def ask(self) -> list[str]:
        self.asked += 1
        if not self.answers:
            raise OperationalError("the server is starting up")
        return self.reasons


@pytest.fixture
def database(monkeypatch):
    return Database(monkeypatch)


@pytest.fixture
def door():
    return DatabaseDoor(lambda environ, start: start("200 OK", []) or [b"a page"])


def opened(door) -> tuple[str, str]:
    """The status and the text that whoever asks for a page gets."""
    started = []
    body = b"".join(door({}, lambda status, headers: started.append(status)))
    return started[0], body.decode()


def test_a_wrong_database_stops_the_start_with_its_reason(database, door):
    database.reasons = [REASON]
    with pytest.raises(ImproperlyConfigured, match="Name another one"):
        door.ask_at_start()


def test_a_good_one_is_asked_once(database, door):
    door.ask_at_start()
    assert [opened(door), opened(door)] == [("200 OK", "a page")] * 2
    assert database.asked == 1


def test_one_that_does_not_answer_at_the_start_is_asked_by_the_first_request(
    database, door, caplog
):
    database.answers = False
    door.ask_at_start()
    assert opened(door)[0] == "200 OK"  # which says itself what a page without a database says
    database.answers, database.reasons = True, [REASON]
    status, text = opened(door)
    assert status == "503 Service Unavailable"
    assert "reason in the log" in text
    assert REASON not in text
    assert REASON in caplog.text
    assert opened(door)[0] == "503 Service Unavailable"


def test_static_files_wait_for_no_database(database, door):
    database.answers = False
    started = []
    body = door({"PATH_INFO": "/static/css/frame.css"}, lambda *told: started.append(told))
    assert b"".join(body) == b"a page"
    assert database.asked == 0


def test_while_nobody_is_in_it_it_may_still_become_a_demonstration(database, door):
    database.people = False
    door.ask_at_start()
    assert opened(door)[0] == "200 OK"
    database.reasons = [REASON]
    assert opened(door)[0] == "503 Service Unavailable"


@pytest.fixture
def in_earnest(settings):
    settings.ALLOWED_HOSTS = ["promise.example"]
    settings.SECURE_SSL_REDIRECT = True
    settings.BEHIND_PROXY = False
    return settings


def ask(**headers):
    """What somebody gets who comes by plain http, as far as the product sees."""
    # No page of the product: the cast-off answers need no database.
    return Client().get("/help/", headers={"host": "promise.example"} | headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-proto": "https"},
        {"x-forwarded-for": "203.0.113.5"},
        {"forwarded": "for=203.0.113.5;proto=https"},
        {"x-real-ip": "203.0.113.5"},
        {"via": "1.1 gate"},
    ],
)
def test_behind_a_web_server_that_nobody_told_of_it_says_so(in_earnest, headers):
    answer = ask(**headers)
    assert answer.status_code == 503
    assert "Set BEHIND_PROXY=on" in answer.content.decode()


def test_behind_one_that_does_not_say_how_one_came_it_says_that(in_earnest):
    in_earnest.BEHIND_PROXY = True
    in_earnest.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answer = ask(**{"x-forwarded-for": "203.0.113.5"})
    assert answer.status_code == 503
    assert "Let the web server in front set X-Forwarded-Proto" in answer.content.decode()


def test_whoever_comes_by_http_is_led_to_https(in_earnest):
    assert ask()["Location"] == "https://promise.example/help/"
    in_earnest.BEHIND_PROXY = True
    in_earnest.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert ask(**{"x-forwarded-proto": "http"})["Location"] == "https://promise.example/help/"
    assert ask(**{"x-forwarded-proto": "https"}).status_code == 200


@pytest.mark.parametrize(
    ("is_told", "said"), [(False, "Set BEHIND_PROXY=on"), (True, "pass that on as it is")]
)
def test_a_browser_that_is_led_back_by_https_is_told_why(in_earnest, is_told, said):
    in_earnest.BEHIND_PROXY = is_told
    in_earnest.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    headers = {"x-forwarded-proto": "http"} if is_told else {}
    first = ask(**headers)
    assert first.status_code == 301
    [sent] = first.cookies.values()
    assert sent["secure"]  # which a browser that came by http does not keep

    answer = ask(cookie=f"{sent.key}={sent.value}", **headers)

    assert answer.status_code == 503
    assert said in answer.content.decode()


def test_at_the_start_it_says_what_a_proxy_needs(in_earnest, caplog):
    from promise_tracker.proxies import says_what_would_never_end

    answer = says_what_would_never_end(lambda request: HttpResponse("a page"))
    assert "set BEHIND_PROXY=on" in caplog.text
    caplog.clear()
    in_earnest.BEHIND_PROXY = True
    says_what_would_never_end(answer)
    assert caplog.text == ""
    assert answer(RequestFactory().get("/", secure=True)).content == b"a page"


def test_on_this_machine_nothing_is_led_anywhere(settings):
    from promise_tracker.proxies import says_what_would_never_end

    assert not settings.SECURE_SSL_REDIRECT
    with pytest.raises(MiddlewareNotUsed):
        says_what_would_never_end(logging.info)
