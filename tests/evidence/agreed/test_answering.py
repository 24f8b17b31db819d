"""Who may agree to a claim or say what is missing, on which conditions, and what is kept of it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Change, Role
from accounts.versions import Conflict
from actions.models import Confirmation, SubAction
from evidence.agreed import answering
from evidence.models import Agreement
from foundations.models import Kind
from tests.conftest import person
from tests.factories import (
    EvidenceFactory,
    ItemFactory,
    ProgressUpdateFactory,
    ServiceFactory,
    open_all,
)

from .conftest import is_agreed

pytestmark = pytest.mark.django_db


@pytest.mark.database
def test_somebody_of_another_service_agrees_by_name_service_and_day(claimed, other_keeper, answer):
    assert not is_agreed(claimed)

    made = answer(other_keeper)

    assert is_agreed(claimed)
    assert (made.made_by, made.spoke_as, made.made_on) == (
        other_keeper,
        "Housing",
        timezone.localdate(),
    )
    line = Change.objects.get(act="agreed to what is claimed", key=claimed.key)
    assert "The report shows it." in line.after


def test_board_and_champions_speak_as_these_bodies(board, champions, answer):
    assert answer(board).spoke_as == "Oversight Board member"
    assert answer(champions).spoke_as == "Champions Board staff"


def test_who_moves_later_spoke_for_the_service_of_that_day(other_keeper, answer):
    made = answer(other_keeper)
    other_keeper.appointments.update(service=ServiceFactory(name="Libraries"))
    assert Agreement.objects.get(pk=made.pk).spoke_as == "Housing"


# Who may not


def refused(answer, by, match) -> None:
    with pytest.raises(PermissionDenied, match=match):
        answer(by)
    assert not Agreement.objects.exists()


def test_the_claimer_may_not_also_once_she_keeps_another_service(
    keeper, other_service, answer, board
):
    refused(answer, keeper, "claimed this yourself")
    keeper.appointments.update(service=other_service)
    del keeper.current_appointments
    refused(answer, keeper, "claimed this yourself")
    assert answer(board)


def test_who_said_still_true_has_claimed_it_too(claimed, other_keeper, answer):
    said = {"said_on": timezone.localdate(), "said_by": other_keeper}
    Confirmation.objects.create(update=claimed.updates.get(), **said)
    refused(answer, other_keeper, "claimed this yourself")


def test_nobody_of_her_service_may_whatever_else_she_is(service, answer):
    colleague = person("Colin", Role.KEEPER, service)
    colleague.appointments.create(role=Role.BOARD)
    refused(answer, colleague, "You keep Education, whose claim this is")


def test_nobody_who_works_beside_the_claimer_elsewhere_may(keeper, other_keeper, answer):
    keeper.appointments.create(role=Role.KEEPER, service=other_keeper.services[0])
    refused(answer, other_keeper, "You keep Housing, whose claim this is")


def test_who_kept_it_when_it_was_claimed_may_not_though_she_has_moved(
    claimed, service, other_service, answer, time_machine
):
    colleague = person("Colin", Role.KEEPER, service)
    tomorrow = timezone.localdate() + timedelta(days=1)
    colleague.appointments.update(ends_on=tomorrow)
    colleague.appointments.create(role=Role.KEEPER, service=other_service, starts_on=tomorrow)
    time_machine.move_to(datetime.combine(tomorrow, time(12), tzinfo=UTC), tick=False)
    refused(answer, colleague, "You kept Education when this was claimed")


def test_nobody_of_a_service_that_has_repeated_it_may(
    claimed, other_service, other_keeper, answer, board
):
    said = {"sub_action": claimed, "status": "complete", "completed_on": claimed.completed_on}
    ProgressUpdateFactory(service=other_service, posted_by=person("Rona", Role.BOARD), **said)
    refused(answer, other_keeper, "You keep Housing, whose claim this is")
    assert answer(board)


def test_nobody_speaks_for_a_closed_service(other_service, other_keeper, answer):
    other_service.closed_on = timezone.localdate()
    other_service.save()
    refused(answer, other_keeper, "Housing is closed, so nobody speaks for it")
    other_keeper.appointments.create(role=Role.BOARD)
    del other_keeper.current_appointments
    assert answer(other_keeper).spoke_as == "Oversight Board member"


def test_an_owner_may_not(claimed, board, answer):
    claimed.owners.add(board)
    refused(answer, board, "You own this work")


def test_a_service_that_works_on_it_too_may_not(claimed, other_service, other_keeper, answer):
    claimed.collaborators.add(other_service)
    refused(answer, other_keeper, "Housing works on this too")


def test_administrators_and_the_deactivated_may_not(administrator, board, stranger, answer):
    board.is_active = False
    board.save()
    for by in (administrator, board, stranger):
        refused(answer, by, "may do this:")


# When


def test_every_piece_that_she_may_read_must_have_been_opened(claimed, evidence, board, answer):
    second = EvidenceFactory(supports=[claimed.item])
    # Internal to another service: nobody else need open it.
    EvidenceFactory(supports=[claimed.item], service=ServiceFactory(), visibility="internal")
    with pytest.raises(ValidationError, match="not opened 2 of 2 pieces"):
        answer(board, opened=False)
    open_all(board, claimed)
    made = answer(board)
    assert {support.evidence for support in made.supports.all()} == {evidence, second}


def test_evidence_of_a_criterion_must_have_been_opened_too(claimed, board, answer):
    part = ItemFactory(kind=Kind.CRITERION, parent=claimed.item)
    open_all(board, claimed)
    EvidenceFactory(supports=[part])
    with pytest.raises(ValidationError, match="not opened 1 of 2 pieces"):
        answer(board, opened=False, met=[part])


@pytest.mark.parametrize("hidden", ["internal", "photo", "none"])
def test_without_a_piece_that_the_board_may_read_nobody_can_agree(
    claimed, evidence, champions, answer, hidden
):
    changes = {"internal": {"visibility": "internal", "service": None}}
    changes["photo"] = {"file_type": "png", "service": None}
    changes["none"] = {"removed_on": timezone.localdate()}
    type(evidence).objects.filter(pk=evidence.pk).update(**changes[hidden])

    with pytest.raises(ValidationError, match="so nobody can agree"):
        answer(champions)
    assert answer(champions, kind="missing", words="There is nothing to look at.")


def test_agreed_only_when_every_criterion_is_met(claimed, board, answer):
    first, second = ItemFactory.create_batch(2, kind=Kind.CRITERION, parent=claimed.item)
    with pytest.raises(ValidationError, match="only when everything that it must meet is met"):
        answer(board, met=[first])
    missing = answer(board, kind="missing", met=[first])
    assert list(missing.met.all()) == [first]
    assert set(answer(board, met=[first, second]).met.all()) == {first, second}


def test_the_claim_of_a_closed_service_waits_until_another_takes_it(
    claimed, service, board, answer
):
    service.closed_on = timezone.localdate()
    service.save()
    with pytest.raises(ValidationError, match="Education has been closed since"):
        answer(board)
    service.closed_on = timezone.localdate() + timedelta(days=1)
    service.save()
    assert answer(board)


# At once, and meanwhile


@pytest.mark.database
def test_the_second_of_two_who_agree_at_once_is_told_of_the_first(
    claimed, board, champions, answer
):
    seen = claimed.version
    answer(board, seen=seen)
    with pytest.raises(Conflict):
        answer(champions, seen=seen)
    assert Agreement.objects.count() == 1


def test_what_was_changed_meanwhile_is_a_conflict(claimed, board, answer):
    SubAction.objects.filter(pk=claimed.pk).update(version=9)
    with pytest.raises(Conflict):
        answer(board, seen=claimed.version)


def test_where_nothing_is_claimed_any_more_it_says_so(claimed, board, answer):
    SubAction.objects.filter(pk=claimed.pk).update(status="at-risk", completed_on=None)
    with pytest.raises(ValidationError, match="Nothing is claimed here any more"):
        answer(board)


# Taking back


@pytest.mark.database
def test_she_may_take_it_back_once_and_it_stays_on_record(claimed, board, answer):
    made = answer(board)

    def take_back(by):
        seen = SubAction.objects.get(pk=claimed.pk).version
        answering.take_back(by=by, agreement=made, seen=seen)

    take_back(board)

    assert not is_agreed(claimed)
    assert Agreement.objects.get().taken_back_on == timezone.localdate()
    assert Change.objects.filter(act="took back what was said of the claim").count() == 1
    with pytest.raises(ValidationError, match="taken this back already"):
        take_back(board)


def test_nobody_takes_back_what_another_said(claimed, board, champions, answer):
    made = answer(board)
    with pytest.raises(PermissionDenied, match="Only whoever said this"):
        answering.take_back(by=champions, agreement=made, seen=claimed.version)
    assert is_agreed(claimed)
