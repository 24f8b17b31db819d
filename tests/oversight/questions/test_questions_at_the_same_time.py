"""Two who answer at one moment, and one who takes back what another answers."""

import uuid
from functools import partial

import pytest

from accounts.versions import Conflict
from oversight.models import Question
from oversight.questions.models import State
from oversight.questions.services import answer, ask, take_back
from tests.at_once import TIMES, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def pages_of(question: Question) -> list[Question]:
    return [Question.objects.get(pk=question.pk) for _page in range(2)]


def test_two_who_answer_at_once_one_answer_stands(board, keeper, colleague, work):
    for _time in range(TIMES):
        question = ask(by=board, item=work.item, words="How many?")
        pages = pages_of(question)
        said = at_once(
            partial(answer, by=keeper, question=pages[0], seen=1, words="Seven."),
            partial(answer, by=colleague, question=pages[1], seen=1, words="Eight."),
            allowed=(Conflict,),
        )
        assert [type(one) for one in said if isinstance(one, Exception)] == [Conflict]
        assert question.turns.count() == 1


def test_what_is_answered_is_not_taken_back_at_the_same_moment(board, keeper, work):
    for _time in range(TIMES):
        question = ask(by=board, item=work.item, words="How many?")
        pages = pages_of(question)
        said = at_once(
            partial(answer, by=keeper, question=pages[0], seen=1, words="Seven."),
            partial(take_back, by=board, question=pages[1], seen=1, reason="It is known."),
            allowed=(Conflict,),
        )
        assert [type(one) for one in said if isinstance(one, Exception)] == [Conflict]
        held = Question.objects.get(pk=question.pk)
        assert question.turns.exists() == (held.state == State.ANSWERED)


def test_one_form_sent_twice_at_once_asks_once(board, work, call):
    for item in (work.item, call):
        for _time in range(TIMES):
            Question.objects.all().delete()
            send = partial(ask, by=board, item=item, words="How many?", form_key=uuid.uuid4())
            first, second = at_once(send, send)
            assert (first, Question.objects.count()) == (second, 1)
