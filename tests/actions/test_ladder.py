"""A sub-action of which nobody says anything climbs the ladder: asked, asked again, named."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Absence
from actions.models import Rung
from actions.services import progress
from actions.services.climbing import climb
from actions.status import Kind, Status
from foundations.models import Round
from tests.actions.climbing import (
    ADVICE,
    AGAIN,
    ASKED,
    FORUM,
    NAMED,
    SAID,
    climb_to,
    mailed,
    named,
    reported,
    steps,
)
from tests.actions.conftest import post
from tests.factories import SubActionFactory

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def days(settings):
    settings.SILENT_AFTER_DAYS = 120
    settings.ASKED_AGAIN_AFTER_DAYS = settings.NAMED_AFTER_DAYS = 14


@pytest.fixture
def advice(keeper, service):
    return reported(service, owners=[keeper])


def test_a_year_goes_by(keeper, colleague, service, time_machine):
    """Worked out by hand: said on 5 January and on 1 July, and still true on 20 November; the
    forum, which has no owner, was last spoken of on 10 August.
    """
    time_machine.move_to("2026-01-01T12:00:00Z", tick=False)
    advice = reported(service, owners=[keeper])
    forum = reported(service, FORUM, said=date(2026, 8, 10))
    sent = {}
    for number in range(365):
        on = date(2026, 1, 1) + timedelta(days=number)
        time_machine.move_to(f"{on}T12:00:00Z", tick=False)
        if on == date(2026, 7, 1):
            assert [row.pk for row in named(on)] == [advice.pk]
            post(keeper, advice)
        if on == date(2026, 11, 20):
            advice.refresh_from_db()
            progress.confirm(by=keeper, sub_action=advice, seen=advice.version)
        before = len(mailed())
        for _time in range(2 if on.day in (6, 20) else 1):
            call_command("remind", stdout=StringIO())
        if new := mailed()[before:]:
            sent[on] = new
        if on.weekday() == date(2026, 6, 3).weekday():  # as is 1 July
            assert bool(named(on)) == (date(2026, 6, 3) <= on < date(2026, 7, 1)), on

    people = ("kirsty", "catriona")
    both, of_both = ([(who, [title]) for who in people] for title in (ADVICE, FORUM))
    assert (
        sent
        == {
            date(2026, 5, 6): both[:1],  # 121 days after 5 January
            date(2026, 5, 20): both,  # two weeks later; on 3 June it is named
            date(2026, 10, 30): both[:1],  # 121 days after 1 July
            date(2026, 11, 13): both,
            date(2026, 12, 9): of_both,  # 121 days after 10 August
            date(2026, 12, 23): of_both,
        }
    )
    assert steps(advice) == [
        *[(date(2026, 5, 6), 1), (date(2026, 5, 20), 2), (date(2026, 6, 3), 3)],
        *[(date(2026, 10, 30), 1), (date(2026, 11, 13), 2)],
    ]
    assert steps(forum) == [(date(2026, 12, 9), 1), (date(2026, 12, 23), 2)]


def test_a_round_that_closes_makes_silent(advice, keeper, service, administrator):
    asked = {"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 20)}
    fresh = reported(service, FORUM, said=date(2026, 2, 10), owners=[keeper])
    now = Round.objects.create(key="a", name="A", opened_by=administrator, **asked)
    Round.objects.filter(pk=now.pk).update(closed_on=date(2026, 2, 25))
    climb_to(date(2026, 3, 1), first=date(2026, 2, 20))
    assert steps(advice) == [(date(2026, 2, 26), 1)]
    assert steps(fresh) == []


def test_what_was_never_reported_is_not_on_the_ladder(keeper, service):
    SubActionFactory(service=service, owners=[keeper])
    climb(NAMED)
    assert steps() == []


def test_days_that_were_left_out_put_off_what_comes_after(advice):
    """Nobody is named who has not had the days to answer."""
    late = date(2026, 9, 1)
    climb(late)
    climb_to(late + timedelta(days=13), first=late)
    assert steps() == [(late, 1)]
    climb(late + timedelta(days=20))
    climb_to(late + timedelta(days=40), first=late + timedelta(days=21))
    assert steps() == [(late + timedelta(days=days), n) for days, n in ((0, 1), (20, 2), (34, 3))]


def test_the_steps_and_their_days_are_settings(advice, settings):
    settings.SILENT_AFTER_DAYS = 30
    settings.ASKED_AGAIN_AFTER_DAYS, settings.NAMED_AFTER_DAYS = 3, 1
    climb_to(date(2026, 2, 28), first=date(2026, 1, 20))
    assert steps() == [(date(2026, 2, 5), 1), (date(2026, 2, 8), 2), (date(2026, 2, 9), 3)]


@pytest.mark.parametrize(
    ("owner", "asked"),
    [
        ("none", ["kirsty", "catriona"]),
        ("hers", ["kirsty"]),
        ("of another service", ["kirsty", "catriona"]),
        ("moved", ["catriona"]),
        ("deactivated", ["catriona"]),
    ],
)
def test_who_is_asked(keeper, colleague, other_keeper, other_service, advice, owner, asked):
    """The owners, else the Promise Keepers of the service; the second time all of them."""
    if owner == "none":
        advice.owners.clear()
    elif owner == "of another service":
        advice.owners.set([other_keeper])
    elif owner == "moved":
        keeper.appointments.update(service=other_service)
    elif owner == "deactivated":
        keeper.is_active = False
        keeper.save()
    climb(ASKED)
    assert mailed() == [(who, [ADVICE]) for who in asked]
    climb(AGAIN)
    everyone = ["kirsty", "catriona"] if owner in ("hers", "none", "of another service") else asked
    assert mailed()[len(asked) :] == [(who, [ADVICE]) for who in everyone]


def test_the_deputy_gets_hers(keeper, colleague, advice):
    away = {"first_day": ASKED, "last_day": ASKED + timedelta(days=3)}
    Absence.objects.create(person=keeper, deputy=colleague, **away)
    climb(ASKED)
    climb(AGAIN)
    assert mailed() == [(who, [ADVICE]) for who in ("catriona", "kirsty", "catriona")]


def test_a_service_without_anybody_is_named_all_the_same(other_service):
    row = reported(other_service)
    climb_to(NAMED)
    assert (mailed(), len(steps(row)), named(NAMED)) == ([], 3, [row])


def test_one_mail_holds_all_that_a_person_is_asked(keeper, service, advice):
    climb(ASKED)
    reported(service, FORUM, said=date(2026, 1, 10), owners=[keeper])
    climb(AGAIN)
    assert mailed() == [("kirsty", [ADVICE]), ("kirsty", [FORUM, ADVICE])]


def end(how, row, keeper, other_service):
    if how == "an update":
        row.confirmed_on = row.reported_on = NAMED
    elif how == "still true":
        row.confirmed_on = NAMED
    elif how == "complete":
        row.status, row.completed_on = Status.COMPLETE, SAID
    elif how == "stopped":
        row.status = Status.STOPPED
    elif how == "replaced":
        row.replaced_by, row.replaced_on = SubActionFactory(), NAMED
        row.replaced_reason = "Merged."
    elif how == "given to another service":
        row.service = other_service
    elif how == "service closed":
        row.service.closed_on = NAMED
        row.service.save()
    row.save()


@pytest.mark.parametrize(
    "how",
    ["an update", "still true", "complete", "stopped", "replaced", "service closed"]
    + ["given to another service"],
)
@pytest.mark.parametrize("until", [ASKED, NAMED])
def test_what_ends_it(keeper, other_service, advice, how, until):
    climb_to(until)
    before = steps()
    assert [row.pk for row in named(until)] == ([advice.pk] if until == NAMED else [])
    end(how, advice, keeper, other_service)
    if how == "given to another service":
        # That has not been asked yet, so for it a ladder of its own begins.
        before.append((NAMED, Rung.ASKED))
    climb(NAMED)
    climb(NAMED + timedelta(days=13))
    assert steps() == before
    assert named(NAMED) == []


def test_what_was_said_by_mistake_is_not_asked_about_twice(keeper, service, time_machine):
    time_machine.move_to("2026-01-05T12:00:00Z", tick=False)
    advice = reported(service, owners=[keeper])
    climb_to(AGAIN)
    time_machine.move_to("2026-05-25T12:00:00Z", tick=False)
    said = post(keeper, advice)
    climb(NAMED)
    advice.refresh_from_db()
    progress.withdraw(by=keeper, update=said, seen=advice.version, reason="A mistake.")
    climb(NAMED + timedelta(days=1))
    assert [rung for _on, rung in steps()] == [1, 2, 3]


def test_recurring_work_is_silent_no_sooner_than_it_happens(keeper, service):
    half = {"kind": Kind.RECURRING, "interval_months": 6}
    row = reported(service, owners=[keeper], **half)
    climb_to(date(2026, 7, 31))
    assert steps(row)[0] == (date(2026, 7, 6), 1)
