"""From the page of a theme to a sub-action and back (row 29)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.services.work import add_sub_action
from evidence.assessments.places import find_place
from evidence.assessments.priorities import Priority
from evidence.assessments.services.citing import say_no_evidence
from evidence.assessments.services.priorities import make_sub_action
from evidence.assessments.services.states import submit
from evidence.models import PriorityWork
from tests.conftest import html_of
from tests.evidence.assessments.page_of_theme import FILLED, send
from tests.factories import ActionFactory
from tests.foundations.conftest import words

LINES = "- A quiet room in every school\n- Mentors"
BUTTON = "Make this a sub-action"


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


@pytest.fixture
def draft(write):
    return write(**FILLED | {"Q4": LINES})


@pytest.fixture
def submitted(draft, keeper):
    say_no_evidence(by=keeper, assessment=draft, seen=draft.version, none_yet=True)
    submit(by=keeper, assessment=draft, seen=draft.version)
    return draft


@pytest.fixture
def action(db):
    return ActionFactory(item__heading="Schools hold on to every child")


def add_at(url: str, line: str = "Mentors") -> str:
    return f"{url}priorities/add/?line={Priority(line).mark}"


def make(client, url, action, line="Mentors", kind="ongoing", **more):
    return client.post(add_at(url, line), {"action": action.key, "kind": kind} | more)


def test_each_saved_line_can_become_a_sub_action(client, url, draft):
    page = words(client.get(url))
    assert "A quiet room in every school" in page
    assert page.count(BUTTON) == 2


def test_before_anything_is_saved_the_page_says_what_to_do(client, url):
    page = words(client.get(url))
    assert "One to a line. Each can become a sub-action later." in page
    assert BUTTON not in page


def test_one_click_makes_it_and_each_shows_the_other(
    client, signed_in, board, url, submitted, action
):
    form = words(client.get(add_at(url)))
    assert "Mentors" in form
    assert "Education is responsible for it" in form
    made = client.post(add_at(url), {"action": action.key, "kind": "ongoing"})
    sub_action = PriorityWork.objects.get().sub_action
    assert made["Location"] == sub_action.get_absolute_url()

    reader = signed_in(board)
    there = reader.get(made["Location"])
    assert "A priority for change of Education, Support, Autumn" in words(there)
    assert f'href="{url}"' in html_of(there)
    back = reader.get(url)
    assert f"Became sub-action {sub_action.key} on" in words(back)
    assert "Not yet reported" in words(back)
    assert f'href="{made["Location"]}"' in html_of(back)


def test_the_button_of_one_that_was_made_is_gone_and_its_address_leads_to_the_work(
    client, url, draft, action
):
    made = make(client, url, action)
    assert words(client.get(url)).count(BUTTON) == 1
    for answer in (client.get(add_at(url)), make(client, url, action)):
        assert answer["Location"] == made["Location"]
    assert PriorityWork.objects.count() == 1


def test_a_changed_wording_keeps_the_work_below(client, url, draft, write, action):
    make(client, url, action)
    write(Q4="Mentors for everyone")
    page = words(client.get(url))
    assert "Made from earlier wordings Mentors Became sub-action" in page
    assert page.count(BUTTON) == 1


def test_local_actions_stand_in_a_group_of_their_own(client, url, draft, action):
    ActionFactory(item__local=True, item__key="L1", item__heading="Our own")
    page = html_of(client.get(add_at(url)))
    assert (
        page.index("Improvement actions")
        < page.index("Schools hold on")
        < page.index("Local actions")
    )
    assert page.index("Local actions") < page.index("L1 Our own")
    assert "/actions/add/" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "dated"}, "Choose an action from the list."),
        ({"action": "", "kind": "dated"}, "Choose an action from the list."),
        ({"action": "99", "kind": "dated"}, "Choose an action from the list."),
        ({"action": "x" * 5_000, "kind": "dated"}, "Choose an action from the list."),
        ({"action": "9\x00", "kind": "dated"}, "Choose an action from the list."),
        ({"action": "@"}, "Choose what kind of work it is."),
        ({"action": "@", "kind": ""}, "Choose what kind of work it is."),
        ({"action": "@", "kind": "never"}, "Choose what kind of work it is."),
    ],
)
def test_bad_choices_are_refused_with_a_sentence_and_make_nothing(
    client, url, draft, action, sent, said
):
    answer = client.post(
        add_at(url), {**sent, "action": action.key} if sent.get("action") == "@" else sent
    )
    assert answer.status_code == 200
    assert said in words(answer)
    assert not PriorityWork.objects.exists()


def test_recurring_work_is_asked_how_often_it_recurs(client, url, draft, action):
    answer = make(client, url, action, kind="recurring")
    assert "Say how often it recurs" in str(answer.context["form"].errors["interval_months"])
    assert not PriorityWork.objects.exists()

    assert make(client, url, action, kind="recurring", interval_months="6.0").status_code == 302
    assert PriorityWork.objects.get().sub_action.interval_months == 6


def test_a_title_that_the_action_has_already_is_said(client, url, keeper, service, draft, action):
    add_sub_action(by=keeper, action=action, service=service, title="Mentors", kind="dated")
    assert "has this title already" in words(make(client, url, action))
    assert not PriorityWork.objects.exists()


@pytest.mark.parametrize("line", ["Not there", "", "\x00", "x" * 3_000])
def test_a_line_that_is_not_in_the_box_leads_back_with_a_sentence(client, url, draft, action, line):
    answer = client.get(f"{url}priorities/add/", {"line": line}, follow=True)
    assert answer.redirect_chain == [(url, 302)]
    assert "This priority is not in the box any more." in words(answer)


def test_what_was_typed_about_a_line_that_is_gone_is_shown_to_be_copied(client, url, draft):
    answer = client.post(f"{url}priorities/add/?line=gone", {"title": "More mentors in schools"})
    assert answer.status_code == 409
    assert "This priority is not in the box any more." in words(answer)
    assert "More mentors in schools</textarea>" in answer.content.decode()


def test_one_that_just_fits_into_a_title_is_offered(client, url, write):
    write(Q4="x" * 300)
    page = words(client.get(url))
    assert BUTTON in page
    assert "Shorten this to 300 characters to make it a sub-action." not in page


def test_one_too_long_for_a_title_is_not_offered(client, url, write, action):
    write(Q4="x" * 301)
    page = words(client.get(url))
    assert BUTTON not in page
    assert "Shorten this to 300 characters to make it a sub-action." in page
    assert "300 characters" in words(make(client, url, action, "x" * 301))


def test_after_the_round_is_closed_it_can_still_become_work(
    client, url, submitted, action, this_round, board
):
    this_round.closed_on, this_round.closed_by = this_round.last_day, board
    this_round.save()
    assert BUTTON in words(client.get(url))
    assert make(client, url, action).status_code == 302


def test_others_read_what_became_of_each_and_make_nothing(
    signed_in, other_keeper, board, url, submitted, action
):
    for other in (other_keeper, board):
        assert BUTTON not in words(signed_in(other).get(url))
        assert signed_in(other).get(add_at(url)).status_code == 403
        assert make(signed_in(other), url, action).status_code == 403
    assert not PriorityWork.objects.exists()


def test_the_lines_of_a_draft_are_for_its_service_only(signed_in, board, url, draft):
    assert "Mentors" not in words(signed_in(board).get(url))


def test_a_priority_of_the_last_round_that_became_work_is_not_offered_again(
    client, keeper, url, write, last_round, action
):
    before = find_place("spring", "education", "T1", keeper)
    held = write(at=before, Q4="Mentors")
    made = make_sub_action(by=keeper, assessment=held, words="Mentors", action=action, kind="dated")
    send(client, url, Q4="Mentors")
    page = words(client.get(url))
    assert f"Became sub-action {made.sub_action.key}" in page
    assert BUTTON not in page


def test_a_published_sub_action_asks_nothing_of_priorities(client, sub_action):
    with CaptureQueriesContext(connection) as seen:
        client.get(sub_action.get_absolute_url())
    assert not [query for query in seen if "evidence_prioritywork" in query["sql"]]


def test_the_pages_cost_the_same_however_many_priorities_became_work(
    client, keeper, url, draft, write, action
):
    def cost(path) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        return len(seen)

    write(Q4="\n".join(f"Priority {number}" for number in range(12)))
    make(client, url, action, "Priority 0")
    few = [cost(path) for path in (url, add_at(url, "Priority 11"))]
    for number in range(1, 9):
        make(client, url, action, f"Priority {number}")
    assert [cost(path) for path in (url, add_at(url, "Priority 11"))] == few
