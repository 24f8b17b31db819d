"""My work: what a Promise Keeper owes, and what first."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from accounts.models import Role
from accounts.together import read_one
from actions.models import Occurrence, SubAction
from actions.status import Status
from evidence.agreed.reading import reading_groups
from oversight.my_work.owed import Owed, When, reading_owed, work_sentence
from tests.conftest import html_of
from tests.factories import (
    AppointmentFactory,
    RoundFactory,
    SubActionFactory,
)

from .rows import kept, text_of

pytestmark = pytest.mark.database


def owed_by(user, on=None) -> list[Owed]:
    return read_one(reading_owed(user, on or localdate()))


def test_what_is_overdue_comes_first_then_what_is_due_soon_and_ones_own_before_others(
    keeper, service
):
    own = {"owners": [keeper]}
    fine = kept(service, **own)
    stale = kept(service, confirmed=300, **own)
    silent = SubActionFactory(service=service, **own)
    near, far = kept(service, days=42, **own), kept(service, days=43, **own)
    late, later = (
        kept(service, days=-5, status=Status.AT_RISK, **own),
        kept(service, days=-50, **own),
    )
    of_others = kept(service, days=-90)

    rows = owed_by(keeper)

    assert {row.when: [] for row in rows} == {When.OVERDUE: [], When.SOON: [], When.FINE: []}
    assert [row.sub_action for row in rows if row.when == When.OVERDUE] == [
        later,
        late,
        stale,
        of_others,
    ]
    assert [row.sub_action for row in rows if row.when == When.SOON] == [near, silent]
    assert [row.sub_action for row in rows if row.when == When.FINE] == [far, fine]


def test_what_will_not_be_fresh_for_six_weeks_more_is_due_soon(keeper, service):
    soon = kept(service, confirmed=120 - 41)
    kept(service, confirmed=120 - 42)
    settled = kept(service, confirmed=110, status=Status.STOPPED)

    when = {row.sub_action: row.when for row in owed_by(keeper)}

    assert [row for row, part in when.items() if part == When.SOON] == [soon]
    assert when[settled] == When.FINE


def test_after_a_round_was_closed_what_was_said_before_it_is_overdue(
    read_page, keeper, service, administrator
):
    today = localdate()
    RoundFactory(
        first_day=today - timedelta(days=30),
        last_day=today - timedelta(days=11),
        closed_on=today - timedelta(days=10),
    )
    kept(service, confirmed=130)
    kept(service, confirmed=5)

    assert "1 of 2 · no update since the last round" in text_of(read_page())


def test_where_no_round_was_closed_the_number_of_days_is_said(read_page, service):
    kept(service, confirmed=121)
    kept(service, confirmed=120)

    assert "1 of 2 · no update for 120 days" in text_of(read_page())


@pytest.mark.parametrize(
    ("values", "mark", "word"),
    [
        ({}, "in-hand", "On track"),
        ({"status": Status.AT_RISK}, "at-risk", "At risk"),
        ({"status": Status.OFF_TRACK}, "not-going-well", "Off track"),
        ({"days": -3}, "not-going-well", "Late"),
        ({"confirmed": 121}, "not-known", "Not known"),
        ({"status": Status.BEING_KEPT, "kind": "ongoing"}, "claimed", "Being kept"),
    ],
)
def test_a_row_has_the_mark_and_the_exact_word_of_the_boards_page(
    keeper, service, values, mark, word
):
    row = kept(service, **values)
    shown = owed_by(keeper)[0]

    found, _why = read_one(reading_groups([row.key], localdate()))[row.pk]
    assert (shown.look.mark, shown.look.word, shown.look.group) == (mark, word, found)


def test_missed_recurring_work_is_overdue_and_says_so(read_page, keeper, service):
    today = localdate()
    row = kept(service, kind="recurring", start_on=today - timedelta(days=200), interval_months=3)
    Occurrence.objects.create(
        sub_action=row,
        first_day=today - timedelta(days=200),
        last_day=today - timedelta(days=110),
    )
    shown = owed_by(keeper, today)[0]

    assert (shown.when, shown.look.word, shown.may_confirm) == (When.OVERDUE, "Missed", False)
    assert "the last time was missed" in read_page()


def test_only_work_of_ones_own_services_is_owed(keeper, service, other_service):
    mine = SubActionFactory(service=service)
    SubActionFactory(service=other_service)
    SubActionFactory(service=None)

    assert [row.sub_action for row in owed_by(keeper)] == [mine]


def test_the_sentence_says_what_is_overdue_and_due_soon(keeper, service):
    kept(service, days=-5, status=Status.AT_RISK)
    kept(service, confirmed=121)
    SubActionFactory.create_batch(2, service=service)
    kept(service)

    first, rest = work_sentence(owed_by(keeper))

    assert first + rest == "2 of your 5 sub-actions are overdue, 2 are due soon."


def test_the_sentence_of_one_and_of_none_overdue(keeper, service):
    assert work_sentence([]) == ("", "")
    kept(service)
    assert "".join(work_sentence(owed_by(keeper))) == "Your sub-action is up to date."
    kept(service)
    first, rest = work_sentence(owed_by(keeper))
    assert first + rest == "None of your 2 sub-actions is overdue."


def test_what_is_replaced_or_stopped_by_decision_is_not_owed(read_page, keeper, service):
    today = localdate()
    fine = kept(service)
    ended = [
        kept(service, days=-5, replaced_by=fine, replaced_on=today, replaced_reason="Merged."),
        kept(service, status=Status.STOPPED, decided_on=today, decided_by="The Committee"),
    ]

    assert [row.sub_action for row in owed_by(keeper, today)] == [fine]
    html = read_page()
    assert f'id="sub-action-{fine.key}"' in html
    for row in ended:
        assert f'id="sub-action-{row.key}"' not in html


@pytest.mark.parametrize("name", ["board", "champions", "administrator"])
def test_other_roles_are_told_for_whom_it_is(request, signed_in, name):
    answer = signed_in(request.getfixturevalue(name)).get("/my-work/")

    assert answer.status_code == 403
    assert "Promise Keeper" in html_of(answer)


def test_a_keeper_whose_appointment_ended_reads_it_no_longer(signed_in, keeper):
    client = signed_in(keeper)
    assert client.get("/my-work/").status_code == 200

    keeper.appointments.update(starts_on=localdate() - timedelta(days=9), ends_on=localdate())
    AppointmentFactory(user=keeper, role=Role.BOARD)

    assert client.get("/my-work/").status_code == 403


def test_two_hundred_rows_come_in_pages(signed_in, keeper, service):
    SubActionFactory.create_batch(60, service=service)
    client = signed_in(keeper)

    first, second = (
        html_of(client.get("/my-work/")),
        html_of(client.get("/my-work/?page=2")),
    )

    assert first.count('<li id="sub-action-') == 50
    assert second.count('<li id="sub-action-') == 10


def test_what_the_round_still_asks_is_counted_down(read_page, keeper, service):
    today = localdate()
    begun = today - timedelta(days=10)
    RoundFactory(name="This winter", first_day=begun, last_day=today)
    kept(service, confirmed=11)
    kept(service, confirmed=10)
    SubActionFactory(service=service)
    # Settled before it, and nothing is asked.
    kept(service, confirmed=11, status=Status.STOPPED)
    said = text_of(read_page())
    assert f"This winter : 2 of 3 left to report by {today.day} {today:%B}." in said
    SubAction.objects.filter(status=Status.ON_TRACK).update(confirmed_on=today)
    SubAction.objects.filter(status=Status.NOT_REPORTED).delete()
    assert "This winter : all 2 reported." in text_of(read_page())


def test_no_round_asks_and_none_is_named(read_page, service):
    kept(service)
    today = localdate()
    RoundFactory(name="Only assessments", asks_progress=False)
    RoundFactory(name="Closed", closed_on=today)
    RoundFactory(name="Later", first_day=today + timedelta(days=1))
    said = text_of(read_page())
    assert "reported." not in said
    assert "left to report" not in said
