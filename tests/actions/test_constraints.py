"""What the database itself refuses, whoever writes to it and however."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from actions.models import Occurrence, ProgressUpdate, SubAction
from actions.status import Kind, Status
from tests.factories import ProgressUpdateFactory, ReportedSubActionFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused(rows, **values) -> str:
    """The name of the constraint that refuses the values; empty when they are stored."""
    try:
        with transaction.atomic():
            rows.update(**values)
    except IntegrityError as error:
        return str(error)
    return ""


@pytest.fixture
def reported():
    return SubAction.objects.filter(pk=ReportedSubActionFactory().pk)


@pytest.fixture
def posted():
    return ProgressUpdate.objects.filter(pk=ProgressUpdateFactory().pk)


def test_complete_has_a_day(reported, today):
    assert "complete_has_a_day_and_only_complete" in refused(reported, status=Status.COMPLETE)
    assert "complete_has_a_day_and_only_complete" in refused(reported, completed_on=today)
    assert not refused(reported, status=Status.COMPLETE, completed_on=today)
    assert "complete_has_a_day_and_only_complete" in refused(reported, completed_on=None)


def test_completion_is_not_after_the_report(reported, today):
    tomorrow = today + timedelta(days=1)
    assert "completed_no_later_than_reported" in refused(
        reported, status=Status.COMPLETE, completed_on=tomorrow
    )
    assert not refused(reported, status=Status.COMPLETE, completed_on=today)


@pytest.mark.parametrize(
    "status", [Status.IN_PLACE, Status.BEING_KEPT, Status.SLIPPING, Status.NOT_KEPT]
)
def test_words_of_commitments_are_for_ongoing_only(reported, status):
    assert "status_fits_the_kind" in refused(reported, status=status)
    assert not refused(reported, status=status, kind=Kind.ONGOING)


@pytest.mark.parametrize(
    "status", [Status.NOT_STARTED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK]
)
def test_words_of_work_are_not_for_ongoing(reported, status):
    assert "status_fits_the_kind" in refused(reported, status=status, kind=Kind.ONGOING)
    assert not refused(reported, status=status, kind=Kind.RECURRING)


def test_ongoing_is_never_complete(reported, today):
    values = {"kind": Kind.ONGOING, "status": Status.COMPLETE, "completed_on": today}
    assert "status_fits_the_kind" in refused(reported, **values)


def test_not_reported_has_no_day_and_all_else_has_one(reported):
    assert "reported_has_a_day" in refused(reported, status=Status.NOT_REPORTED)
    assert "reported_has_a_day" in refused(reported, reported_on=None)
    assert not refused(reported, status=Status.NOT_REPORTED, reported_on=None)


def test_due_is_not_before_the_start(reported, today):
    assert "due_no_earlier_than_start" in refused(
        reported, start_on=today, due_on=today - timedelta(days=1)
    )
    assert not refused(reported, start_on=today, due_on=today)


def test_an_update_says_complete_with_its_day_only(posted, today):
    assert "complete_update_has_a_day" in refused(posted, status=Status.COMPLETE)
    assert "complete_update_has_a_day" in refused(posted, completed_on=today)
    assert not refused(posted, status=Status.COMPLETE, completed_on=today)


def test_an_update_says_nothing_of_a_completion_to_come(posted, today):
    tomorrow = today + timedelta(days=1)
    assert "completed_no_later_than_posted" in refused(
        posted, status=Status.COMPLETE, completed_on=tomorrow
    )


def test_an_occurrence_does_not_end_before_it_starts(today):
    days = {"sub_action": SubActionFactory(), "first_day": today}
    made = Occurrence.objects.create(last_day=today, **days)
    rows = Occurrence.objects.filter(pk=made.pk)
    assert "occurrence_ends_no_earlier" in refused(rows, last_day=today - timedelta(days=1))


def test_one_form_is_one_update(posted):
    assert refused(
        ProgressUpdate.objects.filter(pk=ProgressUpdateFactory().pk), form_key=posted.get().form_key
    )
