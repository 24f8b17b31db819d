"""Correcting and removing sessions: by whom, and what history says."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Appointment, Change
from accounts.versions import Conflict
from evidence.models import Session
from evidence.participation.reasons import Heads
from evidence.participation.services import edit_session, may_change, remove_session
from tests.conftest import person
from tests.evidence.participation.participants import log
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]


@pytest.fixture
def session(keeper):
    return log(keeper)


def correct(by, session, **values):
    usual = {
        "held_on": session.held_on,
        "kind": session.kind,
        "lived_experience": session.lived_experience,
        "lived_number": session.lived_number,
        "audiences": [Heads("workforce", 25)],
        "sub_actions": [],
        "seen": session.version,
    }
    return edit_session(by=by, session=session, **usual | values)


@pytest.mark.parametrize("role", ["keeper", "champions"])
def test_whoever_logged_it_and_champions_board_staff_correct_it(request, role, session, service):
    sub_action = SubActionFactory()

    correct(
        request.getfixturevalue(role),
        session,
        held_on=date(2026, 3, 4),
        kind="information",
        lived_experience="neither",
        lived_number=0,
        audiences=[Heads("workforce", 30, service), Heads("community", 6)],
        sub_actions=[sub_action],
    )

    stored = Session.objects.get()
    assert (stored.held_on, stored.kind, stored.lived_number) == (
        date(2026, 3, 4),
        "information",
        0,
    )
    assert [str(one) for one in stored.audiences.all()] == [
        "30 (Workforce, Education)",
        "6 (Community)",
    ]
    assert list(stored.sub_actions.all()) == [sub_action]
    assert stored.logged_by.name == "Kirsty"


@pytest.mark.parametrize("role", ["other_keeper", "board", "administrator"])
def test_nobody_else_corrects_or_removes_it(request, role, session):
    other = request.getfixturevalue(role)

    assert not may_change(other, session)
    with pytest.raises(PermissionDenied):
        correct(other, session, lived_number=5)
    with pytest.raises(PermissionDenied):
        remove_session(by=other, session=session, seen=1, reason="twice")
    assert Session.objects.current().get().lived_number == 2


def test_whoever_logged_it_and_holds_no_role_any_more_does_not(session, keeper):
    Appointment.objects.filter(user=keeper).update(ends_on=date(2026, 3, 1))
    fresh = type(keeper).objects.get(pk=keeper.pk)

    with pytest.raises(PermissionDenied, match="Promise Keeper or Champions Board staff"):
        correct(fresh, session)


def test_history_holds_both_wordings(session, champions):
    correct(champions, session, audiences=[Heads("workforce", 24)])

    line = Change.objects.filter(act="corrected").get()
    assert ("25 (Workforce)" in line.before, "24 (Workforce)" in line.after) == (True, True)
    assert "held_on" not in line.after


def test_a_correction_keeps_to_the_rules(session, keeper):
    with pytest.raises(ValidationError):
        correct(keeper, session, held_on=date(2026, 3, 11))
    assert Session.objects.get().held_on == date(2026, 3, 3)


def test_the_second_writer_gets_a_conflict(session, keeper, champions):
    correct(champions, session, lived_number=3)

    with pytest.raises(Conflict):
        correct(keeper, session, lived_number=4, seen=1)
    assert Session.objects.get().lived_number == 3
    with pytest.raises(Conflict):
        remove_session(by=keeper, session=session, seen=1, reason="twice")


def test_a_removed_session_stays_on_record_with_its_reason(session, champions):
    remove_session(by=champions, session=session, seen=1, reason="not-held")

    stored = Session.objects.get()
    assert (stored.removed_on, stored.removed_by) == (date(2026, 3, 10), champions)
    assert stored.get_removed_reason_display() == "It did not take place"
    assert not Session.objects.current().exists()
    assert "not-held" in Change.objects.filter(act="removed").get().after


def test_only_a_reason_from_the_list_is_taken(session, champions):
    with pytest.raises(ValidationError, match="Choose a reason"):
        remove_session(by=champions, session=session, seen=1, reason="Because Jamie was there")
    assert Session.objects.current().exists()


def test_what_is_removed_cannot_be_changed(session, champions):
    remove_session(by=champions, session=session, seen=1, reason="twice")

    with pytest.raises(ValidationError, match="was removed on 10 March 2026"):
        correct(champions, session, seen=2)
    assert not may_change(champions, Session.objects.get())


def test_a_second_keeper_of_the_same_service_is_not_who_logged_it(session, service):
    assert not may_change(person("Catriona", "keeper", service), session)
