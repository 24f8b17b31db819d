"""A pack says what the pages of its round say, by the same figures, and nobody's name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accounts.removal.services import mark_of
from actions.groups import Group
from foundations.coverage import Sureness
from foundations.models import Edition
from oversight.board.asking import Ask
from oversight.packs import board_pack, lists, people
from oversight.packs.board_pack import attended, read_board_pack
from oversight.packs.contents import paragraphs
from oversight.packs.members import read_briefing
from oversight.packs.reading import better_or_not, how_made, read_record
from oversight.rounds.frozen import Part as Share
from oversight.rounds.models import Snapshot
from oversight.small.rule import HIDDEN, shown
from tests.conftest import html_of
from tests.factories import RoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def tables(edition) -> dict:
    return {table.key: table for table in read_board_pack(edition, 1).tables}


def test_each_list_is_as_long_as_the_round_says(edition, tables):
    groups = Snapshot.objects.get(edition=edition).groups[""]
    frozen = read_record(edition).frozen
    assert {row[0]: row[1] for row in tables["Groups"].rows} == {
        group.label: groups.get(group, 0) for group in Group
    }
    assert len(tables["Not going well"].rows) == groups[Group.NOT_GOING_WELL]
    assert len(tables["Not known"].rows) == groups[Group.NOT_KNOWN]
    assert len(tables["Kept"].rows) == groups.get(Group.KEPT, 0)
    assert len(tables["Needs"].rows) == len(frozen.needs) == 1
    assert len(tables["Every sub-action"].rows) == len(frozen.figures.work)
    without = [call for call in frozen.calls if call.sureness == Sureness.NO]
    assert len(tables["Calls without work"].rows) == len(without)
    assert len(tables["What changed"].rows) == len(read_record(edition).board.standing.changes)


def test_its_answer_is_that_of_the_page(edition, signed_in, board):
    page = html_of(signed_in(board).get("/at/spring/1/board/"))
    first = read_board_pack(edition, 1).sections[0].sentences[0].words
    assert first.partition(". ")[2].split(",")[0] in page
    assert first.startswith(read_record(edition).board.word)


def test_the_order_is_that_of_a_meeting(edition):
    keys = [section.key for section in read_board_pack(edition, 1).sections]
    assert keys[:6] == ["answer", "badly", "unknown", "kept", "claims", "foundations"]
    assert keys[6:12] == ["services", "changes", "calls", "needs", "named", "heard"]
    assert keys[12:] == ["participation", "every", "rule"]


def test_nothing_of_today_is_read(edition, work):
    before = read_board_pack(edition, 1)
    work.sub_action()
    assert read_board_pack(edition, 1).tables == before.tables


def test_a_mark_of_a_removal_names_nobody(edition, administrator, say):
    say(lambda _number: f"A {mark_of(administrator)} b")
    contents = read_board_pack(edition, 1)
    texts = str(contents.tables)
    assert "[taken out on " in texts
    assert str(administrator) not in texts
    assert str(administrator) not in str([*contents.sentences()])


def test_it_says_how_it_was_made(edition, administrator):
    told = dict(how_made(edition, read_record(edition).frozen))
    assert told["Round"] == "Spring, edition 1"
    assert "Questions and decisions" in told["Not in it"]
    edition.undone_on, edition.undone_by = edition.closed_on, administrator
    told = dict(how_made(edition, read_record(edition).frozen))
    assert "does not stand any more" in told["Standing"]
    assert str(administrator) not in str(told)


def test_a_round_without_data_makes_a_pack(administrator, db):
    from foundations.services import rounds

    opened = RoundFactory(key="empty", name="Empty", asks_assessment=False)
    rounds.close_round(by=administrator, round=opened, seen=1)
    edition = Edition.objects.select_related("round").get(round=opened)
    contents = read_board_pack(edition, 1)
    assert contents.sections[0].sentences[0].words == "There are no sub-actions yet."
    assert "no round was closed before" in str(read_briefing(edition, 1).sections[0].blocks)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (1204, "1,204")]
)
def test_a_count_of_people_that_is_too_small_is_hidden(number, words):
    assert people.people(number) == words


def test_what_would_give_a_hidden_count_away_is_hidden_too(edition):
    class Found:
        counted, number, sentence = 3, 1000, "97 behind an even pace of 100"
        work = read_record(edition).frozen.figures.work[0]

    board = read_record(edition).board
    board = replace(board, figures=replace(board.figures, attendances=Found()))
    assert attended(board, shown(3, 5))[-1].words == "Fewer than 5 of 1,000 attendances."
    assert (
        attended(board, HIDDEN)[-1].words == "How many of 1,000 attendances there were is hidden."
    )
    assert "97 behind" in attended(board, 5)[-1].words


@pytest.mark.parametrize(
    ("kept", "badly", "words"),
    [
        (5, 5, "The same as"),
        (6, 5, "Better than"),
        (6, 4, "Better than"),
        (5, 6, "Worse than"),
        (4, 6, "Worse than"),
        (6, 6, "Better in part and worse in part than"),
    ],
)
def test_whether_it_is_better_counts_silence_as_not_going_well(kept, badly, words):
    then = {"kept": 5, "in-hand": 10, "not-going-well": 3, "not-known": 2}
    now = {"kept": kept, "in-hand": 20 - kept - badly, "not-going-well": 0, "not-known": badly}
    assert better_or_not(then, now) == words


def test_the_briefing_compares_with_the_round_nearest_a_year_before(edition, administrator):
    for key, days in (("near", 380), ("far", 700), ("late", 200)):
        closed_on = edition.closed_on - timedelta(days=days)
        old = RoundFactory(
            key=key, name=key, first_day=closed_on, last_day=closed_on, opened_on=closed_on,
            closed_on=closed_on, closed_by=administrator,
        )  # fmt: skip
        kept = Snapshot.objects.get(edition=edition)
        kept.pk, kept.edition = None, old.editions.get()
        kept.groups = {"": {"kept": 1, "not-known": 1}}
        kept.save()
    year = read_briefing(edition, 1).sections[0]
    assert year.tables[0].rows[-1][1] == 2
    assert "12 months before" in year.sentences[0].words
    near = Edition.objects.get(round__key="near")
    near.snapshot.delete()
    said = read_briefing(edition, 1).sections[0].sentences[0].words
    assert "no round was closed about a year before. The nearest is “late”" in said


def test_its_rule_is_that_of_the_round(edition, settings):
    then = settings.SILENT_AFTER_DAYS
    settings.SILENT_AFTER_DAYS = then + 11
    said = str(board_pack.rule(read_record(edition).board))
    assert "Not going well: said to be" in said
    assert f"counts for {then} days" in said
    kept = Snapshot.objects.get(edition=edition)
    del kept.frozen["figures"]["silent_after"]
    kept.save()
    said = str(board_pack.rule(read_record(edition).board))
    assert f"{then + 11} days is today’s rule" in said


def test_a_joint_sub_action_says_how_the_part_of_each_body_goes(edition):
    board, frozen = read_record(edition).board, read_record(edition).frozen
    badly, silent = (
        next(one for one in frozen.figures.work if one.group == group)
        for group in (Group.NOT_GOING_WELL, Group.NOT_KNOWN)
    )
    parts = [
        Share(1, badly.key, "Housing", "A room.", "slipping", date(2026, 5, 3)),
        Share(2, badly.key, "Skerrylight", "Advice.", "on-track", date(2026, 5, 4)),
        Share(3, silent.key, "Police Scotland", "A word.", "not-reported", None),
    ]
    frozen = replace(frozen, parts=parts)
    asks = [Ask(badly, edition.closed_on, "")]
    why = lists.badly(asks, frozen).rows[0][1]
    assert why.endswith(
        " Housing: slipping, said on 3 May 2026. Skerrylight: on track, said on 4 May 2026."
    )
    told = {row[0]: row[1] for row in lists.unknown(board, frozen).rows}
    assert told[lists.name(silent)].endswith(". Police Scotland: has not said how its part goes.")
    assert not any("Housing" in words for words in told.values())


def test_the_figures_of_services_are_those_that_the_round_keeps(edition, tables):
    kept = read_record(edition).frozen.by_service
    assert kept
    assert tables["By service"].rows == [
        (one.service or "No service yet", one.all, one.reported) for one in kept
    ]


def test_a_round_of_before_says_that_it_has_no_figures_by_service(edition):
    kept = Snapshot.objects.get(edition=edition)
    kept.frozen["by_service"] = None
    kept.save()
    contents = read_board_pack(edition, 1)
    (section,) = (one for one in contents.sections if one.key == "services")
    assert not section.tables
    assert "before its figures by service were kept" in section.sentences[0].words


def test_what_a_page_sets_apart_stands_in_quotes():
    markup = "<p>It is <i>Not yet</i> &amp; <b>so</b>.</p>"
    assert paragraphs(markup) == ["It is “Not yet” & so."]
