"""A closed round shows what the Board's pages said when it was closed, whatever comes later."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils.timezone import localdate

from accounts.history import record
from accounts.removal.finding import Sought
from accounts.removal.passages import Passage
from accounts.removal.services import take_out
from accounts.services.services import edit_service
from actions.models import SubAction
from actions.status import Status
from foundations.models import Edition
from foundations.services.rounds import close_round
from oversight.board.reading import Board
from oversight.rounds import past
from oversight.rounds.comparing import compare
from oversight.rounds.frozen import from_values, read_frozen
from oversight.rounds.lists import sub_actions
from oversight.rounds.models import Snapshot
from oversight.rounds.texts import apart, together
from tests.conftest import forget_figures, html_of
from tests.factories import (
    EvidenceFactory,
    NeedFactory,
    ReplyFactory,
    RoundFactory,
    SubActionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AT = "/at/spring/1"
PAGES = ["board/", "board/changes/", "board/named/", "sub-actions/", "calls/", "needs/"]


@pytest.fixture
def read(signed_in, board):
    """A page of the closed round as the Board gets it."""
    client = signed_in(board)
    return lambda page: client.get(f"{AT}/{page}")


def told(page) -> str:
    """What a page tells, without keys of its forms."""
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", html_of(page))


@pytest.mark.parametrize("seed", range(1, 4))
def test_what_is_kept_is_what_was_read(make_work, seed):
    work = make_work(30, seed=seed)
    EvidenceFactory(kind="voice", supports=[work.sub_actions[0].item], dated_on=work.today)
    found = read_frozen(work.today, RoundFactory())
    assert from_values(together(*apart(found.as_values()))) == found


def test_nothing_that_comes_later_moves_it(closed, work, read, administrator, board, signed_in):
    before = [told(read(page)) for page in PAGES]
    one = work.sub_actions[0]
    today = {"reported_on": localdate(), "confirmed_on": localdate(), "completed_on": None}
    SubAction.objects.filter(kind="dated").update(status=Status.AT_RISK, **today)
    SubAction.objects.filter(pk=one.pk).update(service=None)
    SubActionFactory(action=one.action)
    for service in {row.service for row in work.sub_actions if row.service}:
        edit_service(
            by=administrator,
            service=service,
            seen=service.version,
            name=f"{service.name} that was",
            kind=service.kind,
            closed_on=localdate(),
        )
    forget_figures()

    assert [told(read(page)) for page in PAGES] == before
    assert told(signed_in(board).get("/board/")) != before[0]


def test_its_figures_open_lists_as_long_as_they_say(closed, read):
    shown: Board = read("board/").context["past"].board
    figures = [(shown.total, shown.total_url), (shown.late.number, shown.late.url)]
    figures += [(group.number, group.url) for group in shown.groups]
    figures += [(note.number, note.url) for group in shown.groups for note in group.notes]
    figures += [(note.number, note.url) for note in (*shown.hearing, *shown.in_none, *shown.plan)]
    figures += [(len(row.rows), row.url) for row in shown.table]
    figures += [(row.heard, row.heard_url) for row in shown.table]
    figures += [(note.number, note.url) for row in shown.table for note in row.numbers]
    figures += [(row.coverage.linked, row.calls_url) for row in shown.table if row.coverage]
    figures += [(gap.number, gap.url) for gap in shown.gaps]
    assert len(figures) > 40

    lengths = [read(url.removeprefix("/")).context["page"].paginator.count for _n, url in figures]

    assert lengths == [number for number, _url in figures]
    lines = read("board/export/").getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + shown.total + len(shown.standing.none)


def test_each_link_of_its_page_leads_to_a_page(closed, read, signed_in, board):
    client = signed_in(board)
    places = set(re.findall(r'href="(/[^"#]*)"', read("board/").content.decode()))
    kept = {place for place in places if place.startswith(AT)}
    assert len(kept) > 20
    assert {client.get(place.replace("&amp;", "&")).status_code for place in kept} == {200}


def test_a_sub_action_is_told_as_it_stood(closed, work, read):
    one = work.sub_actions[0]
    stood = read(f"sub-actions/{one.key}/").context["work"].stood
    SubAction.objects.filter(pk=one.pk).update(
        status=Status.OFF_TRACK, reported_on=localdate(), completed_on=None
    )
    assert stood in html_of(read(f"sub-actions/{one.key}/"))


def test_its_rules_say_the_days_that_were_set_then(work, administrator, settings, read):
    settings.SILENT_AFTER_DAYS, settings.NAMED_AFTER_DAYS = 77, 5
    forget_figures()
    opened = RoundFactory(key="spring", asks_assessment=False)
    close_round(by=administrator, round=opened, seen=1)
    settings.SILENT_AFTER_DAYS, settings.NAMED_AFTER_DAYS = 33, 9
    page = html_of(read("board/"))
    assert "77 days; recurring work" in page
    assert "no update for 77 days" in page
    assert "33 days" not in page
    assert "today’s rule" not in page
    assert "after another 5 days the service is named to the Board" in html_of(read("board/named/"))


def test_what_is_taken_out_leaves_a_mark_and_the_figures(closed, work, read, administrator):
    words = work.sub_actions[0].item.title
    total = read("board/").context["past"].board.total
    assert words in html_of(read(f"sub-actions/{work.sub_actions[0].key}/"))

    take_out(by=administrator, sought=Sought(Passage(words)), found={}, reason="A name.")

    page = read(f"sub-actions/{work.sub_actions[0].key}/")
    assert (page.status_code, words in html_of(page)) == (200, False)
    assert "taken out" in html_of(page)
    assert read("board/").context["past"].board.total == total


def test_a_round_that_was_closed_before_its_pages_were_kept_says_so(closed, read, signed_in, board):
    Snapshot.objects.all().delete()
    forget_figures()
    answer = read("board/")
    assert answer.status_code == 404
    assert "“Spring” was closed before its pages were kept" in html_of(answer)
    page = html_of(signed_in(board).get(closed.get_absolute_url()))
    assert "before the Board’s pages were kept" in page
    assert "closed before it was kept what each service had reported" in page


def test_the_address_of_the_round_leads_to_its_newest_edition(closed, signed_in, board):
    answer = signed_in(board).get("/at/spring/")
    assert answer["Location"] == f"{AT}/board/"


def test_it_names_no_person(closed, work, keeper, administrator):
    for row in work.sub_actions:
        row.owners.add(keeper)
    kept = Snapshot.objects.get()
    found = f"{kept.frozen} {kept.texts}"
    assert keeper.name not in found
    assert keeper.email not in found


def test_an_answer_to_a_call_names_no_person_either(administrator, keeper, work):
    said = {"kind": "changed", "words": "We did it.", "answered_by": keeper}
    ReplyFactory(item=work.calls[0], answered_on=localdate(), **said)
    opened = RoundFactory(asks_assessment=False)
    close_round(by=administrator, round=opened, seen=1)
    kept = Snapshot.objects.get()
    assert "We did it." in kept.texts
    assert not {keeper.name, administrator.name} & set(kept.texts)


def test_what_is_shown_cut_is_kept_whole_so_that_it_can_be_taken_out(administrator, work):
    words = "We would like to see the bench, and whoever sits there, " * 4
    said = {"kind": "changed", "words": "We did it.", "answered_by": administrator}
    said["heard__words"] = words + "Kayleigh."
    ReplyFactory(item=work.calls[0], answered_on=localdate(), **said)
    NeedFactory(sub_action=work.sub_actions[1], would_help="A place that is quiet: Kayleigh Boyd.")
    opened = RoundFactory(asks_assessment=False)
    close_round(by=administrator, round=opened, seen=1)
    assert "Kayleigh Boyd" in str(Snapshot.objects.get().texts)

    for passage in ("Kayleigh Boyd", words.strip() + " Kayleigh."):
        take_out(by=administrator, sought=Sought(Passage(passage)), found={}, reason="A name.")

    kept = Snapshot.objects.get()
    assert "Kayleigh" not in f"{kept.texts} {kept.frozen}"


def test_terms_are_kept_as_the_council_set_them(work, administrator, read):
    SubAction.objects.filter(pk=work.sub_actions[0].pk).update(
        target_number=40, target_unit="families"
    )
    opened = RoundFactory(key="spring", asks_assessment=False)
    close_round(by=administrator, round=opened, seen=1)
    page = html_of(read(f"sub-actions/{work.sub_actions[0].key}/"))
    assert "40 families" in page


def test_its_own_page_says_what_had_come_in_then(closed, signed_in, board, work):
    client = signed_in(board)
    page = closed.get_absolute_url()
    then = client.get(page)
    assert len(then.context["services"]) > 1
    SubActionFactory(action=work.actions[0], service=work.services[0])
    for service in work.services[:-1]:
        service.name = f"{service.name} as it is now"
        service.save()
    forget_figures()
    now = client.get(page)
    assert now.context["progress"] == then.context["progress"]
    assert list(now.context["services"]) == list(then.context["services"])
    assert "as it is now" not in html_of(now)
    # The lists of today would not be as long as these figures say.
    assert "/sub-actions/?round=" not in html_of(now)


def test_the_page_of_closing_says_what_waits_to_be_agreed(work, signed_in, administrator):
    SubActionFactory(
        status=Status.COMPLETE,
        completed_on=localdate(),
        reported_on=localdate(),
        confirmed_on=localdate(),
    )
    forget_figures()
    opened = RoundFactory(asks_assessment=False)
    page = signed_in(administrator).get(f"{opened.get_absolute_url()}close/")
    assert page.context["claims"] > 0
    assert "for somebody else to agree" in html_of(page)


def test_a_later_release_reads_what_the_first_one_kept():
    """As it stood when closed rounds were first kept: a field that is new needs a default."""
    stored = json.loads((Path(__file__).parent / "first_kept.json").read_text())
    found = from_values(together(stored["frozen"], stored["texts"]))
    record = past.Record(found, "/at/spring/1")
    assert f"Of {len(found.figures.standing.rows)} sub-actions" in record.drawn["answer"]
    assert "Where it is kept, and where not" in record.drawn["parts"]
    assert "120 days is today’s rule" in record.drawn["parts"]
    assert (found.by_service, found.ladder_rule, found.disagreeing) == (None, None, None)
    assert compare(found, found) == []
    assert sub_actions(found, {"group": "all"}).rows


def test_what_only_some_may_read_is_not_kept(work, administrator, closed):
    EvidenceFactory(title="Seen inside only", visibility="internal")
    EvidenceFactory(title="Seen by all", visibility="board")
    found = read_frozen(localdate() + timedelta(days=1), closed)
    titles = {one.title for one in found.evidence}
    assert "Seen by all" in titles
    assert "Seen inside only" not in titles


def test_an_assessment_round_keeps_the_pages_too(administrator, work):
    opened = RoundFactory(asks_progress=False, asks_assessment=True)
    close_round(by=administrator, round=opened, seen=1)
    assert Edition.objects.get().snapshot.groups[""]


def test_once_read_it_costs_as_little_as_an_empty_page_whoever_saves(
    closed, work, signed_in, board, django_assert_num_queries
):
    client = signed_in(board)
    client.get(f"{AT}/board/")
    with transaction.atomic():
        record(by=board, act="edited", thing="round", key="1", before={}, after={"name": "A"})
    # Who asks, two; the edition; and which rounds there are to choose from.
    with django_assert_num_queries(4):
        client.get(f"{AT}/board/")


@pytest.mark.parametrize("passage", ["2026-11-29", "not going well", "on track so far"])
def test_a_passage_like_a_word_of_ours_leaves_the_page_whole(closed, read, administrator, passage):
    total = read("board/").context["past"].board.standing.tally
    EvidenceFactory(title=f"What was said of {passage} by them")
    take_out(by=administrator, sought=Sought(Passage(passage)), found={}, reason="A name.")
    page = read("board/")
    assert page.status_code == 200
    assert page.context["past"].board.standing.tally == total
