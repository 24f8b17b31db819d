"""Each figure of participation opens the list whose total it is; the list under its filters."""

import random
import re
from datetime import date, timedelta

import pytest

from accounts.together import read_one
from evidence.models import Audience, AudienceKind, LivedExperience, SessionKind
from evidence.participation import breakdowns
from evidence.participation.reasons import Heads
from evidence.participation.services import remove_session
from tests.conftest import html_of
from tests.evidence.participation.participants import log, participants
from tests.factories import AudienceFactory, ServiceFactory, SessionFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march"), pytest.mark.database]
LIST = "/participation/sessions/"


@pytest.fixture
def goal(service):
    return participants(service, start_on=date(2025, 11, 15))


@pytest.fixture
def many(goal):
    """Sixty sessions of a year and more, some removed, for several audiences each."""
    chance = random.Random(7)  # noqa: S311 - the same every time
    services, others = [None, *ServiceFactory.create_batch(3)], SubActionFactory.create_batch(2)
    for _number in range(60):
        session = SessionFactory(
            held_on=date(2026, 3, 10) - timedelta(days=chance.randrange(400)),
            kind=chance.choice(SessionKind.values),
            lived_experience=chance.choice(LivedExperience.values[:3]),
            sub_actions=chance.sample([goal, *others], chance.randrange(3)),
            removed_on=chance.choice([None, None, None, date(2026, 3, 1)]),
            audience=None,
        )
        for kind in chance.sample(AudienceKind.values, 2):
            named = chance.choice(services) if kind in ("workforce", "commissioned") else None
            AudienceFactory(
                session=session, kind=kind, service=named, headcount=chance.randrange(1, 40)
            )


def total_of(client, url: str) -> int:
    """The total that a list says, which its context says too."""
    answer = client.get(url)
    html = answer.content.decode()
    assert "attendance" in html
    assert "one person may attend twice" in html
    said = int(re.search(r"<strong>([\d,]+) attendance", html)[1].replace(",", ""))
    assert said == answer.context["total"]
    return said


def test_every_figure_opens_the_list_whose_total_it_is(signed_in, board, many):
    client = signed_in(board)
    answer = client.get("/participation/")
    found, html = answer.context["found"], html_of(answer)

    every = [found.audience, *found.breakdowns]
    assert [breakdown.title for breakdown in every] == [
        "By audience",
        "By service",
        "By kind of session",
        "By month",
    ]
    assert total_of(client, found.total_url) == found.total > 0
    for breakdown in every:
        assert len(breakdown.rows) >= 4
        assert sum(row.number for row in breakdown.rows) == found.total
        for row in breakdown.rows:
            assert total_of(client, row.url) == row.number, row
            assert f'href="{row.url.replace("&", "&amp;")}"' in html


def test_of_many_services_each_stands_on_one_page(signed_in, board, many, monkeypatch):
    monkeypatch.setattr(breakdowns, "PER_PAGE", 3)
    client = signed_in(board)
    pages = [client.get("/participation/", {"page": number}) for number in (1, 2)]
    shown = [page.context["found"].breakdowns[0].page.object_list for page in pages]

    assert [len(rows) for rows in shown] == [3, 1]
    assert sum(row.number for rows in shown for row in rows) == pages[0].context["found"].total
    for page, rows in zip(pages, shown, strict=True):
        listed = html_of(page).split("By service</h3>")[1].split("</section>")[0]
        assert listed.count("<dt>") == len(rows)
        assert all(f"<dt>{row.label}</dt>" in listed for row in rows)
        assert '?page=2#breakdowns"' in listed
        assert 'id="breakdowns" open' in html_of(page)
    assert 'id="breakdowns" open' not in html_of(client.get("/participation/"))


def test_of_the_sessions_it_says_how_many_people_with_lived_experience_designed_or_ran(
    signed_in, board, champions, goal
):
    for part, number, held_on in (
        ("designed", 3, date(2026, 3, 1)),
        ("both", 9, date(2026, 3, 2)),
        ("neither", 0, date(2026, 3, 3)),
        ("delivered", 4, date(2025, 11, 14)),
    ):
        log(champions, held_on=held_on, lived_experience=part, lived_number=number)
    client = signed_in(board)

    answer = client.get("/participation/")

    found, html = answer.context["found"], html_of(answer)
    assert "All 4 sessions" in html
    assert "designed or delivered" in html
    # Fewer than all four, so it says of which days.
    assert f">2 of 3 sessions</a> {found.period}." in html
    assert found.period.startswith("from ")
    listed = client.get(found.lived_url)
    assert len(listed.context["page"].object_list) == 2


