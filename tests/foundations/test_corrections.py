"""Source text cannot be edited: a correction is a proposal with a reason, and both wordings stay
(row 3).
"""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from foundations.models import Correction, FrameworkItem
from foundations.services.correcting import (
    answer_correction,
    propose_correction,
    withdraw_correction,
)
from tests.factories import CorrectionFactory, ItemFactory


@pytest.fixture
def call(db):
    return ItemFactory(key="C18", heading="Respite", text="Stop using the word.")


def propose(by, item, **changes) -> Correction:
    sent = {
        "part": "text",
        "wording": "Stop using that word.",
        "reason": "The printed text says so.",
    }
    return propose_correction(by=by, item=item, **sent | changes)


def acts() -> list[str]:
    return list(Change.objects.order_by("id").values_list("act", flat=True))


@pytest.mark.parametrize("role", ["keeper", "board", "champions", "administrator"])
def test_every_role_may_propose(request, role, call, time_machine):
    time_machine.move_to(date(2026, 3, 3))
    someone = request.getfixturevalue(role)
    propose(someone, call)
    stored = Correction.objects.get()
    assert (stored.item, stored.part, stored.state, stored.proposed_by) == (
        call,
        "text",
        "open",
        someone,
    )
    assert (stored.source_wording, stored.wording) == (
        "Stop using the word.",
        "Stop using that word.",
    )
    assert (stored.proposed_on, stored.reason) == (date(2026, 3, 3), "The printed text says so.")
    assert list(Change.objects.values_list("act", "thing", "key")) == [
        ("proposed a correction", "correction", str(stored.pk))
    ]


def test_someone_without_a_role_may_not(stranger, call):
    with pytest.raises(PermissionDenied):
        propose(stranger, call)
    assert not Correction.objects.exists()


def test_nothing_that_people_say_changes_the_source(keeper, administrator, call):
    before = FrameworkItem.objects.values().get()
    correction = propose(keeper, call)
    answer_correction(
        by=administrator, correction=correction, seen=1, state="agreed", answer="It does."
    )
    assert FrameworkItem.objects.values().get() == before


@pytest.mark.parametrize("wording", ["Stop using the word.", "  Stop using\nthe  word. "])
def test_a_wording_that_does_not_differ_is_refused(keeper, call, wording):
    with pytest.raises(ValidationError, match="how the source reads already"):
        propose(keeper, call, wording=wording)


@pytest.mark.parametrize(
    ("fields", "part"),
    [({"local": True}, "text"), ({"text": ""}, "text"), ({"heading": ""}, "heading")],
)
def test_what_no_source_says_cannot_be_corrected(keeper, call, fields, part):
    FrameworkItem.objects.update(**fields)
    call.refresh_from_db()
    with pytest.raises(ValidationError, match="no published wording"):
        propose(keeper, call, part=part)


def test_the_heading_is_a_part_of_its_own(keeper, call):
    assert propose(keeper, call, part="heading", wording="Short breaks").source_wording == "Respite"


def test_a_form_sent_twice_is_stored_once(keeper, call):
    key = uuid.uuid4()
    first, second = (propose(keeper, call, form_key=key) for _click in range(2))
    assert (first, acts()) == (second, ["proposed a correction"])


def test_other_words_under_the_same_form_are_a_conflict(keeper, other_keeper, call):
    key = uuid.uuid4()
    propose(keeper, call, form_key=key)
    with pytest.raises(Conflict):
        propose(keeper, call, form_key=key, wording="Never use the word.")
    with pytest.raises(Conflict):
        propose(other_keeper, call, form_key=key)
    assert Correction.objects.get().wording == "Stop using that word."


@pytest.mark.parametrize("state", ["agreed", "declined"])
def test_an_administrator_answers_with_a_reason(administrator, call, state, time_machine):
    time_machine.move_to(date(2026, 3, 3))
    correction = CorrectionFactory(item=call)
    answer_correction(
        by=administrator, correction=correction, seen=1, state=state, answer="I have looked."
    )
    stored = Correction.objects.get()
    assert (stored.state, stored.answered_by, stored.answer, stored.version) == (
        state,
        administrator,
        "I have looked.",
        2,
    )
    assert (stored.answered_on, len(acts())) == (date(2026, 3, 3), 1)
    assert Correction.objects.current().exists() is (state == "agreed")


@pytest.mark.parametrize("role", ["keeper", "board", "champions", "stranger"])
def test_nobody_else_answers(request, role, call):
    correction = CorrectionFactory(item=call)
    with pytest.raises(PermissionDenied):
        answer_correction(
            by=request.getfixturevalue(role),
            correction=correction,
            seen=1,
            state="agreed",
            answer="Yes.",
        )
    assert (Correction.objects.get().state, acts()) == ("open", [])


def test_the_same_answer_twice_is_given_once_and_another_replaces_it(administrator, call):
    answer = {
        "by": administrator,
        "correction": CorrectionFactory(item=call),
        "state": "agreed",
        "answer": "Yes.",
    }
    answer_correction(seen=1, **answer)
    answer_correction(seen=1, **answer)
    assert acts() == ["agreed to a correction"]
    answer_correction(seen=2, **answer | {"state": "declined", "answer": "On a second look, no."})
    assert acts()[1:] == ["declined a correction"]


def test_an_answer_to_what_was_answered_meanwhile_is_a_conflict(administrator, call):
    correction = CorrectionFactory(item=call)
    Correction.objects.update(state="declined", version=2, answered_by=administrator, answer="No.")
    with pytest.raises(Conflict):
        answer_correction(
            by=administrator, correction=correction, seen=1, state="agreed", answer="Yes."
        )
    assert Correction.objects.get().answer == "No."


def test_only_whoever_proposed_withdraws_and_it_stays_on_record(
    keeper, other_keeper, administrator, call
):
    correction = propose(keeper, call)
    for someone in (other_keeper, administrator):
        with pytest.raises(PermissionDenied, match="Only the person who proposed"):
            withdraw_correction(by=someone, correction=correction, seen=1)
    for _click in range(2):
        withdraw_correction(by=keeper, correction=correction, seen=1)
    assert (Correction.objects.get().state, acts()[1:]) == ("withdrawn", ["withdrew a correction"])
    assert not Correction.objects.current().exists()


def test_what_is_answered_or_withdrawn_goes_no_further(keeper, administrator, call):
    answered = propose(keeper, call)
    answer_correction(by=administrator, correction=answered, seen=1, state="agreed", answer="Yes.")
    with pytest.raises(ValidationError, match="This proposal is agreed already"):
        withdraw_correction(by=keeper, correction=answered, seen=2)
    withdrawn = CorrectionFactory(item=call, state="withdrawn")
    with pytest.raises(ValidationError, match="This proposal is withdrawn already"):
        answer_correction(
            by=administrator, correction=withdrawn, seen=1, state="agreed", answer="Yes."
        )


def test_what_waits_for_an_answer_stands_first(call):
    for state, day in [("agreed", 3), ("open", 1), ("open", 2), ("declined", 4)]:
        CorrectionFactory(item=call, state=state, proposed_on=date(2026, 3, day))
    assert [row.proposed_on.day for row in Correction.objects.open_first()] == [2, 1, 4, 3]
