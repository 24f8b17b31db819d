"""Each rule of the four groups, with its sentence, and what stands beside the numbers."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.together import read_one
from actions.groups import Group
from actions.models import Occurrence, SubAction
from actions.status import Kind, Status
from evidence.agreed.parts import ALL, UNDATED_IN_HAND, Part, group_lists
from evidence.agreed.reading import reading_groups
from foundations.models import PublishedTarget
from tests.conftest import html_of
from tests.factories import RoundFactory, SubActionFactory, UserFactory

from .groups import found, number, read_groups, said

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BAD, UNKNOWN = Group.NOT_GOING_WELL, Group.NOT_KNOWN


@pytest.fixture
def today():
    return timezone.localdate()


def test_said_to_go_badly(today):
    assert found(said(Status.AT_RISK), today) == (BAD, "Said to be at risk.")


def test_stopped_counts_badly_until_a_decision_is_recorded(today):
    row = said(Status.STOPPED)
    assert found(row, today) == (BAD, "Stopped, without a recorded decision.")

    SubAction.objects.filter(pk=row.pk).update(decided_by="The Committee", decided_on=today)
    group, why = found(row, today)
    assert group is None
    assert why.startswith("Stopped by decision of The Committee on")
    assert number(Part.STOPPED, today) == 1


def test_what_is_replaced_is_in_no_group(today):
    row = said(
        Status.AT_RISK,
        replaced_by=SubActionFactory(),
        replaced_on=today,
        replaced_reason="Merged.",
    )
    group, why = found(row, today)
    assert group is None
    assert why.endswith(": Merged.")
    assert number(Part.REPLACED, today) == 1


def test_not_started_goes_badly_once_its_first_day_has_come(today):
    assert found(said(Status.NOT_STARTED), today) == (BAD, "Not started, and no first day is set.")
    row = said(Status.NOT_STARTED, start_on=today + timedelta(days=1))
    assert found(row, today)[0] == Group.IN_HAND
    assert found(row, today + timedelta(days=1))[0] == BAD


def test_late_from_the_day_after_also_when_nobody_reports(today):
    row = SubActionFactory(due_on=today)
    assert found(row, today) == (UNKNOWN, "Nobody has reported on it yet.")
    assert found(row, today + timedelta(days=1))[0] == BAD


def occurrence(row, first, last, kept=None):
    return Occurrence.objects.create(sub_action=row, first_day=first, last_day=last, kept_on=kept)


def test_a_missed_occurrence_counts_until_it_is_made_up(today):
    row = said(Status.ON_TRACK, kind=Kind.RECURRING)
    occurrence(row, today - timedelta(days=60), today - timedelta(days=31))
    assert found(row, today) == (BAD, "The last time that it fell due was missed.")

    occurrence(row, today - timedelta(days=30), today, kept=today)
    assert found(row, today)[0] == Group.IN_HAND


def test_a_good_word_is_known_for_120_days_where_no_round_was_closed(today):
    row = said(Status.ON_TRACK)
    assert found(row, today + timedelta(days=120)) == (Group.IN_HAND, "Said to be on track.")
    group, why = found(row, today + timedelta(days=121))
    assert group == UNKNOWN
    assert why.startswith("Not reported or confirmed since ")


def closed_round(first: date, closed: date) -> None:
    RoundFactory(first_day=first, last_day=closed, closed_on=closed, closed_by=UserFactory())


def test_the_last_closing_is_the_limit(today):
    row = said(Status.ON_TRACK, confirmed_on=today - timedelta(days=15))
    closed_round(today - timedelta(days=14), today)

    assert found(row, today)[0] == Group.IN_HAND
    assert found(row, today + timedelta(days=1))[0] == UNKNOWN
    SubAction.objects.filter(pk=row.pk).update(confirmed_on=today)
    assert found(row, today + timedelta(days=300))[0] == Group.IN_HAND


def test_what_was_said_while_the_last_round_asked_is_known_for_120_days(today):
    row = said(Status.ON_TRACK, confirmed_on=today - timedelta(days=14))
    closed_round(today - timedelta(days=14), today)

    assert found(row, today + timedelta(days=1))[0] == Group.IN_HAND
    assert found(row, today + timedelta(days=106))[0] == Group.IN_HAND
    assert found(row, today + timedelta(days=107))[0] == UNKNOWN


def test_a_long_round_makes_no_word_known_for_longer(today):
    row = said(Status.ON_TRACK, confirmed_on=today - timedelta(days=121))
    closed_round(today - timedelta(days=300), today)
    assert found(row, today + timedelta(days=1))[0] == UNKNOWN


def test_work_that_recurs_rarely_is_known_for_longer(today):
    row = said(Status.ON_TRACK, kind=Kind.RECURRING, interval_months=12)
    assert found(row, today + timedelta(days=360))[0] == Group.IN_HAND
    assert found(row, today + timedelta(days=370))[0] == UNKNOWN


def test_a_commitment_past_its_review_is_not_known(today):
    row = said(Status.IN_PLACE, review_on=today)
    assert found(row, today)[0] == Group.IN_HAND
    assert found(row, today + timedelta(days=1))[0] == UNKNOWN


def test_complete_is_kept_once_it_is_agreed_and_stays_known(today, agree):
    row = said(Status.COMPLETE)
    assert found(row, today) == (Group.IN_HAND, "Reported as complete, not yet agreed.")
    assert number(Part.CLAIMED, today) == 1

    agree(row)

    assert found(row, today + timedelta(days=2000)) == (Group.KEPT, "Complete, and agreed.")


def test_being_kept_without_voice_is_in_hand_with_its_mark(today, agree):
    row = said(Status.BEING_KEPT)
    agree(row)
    assert found(row, today) == (
        Group.IN_HAND,
        "Reported as being kept; nobody else has yet added what they heard.",
    )
    assert (number(Part.CLAIMED, today), number(Part.LAPSED, today)) == (0, 1)


def test_recurring_work_is_kept_when_every_time_was_held(today, agree):
    row = said(Status.COMPLETE, kind=Kind.RECURRING)
    agree(row)
    missed = occurrence(row, today - timedelta(days=200), today - timedelta(days=150))
    occurrence(row, today - timedelta(days=100), today - timedelta(days=50), kept=today)
    assert found(row, today)[1] == "Complete, but not held every time in the last twelve months."

    Occurrence.objects.filter(pk=missed.pk).update(kept_on=today)
    assert found(row, today)[0] == Group.KEPT


def test_those_in_hand_without_a_date_or_target_are_counted(today):
    said(Status.ON_TRACK)
    said(Status.ON_TRACK, due_on=today)
    source = said(Status.ON_TRACK)
    PublishedTarget.objects.create(item=source.item, words="1,000 participants", number=1000)

    assert [number(key, today) for key in (Group.IN_HAND, UNDATED_IN_HAND, ALL)] == [3, 1, 3]


def test_a_council_without_sub_actions_has_noughts_only(today):
    assert {number(key, today) for key, _words in group_lists()} == {0}
    assert read_groups(SubAction.objects.all(), today) == {}


def test_the_page_says_the_group_and_why(signed_in, board, today):
    late, decided = said(Status.AT_RISK), said(Status.STOPPED)
    SubAction.objects.filter(pk=decided.pk).update(decided_by="The Committee", decided_on=today)
    page = html_of(signed_in(board).get(late.get_absolute_url()))
    assert "<strong>Not going well: at risk.</strong>" in page

    page = html_of(signed_in(board).get(decided.get_absolute_url()))
    assert "<strong>Stopped by decision of The Committee on" in page


def test_many_are_told_in_three_statements(today, django_assert_num_queries):
    for status in (Status.ON_TRACK, Status.BEING_KEPT, Status.IN_PLACE):
        said(status)
    said(Status.ON_TRACK, kind=Kind.RECURRING)
    keys = [row.key for row in SubAction.objects.select_related("item")]
    with django_assert_num_queries(3):
        assert len(read_one(reading_groups(keys, today))) == 4
