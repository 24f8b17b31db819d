"""What is closed takes nothing more, and who may not goes on with nothing: each way is refused with
a sentence, what was typed stays, and nothing is stored.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Change, Role
from accounts.versions import Conflict
from oversight.models import Decision, Question, Turn
from oversight.questions import deciding, services
from oversight.questions.models import State
from oversight.questions.reading import read_question
from tests.conftest import html_of, person
from tests.factories import DecisionFactory, QuestionFactory

WORDS, ANSWER = "How many schools are left?", "Seven, all of them before the summer."
TYPED = "These words took an hour."
FORMS = {
    "answer": {"words": TYPED},
    "again": {"words": TYPED},
    "take-back": {"reason": TYPED},
    "accept": {},
}


@pytest.fixture
def today(db):
    return timezone.localdate()


@pytest.fixture
def question(board, work) -> Question:
    return services.ask(by=board, item=work.item, words=WORDS)


@pytest.fixture
def accepted(board, keeper, question) -> Question:
    services.answer(by=keeper, question=question, seen=1, words=ANSWER)
    return services.accept(by=board, question=question, seen=2)


@pytest.fixture
def taken_back(board, question) -> Question:
    return services.take_back(by=board, question=question, seen=1, reason="It is known by now.")


def held(question: Question) -> tuple:
    found = Question.objects.get(pk=question.pk)
    return found.state, found.version, found.turns.count(), Change.objects.count()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("closed", ["accepted", "taken_back"])
def test_a_closed_question_takes_nothing_more(request, board, keeper, signed_in, form, closed):
    question = request.getfixturevalue(closed)
    client, before = signed_in(keeper if form == "answer" else board), held(question)
    sent = FORMS[form] | {"version": question.version}
    address = f"/questions/{question.pk}/{form}/"
    answer = client.post(address, sent)
    # A form keeps what was typed; a button leads back to the question.
    assert TYPED in html_of(answer) or form == "accept"
    assert held(question) == before
    shown = html_of(client.get(question.get_absolute_url()))
    assert address not in shown
    assert ("accepted the answer" if closed == "accepted" else "took it back") in shown


@pytest.mark.parametrize(
    ("act", "given"),
    [
        (services.answer, {"words": "Eight."}),
        (services.ask_again, {"words": "By which day?"}),
        (services.accept, {}),
        (services.take_back, {"reason": "It is known."}),
    ],
)
@pytest.mark.parametrize("closed", ["accepted", "taken_back"])
def test_nor_does_its_service(request, board, keeper, act, given, closed):
    question = request.getfixturevalue(closed)
    before, by = held(question), keeper if act is services.answer else board
    with pytest.raises(Conflict):
        act(by=by, question=question, seen=question.version, **given)
    assert held(question) == before


@pytest.mark.parametrize(
    ("form", "refused"),
    [
        ("answer", ["board", "champions", "other_keeper", "administrator"]),
        *((form, ["keeper", "champions", "administrator"]) for form in FORMS if form != "answer"),
    ],
)
def test_who_may_not_is_told_so_and_stores_nothing(
    request, question, keeper, signed_in, form, refused
):
    if form in ("again", "accept"):
        services.answer(by=keeper, question=question, seen=1, words=ANSWER)
    before, sent = held(question), FORMS[form] | {"version": question.version}
    for role in refused:
        client = signed_in(request.getfixturevalue(role))
        assert client.post(f"/questions/{question.pk}/{form}/", sent).status_code == 403, role
        assert f"/{form}/" not in html_of(client.get(question.get_absolute_url())), role
    assert held(question) == before


def test_a_page_seen_before_somebody_went_on_changes_nothing(board, keeper, question):
    services.answer(by=keeper, question=question, seen=1, words=ANSWER)
    before = held(question)
    for act, given in ((services.accept, {}), (services.ask_again, {"words": "By which day?"})):
        with pytest.raises(Conflict):
            act(by=board, question=Question.objects.get(), seen=1, **given)
    assert held(question) == before


def test_a_page_says_how_often_it_was_asked_and_since_when_it_waits(
    board, keeper, question, today, signed_in
):
    asked = today - timedelta(days=40)
    Question.objects.update(asked_on=asked, waits_since=asked)
    for number in range(2):
        seen = Question.objects.get().version
        services.answer(by=keeper, question=question, seen=seen, words=f"Answer {number}")
        services.ask_again(by=board, question=question, seen=seen + 1, words=f"Again {number}")
    found = Question.objects.for_page().get()
    row = read_question(found, board)["row"]
    assert (row.times_asked, [turn.words for turn in row.turns]) == (
        3,
        ["Answer 0", "Again 0", "Answer 1", "Again 1"],
    )
    html = html_of(signed_in(board).get(found.get_absolute_url()))
    assert "Open, asked 40 days ago" in html
    assert f"since {today.day} {today:%B %Y}" in html


def test_an_answer_speaks_for_the_service_of_whoever_gives_it(board, keeper, administrator, work):
    own = services.ask(by=board, item=work.item, words=WORDS)
    services.answer(by=keeper, question=own, seen=1, words=ANSWER)
    of_nobody = QuestionFactory(words="Who does this?")
    services.answer(by=administrator, question=of_nobody, seen=1, words="Nobody yet.")
    assert [turn.service for turn in Turn.objects.all()] == [work.service, None]


def test_only_what_is_hers_is_settled_and_only_while_it_is_open(
    board, keeper, other_keeper, champions, service, today
):
    made = DecisionFactory(service=service)
    given = {"seen": 1, "outcome": "done", "words": "All seven."}
    for nobody in (other_keeper, champions):
        assert not deciding.may_settle(nobody, made)
        with pytest.raises(PermissionDenied, match="Only whoever is to do this"):
            deciding.settle(by=nobody, decision=made, **given)
    assert Decision.objects.get().is_open
    assert deciding.may_settle(keeper, made)
    deciding.settle(by=keeper, decision=made, **given)
    for late in (keeper, board):
        assert not deciding.may_settle(late, made)
        with pytest.raises(Conflict):
            deciding.settle(by=late, decision=made, **given | {"seen": 2, "outcome": "not-done"})
    assert Decision.objects.get().outcome == "done"


def test_lists_of_decisions_hold_what_is_due_first_what_is_mine_and_what_is_over(
    board, keeper, service, today, signed_in
):
    due = {"service": service, "decided_on": today - timedelta(days=90)}
    late = DecisionFactory(words="The late one.", due_on=today - timedelta(days=3), **due)
    DecisionFactory(words="The next one.", due_on=today + timedelta(days=3), **due)
    DecisionFactory(words="Of another service.")
    over = DecisionFactory(words="The one that is over.", **due)
    deciding.settle(by=board, decision=over, seen=1, outcome="not-done", words="No money.")
    colleague = person("Catriona", Role.KEEPER, service)

    html = html_of(signed_in(colleague).get("/decisions/"))
    assert html.index(late.words) < html.index("The next one.")
    assert "Of another service." in html
    assert "due 3 days ago" in html
    assert over.words not in html
    mine = html_of(signed_in(colleague).get("/decisions/?show=mine"))
    assert late.words in mine
    assert "Of another service." not in mine
    settled = html_of(signed_in(keeper).get("/decisions/?show=settled"))
    assert over.words in settled
    assert "Not done" in settled
    assert late.words not in settled


@pytest.mark.parametrize("state", State)
def test_each_state_says_why_another_step_is_not_possible(state):
    question = Question(state=state)
    assert services.why_not(question, state) == ""
    others = [one for one in State if one != state]
    assert all(services.why_not(question, one).endswith(".") for one in others)
