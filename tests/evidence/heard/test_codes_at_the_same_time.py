"""Two give a group a code at one moment, or press yes and no."""

from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import Change, Role
from evidence.heard.codes.services import give_code, judge, withdraw_code
from evidence.models import Code, Heard, Reply, Verdict
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import HeardFactory, ReplyFactory

from .codes import given

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def other(db):
    return person("Clare", Role.CHAMPIONS)


def giving(by, pk: int, *others: int, seen: int = 0, key=None):
    rows = [Heard.objects.get(pk=one) for one in (pk, *others)]
    values = {"heard": rows[0], "others": rows[1:], "seen": seen, "form_key": key or uuid4()}
    return partial(give_code, by=by, **values)


def test_of_two_who_give_a_code_one_is_told_of_the_other(champions, other):
    for _time in range(TIMES):
        heard = HeardFactory(logged_by=champions)
        results = at_once(
            giving(champions, heard.pk), giving(other, heard.pk), allowed=(ValidationError,)
        )
        assert sum(isinstance(one, ValidationError) for one in results) == 1
        assert heard.codes.kept().count() == heard.codes.count() == 1
        assert Change.objects.of("heard", str(heard.pk)).count() == 1


def test_also_where_each_begins_with_another_of_its_entries(champions, other):
    for _time in range(TIMES):
        first, second = (HeardFactory(logged_by=champions) for _number in range(2))
        at_once(
            giving(champions, first.pk, second.pk),
            giving(other, second.pk, first.pk),
            allowed=(ValidationError,),
        )
        for heard in (first, second):
            assert heard.codes.kept().count() == 1


def test_a_form_sent_twice_at_once_makes_one_code(champions):
    for _time in range(TIMES):
        heard, key = HeardFactory(logged_by=champions), uuid4()
        results = at_once(*(giving(champions, heard.pk, key=key) for _number in range(2)))
        assert len({signs for _code, signs in results}) == 1
        assert heard.codes.count() == 1


def test_a_code_is_withdrawn_once(champions, other):
    for _time in range(TIMES):
        heard = HeardFactory(logged_by=champions)
        given(champions, heard)
        seen = heard.codes.get().pk
        results = at_once(
            *(
                partial(withdraw_code, by=by, heard=Heard.objects.get(pk=heard.pk), seen=seen)
                for by in (champions, other)
            ),
            allowed=(ValidationError,),
        )
        assert sum(isinstance(one, ValidationError) for one in results) == 1
        acts = Change.objects.of("heard", str(heard.pk)).values_list("act", flat=True)
        assert sorted(acts) == ["gave a code", "withdrew the code"]


@pytest.fixture
def answer(work, champions, keeper):
    said = {"kind": "changed", "words": "It is done.", "answered_by": keeper}
    return ReplyFactory(
        item=work.item, heard__logged_by=champions, answered_on=timezone.localdate(), **said
    )


def judging(code: Code, reply: Reply, is_real: bool):
    values = {"reply": reply, "seen": reply.version, "on": timezone.localdate()}
    return partial(judge, code=Code.objects.get(pk=code.pk), is_real=is_real, **values)


def test_yes_and_no_at_once_leave_one_word(answer, champions):
    given(champions, answer.heard)
    code = Code.objects.get()
    for _time in range(TIMES):
        Verdict.objects.all().delete()
        at_once(*(judging(code, answer, is_real) for is_real in (True, False, True)))
        assert Verdict.objects.count() == 1


def test_nobody_judges_with_a_code_that_is_withdrawn_just_then(answer, champions):
    for _time in range(TIMES):
        Verdict.objects.all().delete()
        given(champions, answer.heard)
        code = Code.objects.kept().get()
        heard = Heard.objects.get(pk=answer.heard.pk)
        _withdrawn, said = at_once(
            partial(withdraw_code, by=champions, heard=heard, seen=code.pk),
            judging(code, answer, True),
            allowed=(ValidationError,),
        )
        assert Verdict.objects.exists() != isinstance(said, ValidationError)


def test_of_wrong_codes_typed_at_once_each_is_counted(monkeypatch, champions):
    monkeypatch.setattr("accounts.tries.limits.CODES_FROM_ADDRESS", 3)
    browsers = [Client() for _number in range(6)]
    answers = at_once(*(partial(one.post, "/code/", {"code": "2222222222"}) for one in browsers))
    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [429] * 3
