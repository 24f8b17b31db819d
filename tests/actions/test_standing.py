"""The standing of a sub-action on a day, with the sentence that says why; and the summary of
many.
"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actions.attention import needing
from actions.models import SubAction
from actions.standing import Standing, standing, summary
from actions.status import Kind, Status
from foundations.models import PublishedTarget
from tests.conftest import html_of
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = date(2026, 3, 3)
TRACK = {"status": Status.ON_TRACK, "reported_on": DAY, "confirmed_on": DAY}
SOURCE = (
    "The plan says “By December 2021”. That date has passed; "
    + "it is not yet confirmed or changed."
)


def at(days: int) -> date:
    return DAY + timedelta(days=days)


def make(source: date | None = None, months: int | None = None, **values) -> SubAction:
    row = SubActionFactory(**values)
    if source or months:
        words = "By December 2021" if source else "every so often"
        PublishedTarget.objects.create(
            item=row.item, words=words, last_day=source, period_months=months
        )
    return row


CASES = {
    "no date": ({}, Standing("No date set.")),
    "due far off": ({"due_on": at(31)}, Standing("Due 3 April 2026.")),
    "due soon": ({"due_on": at(30)}, Standing("Due in 30 days, on 2 April 2026.")),
    "due tomorrow": ({"due_on": at(1)}, Standing("Due in 1 day, on 4 March 2026.")),
    "due today": ({"due_on": DAY}, Standing("Due today, 3 March 2026.")),
    "late": ({"due_on": at(-1)}, Standing("Late: due 2 March 2026, not complete.", late=True)),
    "late at risk": (
        TRACK | {"due_on": at(-1), "status": Status.AT_RISK},
        Standing("Late: due 2 March 2026, not complete.", late=True),
    ),
    "contradiction": (
        TRACK | {"due_on": at(-1)},
        Standing(
            "Late: due 2 March 2026, not complete.",
            late=True,
            contradiction="Reported as on track, but its date has passed.",
        ),
    ),
    "source date passed": ({"source": date(2021, 12, 31)}, Standing(SOURCE)),
    "source date passed, on track": (TRACK | {"source": date(2021, 12, 31)}, Standing(SOURCE)),
    "source date passed yesterday": ({"source": at(-1)}, Standing(SOURCE)),
    "source date to come": (
        {"source": DAY},
        Standing(SOURCE.replace("has passed", "is still to come")),
    ),
    "source date replaced": (
        {"source": date(2021, 12, 31), "due_on": at(60)},
        Standing("Due 2 May 2026."),
    ),
    "complete": (
        TRACK
        | {
            "status": Status.COMPLETE,
            "completed_on": at(-9),
            "due_on": at(-90),
            "confirmed_on": at(-900),
        },
        Standing("Complete since 22 February 2026."),
    ),
    "stopped": (
        TRACK | {"status": Status.STOPPED, "due_on": at(-90), "confirmed_on": at(-900)},
        Standing("Stopped, without a recorded decision: nothing more is due."),
    ),
    "fresh to the last day": (TRACK | {"confirmed_on": at(-120)}, Standing("No date set.")),
    "stale": (
        TRACK | {"confirmed_on": at(-121)},
        Standing("No date set. Not confirmed for 121 days.", stale=True),
    ),
    "late and stale": (
        TRACK | {"confirmed_on": at(-121), "due_on": at(-1), "status": Status.OFF_TRACK},
        Standing(
            "Late: due 2 March 2026, not complete. Not confirmed for 121 days.",
            late=True,
            stale=True,
        ),
    ),
    "ongoing": ({"kind": Kind.ONGOING}, Standing("An ongoing commitment; no review date set.")),
    "ongoing, review today": (
        {"kind": Kind.ONGOING, "review_on": DAY},
        Standing("An ongoing commitment; its review is due on 3 March 2026."),
    ),
    "ongoing, review past": (
        TRACK | {"kind": Kind.ONGOING, "status": Status.IN_PLACE, "review_on": at(-1)},
        Standing("An ongoing commitment; its review was due on 2 March 2026.", review_passed=True),
    ),
    "ongoing, stale": (
        TRACK | {"kind": Kind.ONGOING, "status": Status.NOT_KEPT, "confirmed_on": at(-130)},
        Standing(
            "An ongoing commitment; no review date set. Not confirmed for 130 days.", stale=True
        ),
    ),
    "ongoing, source date": (
        {"kind": Kind.ONGOING, "source": date(2021, 12, 31)},
        Standing(SOURCE),
    ),
    "recurring, nothing set": (
        {"kind": Kind.RECURRING},
        Standing("Recurring, without an interval; no first date set."),
    ),
    "recurring in the source": (
        {"kind": Kind.RECURRING, "months": 6},
        Standing("Every 6 months; no first date set."),
    ),
    "recurring, set": (
        {"kind": Kind.RECURRING, "months": 6, "interval_months": 3, "start_on": at(-400)},
        Standing("Every 3 months from 27 January 2025."),
    ),
    "recurring, source date": (
        {
            "kind": Kind.RECURRING,
            "interval_months": 3,
            "start_on": DAY,
            "source": date(2021, 12, 31),
        },
        Standing(f"Every 3 months from 3 March 2026. {SOURCE}"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_standing_on_a_day(case):
    values, expected = CASES[case]
    assert standing(make(**values), DAY) == expected


@pytest.mark.parametrize("case", CASES)
def test_lists_of_the_board_agree_with_the_standing(case):
    """The same day by two ways: the row's own standing, and the query that counts such rows."""
    values, expected = CASES[case]
    make(**values)
    counted = {
        word: needing(SubAction.objects.all(), word, DAY).count()
        for word in ("late", "stale", "review-passed", "contradicted")
    }
    assert counted == {
        "late": expected.late,
        "stale": expected.stale,
        "review-passed": expected.review_passed,
        "contradicted": bool(expected.contradiction),
    }
    assert needing(SubAction.objects.all(), "source-date-passed", DAY).count() == (
        SOURCE in expected.sentence
    )


