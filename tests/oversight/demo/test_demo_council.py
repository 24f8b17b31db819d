"""The promised shape of the demo council: people, work and progress."""

from collections import Counter

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.utils import timezone

from accounts.history import broken_changes
from accounts.models import Appointment, Change, Role, Service, ServiceKind, User
from accounts.together import read_one
from actions.groups import Group
from actions.models import Action, ProgressUpdate, Share, SubAction
from actions.recurring import record_of
from actions.status import Kind, Status, Visibility
from evidence.agreed.parts import Part
from evidence.models import Agreement, Session, SessionKind
from evidence.participation.goal import reading_participants
from oversight.board.work import reading_work
from oversight.claims.waiting import read_waiting
from oversight.demo.load import CAST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council"), pytest.mark.database]


# People and services


def test_the_cast_of_six_signs_in_with_the_shared_password_and_nobody_else_can(settings):
    for email in CAST:
        assert Client().login(email=email, password=settings.DEMO_PASSWORD)
        assert not Client().login(email=email, password="something else")
    others = User.objects.exclude(email__in=CAST)
    assert 6 <= others.count() <= 8
    assert not any(check_password(settings.DEMO_PASSWORD, person.password) for person in others)
    assert not any(person.has_usable_password() for person in others)


def test_the_cast_holds_the_five_roles():
    roles = [User.objects.get(email=email).roles for email in CAST]

    assert roles == [
        {Role.KEEPER},
        {Role.KEEPER},
        {Role.BOARD},
        {Role.CHAMPIONS},
        {Role.ADMINISTRATOR},
        {Role.MEMBER},
    ]
    mine, theirs = (User.objects.get(email=email).services for email in CAST[:2])
    assert mine
    assert theirs
    assert not set(mine) & set(theirs)


def test_services_of_all_five_kinds_are_marked_as_made_up_and_each_has_a_keeper():
    assert set(Service.objects.values_list("kind", flat=True)) == set(ServiceKind)
    assert 8 <= Service.objects.count() <= 10
    for service in Service.objects.all():
        assert service.name.endswith(" (demo)")
        assert User.objects.keepers_of(service.pk, on=timezone.localdate()).exists()


def test_people_have_been_in_their_roles_for_eighteen_months():
    starts = Appointment.objects.values_list("starts_on", flat=True)

    assert all(540 <= (timezone.localdate() - day).days <= 560 for day in starts)


# Work


def test_some_work_is_late_stale_contradicted_ownerless_or_without_service():
    rows, today = SubAction.objects.all(), timezone.localdate()

    assert rows.late(today).count() >= 2
    assert rows.stale(today).count() >= 2
    assert rows.contradicted(today).count() in (2, 3)
    assert rows.ownerless(today).count() == 3
    assert rows.without_service(today).count() == 2
    assert rows.not_reported().count() >= 3
    assert rows.without_target().exists()


def test_the_keeper_has_proposed_her_service_for_one_without_service():
    proposed = SubAction.objects.exclude(proposed_service=None).get()

    assert proposed.service is None
    assert proposed.proposed_by.email == "keeper@demo.test"
    assert proposed.proposed_by.keeps(proposed.proposed_service)


def test_one_source_date_is_confirmed_and_one_is_left_open():
    confirmed = SubAction.objects.get(item__key="1.7")

    assert confirmed.review_on == confirmed.published_target.last_day
    assert "1.4" in [row.key for row in SubAction.objects.source_date_passed(timezone.localdate())]


def test_every_status_word_is_in_use_and_settled_work_has_its_day_or_reason():
    assert set(SubAction.objects.values_list("status", flat=True)) == set(Status)
    assert SubAction.objects.filter(status=Status.COMPLETE, completed_on__isnull=False).count() in (
        2,
        3,
    )
    stopped = SubAction.objects.get(status=Status.STOPPED)
    assert "because" in stopped.updates.current().first().changed


def test_some_targets_dates_and_kinds_are_the_councils_own():
    rows = SubAction.objects.all()

    assert 5 <= rows.exclude(target_set_by=None).count() < rows.count()
    assert rows.filter(dates_set_by=None).exists()
    assert rows.filter(kind=Kind.RECURRING, interval_months__isnull=False).exists()
    assert rows.filter(kind_confirmed_by=None).exists()


