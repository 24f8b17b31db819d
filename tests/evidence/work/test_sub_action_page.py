"""The page of a sub-action: how it stands on top, what was said last, what waits."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.words import day as words_of
from actions.services.work import add_action, add_sub_action
from actions.status import Kind, Status
from evidence.participation.pace import Pace, Target
from evidence.work.pace_chart import chart_of
from foundations.names import first_words
from tests.conftest import flat, html_of
from tests.factories import (
    HeardFactory,
    ProgressUpdateFactory,
    ReplyFactory,
    ReportedSubActionFactory,
    SubActionFactory,
)

pytestmark = pytest.mark.django_db
STILL_TRUE = "Still true</button>"


@pytest.fixture
def read(signed_in, keeper):
    client = signed_in(keeper)
    return lambda row: html_of(client.get(row.get_absolute_url()))


@pytest.fixture
def day(march):
    """The day on which the pages are read."""
    return date(2026, 3, 10)


def reported(service, day, **values):
    said = {"status": Status.ON_TRACK, "reported_on": day, "confirmed_on": day}
    return ReportedSubActionFactory(service=service, **(said | values))


def test_its_own_words_are_the_title_and_are_cut_at_a_word(read, service):
    text = "Every child is asked what they need. " * 8
    row = SubActionFactory(service=service, item__text=text.strip())
    html = read(row)
    name = flat(first_words(text, 110))
    assert len(name) <= 110
    assert f'<h1 class="pt_top__title">{name}</h1>' in html
    assert f"<title>Sub-action {row.key}: {name} – Promise Tracker</title>" in html
    assert html.count(text.strip()) >= 2  # in the fold, and on paper


def test_what_is_in_time_can_be_said_to_be_still_true(read, service, day):
    row = reported(service, day, due_on=day + timedelta(days=110))
    html = read(row)
    assert "<strong>In hand: on track.</strong> Due 28 June 2026, in 110 days." in html
    assert STILL_TRUE in html


def test_what_is_late_takes_an_update(read, service, day):
    row = reported(service, day, due_on=day - timedelta(days=1))
    html = read(row)
    assert "<strong>Not going well.</strong> Late: due 9 March 2026, 1 day ago." in html
    assert STILL_TRUE not in html
    assert f'{row.get_absolute_url()}update/">' in html


def test_the_latest_update_stands_in_full_and_the_others_in_a_fold(read, service, keeper, day):
    row = reported(service, day)
    for number in range(3):
        ProgressUpdateFactory(
            sub_action=row, posted_by=keeper, service=service, changed=f"Said {number}."
        )
    row.updates.filter(changed="Said 0.").update(withdrawn_on=day, withdrawn_reason="Wrong.")
    html = read(row)
    latest, earlier = html.split('id="earlier"')
    assert "Said 2." in latest
    assert "Said 1." in earlier
    assert "Said 0." not in html
    assert "2 earlier updates" in earlier
    assert "; 1 more was withdrawn" in earlier


@pytest.mark.parametrize(("days", "alarm"), [(120, False), (121, True)])
def test_only_a_long_wait_for_an_answer_is_in_alarm(read, service, day, days, alarm):
    row = reported(service, day)
    heard = HeardFactory(heard_on=day - timedelta(days=days))
    ReplyFactory(heard=heard, item=row.item)
    waits = f"Waiting for an answer: {days} days</span>"
    html = read(row)
    assert (f'<span class="pt_alarm">{waits}' in html) is alarm
    assert (f"<span>{waits}" in html) is not alarm


def test_what_is_stopped_without_a_decision_says_so_once(read, service, day):
    row = reported(service, day, status=Status.STOPPED)
    assert read(row).count("Stopped, without a recorded decision") == 1


def test_recurring_work_without_a_first_day_says_so(read, service):
    row = SubActionFactory(service=service, kind=Kind.RECURRING, interval_months=6)
    assert "The council has not set when counting begins" in read(row)


def test_the_chart_is_titled_by_its_finding():
    target = Target(1000, date(2026, 1, 1), date(2026, 12, 31))
    chart = chart_of(Pace(target, [(date(2026, 6, 1), 300)], date(2026, 7, 1)))
    assert chart.title == "199 behind an even pace; 27 a week would reach 1,000"
    assert (chart.pace.about, chart.pace.short) == (601, 399)
    assert chart.pace.expected == "At this pace about 601 by 31 December 2026, 399 short."
    assert chart.rows[-1] == (date(2026, 7, 1), 300, 499)


def test_before_its_first_day_there_is_nothing_to_draw():
    target = Target(1000, date(2026, 1, 1), date(2026, 12, 31))
    assert chart_of(Pace(target, [], date(2025, 12, 31))) is None
    assert chart_of(None) is None


def test_an_administrator_reads_how_much_the_history_tells(signed_in, administrator, keeper, read):
    action = add_action(by=keeper, title="A first home", service=keeper.services[0])
    row = add_sub_action(
        by=keeper, action=action, service=keeper.services[0], title="Furnish it", kind=Kind.DATED
    )
    since = f"1 change since {words_of(timezone.localdate())}"
    for thing in (row, action):
        html = html_of(signed_in(administrator).get(thing.get_absolute_url()))
        assert f'>History</a> <span class="pt_note">{since}</span>' in html
    assert ">History</a>" not in read(row)
