"""The ten vision statements: word for word, mapped to calls by links that count once confirmed."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from foundations.coverage import read_by_foundation
from foundations.links import linked_to
from foundations.models import FrameworkItem, Kind, Link
from foundations.services.linking import add_link, confirm_link
from tests.conftest import html_of
from tests.factories import ItemFactory, LinkFactory

FIXTURE = Path(__file__).parents[3] / "fixtures" / "progress_framework.json"
ROWS = json.loads(FIXTURE.read_text("utf-8"))
STATEMENTS = [row["fields"] for row in ROWS if row["model"] == "foundations.frameworkitem"]
LINKS = [row["fields"] for row in ROWS if row["model"] == "foundations.link"]
# Every word was compared with the wording that was taken down; whoever changes one compares again.
PROOF_READ = "a947e0389e69051f120e93d25a53883dcf8040e837f0abd56777eff70fc620a0"


def test_there_are_ten_word_for_word_with_source_and_day():
    assert [one["number"] for one in STATEMENTS] == list(range(1, 11))
    read = [(one["key"], one["heading"], one["text"]) for one in STATEMENTS]
    assert hashlib.sha256(json.dumps(read).encode()).hexdigest() == PROOF_READ
    for one in STATEMENTS:
        assert "plan2430.scot" in one["source_document"]
        assert one["plan"] == "Plan 24-30"
        assert date.fromisoformat(one["read_on"])
    assert STATEMENTS[4]["text"] == (
        "Scotland must strive to become a nation that does not restrain its children."
    )
    assert STATEMENTS[9]["heading"] == ""
    assert "cut off" in STATEMENTS[9]["note"]


def test_no_page_is_given_since_those_that_are_printed_do_not_agree():
    assert {row["model"] for row in ROWS} == {"foundations.frameworkitem", "foundations.link"}


def test_each_is_linked_to_calls_by_words_that_both_have():
    calls = json.loads((FIXTURE.parent / "foundations.json").read_text("utf-8"))
    texts = {row["fields"]["key"]: row["fields"]["text"] for row in calls}
    texts |= {one["key"]: one["text"] for one in STATEMENTS}
    assert len(LINKS) == 11
    assert {link["from_item"][0] for link in LINKS} == {one["key"] for one in STATEMENTS}
    for link in LINKS:
        assert link["state"] == "suggested"
        assert link["from_words"] in texts[link["from_item"][0]]
        assert link["to_words"] in texts[link["to_item"][0]]


@pytest.fixture
def statement(db):
    return ItemFactory(key="VS3", kind=Kind.STATEMENT, number=3, text="Schools are ambitious.")


@pytest.fixture
def call(db):
    return ItemFactory(key="C10", parent=ItemFactory(key="care", kind=Kind.FOUNDATION))


def test_a_strong_suggestion_counts_for_nothing_until_it_is_confirmed(statement, call, keeper):
    link = LinkFactory(from_item=statement, to_item=call, confidence="high")
    assert not Link.objects.counted().exists()
    assert [end.link for end in linked_to(call).statements] == [link]
    assert not linked_to(call).counted
    assert [end.item for end in linked_to(statement).hints] == [call]
    confirm_link(by=keeper, link=link, seen=1, reason="It says the same.")
    assert Link.objects.counted().get() == link
    assert [end.item for end in linked_to(statement).touches] == [call]


def test_one_that_a_keeper_adds_waits_for_somebody_else(statement, call, keeper):
    add_link(by=keeper, from_item=statement, to_item=call, reason="It says the same.")
    assert not Link.objects.counted().exists()


def test_a_confirmed_one_answers_no_call(statement, call):
    LinkFactory(from_item=statement, to_item=call, state="confirmed")
    assert [coverage.linked for _item, coverage in read_by_foundation()] == [0]


def test_a_statement_is_linked_to_calls_only(statement, keeper):
    theme = ItemFactory(kind=Kind.THEME)
    with pytest.raises(ValidationError, match="No link can lead"):
        add_link(by=keeper, from_item=statement, to_item=theme, reason="No.")


def test_the_list_says_of_each_how_many_calls_are_confirmed(statement, call, board, signed_in):
    other = ItemFactory(key="VS4", kind=Kind.STATEMENT, text="Brothers and sisters stay together.")
    LinkFactory(from_item=statement, to_item=call, state="confirmed")
    LinkFactory(from_item=statement, to_item=ItemFactory(), confidence="low")
    LinkFactory(from_item=other, to_item=ItemFactory(), state="rejected")
    html = html_of(signed_in(board).get("/story/"))
    assert html.count("1 call confirmed") == 1
    assert html.count("No call is confirmed yet") == 1
    assert html.count("1 suggested, not counted") == 1


def test_a_call_names_the_statements_it_may_belong_to(statement, call, keeper, signed_in):
    LinkFactory(from_item=statement, to_item=call)
    html = html_of(signed_in(keeper).get("/calls/C10/"))
    assert "In the national story" in html
    assert "Vision statement VS3" in html
    assert "weak match" not in html


def test_the_shipped_ones_load(framework):
    assert FrameworkItem.objects.of_kind(Kind.STATEMENT).count() == 10
    assert FrameworkItem.objects.get(key="VS1").read_on == date(2026, 11, 29)
