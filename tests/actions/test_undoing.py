"""A slip of "still true" is undone by whoever made it, for a minute or two and no longer."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Change
from accounts.versions import Conflict
from actions.models import Confirmation
from actions.querysets import UNDONE_WITHIN
from actions.services import progress
from actions.status import Status

from .conftest import post, said

pytestmark = pytest.mark.database


@pytest.fixture
def checked(keeper, sub_action, today):
    """Reported 100 days ago, and said to be still true just now."""
    post(keeper, sub_action, Status.AT_RISK, on=today - timedelta(days=100))
    sub_action.refresh_from_db()
    progress.confirm(by=keeper, sub_action=sub_action, seen=2)
    return sub_action


def test_it_was_last_checked_when_it_had_been_before(keeper, colleague, checked, today):
    progress.undo_confirmation(by=keeper, sub_action=checked, seen=3)

    checked.refresh_from_db()
    assert (checked.confirmed_on, checked.confirmed_by) == (today - timedelta(days=100), keeper)
    assert (checked.status, checked.reported_on) == (Status.AT_RISK, today - timedelta(days=100))
    assert not Confirmation.objects.exists()
    line = Change.objects.first()
    assert line.act == "took back still true"
    assert today.isoformat() in line.before
    assert (today - timedelta(days=100)).isoformat() in line.after


def test_what_somebody_said_before_stays(keeper, colleague, checked, today):
    progress.confirm(by=colleague, sub_action=checked, seen=3)
    progress.undo_confirmation(by=colleague, sub_action=checked, seen=4)

    checked.refresh_from_db()
    assert (checked.confirmed_on, checked.confirmed_by) == (today, keeper)


def test_only_ones_own_and_only_once(keeper, colleague, other_keeper, checked):
    with pytest.raises(PermissionDenied):
        progress.undo_confirmation(by=other_keeper, sub_action=checked, seen=3)
    with pytest.raises(ValidationError, match="for a minute only"):
        progress.undo_confirmation(by=colleague, sub_action=checked, seen=3)
    progress.undo_confirmation(by=keeper, sub_action=checked, seen=3)
    with pytest.raises(ValidationError, match="for a minute only"):
        progress.undo_confirmation(by=keeper, sub_action=checked, seen=4)


@pytest.mark.parametrize("seconds", [-1, 1])
def test_after_a_while_it_stands(keeper, checked, seconds):
    said_at = timezone.now() - UNDONE_WITHIN + timedelta(seconds=60 * seconds)
    Confirmation.objects.update(said_at=said_at)
    if seconds > 0:
        assert progress.undo_confirmation(by=keeper, sub_action=checked, seen=3) is None
        return
    with pytest.raises(ValidationError, match="for a minute only"):
        progress.undo_confirmation(by=keeper, sub_action=checked, seen=3)
    assert Confirmation.objects.exists()


def test_what_was_reported_since_stands(keeper, checked):
    post(keeper, checked, Status.OFF_TRACK)
    checked.refresh_from_db()
    with pytest.raises(ValidationError, match="for a minute only"):
        progress.undo_confirmation(by=keeper, sub_action=checked, seen=checked.version)


def test_an_old_version_is_a_conflict_and_takes_nothing_back(keeper, checked):
    with pytest.raises(Conflict):
        progress.undo_confirmation(by=keeper, sub_action=checked, seen=2)
    assert Confirmation.objects.exists()


def test_what_was_brought_in_of_the_past_cannot_be_undone(keeper, sub_action, today):
    post(keeper, sub_action, Status.AT_RISK, on=today - timedelta(days=100))
    sub_action.refresh_from_db()
    then = today - timedelta(days=50)
    progress.confirm(by=keeper, sub_action=sub_action, seen=2, on=then)
    with pytest.raises(ValidationError, match="for a minute only"):
        progress.undo_confirmation(by=keeper, sub_action=sub_action, seen=3)


def test_from_its_own_page_it_leads_back_there_and_says_so(signed_in, keeper, checked, today):
    address = f"/sub-actions/{checked.key}/still-true/undo/"
    assert signed_in(keeper).get(address).status_code == 405

    answer = signed_in(keeper).post(address, {"version": 3})

    assert answer.url == checked.get_absolute_url()
    assert said(answer) == [
        f"Undone. Sub-action {checked.key} was last checked when it was before."
    ]
    checked.refresh_from_db()
    assert checked.confirmed_on < today
