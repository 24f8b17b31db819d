"""What ends an agreement, and how the page says so; what leaves it as it was."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actions.models import SubAction
from actions.services import progress, work
from actions.status import Kind
from evidence.agreed.ended import read_given
from evidence.items.services import edit_evidence, remove_evidence
from evidence.items.supports import remove_support
from evidence.models import EvidenceItem
from tests.factories import EvidenceFactory

from .conftest import is_agreed

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def may(time_machine):
    time_machine.move_to("2026-05-03T12:00:00Z", tick=False)


@pytest.fixture
def agreed_to(claimed, board, answer, may, time_machine):
    """The claim, to which the Board has agreed; two days later."""
    answer(board)
    time_machine.move_to("2026-05-05T12:00:00Z", tick=False)
    return SubAction.objects.select_related("item", "service").get(pk=claimed.pk)


def ended(row) -> list[str]:
    """What the page says of the agreements that ended; it says the same as the set of all."""
    given = read_given(row)
    assert any(one.is_agreed for one in given) == is_agreed(row)
    return [one.sentence for one in given if one.ended]


def test_removed_evidence_ends_it(agreed_to, evidence, keeper):
    remove_evidence(by=keeper, evidence=evidence, seen=1, reason="It was wrong.")
    assert not is_agreed(agreed_to)
    assert ended(agreed_to) == [
        "The agreement of 3 May 2026 ended: its evidence was removed on 5 May 2026."
    ]


def test_evidence_that_no_longer_supports_it_ends_it(agreed_to, evidence, keeper):
    remove_support(by=keeper, support=evidence.supports.get(), reason="It is of another.")
    assert ended(agreed_to) == [
        "The agreement of 3 May 2026 ended: its evidence was removed on 5 May 2026."
    ]


def test_evidence_that_the_board_may_no_longer_read_ends_it(agreed_to, evidence, keeper):
    edit_evidence(by=keeper, evidence=evidence, seen=1, visibility="internal")
    assert ended(agreed_to) == [
        "The agreement of 3 May 2026 ended: the Board may no longer read its evidence."
    ]


def test_reopened_work_ends_it_until_the_report_is_withdrawn(agreed_to, keeper):
    update = progress.post_update(
        by=keeper, sub_action=agreed_to, seen=agreed_to.version, status="off-track", changed="No."
    )
    assert ended(agreed_to) == [
        "The agreement of 3 May 2026 ended: on 5 May 2026 it was reported as “Off track”."
    ]
    progress.withdraw(by=keeper, update=update, seen=agreed_to.version, reason="It was wrong.")
    assert ended(agreed_to) == []


def test_another_day_of_completion_is_another_claim(agreed_to, keeper):
    said = {"status": "complete", "changed": "It was done earlier."}
    said["completed_on"] = date(2026, 5, 1)
    progress.post_update(by=keeper, sub_action=agreed_to, seen=agreed_to.version, **said)
    assert ended(agreed_to) == [
        "The agreement of 3 May 2026 ended: on 5 May 2026 it was reported as “Complete”, "
        "completed on 1 May 2026."
    ]


def test_a_withdrawn_claim_ends_it(agreed_to, keeper):
    update = agreed_to.updates.get()
    progress.withdraw(by=keeper, update=update, seen=agreed_to.version, reason="Too early.")
    assert ended(agreed_to) == [
        "The agreement of 3 May 2026 ended: the claim was withdrawn on 5 May 2026."
    ]


def test_whoever_says_that_something_is_missing_ends_it(agreed_to, champions, answer):
    answer(champions, kind="missing", words="Nobody was asked.")
    assert ended(agreed_to) == [
        "The agreement of 3 May 2026 ended: on 5 May 2026 Chris said that something is missing."
    ]
    answer(champions, words="They were asked.")
    assert is_agreed(agreed_to)


# What leaves it as it was


def test_still_true_and_the_same_word_again_keep_it(agreed_to, keeper):
    progress.confirm(by=keeper, sub_action=agreed_to, seen=agreed_to.version)
    said = {"status": "complete", "changed": "Still so.", "completed_on": date(2026, 5, 3)}
    progress.post_update(by=keeper, sub_action=agreed_to, seen=agreed_to.version, **said)
    assert ended(agreed_to) == []
    assert is_agreed(agreed_to)


def test_what_is_moved_or_added_keeps_it(agreed_to, keeper):
    values = {"kind": Kind.RECURRING, "due_on": None, "target_number": 3, "target_unit": "schools"}
    values |= {"interval_months": 3}
    work.edit_sub_action(
        by=keeper, sub_action=agreed_to, seen=agreed_to.version, why="It grew.", **values
    )
    EvidenceFactory(supports=[agreed_to.item])
    assert is_agreed(agreed_to)


def test_evidence_removed_that_nobody_looked_at_keeps_it(agreed_to):
    later = EvidenceFactory(supports=[agreed_to.item])
    on = timezone.localdate() + timedelta(days=1)
    EvidenceItem.objects.filter(pk=later.pk).update(removed_on=on)
    assert is_agreed(agreed_to)
