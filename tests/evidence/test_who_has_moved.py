"""Whoever moves to another service, or loses a role, keeps no right over what she added and said
for the former one.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Role, User
from accounts.services import appoint, end_appointment, move
from actions.models import SubAction
from evidence.agreed.answering import take_back
from evidence.heard import services as heard
from evidence.items.supports import remove_support
from evidence.models import Heard, Support
from evidence.participation import services as participation
from foundations.models import FrameworkItem
from tests.factories import (
    AgreementFactory,
    EvidenceFactory,
    HeardFactory,
    ProgressUpdateFactory,
    SessionFactory,
)

pytestmark = pytest.mark.usefixtures("framework")
DAY = timedelta(days=1)


@pytest.fixture
def moves(administrator, other_service):
    """Move somebody to Housing; gives her back as the next request reads her."""

    def go(keeper) -> User:
        held = keeper.appointments.get()
        move(by=administrator, appointment=held, service=other_service)
        return User.objects.get(pk=keeper.pk)

    return go


@pytest.fixture
def support(keeper):
    """What the Keeper said of evidence of the Champions Board staff."""
    call = FrameworkItem.objects.get(key="C18")
    evidence = EvidenceFactory(service=None)
    return Support.objects.create(evidence=evidence, item=call, made_by=keeper)


def take_support_back(by, support) -> None:
    remove_support(by=by, support=support, reason="Too far.")


def test_a_support_is_taken_back_by_whoever_said_so(keeper, support):
    take_support_back(keeper, support)
    assert not Support.objects.current().filter(pk=support.pk).exists()


@pytest.mark.parametrize("ago", [0, 400])
def test_but_not_once_she_has_moved(keeper, support, moves, ago):
    Support.objects.filter(pk=support.pk).update(made_on=timezone.localdate() - ago * DAY)
    support.refresh_from_db()
    with pytest.raises(PermissionDenied):
        take_support_back(moves(keeper), support)


def test_what_she_says_after_the_move_is_hers(keeper, support, other_service):
    yesterday = timezone.localdate() - DAY
    keeper.appointments.update(starts_on=yesterday - DAY, ends_on=yesterday)
    appoint(by=None, person=keeper, role=Role.KEEPER, service=other_service, starts_on=yesterday)
    take_support_back(User.objects.get(pk=keeper.pk), support)


def test_a_role_that_is_given_again_is_not_lost(keeper, support, service):
    today = timezone.localdate()
    keeper.appointments.update(starts_on=today - DAY, ends_on=today)
    appoint(by=None, person=keeper, role=Role.KEEPER, service=service, starts_on=today)
    take_support_back(User.objects.get(pk=keeper.pk), support)


def test_whoever_moves_back_on_the_same_day_has_what_she_had(
    keeper, support, moves, administrator, service
):
    yesterday = timezone.localdate() - DAY
    session = SessionFactory(logged_by=keeper, logged_at=timezone.now() - DAY)
    idea = HeardFactory(logged_by=keeper, logged_on=yesterday, visibility="internal")
    meanwhile = HeardFactory(
        logged_by=keeper, logged_on=timezone.localdate(), visibility="internal"
    )
    Support.objects.filter(pk=support.pk).update(made_on=yesterday)
    support.refresh_from_db()

    away = moves(keeper).appointments.current(timezone.localdate()).get()
    move(by=administrator, appointment=away, service=service)
    back = User.objects.get(pk=keeper.pk)

    assert participation.may_change(back, session)
    assert heard.may_change(back, idea)
    assert list(Heard.objects.visible_to(back)) == [idea]
    # It may be about the service that she kept for some hours.
    assert not heard.may_change(back, meanwhile)
    take_support_back(back, support)


def test_what_was_said_between_stays_with_the_service_she_has_left(keeper, other_service, service):
    today = timezone.localdate()
    keeper.appointments.update(ends_on=today - 20 * DAY)
    for at, begins, ends in [(other_service, 20, 10), (service, 10, None)]:
        until = ends and today - ends * DAY
        since = today - begins * DAY
        appoint(
            by=None, person=keeper, role=Role.KEEPER, service=at, starts_on=since, ends_on=until
        )
    back = User.objects.get(pk=keeper.pk)

    for ago, is_hers in [(30, True), (15, False), (5, True)]:
        said = HeardFactory(logged_by=keeper, logged_on=today - ago * DAY)
        assert heard.may_change(back, said) is is_hers


def test_a_session_and_an_idea_are_hers_until_she_moves(keeper, moves):
    session, idea = SessionFactory(logged_by=keeper), HeardFactory(kind="idea", logged_by=keeper)
    assert participation.may_change(keeper, session)
    assert heard.may_change(keeper, idea)
    gone = moves(keeper)
    assert not participation.may_change(gone, session)
    assert not heard.may_change(gone, idea)
    with pytest.raises(PermissionDenied):
        heard.remove_heard(by=gone, heard=idea, seen=1, reason="Twice.")


def test_an_internal_idea_of_the_former_service_is_read_no_more(keeper, champions, moves):
    idea = HeardFactory(kind="idea", logged_by=keeper, visibility="internal")
    assert idea in Heard.objects.visible_to(keeper)
    assert idea not in Heard.objects.visible_to(moves(keeper))
    assert idea in Heard.objects.visible_to(champions)


def test_who_leaves_the_champions_board_loses_its_sessions(champions, administrator, service):
    session = SessionFactory(logged_by=champions)
    appoint(by=administrator, person=champions, role=Role.KEEPER, service=service)
    held = champions.appointments.get(role=Role.CHAMPIONS)
    end_appointment(by=administrator, appointment=held, ends_on=timezone.localdate())
    assert not participation.may_change(User.objects.get(pk=champions.pk), session)


def test_a_role_that_will_end_is_still_held(keeper):
    keeper.appointments.update(ends_on=timezone.localdate() + DAY)
    assert participation.may_change(keeper, SessionFactory(logged_by=keeper))


def test_nobody_takes_back_what_was_said_for_a_service_that_she_has_left(
    keeper, service, other_service, moves, signed_in
):
    row, today = SubAction.objects.get(item__key="1.1"), timezone.localdate()
    done = {"service": other_service, "status": "complete", "completed_on": today}
    SubAction.objects.filter(pk=row.pk).update(reported_on=today, **done)
    claim = ProgressUpdateFactory(sub_action=row, **done)
    said = {"made_by": keeper, "role": Role.KEEPER, "service": service}
    given = AgreementFactory(claim=claim, kind="missing", **said)
    button = f"/sub-actions/1.1/agree/{given.pk}/take-back/"
    assert button in signed_in(keeper).get("/sub-actions/1.1/").content.decode()
    gone = moves(keeper)
    assert button not in signed_in(gone).get("/sub-actions/1.1/").content.decode()
    with pytest.raises(PermissionDenied, match="the same service or body"):
        take_back(by=gone, agreement=given, seen=row.version)


def test_an_update_of_the_former_service_stays_when_its_work_comes_along(
    keeper, service, other_service, moves, signed_in
):
    row = SubAction.objects.get(item__key="1.1")
    SubAction.objects.filter(pk=row.pk).update(service=service)
    posted = ProgressUpdateFactory(sub_action=row, service=service, posted_by=keeper)
    way = f"/sub-actions/1.1/updates/{posted.pk}/withdraw/"
    assert signed_in(keeper).get(way).status_code == 200
    SubAction.objects.filter(pk=row.pk).update(service=other_service)
    browser = signed_in(moves(keeper))
    assert way not in browser.get("/sub-actions/1.1/").content.decode()
    refused = browser.get(way)
    assert refused.status_code == 403
    assert "You posted this for Education, which you keep no longer." in refused.content.decode()
