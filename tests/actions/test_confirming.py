""" "Nothing has changed, still true": one click that resets freshness and nothing else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from actions.services import progress
from actions.status import Status
from tests.conftest import html_of
from tests.factories import SubActionFactory

from .conftest import post, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def reported(keeper, sub_action, today):
    post(keeper, sub_action, Status.AT_RISK, on=today - timedelta(days=100))
    sub_action.refresh_from_db()
    return sub_action


def test_confirming_resets_freshness_only(colleague, reported, today):
    progress.confirm(by=colleague, sub_action=reported, seen=2)
    reported.refresh_from_db()
    assert (reported.confirmed_on, reported.confirmed_by) == (today, colleague)
    assert (reported.status, reported.reported_on) == (Status.AT_RISK, today - timedelta(days=100))
    assert reported.updates.count() == 1


def test_history_holds_both_days(keeper, reported, today):
    progress.confirm(by=keeper, sub_action=reported, seen=2)
    line = Change.objects.first()
    assert line.act == "said still true"
    assert (today - timedelta(days=100)).isoformat() in line.before
    assert today.isoformat() in line.after


def test_nothing_reported_is_nothing_to_confirm(keeper, sub_action):
    with pytest.raises(ValidationError, match="Nothing has been reported yet"):
        progress.confirm(by=keeper, sub_action=sub_action, seen=1)


def test_what_is_stopped_or_replaced_has_nothing_to_confirm(signed_in, keeper, reported, today):
    offered = "Still true</button>"
    page, client = reported.get_absolute_url(), signed_in(keeper)
    assert offered in html_of(client.get(page))

    post(keeper, reported, Status.STOPPED)
    reported.refresh_from_db()
    assert f'{page}update/">Update</a>' in html_of(client.get(page))
    assert offered not in html_of(client.get(page))
    with pytest.raises(ValidationError, match="This is stopped"):
        progress.confirm(by=keeper, sub_action=reported, seen=reported.version)

    replaced = SubActionFactory(
        service=reported.service,
        status=Status.ON_TRACK,
        reported_on=today,
        confirmed_on=today,
        replaced_by=reported,
        replaced_on=today,
        replaced_reason="Merged.",
    )
    shown = html_of(client.get(replaced.get_absolute_url()))
    assert "Replaced by" in shown
    assert offered not in shown
    answer = client.post(f"{replaced.get_absolute_url()}still-true/", {"version": 1})
    assert "Another sub-action has replaced this one" in said(answer)[0]


def test_another_service_may_not_confirm(other_keeper, reported):
    with pytest.raises(PermissionDenied):
        progress.confirm(by=other_keeper, sub_action=reported, seen=2)


def test_old_version_is_a_conflict(keeper, reported, today):
    with pytest.raises(Conflict):
        progress.confirm(by=keeper, sub_action=reported, seen=1)
    reported.refresh_from_db()
    assert reported.confirmed_on == today - timedelta(days=100)


def test_confirming_twice_changes_once(keeper, reported):
    progress.confirm(by=keeper, sub_action=reported, seen=2)
    progress.confirm(by=keeper, sub_action=reported, seen=2)
    reported.refresh_from_db()
    assert reported.version == 3
    assert Change.objects.filter(act="said still true").count() == 1


@pytest.mark.parametrize("days", [1, -101])
def test_confirming_is_never_for_the_future_nor_before_the_report(keeper, reported, today, days):
    with pytest.raises(ValidationError):
        progress.confirm(by=keeper, sub_action=reported, seen=2, on=today + timedelta(days=days))


def test_one_click_in_the_browser(signed_in, keeper, reported, today):
    response = signed_in(keeper).post(f"/sub-actions/{reported.key}/still-true/", {"version": 2})
    assert response.url == reported.get_absolute_url()
    assert said(response) == [
        f"Thank you. Sub-action {reported.key} is confirmed as still true today."
    ]
    reported.refresh_from_db()
    assert reported.confirmed_on == today


@pytest.mark.parametrize("version", ["", "1", "two", "-3", "9" * 30, "9" * 5000, "٢٢", "\x00"])
def test_odd_version_confirms_nothing_and_says_so(signed_in, keeper, reported, version, today):
    response = signed_in(keeper).post(
        f"/sub-actions/{reported.key}/still-true/", {"version": version}
    )
    assert response.status_code == 302
    assert said(response) == [
        "Someone else changed this a moment ago. Please read it, then press the button again."
    ]
    reported.refresh_from_db()
    assert reported.confirmed_on < today


def test_reading_the_address_confirms_nothing_and_leads_to_the_page(
    signed_in, keeper, reported, today
):
    page = f"/sub-actions/{reported.key}/"
    answer = signed_in(keeper).get(f"{page}still-true/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert f'<a href="{page}">The page that it belongs to</a>' in answer.content.decode()
    reported.refresh_from_db()
    assert reported.confirmed_on < today