def test_changing_the_date_changes_standing_and_sentence_at_once():
    row = make(due_on=at(-1))
    assert standing(row, DAY).late
    row.due_on = at(1)
    assert standing(row, DAY) == Standing("Due in 1 day, on 4 March 2026.")


def test_standing_of_a_listed_row_asks_the_database_nothing(django_assert_num_queries):
    make(source=date(2021, 12, 31))
    make()
    rows = list(SubAction.objects.for_list())
    with django_assert_num_queries(0):
        assert [standing(row, DAY).late for row in rows] == [False, False]


def many(**counts: int) -> list[SubAction]:
    words = {name.replace("_", "-"): count for name, count in counts.items()}
    return [
        SubAction(kind=Kind.DATED, status=word)
        for word, count in words.items()
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "No sub-actions yet."),
        (many(not_reported=2), "2 of 2 not yet reported."),
        (
            many(not_reported=3, complete=1, on_track=3),
            "3 of 7 on track, 1 complete, 3 not yet reported.",
        ),
        (
            many(not_started=1, at_risk=1, off_track=1, stopped=1),
            "1 of 4 not started, 1 at risk, 1 off track, 1 stopped.",
        ),
        (
            many(in_place=2, being_kept=1, slipping=1, not_kept=1),
            "2 of 5 in place, 1 being kept, 1 slipping, 1 not kept.",
        ),
    ],
)
def test_summary_is_counts_and_a_sentence(rows, sentence):
    assert summary(rows, DAY) == sentence


def test_summary_says_how_many_are_late():
    rows = [*many(on_track=4), SubAction(kind=Kind.DATED, status="on-track", due_on=at(-1))]
    assert summary(rows, DAY) == "5 of 5 on track; 1 past its date."
    rows.append(SubAction(kind=Kind.DATED, status="not-reported", due_on=at(-1)))
    assert summary(rows, DAY) == "5 of 6 on track, 1 not yet reported; 2 past their date."


def test_pages_show_the_standing_of_today(signed_in, board):
    row = make(due_on=timezone.localdate() - timedelta(days=1), status="on-track", reported_on=DAY)
    for address in (row.get_absolute_url(), row.action.get_absolute_url()):
        page = signed_in(board).get(address).content.decode()
        assert "Late: due " in page
        assert "Reported as on track, but its date has passed." in page


def test_a_row_of_the_list_says_late_before_what_was_reported(signed_in, board):
    due = timezone.localdate() - timedelta(days=1)
    make(due_on=due, status="on-track", reported_on=DAY)
    html = html_of(signed_in(board).get("/sub-actions/"))
    word = html.index(">Late</span>")
    assert word < html.index("reported as on track") < html.index("1 day late")
