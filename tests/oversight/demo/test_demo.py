"""The demo council: its words, loading it on any day, and where it refuses."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Appointment, Change, Service, ServiceKind, User
from accounts.together import read_one
from actions.models import ProgressUpdate, SubAction
from actions.services import progress
from actions.status import SETTLED, Status
from evidence.agreed.sets import with_group
from evidence.agreed.since import Way, reading_last_board
from foundations.identifiers import identifiers
from foundations.writing import language_hints
from oversight.demo.council import Demo
from oversight.demo.load import FIXTURE, load_demo
from tests.conftest import EVERYTHING, copy_in

pytestmark = pytest.mark.django_db
DATA = json.loads(FIXTURE.read_text(encoding="utf-8"))


def texts(value) -> list[str]:
    """Every text of the fixture, wherever it stands."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def nothing_there() -> bool:
    tables = (User, Service, Appointment, ProgressUpdate, Change)
    untouched = not SubAction.objects.exclude(
        status=Status.NOT_REPORTED, service=None, version=1
    ).exists()
    return untouched and not any(table.objects.exists() for table in tables)


def test_texts_hold_nothing_personal_and_no_word_to_leave_behind():
    written = texts(DATA)

    assert len(written) > 500
    assert [text for text in written if identifiers(text) or language_hints(text)] == []


# Any day


DAYS = [date(2028, 2, 29), date(2026, 12, 31), date(2027, 3, 1), date(2027, 8, 29)]


@pytest.mark.share(4)
@pytest.mark.parametrize("today", DAYS)
def test_it_loads_on_any_day_and_status_is_what_the_last_update_says(
    framework, time_machine, today
):
    # Shortly after midnight: nothing may be dated later than that.
    time_machine.move_to(datetime(today.year, today.month, today.day, 1, tzinfo=UTC))

    assert load_demo(today, [].append)

    for row in SubAction.objects.prefetch_related("updates"):
        latest = row.updates.current().first()
        assert row.status == (latest.status if latest else Status.NOT_REPORTED)
        assert row.completed_on == (latest.completed_on if latest else None)
        assert row.confirmed_on is None or latest.posted_on <= row.confirmed_on < today
    assert all(update.posted_at < timezone.now() for update in ProgressUpdate.objects.all())
    assert all(update.posted_on.weekday() < 5 for update in ProgressUpdate.objects.all())
    assert SubAction.objects.contradicted(today).count() in (2, 3)
    assert SubAction.objects.stale(today).exists()
    it_tells_what_changed_since_the_last_board(today)


def it_tells_what_changed_since_the_last_board(today):
    """Also where a weekend moves its days."""
    board = read_one(reading_last_board(today))
    assert board.closed_on == Demo(today, print, {}).day(-85)
    rows = with_group(SubAction.objects.select_related("item"), today)
    changes = board.changes(rows)
    found = {way: [one.sub_action.key for one in changes if one.way == way] for way in Way}
    assert found == {
        Way.BETTER: ["1.1", "5.3", "5.4", "8.3", "8.4", "10.2", "L2.1"],
        Way.WORSE: ["1.6", "8.1", "L1.1"],
        Way.SILENT: ["1.4", "6.1", "7.4", "10.1"],
        Way.SAME: ["6.2"],
    }


def test_days_are_counted_from_the_day_of_loading(framework, time_machine):
    time_machine.move_to(datetime(2027, 3, 1, 9, tzinfo=UTC))
    load_demo(date(2027, 3, 1), [].append)

    row = SubAction.objects.get(item__key="4.1")
    assert row.status not in SETTLED
    assert row.due_on == date(2027, 3, 1) + timedelta(
        days=109
    )  # the Friday before day 110, a Saturday
    assert row.updates.first().posted_on == date(2027, 2, 10)


# Refusals


@pytest.mark.database
def test_the_command_says_that_it_is_moving_and_mails_nobody(
    framework, capsys, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo")

    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "Demo council: 10 services and 14 people."
    assert len(printed) >= 4
    assert mailoutbox == []


def test_a_second_load_changes_nothing(kept_council, db):
    copy_in(EVERYTHING, "demo")
    before, lines = Change.objects.count(), []

    assert not load_demo(timezone.localdate() + timedelta(days=30), lines.append)

    assert lines == ["The demo council is there already."]
    assert Change.objects.count() == before
    assert User.objects.count() == len(DATA["people"])


def test_outside_demo_mode_it_refuses_and_leaves_nothing_behind(framework, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="for demo mode only"):
        call_command("load_demo")
    assert nothing_there()


def test_without_the_framework_it_says_what_to_do_first(db):
    with pytest.raises(ImproperlyConfigured, match="load_framework"):
        load_demo(timezone.localdate(), [].append)
    assert nothing_there()


def test_an_entry_that_breaks_a_rule_stops_it_and_leaves_nothing_behind(framework, monkeypatch):
    def refuse(**entry):
        raise ValidationError("Not like this.")

    monkeypatch.setattr(progress, "confirm", refuse)

    with pytest.raises(CommandError, match=r"does not fit what is there\. Not like this\."):
        call_command("load_demo", verbosity=0)
    assert nothing_there()


def test_a_service_of_the_same_name_stops_it(framework):
    Service.objects.create(key="mine", name=DATA["services"][-1]["name"], kind=ServiceKind.PARTNER)

    with pytest.raises(CommandError, match="There is a service of this name already"):
        call_command("load_demo", verbosity=0)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("offset", "day"),
    [(-1, date(2026, 3, 5)), (0, date(2026, 3, 6)), (1, date(2026, 3, 6)), (2, date(2026, 3, 6))]
    + [(3, date(2026, 3, 9))],
)
def test_what_would_fall_on_a_weekend_falls_on_the_friday_before(offset, day):
    assert Demo(date(2026, 3, 6), print, {}).day(offset) == day
