"""Withdrawing one's own update hides it, keeps it on record, and takes the status back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from actions.models import SubAction
from actions.services import progress
from actions.status import Status

from .conftest import post, said

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def withdraw(by, update):
    update.sub_action.refresh_from_db()
    progress.withdraw(
        by=by, update=update, seen=update.sub_action.version, reason="It was the wrong sub-action."
    )
    update.sub_action.refresh_from_db()
    return update.sub_action


def test_the_only_update_withdrawn_is_not_yet_reported(keeper, sub_action, today):
    update = post(keeper, sub_action, Status.COMPLETE, completed_on=today)
    after = withdraw(keeper, update)
    assert after.status == Status.NOT_REPORTED
    assert (after.reported_on, after.completed_on, after.confirmed_on, after.confirmed_by) == (
        None,
        None,
        None,
        None,
    )
    assert (update.withdrawn_on, update.withdrawn_reason) == (today, "It was the wrong sub-action.")


def test_the_status_goes_back_to_what_was_said_before(keeper, colleague, sub_action, today):
    post(colleague, sub_action, Status.AT_RISK, on=today - timedelta(days=40))
    after = withdraw(keeper, post(keeper, sub_action, Status.COMPLETE, completed_on=today))
    assert (after.status, after.completed_on, after.confirmed_by) == (
        Status.AT_RISK,
        None,
        colleague,
    )
    assert after.reported_on == after.confirmed_on == today - timedelta(days=40)


def test_day_and_person_of_still_true_come_back(keeper, colleague, sub_action, today):
    post(keeper, sub_action, on=today - timedelta(days=200))
    confirmed = today - timedelta(days=30)
    sub_action.refresh_from_db()
    progress.confirm(by=colleague, sub_action=sub_action, seen=sub_action.version, on=confirmed)
    after = withdraw(keeper, post(keeper, sub_action, Status.AT_RISK))
    assert (after.status, after.reported_on) == (Status.ON_TRACK, today - timedelta(days=200))
    assert (after.confirmed_on, after.confirmed_by) == (confirmed, colleague)
    assert not SubAction.objects.stale(today).exists()
    # Without the word of the colleague it would be stale.
    assert SubAction.objects.stale(confirmed + timedelta(days=121)).get() == after


def test_withdrawing_an_earlier_one_leaves_status_and_freshness(keeper, sub_action, today):
    earlier = post(keeper, sub_action, Status.AT_RISK, on=today - timedelta(days=60))
    post(keeper, sub_action, Status.ON_TRACK, on=today - timedelta(days=40))
    progress.confirm(by=keeper, sub_action=sub_action, seen=3, on=today - timedelta(days=2))
    after = withdraw(keeper, earlier)
    assert (after.status, after.confirmed_on) == (Status.ON_TRACK, today - timedelta(days=2))


def test_history_holds_the_text_and_the_status_before_and_after(keeper, sub_action):
    withdraw(keeper, post(keeper, sub_action, Status.STOPPED, changed="Nobody asked for it."))
    line = Change.objects.first()
    assert line.act == "withdrew an update"
    assert "Nobody asked for it." in line.before
    assert '"status": "stopped"' in line.before
    assert '"status": "not-reported"' in line.after
    assert "It was the wrong sub-action." in line.after


def test_nobody_withdraws_what_another_posted(colleague, keeper, sub_action):
    update = post(keeper, sub_action)
    with pytest.raises(
        PermissionDenied, match="Only the person who posted an update may withdraw it."
    ):
        withdraw(colleague, update)
    update.refresh_from_db()
    assert not update.is_withdrawn


def test_nobody_withdraws_twice(keeper, sub_action):
    update = post(keeper, sub_action)
    withdraw(keeper, update)
    with pytest.raises(ValidationError, match="withdrawn already"):
        withdraw(keeper, update)


def test_conflict_withdraws_nothing(keeper, sub_action):
    update = post(keeper, sub_action)
    with pytest.raises(Conflict):
        progress.withdraw(by=keeper, update=update, seen=1, reason="Too old.")
    update.refresh_from_db()
    assert not update.is_withdrawn


def address(update) -> str:
    return f"/sub-actions/{update.sub_action.key}/updates/{update.pk}/withdraw/"


def test_withdrawing_in_the_browser(signed_in, keeper, board, sub_action):
    update = post(keeper, sub_action, changed="A sentence to be hidden.")
    client = signed_in(keeper)
    assert "A sentence to be hidden." in client.get(address(update)).content.decode()
    response = client.post(address(update), {"version": 2, "reason": "Wrong sub-action."})
    assert said(response) == [
        "Your update is withdrawn. It stays on record and is no longer shown."
    ]
    page = signed_in(board).get(response.url).content.decode()
    assert "A sentence to be hidden." not in page
    assert f"Withdrawn by {keeper} on" in page


def test_form_sent_twice_is_told_so(signed_in, keeper, sub_action):
    update, client = post(keeper, sub_action), signed_in(keeper)
    client.post(address(update), {"version": 2, "reason": "Wrong sub-action."})
    response = client.post(address(update), {"version": 2, "reason": "Wrong sub-action."})
    page = response.content.decode()
    assert (response.status_code, "This update is withdrawn already." in page) == (409, True)
    assert "Wrong sub-action.</textarea>" in page
    again = client.get(address(update))
    assert (again.status_code, said(again)[-1]) == (302, "This update is withdrawn already.")
    assert Change.objects.filter(act="withdrew an update").count() == 1


def test_a_reason_is_needed(signed_in, keeper, sub_action):
    update = post(keeper, sub_action)
    response = signed_in(keeper).post(address(update), {"version": 2, "reason": " "})
    assert response.context["form"].errors["reason"] == ["Say why you withdraw it."]
    update.refresh_from_db()
    assert not update.is_withdrawn


def test_old_version_answers_409_with_the_reason_kept(signed_in, keeper, sub_action):
    update = post(keeper, sub_action)
    response = signed_in(keeper).post(
        address(update), {"version": 1, "reason": "Wrong sub-action."}
    )
    assert response.status_code == 409
    form = response.context["form"]
    assert (form["version"].value(), form["reason"].value()) == ("2", "Wrong sub-action.")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_colleague_is_refused_before_she_types(signed_in, keeper, colleague, sub_action, method):
    update = post(keeper, sub_action)
    response = getattr(signed_in(colleague), method)(
        address(update), {"version": 2, "reason": "Not mine."}
    )
    assert response.status_code == 403
    assert "Only the person who posted an update may withdraw it." in response.content.decode()


@pytest.mark.parametrize("pk", ["999999", "9" * 25])
def test_unknown_update_is_not_found(signed_in, keeper, sub_action, pk):
    response = signed_in(keeper).get(f"/sub-actions/{sub_action.key}/updates/{pk}/withdraw/")
    assert response.status_code == 404
