"""An administrator's first page: what is to be decided, what is to be put right, and nothing
else.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role, User
from actions.models import SubAction
from actions.services import assigning
from oversight.administration.waiting import read_waiting
from tests.accounts.conftest import text_of
from tests.factories import (
    AppointmentFactory,
    CorrectionFactory,
    FileEvidenceFactory,
    RoundFactory,
    SubActionFactory,
    UserFactory,
)


@pytest.fixture
def council(service, keeper):
    """A council that is set up, in which nothing waits."""
    SubActionFactory.create_batch(3, service=service, owners=[keeper])
    RoundFactory(name="Spring")


@pytest.fixture
def start(administrator, signed_in):
    """What the page says."""
    return lambda: text_of(signed_in(administrator).get("/administration/"))


def test_nothing_waits(council, start):
    said = start()
    assert "Nothing waits for you." in said
    assert "Decide" not in said
    assert "Put right" not in said
    assert "Every sub-action has a service and an owner." in said
    assert "No corrections to answer." in said


def test_a_proposal_is_decided_there(council, start, keeper, service, administrator, signed_in):
    loose = SubActionFactory(service=None)
    assigning.propose_service(by=keeper, sub_action=loose, seen=1, service=service)
    said = start()
    assert "1 proposal waits. 1 of 4 sub-actions has no service." in said
    assert f"Education would take {loose.key} {loose.item.title} Proposed by Kirsty" in said
    assert ", today" in said

    sent = {"version": 2, "confirm": "yes", "from-start": "yes"}
    answer = signed_in(administrator).post(f"/assign/{loose.key}/proposal/", sent)

    assert answer.url == "/administration/"
    assert SubAction.objects.get(pk=loose.pk).service == service
    assert "Nothing waits for you." in start()


def test_a_correction_waits_until_it_is_answered(council, start):
    correction = CorrectionFactory()
    CorrectionFactory(state="declined", answered_by=UserFactory(), answered_on="2026-01-01")
    assert "1 correction waits." in start()
    assert [row.pk for row in read_waiting(timezone.localdate()).corrections] == [correction.pk]


def test_invitations_that_were_not_used_and_those_that_ran_out(council, start):
    for days in (14, 15):
        late = UserFactory(invited_on=timezone.localdate() - timedelta(days=days))
        late.set_unusable_password()
        late.save()
    said = start()
    assert "2 invitations wait." in said
    # With the administrator, the Keeper and who opened the round.
    assert f"2 of {User.objects.count()} people have not used their invitation" in said
    assert "An invitation lasts 14 days; 1 of 2 has run out" in said
    User.objects.filter(invited_on__isnull=False).update(is_active=False)
    assert "Everyone has used their invitation." in start()


def test_work_without_a_service_or_an_owner(council, start, service):
    loose, unowned = SubActionFactory(service=None), SubActionFactory(service=service)
    said = start()
    assert f"1 of 5 sub-actions has no service {loose.key}" in said
    assert "2 of 5 sub-actions have no owner" in said
    assert f"{unowned.key} belongs to Education" in said


def test_long_lists_of_keys_are_cut_and_counted(council, service):
    SubActionFactory.create_batch(8, service=service)
    assert read_waiting(timezone.localdate()).owner_note.startswith(
        ", ".join([row.key for row in read_waiting(timezone.localdate()).without_owner[:6]])
        + " and 2 more; "
    )


def test_a_closed_service_a_role_and_a_round_that_end(council, start, other_keeper, other_service):
    today = timezone.localdate()
    other_service.closed_on = today
    other_service.save()
    AppointmentFactory(user=other_keeper, role=Role.BOARD, ends_on=today + timedelta(days=30))
    AppointmentFactory(user=other_keeper, role=Role.CHAMPIONS, ends_on=today + timedelta(days=31))
    RoundFactory(name="Long ago", first_day="2024-01-01", last_day="2024-02-01")
    said = start()
    assert "Nothing waits for your decision." in said
    assert "Housing closed on" in said
    assert "and still has Promise Keepers Omar" in said
    assert said.count("Omar: a role ends on") == 1
    assert "Long ago is past its last day and still open" in said


def test_a_photo_is_counted_but_not_shown(council, start, keeper, service):
    FileEvidenceFactory(
        added_by=keeper, service=service, file_name="flip chart.png", file_type="png"
    )
    said = start()
    assert "1 item with pictures waits for a second check" in said
    assert "flip chart" not in said


@pytest.mark.parametrize("who", ["keeper", "board", "champions"])
def test_it_is_for_administrators(council, request, signed_in, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get("/administration/").status_code == 403
    assert client.get("/administration/first-steps/").status_code == 403


def test_files_that_are_lost_are_told(council, start, service):
    lost_on = timezone.localdate()
    item = FileEvidenceFactory(service=service, lost_on=lost_on)
    said = start()
    assert "1 file of evidence is lost Not where it was kept." in said
    assert "a backup may have it" in said
    FileEvidenceFactory(service=service, lost_on=lost_on)
    assert "2 files of evidence are lost Not where they were kept." in start()
    type(item).objects.update(removed_on=lost_on)
    assert "is lost" not in start()
