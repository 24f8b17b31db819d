"""Recurring work: its periods, what was due and held, and that reading is right though nothing was
written.
"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from actions.models import Occurrence
from actions.months import add_months
from actions.recurring import Period, periods, record_of
from actions.services import progress, work
from actions.services.occurrences import make_occurrences
from actions.status import Kind
from actions.templatetags.recurring import record_sentence
from foundations.models import PublishedTarget
from tests.factories import SubActionFactory

from .conftest import START, post

pytestmark = pytest.mark.database

TODAY = date(2026, 3, 10)


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-10T12:00:00Z", tick=False)
    return TODAY


def spans(sub_action) -> list[tuple[date, date]]:
    return list(sub_action.occurrences.values_list("first_day", "last_day"))


def record(sub_action, on=TODAY):
    return record_of(sub_action, sub_action.occurrences.all(), on)


def edit(by, sub_action, **values):
    sub_action.refresh_from_db()
    values = {"why": "The calendar changed."} | values
    return work.edit_sub_action(by=by, sub_action=sub_action, seen=sub_action.version, **values)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 10), 0, date(2026, 3, 10)),
    ],
)
def test_months_later_ends_with_a_shorter_month(day, months, then):
    assert add_months(day, months) == then


def test_periods_touch_and_are_each_counted_from_the_start():
    found = periods(date(2026, 1, 31), 1, date(2026, 4, 30))

    assert [period.first_day for period in found] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]
    for period, following in zip(found, found[1:], strict=False):
        assert period.last_day + timedelta(days=1) == following.first_day


def test_none_begins_after_the_day():
    assert periods(START, 6, START - timedelta(days=1)) == []
    assert len(periods(START, 6, START)) == 1


@pytest.mark.parametrize(("shift", "meet"), [(-10, False), (-9, True), (9, True), (10, False)])
def test_periods_overlap_from_the_first_day_that_they_share(shift, meet):
    def ten_days(first_day: date) -> Period:
        return Period(first_day, first_day + timedelta(days=9))

    assert ten_days(START).overlaps(ten_days(START + timedelta(days=shift))) == meet


def test_they_are_made_two_years_ahead_and_only_once(recurring):
    make_occurrences(recurring)
    before = list(recurring.occurrences.values_list("pk", flat=True))
    make_occurrences(recurring)

    assert spans(recurring)[0] == (START, date(2025, 7, 14))
    assert spans(recurring)[-1] == (date(2028, 1, 15), date(2028, 7, 14))
    assert list(recurring.occurrences.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    "values", [{"start_on": None}, {"kind": Kind.DATED}, {"interval_months": None}]
)
def test_without_a_start_an_interval_or_the_kind_there_are_none(service, today, values):
    row = SubActionFactory(
        service=service,
        **{"kind": Kind.RECURRING, "start_on": START, "interval_months": 6} | values,
    )
    make_occurrences(row)

    assert spans(row) == []
    assert record(row).rows == []


def test_the_source_says_how_often_where_the_council_has_not(service, today):
    row = SubActionFactory(service=service, kind=Kind.RECURRING, start_on=START)
    PublishedTarget.objects.create(item=row.item, words="6-monthly", period_months=6)
    make_occurrences(row)

    assert spans(row)[0] == (START, date(2025, 7, 14))


def test_setting_the_dates_makes_them_and_new_dates_make_them_anew(keeper, sub_action, today):
    edit(keeper, sub_action, kind=Kind.RECURRING, start_on=START, interval_months=12)
    assert spans(sub_action)[0] == (START, date(2026, 1, 14))

    edit(keeper, sub_action, start_on=date(2026, 2, 1), interval_months=1)
    assert spans(sub_action)[:2] == [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 31)),
    ]

    edit(keeper, sub_action, kind=Kind.DATED)
    assert spans(sub_action) == []


def test_adding_local_recurring_work_makes_them(keeper, service, sub_action, today):
    added = work.add_sub_action(
        by=keeper,
        action=sub_action.action,
        service=service,
        title="Meet every month",
        kind=Kind.RECURRING,
        start_on=START,
        interval_months=1,
    )
    assert spans(added)[0] == (START, date(2025, 2, 14))


def test_taking_over_the_sources_dates_makes_them(keeper, service, today):
    row = SubActionFactory(service=service, kind=Kind.RECURRING, interval_months=6)
    PublishedTarget.objects.create(
        item=row.item, words="2025", first_day=START, last_day=date(2026, 12, 31)
    )

    work.confirm_source_date(by=keeper, sub_action=row, seen=row.version)
    assert spans(row)[0] == (START, date(2025, 7, 14))


@pytest.mark.parametrize("year", [1, 1999, 2100, 9999])
def test_a_year_that_is_a_slip_of_the_hand_is_refused(keeper, recurring, year):
    with pytest.raises(ValidationError, match="from 2000 to 2099"):
        edit(keeper, recurring, start_on=date(year, 1, 1))
    for good in (2099, 2000):
        assert edit(keeper, recurring, start_on=date(good, 1, 1)).start_on.year == good


def test_an_update_keeps_the_one_it_names(keeper, recurring):
    update = post(keeper, recurring, keeps=START)

    kept = recurring.occurrences.held().get()
    assert (kept.first_day, kept.kept_on, kept.kept_by_update) == (START, TODAY, update)


def test_every_update_tops_them_up(keeper, recurring):
    post(keeper, recurring)

    assert recurring.occurrences.count() == 7
    assert not recurring.occurrences.held().exists()


@pytest.mark.parametrize(("days", "begun"), [(-1, False), (0, True)])
def test_one_is_kept_from_its_first_day_on(keeper, recurring, time_machine, days, begun):
    time_machine.move_to(f"2025-01-{15 + days}T12:00:00Z", tick=False)
    if begun:
        post(keeper, recurring, keeps=START)
    else:
        with pytest.raises(ValidationError, match="Choose another one"):
            post(keeper, recurring, keeps=START)
    assert recurring.occurrences.held().exists() == begun


@pytest.mark.parametrize("day", [date(2025, 1, 16), date(2026, 7, 15)])
def test_one_that_is_not_there_or_to_come_cannot_be_kept(keeper, recurring, day):
    with pytest.raises(ValidationError, match="Choose another one"):
        post(keeper, recurring, keeps=day)
    assert not recurring.updates.exists()


def test_one_that_is_kept_already_cannot_be_kept_again(keeper, recurring):
    post(keeper, recurring, keeps=START)

    with pytest.raises(ValidationError, match="15 January 2025 is still open"):
        post(keeper, recurring, keeps=START)


def test_withdrawing_the_update_releases_it(keeper, recurring):
    update = post(keeper, recurring, keeps=START)
    progress.withdraw(by=keeper, update=update, seen=recurring.version, reason="A slip.")

    assert not recurring.occurrences.held().exists()
    assert recurring.occurrences.filter(first_day=START, kept_by_update=None).exists()


def test_a_kept_one_stays_under_new_dates_and_nothing_is_made_over_it(keeper, recurring):
    post(keeper, recurring, keeps=START)
    edit(keeper, recurring, start_on=date(2025, 6, 1), interval_months=6)

    assert spans(recurring)[:3] == [
        (START, date(2025, 7, 14)),
        (date(2025, 12, 1), date(2026, 5, 31)),
        (date(2026, 6, 1), date(2026, 11, 30)),
    ]
    assert record_sentence(record(recurring)).startswith("Up to 14 July 2025: due 1, held 1.")


def test_due_held_and_missed(keeper, recurring):
    post(keeper, recurring, keeps=START)

    found = record(recurring)
    assert (len(found.due), found.held) == (2, 1)
    assert record_sentence(found) == (
        "Up to 14 January 2026: due 2, held 1, missed 1. The next is due by 14 July 2026."
    )


@pytest.mark.parametrize(("on", "due"), [(date(2025, 7, 14), 0), (date(2025, 7, 15), 1)])
def test_it_is_due_once_its_last_day_has_passed(recurring, on, due):
    assert len(record(recurring, on).due) == due


@pytest.mark.parametrize(
    ("on", "present", "following"),
    [
        (date(2025, 1, 14), None, START),
        (START, START, date(2025, 7, 15)),
        (date(2025, 7, 14), START, date(2025, 7, 15)),
        (date(2025, 7, 15), date(2025, 7, 15), date(2026, 1, 15)),
    ],
)
def test_one_is_present_from_its_first_day_to_its_last(recurring, on, present, following):
    make_occurrences(recurring)

    found = record(recurring, on)
    assert (found.present and found.present.first_day, found.following.first_day) == (
        present,
        following,
    )
    around = recurring.occurrences.around(on).first()
    assert (around and around.first_day) == present


def test_reading_is_right_though_nothing_was_ever_written(recurring):
    assert not Occurrence.objects.exists()
    assert (
        record_sentence(record(recurring))
        == "Up to 14 January 2026: due 2, held 0, missed 2. The next is due by 14 July 2026."
    )


def test_reading_is_right_years_after_the_last_write(keeper, recurring):
    post(keeper, recurring, keeps=START)

    found = record(recurring, date(2032, 3, 10))
    assert (len(found.due), found.held, found.present.first_day) == (14, 1, date(2032, 1, 15))
    assert found.following.first_day == date(2032, 7, 15)


def test_before_the_first_day_the_first_is_still_to_come(recurring):
    found = record(recurring, date(2024, 12, 1))

    assert (found.due, found.present) == ([], None)
    assert (
        record_sentence(found)
        == "None has fallen due yet. The next is due from 15 January 2025 to 14 July 2025."
    )


def test_the_present_one_that_was_held_is_said_apart(keeper, recurring):
    post(keeper, recurring, keeps=date(2026, 1, 15))

    assert record_sentence(record(recurring)) == (
        "Up to 14 January 2026: due 2, held 0, missed 2. "
        "The present one, due by 14 July 2026, has been held too. "
        "The next is due from 15 July 2026 to 14 January 2027."
    )


def test_nothing_falls_due_once_it_is_stopped(keeper, recurring):
    post(keeper, recurring, status="stopped", on=date(2025, 8, 1))

    assert record_sentence(record(recurring)).startswith("Up to 14 July 2025: due 1, held 0")
    assert record(recurring).following is None
