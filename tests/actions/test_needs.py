"""What would help a sub-action that is not going well: who may ask, answer and withdraw."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from actions.models import Need, SubAction
from actions.services import needs
from actions.status import Status
from tests.conftest import html_of
from tests.factories import NeedFactory, SubActionFactory

from .conftest import post, update_form

WORDS = "A second trainer until the summer."
MUST_ACT = {"board": {}, "members": {}, "outside": {"acting_body": "The health board"}}


@pytest.fixture
def stuck(keeper, sub_action):
    post(keeper, sub_action, Status.AT_RISK)
    return SubAction.objects.get(pk=sub_action.pk)


def ask(by, sub_action, **values):
    said = {"would_help": WORDS, "who_acts": "board"} | values
    return needs.ask_for_help(by=by, sub_action=sub_action, **said)


def need_form(**changes) -> dict:
    sent = {
        "would_help": WORDS,
        "who_acts": "board",
        "acting_service": "",
        "acting_body": "",
        "since": "1/3/2026",
        "form_key": str(uuid.uuid4()),
    }
    return sent | changes


@pytest.mark.parametrize("who", MUST_ACT)
def test_a_keeper_says_what_would_help_and_who_must_act(keeper, stuck, today, who):
    need = ask(keeper, stuck, who_acts=who, **MUST_ACT[who])

    assert (need.asked_by, need.since, need.is_open) == (keeper, today, True)
    line = Change.objects.latest("pk")
    assert (line.act, line.thing, line.key) == ("asked for help", "sub-action", stuck.key)
    assert WORDS in line.after


def test_the_service_that_must_act_is_one_of_ours(keeper, stuck, other_service):
    need = ask(keeper, stuck, who_acts="service", acting_service=other_service)
    assert need.acts == "Housing"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"who_acts": "outside"}, "acting_body"),
        ({"who_acts": "service"}, "acting_service"),
        ({"who_acts": "board", "acting_body": "The health board"}, "acting_body"),
        ({"who_acts": "nobody"}, "who_acts"),
    ],
)
def test_who_must_act_is_named_whole(keeper, stuck, given, field):
    with pytest.raises(ValidationError) as refused:
        ask(keeper, stuck, **given)
    assert [*refused.value.error_dict] == [field]
    assert not Need.objects.exists()


def test_nobody_asks_since_a_day_to_come(keeper, stuck, today):
    with pytest.raises(ValidationError, match="in the future"):
        ask(keeper, stuck, since=today + timedelta(days=1))


def test_nobody_asks_for_another_service(other_keeper, board, stuck):
    for person in (other_keeper, board):
        with pytest.raises(PermissionDenied):
            ask(person, stuck)


@pytest.mark.parametrize("status", [Status.ON_TRACK, Status.COMPLETE])
def test_what_goes_well_asks_for_nothing(keeper, sub_action, today, status):
    done = {"completed_on": today} if status == Status.COMPLETE else {}
    post(keeper, sub_action, status, **done)
    with pytest.raises(ValidationError, match="not said to go badly"):
        ask(keeper, sub_action)


def test_what_is_late_may_ask_though_it_is_said_to_go_well(keeper, sub_action, today):
    post(keeper, sub_action, Status.ON_TRACK)
    SubAction.objects.filter(pk=sub_action.pk).update(due_on=today - timedelta(days=1))
    assert ask(keeper, sub_action).is_open


def test_the_same_form_asks_once_and_with_other_words_not_at_all(keeper, stuck):
    key = uuid.uuid4()
    first = ask(keeper, stuck, form_key=key)
    assert ask(keeper, stuck, form_key=key) == first
    with pytest.raises(Conflict):
        ask(keeper, stuck, form_key=key, would_help="Something else.")
    assert Need.objects.get() == first


def test_the_board_answers_for_itself_for_members_and_for_bodies_outside(board, keeper, stuck):
    for who, named in MUST_ACT.items():
        need = ask(keeper, stuck, who_acts=who, **named)
        needs.answer_need(by=board, need=need, seen=1, answer="It is agreed.")
        with pytest.raises(PermissionDenied):
            needs.check_answer(keeper, need)
    assert not Need.objects.open().exists()
    assert Change.objects.latest("pk").act == "answered what would help"


def test_a_service_answers_for_itself_and_nobody_else_does(
    board, keeper, other_keeper, stuck, other_service
):
    need = ask(keeper, stuck, who_acts="service", acting_service=other_service)
    for person in (keeper, board):
        with pytest.raises(PermissionDenied, match="Housing"):
            needs.answer_need(by=person, need=need, seen=1, answer="It is agreed.")
    needs.answer_need(by=other_keeper, need=need, seen=1, answer="From May.")
    kept = Need.objects.get()
    assert (kept.answer, kept.answered_by, kept.is_open) == ("From May.", other_keeper, False)


def test_two_who_answer_at_once_do_not_write_over_each_other(board, keeper, stuck):
    need = ask(keeper, stuck)
    late = Need.objects.get()
    needs.answer_need(by=board, need=need, seen=1, answer="It is agreed.")
    with pytest.raises(Conflict):
        needs.answer_need(by=board, need=late, seen=1, answer="It is not.")
    assert Need.objects.get().answer == "It is agreed."


def test_whoever_asked_withdraws_it_with_a_reason(keeper, colleague, stuck):
    need = ask(keeper, stuck)
    with pytest.raises(PermissionDenied, match="Only the person who asked"):
        needs.withdraw_need(by=colleague, need=need, seen=1, reason="It came.")
    needs.withdraw_need(by=keeper, need=need, seen=1, reason="It came.")
    kept = Need.objects.get()
    assert (kept.withdrawn_reason, kept.is_open) == ("It came.", False)


def test_what_is_answered_is_not_withdrawn(board, keeper, stuck):
    need = ask(keeper, stuck)
    needs.answer_need(by=board, need=need, seen=1, answer="It is agreed.")
    with pytest.raises(Conflict):
        needs.withdraw_need(by=keeper, need=need, seen=2, reason="It came.")


def test_it_is_asked_on_the_page_of_the_sub_action(signed_in, keeper, stuck):
    browser = signed_in(keeper)
    page = browser.get(stuck.get_absolute_url())
    address = f"/sub-actions/{stuck.key}/needs/add/"
    assert address in page.content.decode()

    answer = browser.post(address, need_form())

    need = Need.objects.get()
    assert answer["Location"] == need.get_absolute_url()
    assert WORDS in browser.get(stuck.get_absolute_url()).content.decode()


def test_the_page_of_what_goes_well_does_not_ask(signed_in, keeper, sub_action):
    post(keeper, sub_action)
    browser, address = signed_in(keeper), f"/sub-actions/{sub_action.key}/needs/add/"
    assert address not in browser.get(sub_action.get_absolute_url()).content.decode()
    assert browser.get(address)["Location"] == sub_action.get_absolute_url()
    refused = browser.post(address, need_form())
    assert "not said to go badly" in refused.content.decode()


def test_an_update_that_does_not_go_well_brings_it(signed_in, keeper, sub_action):
    sent = update_form(sub_action, status="at-risk", would_help=WORDS, who_acts="members")
    browser = signed_in(keeper)
    for _twice in range(2):
        browser.post(f"/sub-actions/{sub_action.key}/update/", sent)
    need, update = Need.objects.get(), sub_action.updates.get()
    assert (need.would_help, need.acts, need.since) == (WORDS, "Elected members", update.posted_on)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"who_acts": "members"}, "not said to go badly"),
        ({"status": "at-risk"}, "Choose who must act."),
        ({"status": "off-track", "who_acts": "outside"}, "Name the body outside"),
        ({"status": "at-risk", "would_help": "", "acting_body": "A fund"}, "Say what would help"),
    ],
)
def test_an_update_with_half_a_need_stores_neither(signed_in, keeper, sub_action, changes, words):
    sent = update_form(sub_action, would_help=WORDS) | changes
    answer = signed_in(keeper).post(f"/sub-actions/{sub_action.key}/update/", sent)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not sub_action.updates.exists()
    assert not Need.objects.exists()


def test_an_update_need_not_say_what_would_help(signed_in, keeper, sub_action):
    sent = update_form(sub_action, status="at-risk", who_acts="members", would_help=" ")
    signed_in(keeper).post(f"/sub-actions/{sub_action.key}/update/", sent)
    assert sub_action.updates.exists()
    assert not Need.objects.exists()


def test_whoever_answers_what_was_answered_meanwhile_keeps_her_words(signed_in, board, stuck):
    need = NeedFactory(sub_action=stuck)
    browser, address = signed_in(board), f"/needs/{need.pk}/answer/"
    assert browser.get(address).status_code == 200
    browser.post(address, {"version": 1, "answer": "It is agreed, from the first of May."})
    assert browser.get(address)["Location"] == need.get_absolute_url()
    late = browser.post(address, {"version": 1, "answer": "It is not agreed, and never will be."})
    assert late.status_code == 409
    assert "never will be" in late.content.decode()
    assert "from the first of May" in browser.get(stuck.get_absolute_url()).content.decode()


def test_the_page_groups_them_by_who_must_act(signed_in, board, stuck, other_service):
    body = {"who_acts": "outside", "acting_body": "The health board"}
    for named in ({"who_acts": "service", "acting_service": other_service}, body, {}):
        NeedFactory(sub_action=stuck, **named)
    NeedFactory(sub_action=SubActionFactory(status="stopped", reported_on="2026-01-01",
                decided_by="Committee", decided_on="2026-01-01"))  # fmt: skip
    browser = signed_in(board)
    page = browser.get("/needs/")
    groups = [acts for acts, _rows in page.context["groups"]]
    assert groups == ["The Oversight Board", "The health board", "Housing"]
    assert "3 needs wait for an answer" in html_of(page)
    offered = [row.may_answer for _acts, rows in page.context["groups"] for row in rows]
    assert offered == [True, True, False]
    one = browser.get("/needs/?show=outside").context["page"]
    assert [need.acts for need in one] == ["The health board"]


def test_a_body_is_one_however_its_capitals_are_written(signed_in, board, stuck):
    for name in ("nhs ayrshire", "The fund", "NHS Ayrshire"):
        NeedFactory(sub_action=stuck, who_acts="outside", acting_body=name)
    groups = signed_in(board).get("/needs/").context["groups"]
    assert [(acts, len(rows)) for acts, rows in groups] == [("nhs ayrshire", 2), ("The fund", 1)]


def test_what_is_answered_leaves_the_list_and_stays(signed_in, board, keeper, stuck):
    needs.answer_need(by=board, need=ask(keeper, stuck), seen=1, answer="From May.")
    browser = signed_in(keeper)
    assert "No need waits for an answer" in browser.get("/needs/").content.decode()
    assert "From May." in browser.get("/needs/?show=answered").content.decode()
    assert "Nothing is in this list" in browser.get("/needs/?show=withdrawn").content.decode()


def test_the_update_page_says_what_was_asked_for_and_is_not_answered(signed_in, keeper, stuck):
    address = f"/sub-actions/{stuck.key}/update/"
    browser = signed_in(keeper)
    assert "Asked for, and not yet answered" not in browser.get(address).content.decode()
    NeedFactory(sub_action=stuck, would_help="One more room.")
    assert "One more room." in browser.get(address).content.decode()


def test_a_page_shows_the_newest_of_many_that_were_answered(signed_in, board, stuck, today):
    for days in range(12):
        on = today - timedelta(days=days)
        said = {"answer": f"Answer {days}.", "answered_by": board, "answered_on": on}
        NeedFactory(sub_action=stuck, asked_by=board, **said)
    html = html_of(signed_in(board).get(stuck.get_absolute_url()))
    assert "12 answered or withdrawn" in html
    assert [days for days in range(12) if f"Answer {days}." in html] == [*range(10)]
    assert "2 older: they stand with all that were" in html
    assert '"/needs/?show=answered"' in html
