"""A Promise Keeper posts an update: the status follows, and nothing is stored twice or lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import localdate

from accounts.models import Change
from accounts.versions import Conflict
from actions.models import ProgressUpdate, SubAction
from actions.services import progress, work
from actions.status import Kind, Status, Visibility

from .conftest import post, said, update_form

pytestmark = pytest.mark.django_db


def test_status_and_freshness_follow_the_update(keeper, sub_action, today):
    post(keeper, sub_action, Status.AT_RISK)
    sub_action.refresh_from_db()
    assert (sub_action.status, sub_action.reported_on, sub_action.completed_on) == (
        Status.AT_RISK,
        today,
        None,
    )
    assert (sub_action.confirmed_on, sub_action.confirmed_by, sub_action.version) == (
        today,
        keeper,
        2,
    )


def test_a_later_update_follows_and_the_earlier_one_stays(keeper, sub_action, today):
    earlier = post(keeper, sub_action, Status.ON_TRACK)
    later = post(keeper, sub_action, Status.COMPLETE, completed_on=today)
    sub_action.refresh_from_db()
    assert (sub_action.status, sub_action.completed_on) == (Status.COMPLETE, today)
    assert list(sub_action.updates.all()) == [later, earlier]


def test_update_is_for_the_board_unless_said_otherwise(keeper, sub_action):
    assert post(keeper, sub_action).visibility == Visibility.BOARD
    assert (
        post(keeper, sub_action, visibility=Visibility.INTERNAL).visibility == Visibility.INTERNAL
    )


def test_history_holds_the_status_before_and_after(keeper, sub_action):
    post(keeper, sub_action, Status.ON_TRACK)
    post(keeper, sub_action, Status.OFF_TRACK, changed="A venue was lost.")
    line = Change.objects.first()
    assert (line.act, line.key, line.actor_email) == (
        "posted an update",
        sub_action.key,
        keeper.email,
    )
    assert '"status": "on-track"' in line.before
    assert '"status": "off-track"' in line.after
    assert "A venue was lost." in line.after


def test_another_service_is_refused(other_keeper, sub_action):
    with pytest.raises(PermissionDenied, match="Only a Promise Keeper of Education may do this"):
        post(other_keeper, sub_action)
    assert not sub_action.updates.exists()


def test_old_version_is_a_conflict_and_stores_nothing(keeper, sub_action):
    post(keeper, sub_action)
    with pytest.raises(Conflict) as conflict:
        progress.post_update(
            by=keeper, sub_action=sub_action, seen=1, status="off-track", changed="Too late."
        )
    assert conflict.value.current.status == Status.ON_TRACK
    assert sub_action.updates.count() == Change.objects.count() == 1


def test_form_sent_twice_is_stored_once(keeper, sub_action):
    key = uuid4()
    first = post(keeper, sub_action, form_key=key)
    again = progress.post_update(
        by=keeper,
        sub_action=sub_action,
        seen=1,
        status="on-track",
        changed=first.changed,
        form_key=key,
    )
    assert again == first
    assert sub_action.updates.count() == Change.objects.count() == 1


def test_same_form_with_other_words_is_a_conflict_not_a_silent_loss(keeper, sub_action):
    key = uuid4()
    post(keeper, sub_action, form_key=key)
    with pytest.raises(Conflict):
        post(keeper, sub_action, form_key=key, changed="Written after going back in the browser.")
    assert sub_action.updates.count() == 1


def test_same_form_after_withdrawing_is_not_taken_for_posted(keeper, sub_action):
    key = uuid4()
    update = post(keeper, sub_action, form_key=key)
    sub_action.refresh_from_db()
    progress.withdraw(
        by=keeper, update=update, seen=sub_action.version, reason="Posted by mistake."
    )
    with pytest.raises(Conflict):
        post(keeper, sub_action, form_key=key)


def test_form_key_of_somebody_else_stores_nothing(keeper, colleague, sub_action):
    key = uuid4()
    post(colleague, sub_action, form_key=key)
    with pytest.raises(Conflict):
        post(keeper, sub_action, form_key=key)
    assert sub_action.updates.get().posted_by == colleague


def test_entries_of_the_past_are_dated_then(keeper, sub_action, today):
    update = post(keeper, sub_action, on=today - timedelta(days=90))
    sub_action.refresh_from_db()
    assert (
        update.posted_on
        == localdate(update.posted_at)
        == sub_action.confirmed_on
        == today - timedelta(days=90)
    )


@pytest.mark.parametrize("days", [0, 1])
def test_an_entry_of_today_is_of_this_moment_and_one_of_the_past_of_noon(
    keeper, sub_action, time_machine, days
):
    time_machine.move_to("2026-03-10T15:30:00Z", tick=False)
    posted_at = post(keeper, sub_action, on=date(2026, 3, 10 - days)).posted_at
    assert (posted_at.day, posted_at.hour) == ((9, 12) if days else (10, 15))


@pytest.mark.parametrize("days", [0, 1])
def test_complete_today_is_taken_and_tomorrow_is_said_by_its_box(
    signed_in, keeper, sub_action, today, days
):
    day = f"{today + timedelta(days=days):%d/%m/%Y}"
    sent = update_form(sub_action, status="complete", completed_on=day)
    response = signed_in(keeper).post(f"/sub-actions/{sub_action.key}/update/", sent)
    if days:
        words = "The day of completion is in the future. Give a day up to today."
        assert response.context["form"].errors["completed_on"] == [words]
    assert sub_action.updates.exists() == (not days)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "in the future"),
        (-6, "Something was said on .* already; this cannot be dated before it"),
    ],
)
def test_entries_of_the_future_or_before_the_last_one_are_refused(
    keeper, sub_action, today, days, words
):
    post(keeper, sub_action, on=today - timedelta(days=5))
    with pytest.raises(ValidationError, match=words):
        post(keeper, sub_action, on=today + timedelta(days=days))
    assert sub_action.updates.count() == 1
    assert post(keeper, sub_action, on=today - timedelta(days=5))


@pytest.mark.parametrize(("updated", "confirmed"), [(9, 5), (5, 9)])
def test_an_entry_follows_both_the_last_update_and_the_last_confirmation(
    keeper, sub_action, today, updated, confirmed
):
    post(keeper, sub_action, on=today - timedelta(days=updated))
    SubAction.objects.update(confirmed_on=today - timedelta(days=confirmed))
    with pytest.raises(ValidationError, match="Something was said on"):
        post(keeper, sub_action, on=today - timedelta(days=6))
    assert post(keeper, sub_action, on=today - timedelta(days=5))


def test_nothing_is_slipped_in_before_an_update_of_another_kind(keeper, sub_action, today):
    """A change of kind forgets the status, not the day on which something was said."""
    post(keeper, sub_action)
    work.edit_sub_action(
        by=keeper, sub_action=sub_action, seen=2, kind=Kind.ONGOING, why="It never ends."
    )
    with pytest.raises(ValidationError, match="Something was said on"):
        post(keeper, sub_action, Status.IN_PLACE, on=today - timedelta(days=9))
    assert post(keeper, sub_action, Status.IN_PLACE, on=today).status == Status.IN_PLACE


def test_posting_in_the_browser(signed_in, keeper, sub_action):
    client = signed_in(keeper)
    page = client.get(f"/sub-actions/{sub_action.key}/update/")
    assert page.context["form"]["version"].value() == 1
    response = client.post(f"/sub-actions/{sub_action.key}/update/", update_form(sub_action))
    assert response.status_code == 302
    mine = f"/my-work/?at={sub_action.key}#sub-action-{sub_action.key}"
    (told,) = said(response)
    assert told.startswith(f"Your update on sub-action {sub_action.key} is posted.")
    assert f'<a href="{mine}">Go on with my work</a>' in client.get(response.url).content.decode()
    assert "Families were heard." in client.get(response.url).content.decode()


def test_retry_in_the_browser_answers_as_the_first_time(signed_in, keeper, sub_action):
    client, form = signed_in(keeper), update_form(sub_action)
    answers = [client.post(f"/sub-actions/{sub_action.key}/update/", form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert sub_action.updates.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"status": None}, "status", "Choose how it is going."),
        ({"status": "being-kept"}, "status", "Choose one of the words on this page."),
        ({"status": "not-reported"}, "status", "Choose one of the words on this page."),
        ({"changed": "   "}, "changed", "Say what changed."),
        ({"changed": "x" * 20_001}, "changed", "Shorten “What changed?” by 1 character."),
        ({"changed": "a\x00b"}, "changed", "A character in this text cannot be read."),
        ({"visibility": "everyone"}, "visibility", "Choose who may read the words."),
        ({"status": "complete"}, "completed_on", "Give the day on which it was completed."),
        (
            {"completed_on": "01/02/2020"},
            "completed_on",
            "Leave this empty, or choose “Complete” as the status.",
        ),
        ({"status": "complete", "completed_on": "31/12/2999"}, "completed_on", "in the future"),
        ({"status": "complete", "completed_on": "31/02/2020"}, "completed_on", "has no 31st"),
        ({"version": None}, "version", "Part of this form is missing. Open the page again."),
        ({"version": "one"}, "version", "Part of this form is missing. Open the page again."),
        ({"form_key": "x"}, "form_key", "Part of this form is missing. Open the page again."),
    ],
)
def test_bad_input_is_said_by_the_field_keeps_the_text_and_stores_nothing(
    signed_in, keeper, sub_action, changes, field, words
):
    sent = update_form(sub_action, **changes)
    response = signed_in(keeper).post(f"/sub-actions/{sub_action.key}/update/", sent)
    assert response.status_code == 200
    assert words in " ".join(response.context["form"].errors[field])
    assert "A second workshop." in response.content.decode()
    assert not ProgressUpdate.objects.exists()
