"""Requests that wait for a silent database leave threads for others."""

from threading import Event, Thread

import pytest
from django.test import Client

from accounts.other_ends import DATABASE, NotAsked
from promise_tracker import room
from promise_tracker.room import Room


@pytest.fixture
def full(monkeypatch):
    """A room whose only place is taken; returns it, and how to leave it."""
    made, entered, over = Room(1), Event(), Event()
    monkeypatch.setattr(room, "ROOM", made)
    monkeypatch.setattr(room, "LOOK", 0.01)

    def stay() -> None:
        with made.place():
            entered.set()
            over.wait(30)

    thread = Thread(target=stay)
    thread.start()
    entered.wait(30)
    yield made, over.set
    over.set()
    thread.join()


def test_while_the_database_says_nothing_no_more_are_let_in(full, monkeypatch):
    made, leave = full
    monkeypatch.setattr(room, "PATIENCE", 0)
    monkeypatch.setattr(DATABASE, "heard_at", 0)
    with pytest.raises(NotAsked), made.place():
        pass


def test_while_it_answers_others_one_waits_for_a_place(full, monkeypatch):
    made, leave = full
    looks = []

    def now() -> float:
        looks.append(1)
        if len(looks) == 20:
            leave()
        DATABASE.heard_at = len(looks)
        return len(looks)

    monkeypatch.setattr(room.time, "monotonic", now)
    monkeypatch.setattr(DATABASE, "heard_at", 0)
    with made.place():
        assert len(looks) >= 20


def test_a_page_is_refused_then_and_health_and_static_files_are_not(full, db, monkeypatch):
    monkeypatch.setattr(room, "PATIENCE", 0)
    monkeypatch.setattr(DATABASE, "heard_at", 0)
    browser = Client(raise_request_exception=False)
    answer = browser.get("/sign-in/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert browser.get("/health/").status_code == 200
    assert browser.get("/static/css/frame.css").status_code == 200


@pytest.mark.parametrize("address", ["/public/", "/open-data/", "/code/"])
def test_pages_for_anyone_leave_room_too(full, db, monkeypatch, address):
    monkeypatch.setattr(room, "PATIENCE", 0)
    monkeypatch.setattr(DATABASE, "heard_at", 0)
    answer = Client(raise_request_exception=False).get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert not answer.cookies
