"""What whoever holds a code sees: what came of it, and nothing from which the group is known."""

import re
from datetime import date

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.status import Visibility
from evidence.heard.services import remove_heard
from evidence.models import Code, Reply, WordsStep
from tests.factories import HeardFactory, ReplyFactory, ServiceFactory, SubActionFactory

from .codes import PAGE, given, shown, typed, words_of

pytestmark = pytest.mark.django_db

ANSWER, WORDS, THEME = "Every school has a quiet room now.", "CANARY words", "CANARY theme"
LOGGED = date(2026, 3, 2)
SCRIPTS = re.compile(r'<script[^>]*src="([^"]*)"')
NEUTRAL = "Somebody has had it since March 2026. What came of it is not shown here."


@pytest.fixture(autouse=True)
def march(time_machine, settings):
    settings.ASKED_AFTER_DAYS = 14
    time_machine.move_to("2026-03-10T12:00:00Z", tick=False)


@pytest.fixture
def said(champions):
    """An entry of March with the given ticks."""

    def make(**values):
        days = {"heard_on": LOGGED, "logged_on": LOGGED, "logged_by": champions}
        return HeardFactory(**({"theme": THEME, "words": WORDS} | days | values))

    return make


def answered(heard, item, keeper, **values) -> Reply:
    told = {"kind": "changed", "words": ANSWER, "answered_on": date(2026, 3, 9)}
    return ReplyFactory(heard=heard, item=item, answered_by=keeper, **(told | values))


def test_who_has_it_since_when_and_what_was_changed(said, work, keeper, champions):
    heard = said()
    answered(heard, work.item, keeper)
    text = shown(given(champions, heard))
    assert work.service.name in text
    assert "Had it since 2 March 2026, and answered on 9 March 2026" in text
    assert "What we changed." in text
    assert ANSWER in text
    assert "Was this a real answer?" in text


def test_and_why_not(said, work, keeper, champions):
    heard = said()
    answered(heard, work.item, keeper, kind="why-not", words="There is no money for it.")
    text = shown(given(champions, heard))
    assert "Why not. There is no money for it." in text


@pytest.mark.parametrize(
    ("ticks", "repeated", "told"),
    [
        ({"visibility": Visibility.PUBLIC}, True, True),
        ({"visibility": Visibility.BOARD}, False, True),
        ({"visibility": Visibility.INTERNAL}, False, False),
        ({"five_or_more": False, "visibility": Visibility.INTERNAL}, False, False),
        ({"five_or_more": False, "visibility": Visibility.PUBLIC}, False, False),
        ({"five_or_more": None, "visibility": Visibility.PUBLIC}, False, False),
    ],
)
def test_the_ticks_decide_what_goes_out(ticks, repeated, told, said, work, keeper, champions):
    heard = said(**ticks)
    answered(heard, work.item, keeper)
    page = shown(given(champions, heard))
    assert (WORDS in page, THEME in page) == (repeated, repeated)
    assert [ANSWER in page, work.service.name in page, "2 March" in page] == [told] * 3
    assert ("Was this a real answer?" in page) == told
    assert (NEUTRAL in page) != told


def test_of_what_is_not_told_it_cannot_be_seen_why(said, work, keeper, champions):
    """Neither that few said it, nor whether there is an answer: the paper may be found."""
    pages = set()
    for ticks in (
        {"visibility": Visibility.INTERNAL},
        {"five_or_more": False, "visibility": Visibility.INTERNAL},
        {"five_or_more": None},
    ):
        for has_answer in (True, False):
            heard = said(**ticks)
            if has_answer:
                answered(heard, work.item, keeper)
            pages.add(shown(given(champions, heard)))
    assert len(pages) == 1


def test_nobody_who_works_here_is_named(said, work, keeper, champions):
    heard = said(visibility=Visibility.PUBLIC, words="We [taken out on 3 March 2026 by Ada] wait.")
    mark = f"[taken out on 3 March 2026 by {champions}]"
    answered(heard, work.item, keeper, words=f"Ask {mark} at the office.")
    page = shown(given(champions, heard))
    assert "Ask [taken out] at the office." in page
    assert "We [taken out] wait." in page
    for person in (keeper, champions):
        assert person.name not in page
        assert person.email not in page


def test_what_nobody_answered_says_when_somebody_is_asked(said, work, champions):
    heard = said()
    ReplyFactory(heard=heard, item=work.item)
    page = shown(given(champions, heard))
    assert f"No answer yet. {work.service.name} has had it since 2 March 2026." in page
    assert f"{work.service.name} is asked on 16 March 2026, unless it answers before." in page


def test_and_when_it_was_asked(said, work, champions, time_machine):
    heard = said()
    reply = ReplyFactory(heard=heard, item=work.item)
    code = given(champions, heard)
    time_machine.move_to("2026-03-16T06:00:00Z", tick=False)
    assert "is asked next." in shown(code)
    step = {"service": work.service, "since": LOGGED, "rung": 1, "on": date(2026, 3, 16)}
    WordsStep.objects.create(thing=reply, **step)
    page = shown(code)
    assert f"{work.service.name}: asked on 16 March 2026. Unless somebody answers" in page
    assert "is asked next" not in page


