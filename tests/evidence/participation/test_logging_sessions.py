"""Logging a session: what it takes, what is refused, and that a form sent twice logs once."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Change
from accounts.versions import Conflict
from evidence.models import Audience, Session
from evidence.participation import services as participation
from evidence.participation.reasons import Heads
from tests.evidence.participation.participants import log
from tests.factories import AudienceFactory, ServiceFactory, SessionFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]


def reasons(by, **values) -> dict:
    with pytest.raises(ValidationError) as refused:
        log(by, **values)
    assert not Session.objects.exists()
    return refused.value.message_dict


@pytest.mark.parametrize("role", ["keeper", "champions"])
def test_keepers_and_champions_board_staff_log(request, role, service):
    sub_action, person = SubActionFactory(), request.getfixturevalue(role)

    session = log(
        person,
        audiences=[Heads("workforce", 25, service), Heads("members", 4)],
        sub_actions=[sub_action],
    )

    stored = Session.objects.get()
    assert stored == session
    assert (stored.held_on, stored.kind, stored.lived_experience, stored.lived_number) == (
        date(2026, 3, 3),
        "workshop",
        "delivered",
        2,
    )
    assert list(stored.audiences.values_list("kind", "service__key", "headcount")) == [
        ("workforce", "education", 25),
        ("members", None, 4),
    ]
    assert list(stored.sub_actions.all()) == [sub_action]
    assert stored.headcount == 29


@pytest.mark.parametrize("role", ["board", "administrator", "stranger"])
def test_nobody_else_logs(request, role):
    with pytest.raises(PermissionDenied, match="log sessions"):
        log(request.getfixturevalue(role))
    assert not Session.objects.exists()


def test_history_says_what_was_logged(champions, service):
    session = log(champions, audiences=[Heads("commissioned", 12, service)])

    line = Change.objects.get()
    assert (line.act, line.thing, line.key, line.actor_email) == (
        "logged",
        "session",
        str(session.pk),
        champions.email,
    )
    assert "12 (Commissioned service, Education)" in line.after


# The day


def test_a_session_of_today_is_logged(champions):
    assert log(champions, held_on=date(2026, 3, 10)).held_on == date(2026, 3, 10)


def test_a_session_of_the_first_year_is_logged(champions):
    assert log(champions, held_on=date(2000, 1, 1)).held_on == date(2000, 1, 1)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(date(2026, 3, 11), "in the future"), (date(1999, 12, 31), "2000 or later")],
)
def test_a_day_to_come_or_long_ago_is_refused(champions, day, sentence):
    assert sentence in reasons(champions, held_on=day)["held_on"][0]


# Who came


def test_without_an_audience_nothing_is_logged(champions):
    assert reasons(champions, audiences=[]) == {
        "audiences": ["Say who came: at least one audience."]
    }


@pytest.mark.parametrize("number", [1, 20_000])
def test_a_headcount_at_either_end_is_logged(champions, number):
    assert log(champions, audiences=[Heads("workforce", number)]).headcount == number


@pytest.mark.parametrize("number", [0, -1, 20_001, 10**30])
def test_a_headcount_beyond_the_ends_is_refused(champions, number):
    assert (
        "from 1 to 20,000"
        in reasons(champions, audiences=[Heads("workforce", number)])["audiences"][0]
    )


@pytest.mark.parametrize("kind", ["members", "community"])
def test_members_and_the_community_belong_to_no_service(champions, service, kind):
    assert (
        "belongs to no service"
        in reasons(champions, audiences=[Heads(kind, 5, service)])["audiences"][0]
    )


def test_a_service_closed_since_may_be_named_for_a_day_before(champions):
    closed = ServiceFactory(name="Old team", closed_on=date(2026, 3, 4))

    assert log(champions, audiences=[Heads("workforce", 5, closed)]).headcount == 5


def test_a_service_closed_by_then_is_refused(champions):
    closed = ServiceFactory(name="Old team", closed_on=date(2026, 3, 3))

    found = reasons(champions, audiences=[Heads("workforce", 5, closed)])["audiences"]
    assert found == ["Old team was closed on 3 March 2026, before this day."]


# What people with lived experience did


@pytest.mark.parametrize("number", [1, 20_000])
@pytest.mark.parametrize("part", ["designed", "delivered", "both"])
def test_a_part_has_its_number(champions, part, number):
    assert log(champions, lived_experience=part, lived_number=number).lived_number == number


def test_neither_has_none(champions):
    assert log(champions, lived_experience="neither", lived_number=0).lived_number == 0


@pytest.mark.parametrize(
    ("part", "number"), [("neither", 1), ("both", 0), ("designed", -1), ("both", 20_001)]
)
def test_a_number_that_does_not_fit_the_part_is_refused(champions, part, number):
    assert "lived_number" in reasons(champions, lived_experience=part, lived_number=number)


def test_the_database_holds_it_too(champions):
    with pytest.raises(IntegrityError):
        SessionFactory(lived_experience="neither", lived_number=3)


def test_the_database_takes_no_empty_audience(champions):
    session = SessionFactory()
    with pytest.raises(IntegrityError):
        AudienceFactory(session=session, headcount=0)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"lived_experience": "watched"}, "lived_experience"),
        ({"audiences": [Heads("nobody", 5)]}, "audiences"),
    ],
)
def test_words_that_are_not_on_the_lists_are_refused(champions, values, field):
    assert field in reasons(champions, **values)


# Sent twice


def test_a_form_sent_twice_logs_once(champions, service):
    key, sub_action = uuid.uuid4(), SubActionFactory()
    entries = {
        "audiences": [Heads("workforce", 5, service)],
        "sub_actions": [sub_action],
        "form_key": key,
    }

    assert log(champions, **entries) == log(champions, **entries)
    assert Audience.objects.count() == Change.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [{"held_on": date(2026, 3, 2)}, {"audiences": [Heads("workforce", 26)]}, {"lived_number": 3}],
)
def test_a_form_sent_again_with_other_entries_is_a_conflict(champions, changed):
    key = uuid.uuid4()
    session = log(champions, form_key=key)

    with pytest.raises(Conflict) as conflict:
        log(champions, form_key=key, **changed)
    assert conflict.value.current == session
    assert Session.objects.count() == 1


def test_a_form_sent_again_by_another_person_is_a_conflict(champions, keeper):
    key = uuid.uuid4()
    log(champions, form_key=key)

    with pytest.raises(Conflict):
        log(keeper, form_key=key)


def test_a_form_sent_again_after_the_removal_is_a_conflict(champions):
    key = uuid.uuid4()
    session = log(champions, form_key=key)
    participation.remove_session(by=champions, session=session, seen=1, reason="twice")

    with pytest.raises(Conflict):
        log(champions, form_key=key)


def test_the_same_form_at_the_same_moment_logs_once(champions):
    """Whether the other request stores its session before or while this one does, the database
    says so: nothing is looked for before.
    """
    key = uuid.uuid4()
    first = log(champions, form_key=key)

    with pytest.MonkeyPatch.context() as patch, CaptureQueriesContext(connection) as seen:
        patch.setattr(participation, "keep_day", None)  # it comes as far as its first row
        assert log(champions, form_key=key) == first
    asked = [one["sql"] for one in seen.captured_queries if not one["sql"].startswith("SAVE")]
    assert asked[0].startswith('INSERT INTO "evidence_session"')
    assert Session.objects.count() == Change.objects.count() == 1