def test_the_total_and_what_stands_beside_it_open_their_lists(signed_in, board, many):
    client = signed_in(board)
    goal = client.get("/participation/").context["found"].goal

    assert total_of(client, goal.url) == goal.pace.total > 0
    assert total_of(client, goal.beside_url) == goal.beside > 0


def test_without_a_start_the_breakdowns_are_of_all_time(signed_in, board, champions, service):
    log(champions, sub_actions=[participants(service)], held_on=date(2021, 5, 1))
    client = signed_in(board)

    found = client.get("/participation/").context["found"]
    assert (found.total, found.total_url) == (25, LIST)
    assert total_of(client, found.goal.url) == 25


# Filters


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("", 100),
        ("since=2026-03-03", 50),
        ("since=3+March+2026&until=03/03/2026", 50),
        ("since=2026-03-04", 0),
        ("until=2026-03-02", 50),
        ("until=2026-03-03", 100),
        ("since=2026-02-01&until=2026-02-01", 50),
        ("since=2026-02-02&until=2026-03-02", 0),
        ("month=2026-02", 50),
        ("kind=briefing", 50),
        ("audience=members", 20),
        ("audience=counting", 80),
        ("audience=not-counting", 20),
        ("service=education", 30),
        ("service=none", 70),
        ("service=education&audience=members", 0),
        ("lived=both", 50),
        ("sub_action=1.3", 50),
    ],
)
def test_the_total_is_of_what_is_listed(signed_in, board, champions, service, query, total):
    row = participants(service)
    log(
        champions,
        audiences=[Heads("workforce", 30, service), Heads("members", 20)],
        sub_actions=[row],
    )
    log(
        champions,
        held_on=date(2026, 2, 1),
        kind="briefing",
        lived_experience="both",
        audiences=[Heads("commissioned", 50)],
    )
    assert total_of(signed_in(board), f"{LIST}?{query}") == total


@pytest.mark.parametrize(
    ("month", "total"), [("2025-02", 1), ("2026-01", 2), ("2026-02", 4 + 8), ("2026-03", 16)]
)
def test_a_month_begins_on_its_first_day_and_ends_on_its_last(
    signed_in, board, champions, month, total
):
    days = ["2025-02-28", "2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"]
    for number, day in enumerate(days):
        heads = [Heads("workforce", 2**number)]
        log(champions, held_on=date.fromisoformat(day), audiences=heads)
    client = signed_in(board)

    assert total_of(client, f"{LIST}?month={month}") == total
    by_month = client.get("/participation/").context["found"].breakdowns[-1]
    assert sum(row.number for row in by_month.rows) == 31
    assert f"{LIST}?month={month}" in [row.url for row in by_month.rows]


@pytest.mark.parametrize(
    "query",
    [
        "month=2031-01",
        "month=x",
        "service=%00",
        "sub_action=" + "9" * 300,
        "since=never",
        "kind=party",
        "page=x",
    ],
)
def test_an_odd_filter_is_no_fault(signed_in, board, champions, query):
    log(champions)
    assert signed_in(board).get(f"{LIST}?{query}").status_code == 200


def test_what_was_removed_is_not_listed(signed_in, board, champions):
    session = log(champions)
    remove_session(by=champions, session=session, seen=1, reason="twice")

    html = signed_in(board).get(LIST).content.decode()
    assert "No session logged yet" in html
    assert "Workshop of" not in html


def test_a_list_that_nothing_fits_says_what_to_do(signed_in, board, champions):
    log(champions)
    assert (
        "No session fits these filters"
        in signed_in(board).get(f"{LIST}?kind=briefing").content.decode()
    )


def test_a_long_list_is_paged_and_its_total_is_of_all(signed_in, board):
    SessionFactory.create_batch(51)
    answer = signed_in(board).get(f"{LIST}?page=2")

    assert (len(answer.context["page"]), answer.context["total"]) == (1, 510)


def test_they_are_read_once_until_somebody_saves(many, django_assert_num_queries):
    def asked(seal: str, **filters: str) -> list[breakdowns.Breakdown]:
        return read_one(breakdowns.reading_breakdowns(seal, Audience.objects.current(), **filters))

    for seal, since, statements in [
        ("one", "", 1),
        ("one", "", 0),
        ("two", "", 1),
        ("two", "x", 1),
    ]:
        with django_assert_num_queries(statements):
            asked(seal, since=since)
    for _time in range(2):
        with django_assert_num_queries(1):
            asked("")