def test_and_that_nobody_is_there_to_be_asked(said, champions):
    heard = said()
    ReplyFactory(heard=heard)
    ReplyFactory(heard=heard, item=SubActionFactory(service=None).item)
    closed = ServiceFactory(name="Closed", closed_on=date(2026, 1, 1))
    ReplyFactory(heard=heard, item=SubActionFactory(service=closed).item)
    page = shown(given(champions, heard))
    assert page.count("Nobody works on this yet, so nobody is asked.") == 3
    assert "Somebody has had it since 2 March 2026" in page
    assert "Closed" not in page


def test_what_was_removed_says_so_and_no_more(said, work, keeper, champions):
    heard = said(visibility=Visibility.PUBLIC)
    answered(heard, work.item, keeper)
    code = given(champions, heard)
    remove_heard(by=champions, heard=heard, seen=1, reason="CANARY reason")
    page = shown(code)
    assert "This was taken out on 10 March 2026 and is not kept any more." in page
    for gone in ("CANARY", ANSWER, work.service.name):
        assert gone not in page


def test_one_code_for_several_things_shows_each(said, work, keeper, champions):
    first, second = said(visibility=Visibility.PUBLIC, theme="Rooms"), said(theme=THEME)
    answered(first, work.item, keeper)
    ReplyFactory(heard=second, item=work.item)
    page = shown(given(champions, first, second))
    assert "Rooms" in page
    assert "What you said: 2 of 2" in page
    assert THEME not in page


# What the page keeps, and what it tells others


def test_no_cookie_is_read_or_set(said, champions, signed_in):
    code = given(champions, said())
    browser = signed_in(champions)
    before = {name: morsel.value for name, morsel in browser.cookies.items()}
    for answer in (browser.get(PAGE), browser.post(PAGE, {"code": code})):
        assert answer.status_code == 200
        assert not answer.cookies
        assert champions.name not in answer.content.decode()
        assert not hasattr(answer.wsgi_request, "session")
        assert "Cookie" not in answer.get("Vary", "")
        assert "csrfmiddlewaretoken" not in answer.content.decode()
        assert SCRIPTS.findall(answer.content.decode()) == ["/static/js/leave.js"]
    assert {name: morsel.value for name, morsel in browser.cookies.items()} == before
    assert browser.get("/heard/").status_code == 200


def test_leaving_quickly_is_the_first_link_whatever_it_shows(said, champions, settings):
    settings.LEAVE_URL = "https://www.gov.scot/"
    code = given(champions, said())
    for answer in (Client().get(PAGE), typed(code), typed("2222222222"), typed("no")):
        first = re.search(r"<a [^>]*>[^<]*</a>", answer.content.decode()).group()
        assert 'href="https://www.gov.scot/"' in first
        assert "Leave this site quickly" in first
        assert "noreferrer" in first


def test_whoever_is_not_signed_in_is_led_to_it(client):
    assert f'href="{PAGE}"' in client.get("/sign-in/").content.decode()


def test_nothing_keeps_it_or_leads_to_it(said, champions):
    code = given(champions, said())
    for answer in (Client().get(PAGE), typed(code), typed("2222222222"), typed("no")):
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]


def test_an_address_with_a_code_shows_nothing(said, champions):
    code = given(champions, said())
    page = words_of(Client().get(PAGE, {"code": code}))
    assert "Have you got a code?" in page
    assert code not in page


def test_the_form_is_asked_for_and_sent_without_the_database(client, monkeypatch):
    """The page is there; what is typed meets a sentence."""

    def is_away(*_args, **_values):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", is_away)
    client.raise_request_exception = False
    assert "Have you got a code?" in words_of(client.get(PAGE))
    answer = client.post(PAGE, {"code": "8C5MK2XRT6"})
    assert answer.status_code == 503
    assert "cannot answer just now" in words_of(answer)
    assert "8C5MK2XRT6" not in answer.content.decode()


def test_no_log_has_the_code(said, champions, caplog, monkeypatch):
    code = given(champions, said())
    monkeypatch.setattr("evidence.heard.codes.views.read_told", lambda *_given: 1 / 0)
    with caplog.at_level(0):
        assert typed(code).status_code == 500
    assert code not in caplog.text


def test_a_code_that_is_not_known_gets_one_sentence(said, champions):
    given(champions, said())
    page = words_of(typed("2222222222"))
    assert "There is no such code." in page
    assert Code.objects.count() == 1


def statements_of(code: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert typed(code).status_code == 200
    return len([query for query in seen if "SAVEPOINT" not in query["sql"]])


def test_it_costs_no_more_however_much_was_said(said, keeper, champions):
    def make(number: int) -> str:
        entries = [said() for _time in range(number)]
        for heard in entries:
            work = SubActionFactory(service=keeper.services.pop())
            answered(heard, work.item, keeper)
            waits = ReplyFactory(heard=heard, item=SubActionFactory(service=work.service).item)
            step = {"service": work.service, "since": LOGGED, "rung": 1, "on": LOGGED}
            WordsStep.objects.create(thing=waits, **step)
        return given(champions, *entries)

    few, many = statements_of(make(1)), statements_of(make(8))
    assert few == many
    # With those that count the try and take it back.
    assert many <= 13


def test_the_page_of_an_entry_costs_the_staff_no_more_than_a_page_may(
    said, work, keeper, champions, signed_in
):
    heard = said()
    answered(heard, work.item, keeper)
    ReplyFactory(heard=heard)
    code = given(champions, heard)
    assert code
    browser = signed_in(champions)
    browser.get("/heard/")
    with CaptureQueriesContext(connection) as seen:
        browser.get(heard.get_absolute_url())
    assert len(seen) <= 10, [query["sql"][:120] for query in seen]
