"""A target that has been reached contradicts a bad word until the owner has answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.attention import needing
from actions.models import SubAction
from actions.standing import standing
from actions.status import Status
from evidence.models import AudienceKind
from evidence.participation.pace import target_of
from foundations.models import PublishedTarget
from tests.factories import SessionFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def slow(today):
    """Said to be off track a week ago; ten are to be reached from last month to the next."""
    said = today - timedelta(days=7)
    return SubActionFactory(
        status=Status.OFF_TRACK,
        reported_on=said,
        confirmed_on=said,
        start_on=today - timedelta(days=30),
        due_on=today + timedelta(days=30),
        target_number=10,
        target_unit="participants",
    )


def contradicted(today) -> list[SubAction]:
    return list(needing(SubAction.objects.all(), "contradicted", today))


def test_the_bad_word_is_contradicted_with_a_sentence(slow, today):
    assert contradicted(today) == []
    SessionFactory(sub_actions=[slow])

    assert contradicted(today) == [slow]
    row = SubAction.objects.with_contradictions(today).get(pk=slow.pk)
    assert standing(row, today).contradiction == (
        "Its target has been reached since this was said; the owner has yet to answer."
    )


def test_several_sessions_reach_it_together_and_two_sub_actions_each(slow, today):
    slow.target_number = 20
    slow.save()
    SessionFactory(sub_actions=[slow])
    assert contradicted(today) == []

    SessionFactory(sub_actions=[slow, SubActionFactory()])

    assert contradicted(today) == [slow]


def test_whoever_has_answered_since_is_not_contradicted(slow, today):
    SessionFactory(sub_actions=[slow])
    assert contradicted(today) == [slow]

    SubAction.objects.filter(pk=slow.pk).update(confirmed_on=today)

    assert contradicted(today) == []


def test_a_good_word_and_a_decision_are_not_contradicted(slow, today):
    SessionFactory(sub_actions=[slow])
    assert contradicted(today) == [slow]
    for values in (
        {"status": Status.ON_TRACK},
        {
            "status": Status.STOPPED,
            "decided_by": "The Committee",
            "decided_on": slow.reported_on,
        },
    ):
        SubAction.objects.filter(pk=slow.pk).update(**values)
        assert contradicted(today) == []


@pytest.mark.parametrize("held", [-31, None])
def test_what_does_not_count_reaches_nothing(slow, today, held):
    if held is None:
        SessionFactory(sub_actions=[slow], audience__kind=AudienceKind.COMMUNITY)
    else:
        SessionFactory(sub_actions=[slow], held_on=today + timedelta(days=held))
    SessionFactory(sub_actions=[slow], removed_on=today)
    assert slow.sessions.count() == 2
    assert contradicted(today) == []


def test_the_months_of_the_source_end_where_the_pace_ends(slow, today):
    slow.due_on, slow.target_number, slow.target_unit = None, None, ""
    slow.start_on = today.replace(day=1)
    slow.save()
    PublishedTarget.objects.create(
        item=slow.item, words="10 in 1 month", number=10, period_months=1, unit="workshops"
    )
    last_day = target_of(slow).last_day
    late = SessionFactory(sub_actions=[slow], held_on=last_day + timedelta(days=1))
    assert contradicted(today) == []

    type(late).objects.filter(pk=late.pk).update(held_on=last_day)

    assert contradicted(today) == [slow]