def test_promise_keepers_have_added_local_work():
    assert Action.objects.filter(item__local=True).count() == 2
    local = SubAction.objects.filter(item__local=True)
    assert {row.key for row in local} == {"L1.1", "L1.2", "L2.1", "8.L1", "10.L1"}
    assert local.filter(updates__isnull=True).count() == 0


# Progress


def test_most_sub_actions_tell_eighteen_months_in_three_to_nine_updates():
    published = SubAction.objects.filter(item__local=False)
    counts = [row.updates.current().count() for row in published]

    assert 24 <= sum(count > 0 for count in counts) <= 27
    assert all(3 <= count <= 9 for count in counts if count)
    first = ProgressUpdate.objects.earliest("posted_on").posted_on
    assert (timezone.localdate() - first).days > 530


def test_updates_of_every_visibility_one_withdrawn_and_several_still_true():
    updates = ProgressUpdate.objects.all()

    assert set(updates.values_list("visibility", flat=True)) == set(Visibility)
    withdrawn = updates.exclude(withdrawn_on=None).get()
    assert withdrawn.withdrawn_reason
    assert (
        withdrawn.sub_action.updates.current().filter(posted_on__gte=withdrawn.posted_on).exists()
    )
    assert Change.objects.filter(act="said still true").count() >= 3


def test_every_entry_stands_in_an_unbroken_history():
    posted = Change.objects.filter(act="posted an update")

    assert posted.count() == ProgressUpdate.objects.count()
    assert broken_changes() == []


# Claims


def test_five_claims_are_agreed_to_by_other_services_and_two_wait():
    found = Agreement.objects.agreed().standing().order_by("claim__sub_action__pk")
    keys = [one.claim.sub_action.key for one in found]
    assert keys == ["1.1", "5.3", "5.4", "8.4", "10.2"]
    assert all(one.service and one.service != one.claim.service for one in found)
    waiting = [one.claim.sub_action.key for one in read_waiting(timezone.localdate())]
    assert waiting == ["7.3", "7.1"]
    [missing] = Agreement.objects.exclude(kind="agreed")
    assert (missing.claim.sub_action.key, missing.kind) == ("7.3", "missing")


def test_the_four_groups_add_up_to_all_37():
    work = read_one(reading_work(timezone.localdate()))
    groups, parts = Counter(row.group for row in work), Counter(row.part for row in work)
    assert [groups[group] for group in ("", *Group)] == [0, 5, 11, 12, 9]
    assert (len(work), parts[Part.CLAIMED]) == (37, 2)


def test_a_joint_one_is_not_known_for_a_body_that_is_silent_while_the_others_speak():
    [row] = [
        row for row in read_one(reading_work(timezone.localdate())) if row.part == Part.BODY_SILENT
    ]
    assert (row.key, row.status) == ("7.4", Status.IN_PLACE)
    said = Share.objects.filter(sub_action=row.pk).values_list("status", "service__name")
    assert sorted(status for status, _name in said) == ["being-kept", "in-place", "in-place"]
    silent = Share.objects.get(confirmed_on__lt=row.fresh_from)
    assert silent.service in User.objects.get(email="other-keeper@demo.test").services


# Participation


def test_sessions_add_up_to_what_the_updates_say():
    """The owner of 1.3 reports 811 participants; the sessions logged say the same, and that it will
    not suffice.
    """
    goal = read_one(reading_participants(timezone.localdate()))

    assert (goal.pace.total, goal.pace.target.number) == (811, 1000)
    assert goal.beside > 0
    assert "short." in goal.pace.expected
    assert Session.objects.count() >= 25
    assert set(Session.objects.values_list("kind", flat=True)) == set(SessionKind)
    assert len(set(Session.objects.values_list("logged_by", flat=True))) >= 4


@pytest.mark.parametrize(("key", "due", "held"), [("1.2", 3, 2), ("1.5", 5, 4)])
def test_one_members_briefing_and_one_newsletter_were_missed(key, due, held):
    row = SubAction.objects.get(item__key=key)
    found = record_of(row, row.occurrences.all(), timezone.localdate())

    assert (len(found.due), found.held) == (due, held)
    assert found.present.kept_on
