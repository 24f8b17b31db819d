"""The kind of work, which decides the words, and the source's own date."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from actions.services import progress, work
from actions.status import Kind, Status
from foundations.models import PublishedTarget
from tests.conftest import html_of

from .conftest import post, said

pytestmark = pytest.mark.django_db


def turn(by, sub_action, kind):
    sub_action.refresh_from_db()
    return work.edit_sub_action(
        by=by,
        sub_action=sub_action,
        seen=sub_action.version,
        kind=kind,
        interval_months=3 if kind == Kind.RECURRING else None,
        why="It is other work.",
    )


def test_dated_and_recurring_share_their_words(keeper, sub_action, today):
    post(keeper, sub_action, Status.AT_RISK)
    progress.confirm(by=keeper, sub_action=sub_action, seen=2)
    turned = turn(keeper, sub_action, Kind.RECURRING)
    assert (turned.status, turned.confirmed_on) == (Status.AT_RISK, today)


def test_ongoing_starts_the_reporting_again_and_keeps_the_updates(keeper, sub_action, today):
    post(keeper, sub_action, Status.COMPLETE, completed_on=today)
    turned = turn(keeper, sub_action, Kind.ONGOING)
    assert (turned.status, turned.completed_on, turned.confirmed_on) == (
        Status.NOT_REPORTED,
        None,
        None,
    )
    assert turned.updates.count() == 1
    line = Change.objects.first()
    assert '"status": "complete"' in line.before
    assert '"status": "not-reported"' in line.after


def test_turning_back_finds_the_status_again(keeper, sub_action):
    post(keeper, sub_action, Status.ON_TRACK)
    turn(keeper, sub_action, Kind.ONGOING)
    assert turn(keeper, sub_action, Kind.DATED).status == Status.ON_TRACK


def test_words_said_under_the_other_kind_do_not_come_back(keeper, sub_action):
    post(keeper, sub_action, Status.ON_TRACK)
    turn(keeper, sub_action, Kind.ONGOING)
    post(keeper, sub_action, Status.IN_PLACE)
    assert turn(keeper, sub_action, Kind.DATED).status == Status.NOT_REPORTED


def test_withdrawing_after_a_turn_does_not_bring_a_word_that_no_longer_fits(keeper, sub_action):
    post(keeper, sub_action, Status.ON_TRACK)
    turn(keeper, sub_action, Kind.ONGOING)
    update = post(keeper, sub_action, Status.IN_PLACE)
    sub_action.refresh_from_db()
    progress.withdraw(by=keeper, update=update, seen=sub_action.version, reason="Wrong.")
    sub_action.refresh_from_db()
    assert sub_action.status == Status.NOT_REPORTED


def test_the_other_kind_confirms_itself(keeper, colleague, sub_action):
    turn(keeper, sub_action, Kind.DATED)
    assert turn(colleague, sub_action, Kind.RECURRING).kind_confirmed_by == colleague


@pytest.fixture
def with_source_date(sub_action):
    words = "(September 2021- 2024)"
    first, last = date(2021, 9, 1), date(2024, 12, 31)
    PublishedTarget.objects.create(
        item=sub_action.item, words=words, first_day=first, last_day=last
    )
    return sub_action


def test_the_source_date_becomes_the_councils_own(keeper, with_source_date):
    taken = work.confirm_source_date(by=keeper, sub_action=with_source_date, seen=1)
    assert (taken.start_on, taken.due_on, taken.dates_set_by) == (
        date(2021, 9, 1),
        date(2024, 12, 31),
        keeper,
    )


@pytest.mark.parametrize("kind", [Kind.ONGOING, Kind.RECURRING])
def test_work_without_an_end_takes_it_for_its_review(keeper, with_source_date, kind):
    turned = turn(keeper, with_source_date, kind)
    taken = work.confirm_source_date(by=keeper, sub_action=turned, seen=2)
    assert (taken.due_on, taken.review_on) == (None, date(2024, 12, 31))


def test_a_start_that_the_council_has_set_stays(keeper, with_source_date):
    started = work.edit_sub_action(
        by=keeper, sub_action=with_source_date, seen=1, start_on=date(2022, 1, 1)
    )
    assert work.confirm_source_date(by=keeper, sub_action=started, seen=2).start_on == date(
        2022, 1, 1
    )


def test_taking_the_date_confirms_no_kind_and_is_recorded(keeper, with_source_date):
    taken = work.confirm_source_date(by=keeper, sub_action=with_source_date, seen=1)
    taken.refresh_from_db()
    assert (taken.kind_confirmed_by, taken.kind_confirmed_on, taken.version) == (None, None, 2)
    line = Change.objects.get()
    assert (line.act, line.key, line.actor_email) == (
        "took the source's date",
        taken.key,
        keeper.email,
    )
    assert line.before == '{"due_on": null, "start_on": null}'
    assert line.after == '{"due_on": "2024-12-31", "start_on": "2021-09-01"}'


@pytest.mark.parametrize(("kind", "field"), [(Kind.DATED, "due_on"), (Kind.RECURRING, "review_on")])
def test_a_date_that_the_council_has_set_is_not_overwritten(keeper, with_source_date, kind, field):
    own = {"kind": kind, field: date(2026, 3, 3), "interval_months": 3}
    work.edit_sub_action(by=keeper, sub_action=with_source_date, seen=1, **own)
    with pytest.raises(ValidationError, match="The council has set a date of its own already."):
        work.confirm_source_date(by=keeper, sub_action=with_source_date, seen=2)
    with_source_date.refresh_from_db()
    assert (getattr(with_source_date, field), with_source_date.version) == (date(2026, 3, 3), 2)


def test_no_source_date_is_nothing_to_confirm(keeper, sub_action):
    with pytest.raises(ValidationError, match="The source states no date for this sub-action."):
        work.confirm_source_date(by=keeper, sub_action=sub_action, seen=1)


def test_old_version_is_a_conflict(keeper, with_source_date):
    turn(keeper, with_source_date, Kind.DATED)
    with pytest.raises(Conflict):
        work.confirm_source_date(by=keeper, sub_action=with_source_date, seen=1)


def test_one_click_in_the_browser(signed_in, keeper, with_source_date):
    client, address = signed_in(keeper), f"/sub-actions/{with_source_date.key}/confirm-date/"
    assert "Take 31 December 2024 as our date" in html_of(
        client.get(with_source_date.get_absolute_url())
    )
    assert said(client.post(address, {"version": "1"})) == [
        "The plan’s date is now the council’s own date."
    ]
    page = html_of(client.get(with_source_date.get_absolute_url()))
    assert "Late: due 31 December 2024, " in page
    assert "(September 2021- 2024) <strong>(passed)</strong>" in page


def test_no_date_or_an_old_version_in_the_browser_changes_nothing(
    signed_in, keeper, sub_action, with_source_date
):
    client, address = signed_in(keeper), f"/sub-actions/{sub_action.key}/confirm-date/"
    assert (
        "Someone else changed this a moment ago." in said(client.post(address, {"version": "0"}))[0]
    )
    PublishedTarget.objects.all().delete()
    assert (
        said(client.post(address, {"version": "1"}))[-1]
        == "The source states no date for this sub-action."
    )
    sub_action.refresh_from_db()
    assert sub_action.due_on is None
