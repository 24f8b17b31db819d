"""What is said a second time of a claim: sent twice it is one answer, said anew it is another."""

import pytest
from django.utils import timezone

from accounts.versions import Conflict
from actions.models import SubAction
from evidence.models import Agreement, EvidenceItem
from foundations.models import Kind
from tests.factories import EvidenceFactory, ItemFactory

from .conftest import is_agreed

pytestmark = pytest.mark.django_db


def version(row) -> int:
    return SubAction.objects.get(pk=row.pk).version


def test_sent_twice_it_is_stored_once(claimed, board, answer):
    seen = claimed.version
    assert answer(board, seen=seen) == answer(board, seen=seen)
    assert Agreement.objects.count() == 1


def test_nobody_agrees_a_second_time_while_the_first_holds(claimed, board, answer):
    assert answer(board) == answer(board)
    assert Agreement.objects.count() == 1


def test_the_same_words_agree_anew_once_the_first_has_ended(claimed, evidence, board, answer):
    first = answer(board)
    EvidenceItem.objects.filter(pk=evidence.pk).update(removed_on=timezone.localdate())
    EvidenceFactory(supports=[claimed.item])
    assert not is_agreed(claimed)

    assert answer(board) != first

    assert is_agreed(claimed)


def test_the_same_words_about_other_criteria_are_another_answer(claimed, board, answer):
    first, second = ItemFactory.create_batch(2, kind=Kind.CRITERION, parent=claimed.item)
    said = {"kind": "missing", "words": "Not everywhere."}
    answer(board, met=[first], **said)

    again = answer(board, met=[second], **said)

    assert list(again.met.all()) == [second]


def test_what_was_missing_is_said_again_after_somebody_has_agreed(
    claimed, board, champions, answer
):
    said = {"kind": "missing", "words": "Nobody was asked."}
    before = version(claimed)
    answer(champions, **said)
    answer(board)
    assert is_agreed(claimed)

    with pytest.raises(Conflict):
        answer(champions, seen=before, **said)
    answer(champions, **said)

    assert not is_agreed(claimed)
