"""Of what one person says of a claim the last counts, and the claim counts once."""

from datetime import timedelta

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


def test_who_claims_it_anew_does_not_silence_what_was_missing(
    claimed, board, champions, answer, post, signed_in
):
    answer(champions, **MISSING)
    earlier = claimed.completed_on - timedelta(days=1)
    post("complete", completed_on=earlier)

    html = shown(claimed, board, signed_in)
    assert "Chris said that something is missing: “Nobody was asked.” This ended: " in html

    answer(board)
    html = shown(claimed, board, signed_in)
    assert "Agreed by Barbara" in html
    assert "Nobody was asked." not in html


def test_who_may_answer_no_more_is_not_offered_to_take_it_back(claimed, board, answer, signed_in):
    answer(board)
    assert "Take back what you said" in shown(claimed, board, signed_in)
    board.appointments.update(role="administrator")
    html = shown(claimed, board, signed_in)
    assert "Agreed by Barbara" in html
    assert "Take back what you said" not in html
