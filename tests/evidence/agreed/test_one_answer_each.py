"""Of what one person says of a claim the last counts, and the claim counts once."""

import pytest
from django.utils import timezone

from actions.models import SubAction
from evidence.agreed import answering
from evidence.models import Agreement, EvidenceItem
from oversight.claims.pairs import read_people, read_services
from oversight.claims.waiting import read_waiting
from tests.conftest import html_of

from .conftest import is_agreed

pytestmark = pytest.mark.django_db

MISSING = {"kind": "missing", "words": "Nobody was asked."}


def shown(claimed, user, signed_in) -> str:
    answered = signed_in(user).get(f"/sub-actions/{claimed.key}/")
    assert answered.status_code == 200
    return html_of(answered)


def test_the_page_shows_only_the_last(claimed, board, champions, answer, signed_in):
    answer(champions, **MISSING)
    answer(board, kind="missing", words="Where are the minutes?")
    answer(board, words="They were added.")

    html = shown(claimed, board, signed_in)

    assert "They were added." in html
    assert "Where are the minutes?" not in html
    # What another says stands beside it.
    assert "Nobody was asked." in html


def test_the_page_of_what_waits_too(claimed, evidence, board, answer):
    answer(board, **MISSING)
    assert read_waiting(timezone.localdate())[0].missing.words == "Nobody was asked."
    answer(board)
    EvidenceItem.objects.filter(pk=evidence.pk).update(removed_on=timezone.localdate())
    assert read_waiting(timezone.localdate())[0].missing is None


def test_taking_it_back_brings_nothing_back_that_she_said_before(claimed, board, answer):
    answer(board)
    last = answer(board, **MISSING)
    seen = SubAction.objects.get(pk=claimed.pk).version

    answering.take_back(by=board, agreement=last, seen=seen)

    assert not is_agreed(claimed)
    assert not Agreement.objects.given().exists()


def test_a_claim_counts_once_however_often_she_agrees(claimed, board, answer):
    answer(board, **MISSING)
    answer(board)
    answer(board, words="It still shows it.")
    for pairs in (read_services(), read_people()):
        assert [(pair.agreed, pair.missing) for pair in pairs] == [(1, 1)]
