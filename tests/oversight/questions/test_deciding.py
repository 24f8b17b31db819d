"""What the Board decided: kept with who does it and by when, until it is done or not."""

import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Change, Service
from accounts.versions import Conflict
from oversight.models import Decision
from oversight.questions import deciding
from tests.at_once import TIMES, at_once
from tests.conftest import html_of
from tests.factories import DecisionFactory, RoundFactory

WORDS = "The seven schools are visited."


@pytest.fixture
def today(db):
    return timezone.localdate()


@pytest.fixture
def later(today):
    return today + timedelta(days=30)


def form(later, **changes) -> dict:
    sent = {"words": WORDS, "item": "", "service": "", "person": "", "round": ""}
    sent |= {"due_on": f"{later:%d/%m/%Y}", "decided_on": f"{timezone.localdate():%d/%m/%Y}"}
    return sent | {"form_key": str(uuid.uuid4())} | changes


def settle(by, decision, **values):
    said = {"seen": 1, "outcome": "done", "words": "All of them."} | values
    return deciding.settle(by=by, decision=decision, **said)


def test_the_board_decides_who_does_what_by_when(board, service, work, later, today):
    last = RoundFactory(closed_on=today, closed_by=board)
    said = {"words": WORDS, "due_on": later, "item": work.item, "round": last}
    made = deciding.decide(by=board, service=service, **said)
    assert (made.owner, made.decided_on, made.round, made.is_open) == (
        "Education",
        today,
        last,
        True,
    )
    line = Change.objects.latest("pk")
    assert (line.act, line.thing, line.key) == ("decided", "decision", str(made.pk))
    assert WORDS in line.after


def test_nobody_else_decides(keeper, champions, administrator, service, later):
    for person in (keeper, champions, administrator):
        with pytest.raises(PermissionDenied):
            deciding.decide(by=person, words=WORDS, due_on=later, service=service)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"service": None}, "service"),
        ({"person": "board"}, "service"),
        ({"due_on": -1}, "due_on"),
        ({"decided_on": 1}, "decided_on"),
    ],
)
def test_what_is_not_whole_is_said_by_its_field(board, service, today, later, given, field):
    values = {"words": WORDS, "due_on": later, "service": service} | given
    days = {name: today + timedelta(days=off) for name, off in values.items() if type(off) is int}
    values |= days | ({"person": board} if "person" in given else {})
    with pytest.raises(ValidationError) as refused:
        deciding.decide(by=board, **values)
    assert [*refused.value.error_dict] == [field]
    assert not Decision.objects.exists()


def test_a_closed_service_is_given_nothing(board, service, today, later):
    Service.objects.filter(pk=service.pk).update(closed_on=today)
    with pytest.raises(ValidationError, match="is closed"):
        deciding.decide(by=board, words=WORDS, due_on=later, service=service)


def test_the_same_form_decides_once(board, service, later):
    key = uuid.uuid4()
    again = partial(deciding.decide, by=board, due_on=later, service=service, form_key=key)
    first = again(words=WORDS)
    assert again(words=WORDS) == first
    with pytest.raises(Conflict):
        again(words="Something else.")
    assert Decision.objects.get() == first


def test_whoever_is_to_do_it_says_what_became_of_it_and_so_may_the_board(
    board, keeper, other_keeper, champions, service
):
    for person in (keeper, board):
        decision = DecisionFactory(service=service)
        for other in (other_keeper, champions):
            with pytest.raises(PermissionDenied, match="whoever is to do this"):
                settle(other, decision)
        settle(person, decision, outcome="not-done", words="The bus was full.")
        assert Decision.objects.get(pk=decision.pk).outcome == "not-done"
        assert Change.objects.latest("pk").act == "settled"
    hers = DecisionFactory(service=None, person=champions)
    settle(champions, hers)
    assert not Decision.objects.open().exists()


