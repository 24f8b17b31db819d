"""Public pages are answered without a session, cheaply, and when the database is away."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.history import record
from accounts.other_ends import NotAsked
from accounts.removal.finding import Sought
from accounts.removal.passages import Passage
from accounts.removal.services import take_out
from oversight.public import last, serving
from oversight.public.services import switch
from tests.conftest import forget_figures
from tests.factories import EvidenceFactory

from .conftest import forget_all

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGES = [
    "", "is/in-hand/", "foundations/voice/", "said/", "evidence/", "young-people/",
    "how-we-count/", "accessibility/", "privacy/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_kept_aside(nothing_kept):
    last.let_go()
    yield
    last.let_go()


@pytest.fixture
def away(monkeypatch):
    """The database goes away."""

    def go(error: Exception) -> None:
        def fail():
            raise error

        monkeypatch.setattr(serving, "read_seen", fail)

    return go


def get(path: str = "", **headers):
    return Client().get(f"/public/{path}", **headers)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_sets_a_cookie_or_depends_on_one(work, close, path, signed_in, board):
    close()
    answer = get(path)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"] == "public, max-age=60"
    # Whoever has signed in gets the same, and so does whoever sends something else.
    for client in (signed_in(board), Client()):
        if "sessionid" not in client.cookies:
            client.cookies["sessionid"] = "x"
        again = client.get(f"/public/{path}")
        assert again.content == answer.content
        assert "Set-Cookie" not in again.headers
        assert "set-cookie" not in str(again.cookies).lower()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_has_not_changed_costs_one_statement(work, close, path):
    close()
    with CaptureQueriesContext(connection) as first:
        get(path)
    assert len(first) <= 8
    with CaptureQueriesContext(connection) as again:
        get(path)
    assert [one["sql"].split()[0] for one in again] == ["SELECT"]
    assert "accounts_change" in again[0]["sql"]


def test_a_browser_hears_that_it_is_unchanged_until_it_changes(work, told, close, board):
    close()
    tag = get()["ETag"]
    again = get(headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == tag
    with transaction.atomic():
        record(by=board, act="edited", thing="round", key="1", before={}, after={"name": "A"})
    assert get(headers={"If-None-Match": tag}).status_code == 304
    told_page = get("young-people/")["ETag"]
    close("summer")
    assert get(headers={"If-None-Match": tag}).status_code == 200
    assert get("young-people/")["ETag"] != told_page


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_to_it(work, close, method):
    close()
    assert getattr(Client(), method)("/public/").status_code == 405
    assert Client().head("/public/").status_code == 200


def test_an_address_without_its_last_sign_leads_on(work, close):
    close()
    assert get("said", follow=False).status_code == 301


def test_it_needs_no_script_and_has_none_of_its_own_in_it(work, close, read):
    close()
    for path in PAGES:
        page = read(path)
        assert re.findall(r"<script[^>]*>", page) == [
            '<script type="module" src="/static/js/leave.js">'
        ]
        assert not re.search(r"\son\w+=|style=|javascript:", page)


def test_leaving_quickly_is_the_first_link_and_leads_to_a_neutral_page(work, close, read, settings):
    close()
    for path in PAGES:
        first = re.search(r"<a [^>]*>[^<]*</a>", read(path)).group()
        assert 'href="https://www.bbc.co.uk/weather"' in first
        assert "Leave this site quickly" in first
        assert "noreferrer" in first
    settings.LEAVE_URL = "https://www.gov.scot/"
    forget_figures()
    assert 'href="https://www.gov.scot/"' in read()


@pytest.mark.parametrize("error", [OperationalError("gone"), NotAsked("no time")])
def test_while_the_database_is_away_it_shows_the_last_page_and_of_when_it_is(
    work, close, away, error
):
    close()
    before = get("said/").content
    away(error)
    answer = get("said/")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    page = answer.content.decode()
    assert "does not reach its records" in page
    assert re.search(r"This page is as it was on \d+ \w+ 20\d\d at \d\d:\d\d\.", page)
    notice = re.search(r'<p class="pt_public__away".*?</p>', page).group()
    assert page.replace(notice, "<!--kept-->").encode() == before


def test_a_page_that_nobody_has_opened_cannot_be_shown_then(work, close, away):
    close()
    get()
    away(OperationalError("gone"))
    answer = get("evidence/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "This page cannot be shown just now" in answer.content.decode()


def test_another_server_shows_it_too(work, close, away):
    close()
    get()
    forget_all()
    away(OperationalError("gone"))
    assert get().status_code == 200


def test_what_was_taken_out_is_not_shown_from_what_was_kept(
    work, told, close, away, administrator, django_capture_on_commit_callbacks
):
    EvidenceFactory(
        kind="practice", title="About Ishbel Quill", visibility="public", supports=[told.item]
    )
    close()
    assert "Ishbel Quill" in get("evidence/").content.decode()
    # The database writes its files anew, too, which it cannot within a test.
    with django_capture_on_commit_callbacks() as then:
        take_out(
            by=administrator, sought=Sought(Passage("Ishbel Quill")), found={}, reason="A name."
        )
    assert last.let_go in then
    last.let_go()
    away(OperationalError("gone"))
    assert get("evidence/").status_code == 503


def test_what_was_narrowed_goes_from_what_was_kept_as_soon_as_any_page_is_opened(
    work, told, close, away
):
    piece = EvidenceFactory(
        kind="practice", title="Seen by all", visibility="public", supports=[told.item]
    )
    close()
    get("evidence/")
    piece.visibility = "board"
    piece.save()
    forget_figures()
    get("")
    away(OperationalError("gone"))
    assert get("").status_code == 200
    assert get("evidence/").status_code == 503


def test_once_it_is_off_nothing_is_kept(
    work, close, away, administrator, django_capture_on_commit_callbacks
):
    close()
    get()
    with django_capture_on_commit_callbacks(execute=True):
        switch(by=administrator, is_on=False, reason="A mistake.")
    away(OperationalError("gone"))
    assert get().status_code == 503


def test_where_nobody_knows_which_of_two_is_right_none_is_shown(work, close, away):
    close()
    get()
    storages["evidence"].put("public/other/0", ContentFile(b"x"))
    away(OperationalError("gone"))
    assert get().status_code == 503


def test_a_store_that_fails_does_not_stop_a_page(work, close, monkeypatch):
    close()

    def fail(*_given):
        raise OSError

    monkeypatch.setattr(storages["evidence"], "put", fail)
    assert get().status_code == 200


def test_what_was_drawn_of_an_older_state_is_not_left_there(work, close, monkeypatch):
    close()
    seen = serving.read_seen()
    last.keep("older", ("front", 1), b"x")
    last.keep(seen.fingerprint, ("front", 1), b"y")
    moment, content = last.find(("front", 1))
    assert content == b"y"
    assert moment < datetime.now(UTC)
