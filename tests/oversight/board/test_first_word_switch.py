"""The Board may switch the first word of its answer off; the numbers stay."""

import pytest

from accounts.models import Change
from oversight.board.services import first_word_is_shown
from oversight.models import FirstWord
from tests.conftest import html_of
from tests.factories import ReportedSubActionFactory

pytestmark = pytest.mark.django_db
WORD, NUMBERS = "<b>Not yet.</b>", "Of 1 sub-action, 0 are kept, 1 is in hand"


def test_it_is_switched_off_and_on_again_and_history_says_by_whom(signed_in, board, today_on_track):
    client = signed_in(board)
    assert WORD in html_of(client.get("/board/"))

    assert client.post("/board/first-word/", {"is_shown": "no"}).status_code == 302
    html = html_of(client.get("/board/"))
    assert NUMBERS in html
    assert WORD not in html
    client.post("/board/first-word/", {"is_shown": "yes"})
    assert WORD in html_of(client.get("/board/"))

    lines = Change.objects.filter(thing="first-word").order_by("pk")
    assert [(line.actor_email, line.before, line.after) for line in lines] == [
        (board.email, '{"is_shown": true}', '{"is_shown": false}'),
        (board.email, '{"is_shown": false}', '{"is_shown": true}'),
    ]


def test_saying_what_is_so_already_changes_nothing(signed_in, board):
    answer = signed_in(board).post("/board/first-word/", {"is_shown": "yes"})
    assert answer.status_code == 302
    assert not FirstWord.objects.exists()
    assert not Change.objects.filter(thing="first-word").exists()


@pytest.mark.parametrize("body", [{"is_shown": ""}, {"is_shown": "perhaps"}])
def test_an_unknown_answer_is_asked_about(signed_in, board, body):
    answer = signed_in(board).post("/board/first-word/", body)
    assert answer.status_code == 200
    assert answer.context["form"].errors["is_shown"]
    assert first_word_is_shown()


@pytest.mark.parametrize("name", ["keeper", "champions", "administrator"])
def test_nobody_else_may(request, signed_in, name):
    client = signed_in(request.getfixturevalue(name))
    assert client.get("/board/first-word/").status_code == 403
    assert client.post("/board/first-word/", {"is_shown": "no"}).status_code == 403
    assert first_word_is_shown()


@pytest.mark.parametrize(("name", "offered"), [("board", True), ("keeper", False)])
def test_the_rule_leads_there_whoever_may(request, signed_in, name, offered):
    answer = signed_in(request.getfixturevalue(name)).get("/board/how-we-count/")
    assert answer.status_code == 200
    assert ("/board/first-word/" in answer.content.decode()) is offered


def test_the_history_page_says_it_in_words(signed_in, board, administrator):
    signed_in(board).post("/board/first-word/", {"is_shown": "no"})
    history = html_of(signed_in(administrator).get("/history/"))
    assert "First word of the Board’s answer" in history


@pytest.fixture
def today_on_track(db):
    return ReportedSubActionFactory()
