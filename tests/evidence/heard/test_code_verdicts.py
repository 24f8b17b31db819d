"""Whether an answer was a real one: once a code and answer, and for services in totals alone."""

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given as tried
from hypothesis import settings as of_trials
from hypothesis import strategies

from accounts.models import Change
from evidence.heard.codes.services import withdraw_code
from evidence.heard.codes.totals import FEWEST, for_services
from evidence.models import Code, Verdict
from tests.conftest import html_of
from tests.factories import HeardFactory, ReplyFactory

from .codes import given, said, shown, typed, words_of

OTHERWISE = "This answer has changed since you opened the page."


@pytest.fixture
def answer(work, champions, keeper):
    return answered(HeardFactory(logged_by=champions), work, keeper)


def answered(heard, work, keeper):
    told = {"kind": "changed", "words": "It is done.", "answered_on": timezone.localdate()}
    return ReplyFactory(heard=heard, item=work.item, answered_by=keeper, **told)


def verdicts() -> list[tuple]:
    return [*Verdict.objects.values_list("reply", "is_real")]


# Saying it


@pytest.mark.django_db
def test_whoever_holds_the_code_says_so_and_may_change_her_mind(answer, champions):
    code = given(champions, answer.heard)
    lines = Change.objects.count()
    page = words_of(said(code, answer, "yes"))
    assert "Thank you." in page
    assert "You said yes." in page
    assert verdicts() == [(answer.pk, True)]

    assert "You said no." in words_of(said(code, answer, "no"))
    assert verdicts() == [(answer.pk, False)]
    # No history tells of it: it would tell when somebody looked.
    assert Change.objects.count() == lines


@pytest.mark.django_db
@pytest.mark.parametrize("is_real", ["", "maybe", "True"])
def test_only_yes_or_no(is_real, answer, champions):
    page = words_of(said(given(champions, answer.heard), answer, is_real))
    assert "Choose yes or no." in page
    assert "It is done." in page
    assert not verdicts()


@pytest.mark.django_db
@pytest.mark.parametrize("broken", ["x", "-1", str(10**30), ""])
def test_what_is_no_answer_is_a_sentence(broken, answer, champions):
    code = given(champions, answer.heard)
    for values in ({"reply": broken, "version": 1}, {"reply": answer.pk, "version": broken}):
        reply = typed(code, **values, is_real="yes")
        assert reply.status_code == 200
        assert 'role="alert"' in reply.content.decode()
    assert not verdicts()


@pytest.mark.django_db
def test_not_of_another_groups_answer(answer, work, champions, keeper):
    other = answered(HeardFactory(logged_by=champions), work, keeper)
    assert OTHERWISE in words_of(said(given(champions, answer.heard), other, "no"))
    assert not verdicts()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values", [{"five_or_more": False}, {"visibility": "internal"}, {"five_or_more": None}]
)
def test_not_of_what_the_code_does_not_show(values, work, champions, keeper):
    heard = HeardFactory(logged_by=champions, **values)
    row = answered(heard, work, keeper)
    assert OTHERWISE in words_of(said(given(champions, heard), row, "yes"))
    assert not verdicts()


@pytest.mark.django_db
def test_not_of_what_nobody_has_answered(champions):
    row = ReplyFactory(heard__logged_by=champions)
    assert OTHERWISE in words_of(said(given(champions, row.heard), row, "yes"))
    assert not verdicts()


@pytest.mark.django_db
def test_not_of_words_that_have_changed_meanwhile(answer, champions):
    page = words_of(said(given(champions, answer.heard), answer, "yes", version=99))
    assert OTHERWISE in page
    assert not verdicts()


@pytest.mark.django_db
def test_nor_with_a_code_that_has_ended_or_is_none(answer, champions):
    code = given(champions, answer.heard)
    Code.objects.update(ends_on=date(2020, 1, 1))
    for one in (code, "2222222222"):
        said(one, answer, "yes")
    assert not verdicts()


@pytest.mark.django_db
def test_an_answer_that_was_changed_since_may_be_judged_anew(answer, champions):
    code = given(champions, answer.heard)
    said(code, answer, "no")
    Verdict.objects.update(said_on=date(2026, 1, 1))
    assert "You said no, and the answer has been changed since." in shown(code)
    assert verdicts() == [(answer.pk, False)]


@pytest.mark.django_db
def test_with_a_new_paper_it_stays_and_with_one_withdrawn_it_counts_no_more(answer, champions):
    said(given(champions, answer.heard), answer, "yes")
    second = given(champions, answer.heard)
    assert "You said yes." in shown(second)
    said(second, answer, "no")
    assert verdicts() == [(answer.pk, False)]
    withdraw_code(by=champions, heard=answer.heard, seen=Code.objects.kept().get().pk)
    assert "You said" not in shown(given(champions, answer.heard))
    assert not Verdict.objects.filter(code__withdrawn_on=None).exists()


# Who reads it


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["keeper", "board", "administrator", "champions"])
def test_of_one_answer_the_champions_board_staff_alone_read_it(
    who, answer, champions, request, signed_in
):
    said(given(champions, answer.heard), answer, "no")
    browser = signed_in(request.getfixturevalue(who))
    page = html_of(browser.get(answer.heard.get_absolute_url()))
    assert ("not a real answer" in page) == (who == "champions")


def judged(work, champions, keeper, yes: int, no: int) -> None:
    for number in range(yes + no):
        row = answered(HeardFactory(logged_by=champions), work, keeper)
        said(given(champions, row.heard), row, "yes" if number < yes else "no")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("yes", "no", "told"),
    [
        (2, 2, ""),
        (4, 0, ""),
        (4, 1, "5 answers"),
        (6, 0, "6 answers"),
        (5, 5, "10 answers whether it was a real one: 5 yes, 5 no"),
    ],
)
def test_services_read_totals_of_five_or_more(yes, no, told, work, champions, keeper, signed_in):
    judged(work, champions, keeper, yes, no)
    for user in (keeper, champions):
        page = words_of(signed_in(user).get("/heard/"))
        if user == champions:
            assert f"of {yes + no} answers" in page
            assert f": {yes} yes, {no} no" in page
        elif told:
            assert f"Groups have said of {told}" in page
            assert ("yes," in page) == ("yes" in told)
        else:
            assert "Groups have said" not in page


@tried(strategies.integers(0, 40), strategies.integers(0, 40))
@of_trials(max_examples=500, deadline=None)
def test_no_number_below_five_is_told_or_can_be_worked_out(yes, no):
    found = for_services(yes, no)
    assert (found.yes is None) == (found.no is None)
    if found.yes is None:
        # The number of all is told alone.
        assert found.number in (None, yes + no)
        assert found.number is None or found.number >= FEWEST
    else:
        assert min(found.yes, found.no) >= FEWEST
        assert {found.number - found.yes, found.number - found.no} == {found.yes, found.no}
