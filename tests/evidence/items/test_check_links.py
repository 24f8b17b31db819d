"""The weekly command keeps what links answer, and lists what needs looking after (row 34)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Change
from evidence.items.link_check import Answer
from evidence.items.upkeep import note_answers
from evidence.models import EvidenceItem
from tests.factories import EvidenceFactory, LinkEvidenceFactory


@pytest.fixture
def run(site, capsys, db):
    """Run the command; gives what it printed."""

    def once() -> str:
        call_command("check_links")
        return capsys.readouterr().out

    return once


def days_ago(days: int):
    return timezone.localdate() - timedelta(days=days)


def test_it_asks_standing_links_that_were_not_asked_in_the_last_six_days(site, run):
    for path, more in {
        "new": {},
        "last-week": {"checked_on": days_ago(7)},
        "six-days": {"checked_on": days_ago(6)},
        "this-week": {"checked_on": days_ago(5)},
        "removed": {"removed_on": days_ago(1)},
    }.items():
        LinkEvidenceFactory(url=f"http://council.example/{path}", **more)
    EvidenceFactory()
    run()
    assert {path for _, path, _ in site.asked} == {"/new", "/last-week", "/six-days"}


def test_it_keeps_the_answers_and_lists_what_needs_looking_after(run):
    good = LinkEvidenceFactory(url="http://council.example/report")
    broken = LinkEvidenceFactory(url="http://council.example/404", title="A report that went")
    late = EvidenceFactory(review_on=days_ago(1), title="Looked at long ago")
    EvidenceFactory(review_on=timezone.localdate(), title="Due today")
    printed = run()
    good.refresh_from_db()
    broken.refresh_from_db()
    assert (good.checked_on, good.answer, good.broken) == (timezone.localdate(), "200 OK", False)
    assert (broken.checked_on, broken.answer, broken.broken) == (
        timezone.localdate(),
        "404 Not Found",
        True,
    )
    assert "2 links were asked." in printed
    assert (
        f"404 Not Found: http://council.example/404 (A report that went, /evidence/{broken.pk}/)"
        in printed
    )
    assert f"Looked at long ago (/evidence/{late.pk}/)" in printed
    assert "Due today" not in printed


def lines() -> list[tuple[str, str]]:
    return list(Change.objects.order_by("id").values_list("act", "key"))


def test_a_run_without_links_leaves_its_line_too(run):
    assert "0 links were asked." in run()
    assert lines() == [("checked links", timezone.localdate().isoformat())]


def test_history_says_when_a_link_broke_and_when_it_works_again(db):
    item, today = LinkEvidenceFactory(), timezone.localdate()
    good, bad = Answer("200 OK", broken=False), Answer("404 Not Found", broken=True)
    for answer in (good, bad, bad, good, good):
        note_answers(items=[EvidenceItem.objects.get()], answers={item.url: answer}, on=today)
    run_line = ("checked links", today.isoformat())
    broke, works = (
        ("found the link broken", str(item.pk)),
        ("found the link working again", str(item.pk)),
    )
    assert lines() == [run_line, broke, run_line, run_line, works, run_line, run_line]
    assert Change.objects.filter(actor_id=None).count() == 7


def test_whoever_has_the_item_open_meets_no_conflict_because_of_the_check(db):
    item = LinkEvidenceFactory()
    note_answers(
        items=[item], answers={item.url: Answer("Gone", broken=True)}, on=timezone.localdate()
    )
    assert EvidenceItem.objects.get().version == item.version


@pytest.mark.parametrize(
    "meanwhile", [{"url": "https://council.example/new"}, {"removed_on": date(2026, 3, 1)}]
)
def test_what_was_changed_or_removed_during_the_check_is_left_as_it_is(db, meanwhile):
    item = LinkEvidenceFactory()
    EvidenceItem.objects.update(**meanwhile)
    note_answers(
        items=[item], answers={item.url: Answer("Gone", broken=True)}, on=timezone.localdate()
    )
    assert EvidenceItem.objects.values_list("checked_on", "answer", "broken").get() == (
        None,
        "",
        False,
    )
    assert [act for act, _key in lines()] == ["checked links"]


def test_a_page_that_a_browser_kept_is_made_anew_after_a_run(run, board, signed_in):
    client = signed_in(board)
    client.get("/services/")
    tag = client.get("/evidence/upkeep/")["ETag"]
    assert client.get("/evidence/upkeep/", headers={"If-None-Match": tag}).status_code == 304
    run()
    assert client.get("/evidence/upkeep/", headers={"If-None-Match": tag}).status_code == 200


def test_no_item_is_waited_for_once_history_is_written(db):
    """Else whoever edits an item now and the check would wait for each other."""
    links = [LinkEvidenceFactory(url=f"https://council.example/{number}") for number in range(3)]
    answers = {item.url: Answer("Gone", broken=True) for item in links}
    with CaptureQueriesContext(connection) as asked:
        note_answers(items=links, answers=answers, on=timezone.localdate())
    written = [
        query["sql"].split()[:3] for query in asked if query["sql"].startswith(("UPDATE", "INSERT"))
    ]
    assert [words[0] for words in written] == ["UPDATE"] * 3 + ["INSERT"] * 4
