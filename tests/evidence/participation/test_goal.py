"""The target of participants, and which sessions count towards it."""

from datetime import date

import pytest

from accounts.together import read_one
from actions.models import SubAction
from actions.status import Status
from evidence.participation.goal import reading_participants
from evidence.participation.pace import Target, number_of, target_of
from evidence.participation.reasons import Heads
from tests.conftest import html_of
from tests.evidence.participation.participants import log, participants
from tests.factories import ReportedSubActionFactory

pytestmark = pytest.mark.database
YEAR = Target(1000, date(2026, 1, 1), date(2026, 12, 31))
JUNE = date(2026, 6, 30)


def test_twelve_months_end_on_the_day_before(db, service):
    assert target_of(participants(service, start_on=date(2026, 1, 1))) == YEAR


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2023, 3, 1), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2025, 2, 27)),
        (date(2024, 3, 1), date(2025, 2, 28)),
        (date(2026, 8, 31), date(2027, 8, 30)),
    ],
)
def test_leap_years(db, service, start, last):
    assert target_of(participants(service, start_on=start)).last_day == last


def test_the_council_sets_another_number_and_another_last_day(db, service):
    row = participants(
        service, start_on=date(2026, 1, 1), due_on=date(2026, 6, 30), target_number=400
    )

    assert target_of(row) == Target(400, date(2026, 1, 1), date(2026, 6, 30))


def test_a_nought_that_the_council_has_set_is_not_the_number_of_the_source(db, service):
    row = participants(service, start_on=date(2026, 1, 1), target_number=0)
    assert (number_of(row), target_of(row)) == (0, None)


def test_without_a_start_there_is_no_target(db, service):
    assert target_of(participants(service)) is None
    assert target_of(participants(service, key="1.9", due_on=date(2026, 6, 30))) is None


def test_without_a_number_or_an_end_there_is_none(db):
    assert target_of(ReportedSubActionFactory(start_on=date(2026, 1, 1), target_number=5)) is None
    assert (
        target_of(ReportedSubActionFactory(start_on=date(2026, 1, 1), due_on=date(2026, 2, 1)))
        is None
    )


def test_only_sessions_that_serve_it_for_the_workforce_or_commissioned_services_count(
    champions, service, march
):
    row = participants(service, start_on=date(2026, 1, 1))
    log(
        champions,
        sub_actions=[row],
        audiences=[Heads("workforce", 7), Heads("commissioned", 5), Heads("members", 3)],
    )
    log(champions, sub_actions=[row], audiences=[Heads("community", 40)])
    log(champions, audiences=[Heads("workforce", 90)])

    goal = read_one(reading_participants(date(2026, 3, 10)))
    assert (goal.pace.total, goal.beside, goal.counted) == (12, 43, 12)


@pytest.mark.parametrize(("first_day", "total"), [(date(2026, 3, 3), 25), (date(2026, 3, 4), 0)])
def test_the_first_day_counts_in_the_database_too(champions, service, march, first_day, total):
    log(champions, sub_actions=[participants(service, start_on=first_day)])

    goal = read_one(reading_participants(date(2026, 3, 10)))
    assert (goal.counted, goal.pace.total) == (total, total)


@pytest.mark.parametrize(("last_day", "total"), [(date(2026, 3, 3), 25), (date(2026, 3, 2), 0)])
def test_the_last_day_counts_in_the_database_too(champions, service, march, last_day, total):
    log(champions, sub_actions=[participants(service, start_on=date(2026, 1, 1), due_on=last_day)])

    assert read_one(reading_participants(date(2026, 3, 10))).pace.total == total


def test_without_a_start_everything_so_far_is_told_without_a_pace(champions, service, march):
    log(champions, sub_actions=[participants(service)])

    goal = read_one(reading_participants(date(2026, 3, 10)))
    assert (goal.pace, goal.counted, goal.days) == (None, 25, {})


def test_without_the_framework_there_is_nothing_to_reach(db):
    assert read_one(reading_participants(JUNE)) is None


# On the page of the sub-action itself


def test_its_own_page_gives_the_goals_figure_before_the_total_of_every_audience(
    signed_in, board, champions, service, march
):
    row = participants(service, start_on=date(2026, 1, 1))
    audiences = [Heads("workforce", 7), Heads("members", 3)]
    log(champions, sub_actions=[row], audiences=audiences)
    log(champions, sub_actions=[row], held_on=date(2025, 12, 1))

    html = html_of(signed_in(board).get(row.get_absolute_url()))

    own, every = "7 of 1,000 attendances</a>", "All 2 sessions</a>, 35 attendances"
    assert html.index(own) < html.index(every)
    goal = read_one(reading_participants(date(2026, 3, 10)))
    assert f'<a href="{goal.url.replace("&", "&amp;")}">{own}' in html
    assert "At this pace about 37 by 31 December 2026, 963 short." in html


def test_other_work_with_sessions_has_no_goal(signed_in, board, champions, service, march):
    participants(service, start_on=date(2026, 1, 1))
    other = ReportedSubActionFactory(service=service)
    log(champions, sub_actions=[other])

    html = html_of(signed_in(board).get(other.get_absolute_url()))

    assert "All 1 session</a>, 25 attendances" in html
    assert "of 1,000" not in html


def test_a_target_that_is_reached_is_said_beside_a_bad_word(
    signed_in, board, champions, service, march
):
    row = participants(service, start_on=date(2026, 1, 1))
    said = date(2026, 3, 1)
    SubAction.objects.update(status=Status.AT_RISK, reported_on=said, confirmed_on=said)
    log(champions, sub_actions=[row], audiences=[Heads("workforce", 1085)])

    html = html_of(signed_in(board).get(row.get_absolute_url()))

    assert "1,085 of 1,000 attendances</a>" in html
    assert "1,000 reached on 3 March 2026." in html
    assert "Its target has been reached since this was said" in html


def test_days_that_are_not_twelve_months_are_told_on_both_pages(signed_in, board, service, march):
    row = participants(service, start_on=date(2026, 1, 9), due_on=date(2027, 1, 11))
    words = "368 days, 3 more than the 12 months of the plan"
    for path in (row.get_absolute_url(), "/participation/"):
        assert words in html_of(signed_in(board).get(path)), path
