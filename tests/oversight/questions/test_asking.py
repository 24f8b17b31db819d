"""A Board member asks; those who answer for it do, and the Board accepts that or asks again."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Change
from accounts.versions import Conflict
from actions.models import SubAction
from oversight.models import Question
from oversight.questions import services
from oversight.questions.models import State
from tests.factories import (
    ItemFactory,
    LinkFactory,
    QuestionFactory,
    RoundFactory,
    SubActionFactory,
)

WORDS = "How many schools are left?"
ANSWER = "Seven, and all of them before the summer."


def ask(by, item, **values):
    return services.ask(by=by, item=item, **{"words": WORDS} | values)


def answered(board, keeper, item):
    question = ask(board, item)
    return services.answer(by=keeper, question=question, seen=1, words=ANSWER)


@pytest.fixture
def today(db):
    return timezone.localdate()


def test_a_board_member_asks_about_a_sub_action_a_call_and_a_theme(board, work, call, today):
    for item in (work.item, call, ItemFactory(kind="theme", key="T9")):
        question = ask(board, item)
        assert (question.asked_by, question.waits_since, question.state) == (board, today, "waits")
        line = Change.objects.latest("pk")
        assert (line.act, line.thing, line.key) == ("asked", "question", str(question.pk))
        assert WORDS in line.after
        assert item.key in line.after


def test_nobody_else_asks(keeper, champions, administrator, work):
    for person in (keeper, champions, administrator):
        with pytest.raises(PermissionDenied):
            ask(person, work.item)
    assert not Question.objects.exists()


def test_it_is_kept_with_the_round_that_was_closed_last(board, work, today):
    assert ask(board, work.item).round is None
    days = [today - timedelta(days=back) for back in (30, 3)]
    for on in days:
        last = RoundFactory(closed_on=on, closed_by=board, first_day=on, last_day=on)
    RoundFactory()
    assert ask(board, work.item).round == last


def test_what_was_replaced_is_not_asked_about(board, work, today):
    heir = SubActionFactory(item__key="4.2", item__kind="sub-action")
    SubAction.objects.filter(pk=work.pk).update(
        replaced_by=heir, replaced_on=today, replaced_reason="It is one work now."
    )
    with pytest.raises(ValidationError, match=r"Sub-action 4\.2 has replaced this one"):
        ask(board, work.item)


def test_what_was_taken_back_meanwhile_is_said_by_the_box(board, work):
    item = work.item
    assert item.sub_action == work
    SubAction.objects.filter(pk=work.pk).delete()
    with pytest.raises(ValidationError) as refused:
        ask(board, item)
    assert [*refused.value.error_dict] == ["words"]


def test_the_same_form_asks_once_and_with_other_words_not_at_all(board, call):
    key = uuid.uuid4()
    first = ask(board, call, form_key=key)
    assert ask(board, call, form_key=key) == first
    with pytest.raises(Conflict):
        ask(board, call, form_key=key, words="Something else?")
    assert Question.objects.get() == first


def test_the_keepers_of_its_service_answer_and_nobody_else(
    board, keeper, colleague, other_keeper, administrator, champions, work, call
):
    for item in (work.item, call):
        question = ask(board, item)
        for person in (other_keeper, administrator, champions, board):
            with pytest.raises(PermissionDenied):
                services.answer(by=person, question=question, seen=1, words=ANSWER)
        services.answer(by=colleague, question=question, seen=1, words=ANSWER)
        turn = question.turns.get()
        assert (turn.words, turn.said_by, turn.service) == (ANSWER, colleague, work.service)
        assert Question.objects.get(pk=question.pk).state == State.ANSWERED
        assert Change.objects.latest("pk").act == "answered"


def test_where_no_service_answers_an_administrator_does(
    board, keeper, administrator, other_service
):
    question = ask(board, ItemFactory(key="C9"))
    assert [*Question.objects.of_nobody()] == [question]
    with pytest.raises(PermissionDenied, match="an administrator, where no service does"):
        services.answer(by=keeper, question=question, seen=1, words=ANSWER)
    services.answer(by=administrator, question=question, seen=1, words=ANSWER)
    assert question.turns.get().service is None


def test_work_of_a_closed_service_or_that_was_replaced_answers_for_nothing(
    board, keeper, work, call, service, today
):
    for item in (work.item, call):
        ask(board, item)
    assert Question.objects.owed_by(keeper).count() == 2
    heir = SubActionFactory()
    rows = SubAction.objects.filter(pk=work.pk)
    rows.update(replaced_by=heir, replaced_on=today, replaced_reason="It is one work now.")
    assert Question.objects.of_nobody().count() == 2
    rows.update(replaced_by=None, replaced_on=None, replaced_reason="")
    type(service).objects.filter(pk=service.pk).update(closed_on=today)
    assert Question.objects.of_nobody().count() == 2


def test_several_services_are_asked_and_one_answers_for_all(
    board, keeper, other_keeper, call, other_service
):
    other = SubActionFactory(item__kind="sub-action", service=other_service)
    LinkFactory(from_item=other.item, to_item=call)
    question = ask(board, call)
    for person in (keeper, other_keeper):
        assert [*Question.objects.owed_by(person)] == [question]
    services.answer(by=other_keeper, question=question, seen=1, words=ANSWER)
    assert not Question.objects.owed_by(keeper).exists()
    assert question.turns.get().service == other_service


def test_the_board_accepts_an_answer_which_closes_the_question(board, keeper, work, today):
    question = answered(board, keeper, work.item)
    with pytest.raises(PermissionDenied):
        services.accept(by=keeper, question=question, seen=2)
    services.accept(by=board, question=question, seen=2)
    held = Question.objects.get()
    assert (held.state, held.closed_by, held.closed_on) == (State.ACCEPTED, board, today)
    assert Change.objects.latest("pk").act == "accepted the answer"


def test_the_board_asks_again_with_words_and_it_waits_anew(board, keeper, work, today):
    long_ago = today - timedelta(days=40)
    question = ask(board, work.item, on=long_ago)
    services.answer(by=keeper, question=question, seen=1, words=ANSWER, on=long_ago)
    services.ask_again(by=board, question=question, seen=2, words="By which day?")
    held = Question.objects.get()
    assert (held.state, held.asked_on, held.waits_since) == (State.WAITS, long_ago, today)
    assert [*Question.objects.owed_by(keeper)] == [question]
    services.answer(by=keeper, question=held, seen=3, words="By 1 June.")
    assert [turn.kind for turn in held.turns.all()] == ["answer", "again", "answer"]


def test_what_nobody_answered_is_neither_accepted_nor_asked_again(board, work):
    question = ask(board, work.item)
    with pytest.raises(Conflict):
        services.accept(by=board, question=question, seen=1)
    with pytest.raises(Conflict):
        services.ask_again(by=board, question=question, seen=1, words="By which day?")
    assert not question.turns.exists()


def test_it_is_taken_back_with_a_reason_while_nobody_has_answered(board, keeper, work):
    question = ask(board, work.item)
    with pytest.raises(PermissionDenied):
        services.take_back(by=keeper, question=question, seen=1, reason="It is known.")
    services.take_back(by=board, question=question, seen=1, reason="It is known.")
    assert not Question.objects.owed_by(keeper).exists()
    with pytest.raises(Conflict):
        services.answer(by=keeper, question=question, seen=2, words=ANSWER)
    second = answered(board, keeper, work.item)
    with pytest.raises(Conflict):
        services.take_back(by=board, question=second, seen=2, reason="It is known.")


def test_who_answers_second_finds_what_was_answered(board, keeper, colleague, work):
    question = ask(board, work.item)
    pages = [Question.objects.get(pk=question.pk) for _page in range(2)]
    services.answer(by=keeper, question=pages[0], seen=1, words=ANSWER)
    with pytest.raises(Conflict) as conflict:
        services.answer(by=colleague, question=pages[1], seen=1, words="Eight.")
    assert services.why_not(conflict.value.current, State.WAITS).startswith("This was answered")
    assert question.turns.get().words == ANSWER


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "accepted"},
        {"state": "taken-back", "reason": ""},
        {"state": "waits", "reason": "It is known."},
    ],
)
def test_the_database_keeps_no_half_of_a_state(db, board, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionFactory(**broken)
