"""A session keeps the occurrence of recurring work whose period holds its day."""

from datetime import date

import pytest

from actions.models import Occurrence
from actions.recurring import record_of
from actions.services import progress, work
from evidence.participation.reasons import Heads
from evidence.participation.services import edit_session, remove_session
from tests.conftest import html_of
from tests.evidence.participation.participants import log
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march"), pytest.mark.database]
MEMBERS = [Heads("members", 19)]
TODAY = date(2026, 3, 10)


@pytest.fixture
def briefings(service):
    """Every six months from 15 January 2025: two have fallen due by 10 March 2026."""
    return SubActionFactory(
        service=service, kind="recurring", start_on=date(2025, 1, 15), interval_months=6
    )


def brief(by, briefings, day):
    return log(by, kind="briefing", held_on=day, audiences=MEMBERS, sub_actions=[briefings])


def kept(briefings) -> list[tuple[date, date]]:
    return list(briefings.occurrences.held().values_list("first_day", "kept_on"))


def move(by, session, day, sub_actions):
    return edit_session(
        by=by,
        session=session,
        seen=session.version,
        held_on=day,
        kind=session.kind,
        lived_experience=session.lived_experience,
        lived_number=session.lived_number,
        audiences=MEMBERS,
        sub_actions=sub_actions,
    )


@pytest.mark.parametrize(
    ("day", "first_day"),
    [
        (date(2025, 1, 15), date(2025, 1, 15)),
        (date(2025, 7, 14), date(2025, 1, 15)),
        (date(2025, 7, 15), date(2025, 7, 15)),
        (TODAY, date(2026, 1, 15)),
    ],
)
def test_the_one_whose_period_holds_the_day(champions, briefings, day, first_day):
    session = brief(champions, briefings, day)

    assert kept(briefings) == [(first_day, day)]
    assert [row.first_day for row in session.occurrences.all()] == [first_day]


def test_a_session_before_the_start_keeps_none(champions, briefings):
    brief(champions, briefings, date(2025, 1, 14))
    assert kept(briefings) == []


def test_a_session_that_serves_other_work_keeps_none(champions, briefings):
    log(champions, sub_actions=[SubActionFactory()])
    assert not Occurrence.objects.exists()


def test_two_in_one_period_keep_one_from_the_first_day(champions, briefings):
    later, earlier = (
        brief(champions, briefings, day) for day in (date(2025, 3, 9), date(2025, 2, 1))
    )

    assert kept(briefings) == [(date(2025, 1, 15), date(2025, 2, 1))]
    remove_session(by=champions, session=earlier, seen=1, reason="twice")
    assert kept(briefings) == [(date(2025, 1, 15), date(2025, 3, 9))]
    remove_session(by=champions, session=later, seen=1, reason="twice")
    assert kept(briefings) == []
    assert not later.occurrences.exists()


def test_another_day_and_other_work_let_it_go(champions, briefings):
    session = brief(champions, briefings, date(2025, 2, 1))

    session = move(champions, session, date(2025, 8, 1), [briefings])
    assert kept(briefings) == [(date(2025, 7, 15), date(2025, 8, 1))]
    move(champions, session, date(2025, 8, 1), [])
    assert kept(briefings) == []


def test_a_session_logged_before_the_council_set_the_start_is_found(champions, keeper, briefings):
    briefings.start_on = None
    briefings.save()
    brief(champions, briefings, date(2025, 2, 1))

    work.edit_sub_action(by=keeper, sub_action=briefings, seen=1, start_on=date(2025, 1, 1))
    assert kept(briefings) == [(date(2025, 1, 1), date(2025, 2, 1))]


def test_an_update_that_is_withdrawn_leaves_what_a_session_keeps(champions, keeper, briefings):
    update = progress.post_update(
        by=keeper,
        sub_action=briefings,
        seen=1,
        status="on-track",
        changed="Held.",
        keeps=date(2025, 1, 15),
    )
    brief(champions, briefings, date(2025, 2, 1))
    assert kept(briefings) == [(date(2025, 1, 15), date(2025, 2, 1))]

    progress.withdraw(by=keeper, update=update, seen=briefings.version, reason="A slip.")
    assert kept(briefings) == [(date(2025, 1, 15), date(2025, 2, 1))]


def test_a_session_that_is_removed_leaves_what_an_update_keeps(champions, keeper, briefings):
    progress.post_update(
        by=keeper,
        sub_action=briefings,
        seen=1,
        status="on-track",
        changed="Held.",
        keeps=date(2025, 1, 15),
    )
    session = brief(champions, briefings, date(2025, 2, 1))

    remove_session(by=champions, session=session, seen=1, reason="not-held")
    assert kept(briefings) == [(date(2025, 1, 15), TODAY)]


def test_due_and_held_on_the_page_with_the_session_that_did_it(
    signed_in, board, champions, briefings
):
    session = brief(champions, briefings, date(2025, 2, 1))

    html = html_of(signed_in(board).get(briefings.get_absolute_url()))
    assert "Up to 14 January 2026: due 2, held 1, missed 1." in html
    words = "Elected members’ briefing of 1 February 2025"
    assert f'<a href="/participation/sessions/{session.pk}/">{words}</a>' in html
    assert record_of(briefings, briefings.occurrences.all(), TODAY).held == 1
