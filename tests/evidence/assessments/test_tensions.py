"""Themes whose words and whose linked work go different ways (row 31)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evidence.assessments.tensions import read_tensions
from foundations.models import Kind
from tests.factories import (
    ItemFactory,
    LinkFactory,
    RoundFactory,
    SelfAssessmentFactory,
    SubActionFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.database


@pytest.fixture
def round(db):
    return RoundFactory()


@pytest.fixture
def theme(db):
    return ItemFactory(kind=Kind.THEME, has_template=True)


def submit(round, theme, *, well="", not_well="", **options):
    assessment = SelfAssessmentFactory(round=round, theme=theme, state="submitted")
    return SubmissionFactory(assessment=assessment, texts={"Q1": well, "Q2": not_well}, **options)


def work(status: str, **options):
    today = timezone.localdate()
    done = {"completed_on": today} if status == "complete" else {}
    kind = {"kind": "ongoing"} if status in ("being-kept", "not-kept", "slipping") else {}
    return SubActionFactory(status=status, reported_on=today, **done, **kind, **options)


def linked(row, theme, **options):
    LinkFactory(from_item=row.item, to_item=theme, **options)
    return row


def read(round):
    found = read_tensions(round, timezone.localdate())
    return [
        [(one.submission, [row.sub_action for row in one.rows]) for one in ones]
        for ones in (found.said_kept, found.said_well)
    ]


@pytest.mark.parametrize("status", ["complete", "being-kept"])
def test_said_not_to_go_well_beside_work_that_is_said_to_be_done(round, theme, status):
    row = linked(work(status), theme)
    submission = submit(round, theme, not_well="Children wait too long.")
    assert read(round) == [[(submission, [row])], []]


@pytest.mark.parametrize("status", ["off-track", "not-kept", "slipping", "at-risk"])
def test_the_reverse(round, theme, status):
    row = linked(work(status), theme)
    submission = submit(round, theme, well="Everything.")
    assert read(round) == [[], [(submission, [row])]]


def test_work_past_its_date_is_part_of_the_reverse_from_the_day_after(round, theme):
    today = timezone.localdate()
    late = linked(work("on-track", due_on=today - timedelta(days=1)), theme)
    linked(work("on-track", due_on=today), theme)
    submission = submit(round, theme, well="Everything.")
    assert read(round) == [[], [(submission, [late])]]


def test_work_that_is_linked_in_several_ways_stands_there_once(round, theme):
    row = work("complete")
    line = ItemFactory(kind=Kind.RECOMMENDATION, parent=theme)
    criterion = ItemFactory(kind=Kind.CRITERION, parent=row.item)
    for start, end in [
        (row.item, theme),
        (row.item, line),
        (criterion, theme),
        (row.action.item, line),
    ]:
        LinkFactory(from_item=start, to_item=end)
    submission = submit(round, theme, not_well="Much.")
    assert read(round) == [[(submission, [row])], []]


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_box_says_nothing(round, theme, text):
    linked(work("complete"), theme)
    linked(work("off-track"), theme)
    submit(round, theme, well=text, not_well=text)
    assert read(round) == [[], []]


def test_no_tension_where_both_say_the_same(round, theme):
    linked(work("on-track"), theme)
    submit(round, theme, well="Much.", not_well="Little.")
    assert read(round) == [[], []]


def test_links_through_a_recommendation_an_action_and_a_criterion_count(round, theme):
    line = ItemFactory(kind=Kind.RECOMMENDATION, parent=theme)
    one, two, three = work("complete"), work("complete"), work("complete")
    linked(one, line)
    LinkFactory(from_item=two.action.item, to_item=theme)
    LinkFactory(from_item=ItemFactory(kind=Kind.CRITERION, parent=three.item), to_item=theme)
    submission = submit(round, theme, not_well="Much.")
    [[(found, rows)], _reverse] = read(round)
    assert (found, set(rows)) == (submission, {one, two, three})


@pytest.mark.parametrize(
    "link", [{"confidence": "low"}, {"state": "rejected"}, {"state": "removed"}]
)
def test_links_that_do_not_count_make_none(round, theme, link):
    linked(work("complete"), theme, **link)
    submit(round, theme, not_well="Much.")
    assert read(round) == [[], []]


def test_drafts_other_rounds_and_reopened_ones_make_none(round, theme):
    linked(work("complete"), theme)
    submit(RoundFactory(), theme, not_well="Much.")
    submit(round, theme, not_well="Much.", reopened_at=timezone.now())
    SelfAssessmentFactory(round=round, theme=theme)
    assert read(round) == [[], []]


def test_reading_costs_the_same_however_much_there_is(round, theme):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            read(round)
        return len(seen)

    linked(work("complete"), theme)
    submit(round, theme, not_well="Much.")
    few = cost()
    for _number in range(5):
        other = ItemFactory(kind=Kind.THEME, has_template=True)
        linked(work("complete"), other)
        submit(round, other, not_well="Much.")
    assert cost() == few