def test_it_is_said_once_and_of_a_day_that_has_come(board, service, today, later):
    decision = DecisionFactory(service=service)
    for on in (later, decision.decided_on - timedelta(days=1)):
        with pytest.raises(ValidationError, match="up to today"):
            settle(board, decision, outcome_on=on)
    settle(board, decision)
    with pytest.raises(Conflict):
        settle(board, decision, seen=2)


@pytest.mark.parametrize(
    "broken", [{"outcome": "done"}, {"service": None}, {"outcome_words": "All of them."}]
)
def test_the_database_keeps_no_half_of_one(db, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionFactory(**broken)


@pytest.mark.django_db(transaction=True)
def test_two_who_settle_it_at_once_one_word_stands(board, keeper, service):
    for _time in range(TIMES):
        decision = DecisionFactory(service=service)
        pages = [Decision.objects.get(pk=decision.pk) for _page in range(2)]
        said = at_once(
            partial(settle, keeper, pages[0]),
            partial(settle, board, pages[1], outcome="not-done"),
            allowed=(Conflict,),
        )
        assert [type(one) for one in said if isinstance(one, Exception)] == [Conflict]


def test_deciding_and_settling_in_the_browser(board, keeper, service, work, later, signed_in):
    client = signed_in(board)
    assert "/decisions/add/?about=4.1" in html_of(client.get("/sub-actions/4.1/"))
    assert 'value="4.1"' in html_of(client.get("/decisions/add/?about=4.1"))
    done = client.post("/decisions/add/", form(later, service=service.pk, item="4.1"))
    made = Decision.objects.get()
    assert done["Location"] == f"/decisions/{made.pk}/"
    for page in ("/sub-actions/4.1/", "/my-work/", "/decisions/", "/decisions/?show=mine"):
        assert WORDS in html_of(signed_in(keeper).get(page)), page
    address = f"/decisions/{made.pk}/settle/"
    today = f"{timezone.localdate():%d/%m/%Y}"
    said = {"version": 1, "outcome": "done", "words": "All of them.", "outcome_on": today}
    assert signed_in(keeper).post(address, said).status_code == 302
    assert WORDS not in html_of(client.get("/decisions/"))
    assert "All of them." in html_of(client.get("/sub-actions/4.1/"))
    late = client.post(address, said | {"words": "Six of them."})
    assert late.status_code == 409
    assert "said meanwhile that this is done" in html_of(late)
    assert "Six of them." in html_of(late)


def test_what_a_form_names_wrongly_is_said_by_its_field_and_kept(board, service, later, signed_in):
    wrong = {"item": "X99", "person": "Nobody at all", "due_on": "1/3/2020"}
    answer = signed_in(board).post("/decisions/add/", form(later, **wrong))
    html = html_of(answer)
    assert "There is no sub-action, call or theme “X99”" in html
    assert "Nobody with an account has this name" in html
    assert WORDS in html
    past = signed_in(board).post(
        "/decisions/add/", form(later, service=service.pk, due_on="1/3/2020")
    )
    assert "This day is past" in html_of(past)
    assert WORDS in html_of(past)
    assert not Decision.objects.exists()


def test_a_person_is_named_by_name_or_address(board, keeper, later, signed_in):
    for typed in ("kirsty", "KIRSTY@council.test"):
        answer = signed_in(board).post("/decisions/add/", form(later, person=typed))
        assert answer.status_code == 302
    assert {row.person for row in Decision.objects.all()} == {keeper}


def test_an_unknown_decision_is_not_found(board, signed_in):
    assert signed_in(board).get("/decisions/99/").status_code == 404


def test_all_that_is_wrong_with_a_decision_is_said_at_once(signed_in, board, later):
    long = "We said it. " * 1_700
    answer = signed_in(board).post("/decisions/add/", form(later, words=long, due_on=""))
    html = html_of(answer)
    for sentence in ("Shorten “What did the Board decide?”", "Say by when", deciding.ONE_OWNER):
        assert sentence in html
    assert long.strip() in html
    assert not Decision.objects.exists()
