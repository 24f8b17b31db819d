"""The page of tensions, and the ways to it (row 31)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.history import record
from evidence.assessments import tensions
from foundations.models import Kind
from tests.factories import (
    ItemFactory,
    LinkFactory,
    RoundFactory,
    SelfAssessmentFactory,
    SubActionFactory,
    SubmissionFactory,
)
from tests.foundations.conftest import words

pytestmark = pytest.mark.usefixtures("march")
TODAY = date(2026, 3, 10)


@pytest.fixture
def autumn(db):
    return RoundFactory(key="autumn", name="Autumn")


@pytest.fixture
def client(signed_in, board):
    return signed_in(board)


def tension(round, status="complete", **texts):
    """A theme that was submitted with these texts, beside work of this status."""
    theme = ItemFactory(kind=Kind.THEME, heading="Support", has_template=True)
    dated = {"completed_on": TODAY} if status == "complete" else {}
    row = SubActionFactory(status=status, reported_on=TODAY, **dated)
    LinkFactory(from_item=row.item, to_item=theme)
    held = SelfAssessmentFactory(theme=theme, round=round, state="submitted")
    SubmissionFactory(assessment=held, texts=texts, made_by__name="Kirsty")
    return held, row


def test_it_names_both_ends_who_said_it_and_when(client, autumn, march):
    autumn.first_day = timezone.localdate()
    autumn.save()
    held, row = tension(autumn, Q2="Children wait too long.")
    page = client.get("/tensions/")
    said = words(page)
    assert f"Support {held.service}, submitted on 10 March 2026 by Kirsty" in said
    assert "What are we not doing well? Children wait too long." in said
    assert f"{row.key} {row.item.title} In hand: Complete" in said
    for thing in (held, row):
        assert f'href="{thing.get_absolute_url()}"' in page.content.decode()


@pytest.mark.parametrize(
    ("not_well", "well", "sentence"),
    [
        (
            3,
            0,
            "3 self-assessments say that something does not go well "
            "while linked work is reported as complete or being",
        ),
        (
            1,
            0,
            "1 self-assessment says that something does not go well "
            "while linked work is reported as complete",
        ),
        (
            0,
            2,
            "2 self-assessments say that something goes well "
            "while linked work is late, at risk or worse.",
        ),
        (0, 0, "No self-assessment says that something does not go well"),
    ],
)
def test_the_sentence_on_top_counts_both_directions(client, autumn, not_well, well, sentence):
    for _number in range(not_well):
        tension(autumn, Q2="Not so well.")
    for _number in range(well):
        tension(autumn, "off-track", Q1="All is well.")
    assert sentence in words(client.get("/tensions/"))


def test_the_reverse_stands_under_a_heading_of_its_own(client, autumn):
    tension(autumn, "off-track", Q1="All is well.", Q2="Little.")
    page = words(client.get("/tensions/"))
    assert "linked work is reported as complete or being kept" not in page.partition("worse.")[2]
    assert page.index("Something goes well, and linked work is late") < page.index("All is well.")


def test_where_words_and_work_agree_it_says_what_would_stand_here(client, autumn):
    tension(autumn, "on-track", Q1="Much.", Q2="Little.")
    assert "None in this round. A theme is listed when a service says" in words(
        client.get("/tensions/")
    )


def test_before_the_first_round_it_is_called_what_it_is(client):
    page = words(client.get("/tensions/"))
    assert "Self-assessments that disagree with progress No round of self-assessment" in page
    assert "nineteen themes" not in page


def test_each_round_has_its_own(client, autumn):
    spring = RoundFactory(
        key="spring",
        name="Spring",
        first_day=TODAY - timedelta(days=90),
        last_day=TODAY - timedelta(days=60),
    )
    RoundFactory(
        key="later", first_day=TODAY + timedelta(days=50), last_day=TODAY + timedelta(days=60)
    )
    tension(spring, Q2="What was said in spring.")
    assert "What was said in spring." not in words(client.get("/tensions/"))
    assert "What was said in spring." in words(client.get("/tensions/?round=spring"))
    assert 'href="/tensions/?round=spring"' in client.get("/tensions/").content.decode()
    assert "round=later" not in client.get("/tensions/").content.decode()


@pytest.mark.parametrize("key", ["nothing", "%00", "x" * 5_000])
def test_an_unknown_round_is_answered_with_where_to_look(client, autumn, key):
    answer = client.get(f"/tensions/?round={key}")
    assert answer.status_code == 404
    assert "/rounds/" in words(answer)


def test_without_a_round_it_says_so(client):
    assert "No round of self-assessment has begun" in words(client.get("/tensions/"))


def test_the_overview_leads_there(client, autumn, keeper):
    assert 'href="/tensions/?round=autumn"' in client.get("/self-assessment/").content.decode()


def test_it_costs_the_same_however_many_there_are(client, autumn):
    def cost() -> int:
        client.get("/tensions/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/tensions/")
        return len(seen)

    tension(autumn, Q2="Not so well.")
    few = cost()
    for _number in range(8):
        tension(autumn, Q2="Not so well.")
        tension(autumn, "off-track", Q1="All is well.")
    assert cost() == few


def test_it_is_worked_out_once_until_somebody_saves(client, autumn, board):
    def save() -> None:
        record(
            by=board,
            act="posted",
            thing="sub-action",
            key="1.1",
            before={},
            after={"changed": "It moves."},
        )

    tension(RoundFactory(key="spring"), Q2="Said in spring.")
    tension(autumn, Q2="Children wait too long.")
    save()
    assert "Children wait too long." in words(client.get("/tensions/?round=autumn"))
    tension(autumn, Q2="Nobody calls back.")
    assert "Nobody calls back." not in words(client.get("/tensions/?round=autumn"))
    assert "Said in spring." in words(client.get("/tensions/?round=spring"))
    save()
    assert "Nobody calls back." in words(client.get("/tensions/?round=autumn"))


@pytest.mark.parametrize(
    ("number", "shown", "left"), [("1", "kept", "well"), ("2", "well", "kept")]
)
def test_a_page_holds_some_and_the_sentence_counts_all(
    monkeypatch, client, autumn, number, shown, left
):
    monkeypatch.setattr(tensions, "PER_PAGE", 1)
    tension(autumn, Q2="Said of what is kept.")
    tension(autumn, "off-track", Q1="Said of what goes well.")
    page = words(client.get(f"/tensions/?round=autumn&page={number}"))
    said = {"kept": "Said of what is kept.", "well": "Said of what goes well."}
    assert said[shown] in page
    assert said[left] not in page
    assert "1 self-assessment says that something does not go well" in page
    assert "1 self-assessment says that something goes well" in page
    assert f"{number} to {number} of 2" in page
    other = 3 - int(number)
    assert (
        f'href="?round=autumn&amp;page={other}"'
        in client.get(f"/tensions/?round=autumn&page={number}").content.decode()
    )


@pytest.mark.parametrize(("linked", "more"), [(2, ""), (3, "1 more"), (5, "3 more")])
def test_of_much_linked_work_some_is_shown_and_the_rest_counted(
    monkeypatch, client, autumn, linked, more
):
    monkeypatch.setattr(tensions, "ROWS", 2)
    held, _row = tension(autumn, Q2="Children wait.")
    for _number in range(linked - 1):
        row = SubActionFactory(status="complete", reported_on=TODAY, completed_on=TODAY)
        LinkFactory(from_item=row.item, to_item=held.theme)
    page = words(client.get("/tensions/"))
    assert page.count("In hand: Complete") == 2
    assert ("more sub-actions linked with Support" in page) == bool(more)
    assert more in page
