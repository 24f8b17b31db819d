"""The agenda: decisions not yet done, open questions, needs of the Board, and the worst news."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.status import Status
from foundations.services import rounds
from oversight.meeting import reading
from tests.actions.conftest import post
from tests.conftest import html_of
from tests.factories import (
    DecisionFactory,
    ItemFactory,
    NeedFactory,
    QuestionFactory,
    ReportedSubActionFactory,
    RoundFactory,
    SubActionFactory,
)

pytestmark = pytest.mark.database


@pytest.fixture
def today(db):
    return timezone.localdate()


@pytest.fixture
def agenda(board, signed_in):
    """What the page says to a Board member."""

    def read() -> str:
        answer = signed_in(board).get("/board/meeting/")
        assert answer.status_code == 200
        return html_of(answer)

    return read


def test_an_empty_agenda_says_so_under_each_point(agenda):
    html = agenda()
    for words in (
        "Every decision is done",
        "No question is open",
        "No need waits for the Board",
        "told from the first Board on",
    ):
        assert words in html


def test_the_points_stand_in_their_order_and_the_first_first(agenda, today):
    ago = [today - timedelta(days=back) for back in (3, 40)]
    texts = []
    for on in reversed(ago):
        texts.append(DecisionFactory(words=f"Decided for {on}.", due_on=on, decided_on=on).words)
    for on in reversed(ago):
        texts.append(QuestionFactory(words=f"Asked on {on}?", asked_on=on).words)
    for on in reversed(ago):
        work = SubActionFactory(item__kind="sub-action")
        texts.append(NeedFactory(sub_action=work, would_help=f"Since {on}.", since=on).would_help)
    html = agenda()
    places = [html.index(text) for text in texts]
    assert places == sorted(places)
    assert "2 decisions not yet done, 2 open questions, 2 needs that wait for the Board" in html


def test_what_is_settled_answered_for_good_or_asked_of_others_is_not_on_it(agenda, board, today):
    DecisionFactory(
        words="Done long ago.", outcome="done", outcome_words="Yes.", outcome_by=board,
        outcome_on=today - timedelta(days=50), decided_on=today - timedelta(days=60),
    )  # fmt: skip
    closed = {"closed_by": board, "closed_on": today}
    QuestionFactory(words="Accepted?", state="accepted", **closed)
    QuestionFactory(words="Given up?", state="taken-back", reason="It is known.", **closed)
    work = SubActionFactory(item__kind="sub-action")
    NeedFactory(sub_action=work, would_help="Of members.", who_acts="members")
    RoundFactory(closed_by=board, closed_on=today - timedelta(days=5))
    html = agenda()
    for words in ("Done long ago.", "Accepted?", "Given up?", "Of members."):
        assert words not in html


def test_what_was_done_since_the_last_board_is_told_once_more(agenda, board, today):
    RoundFactory(closed_by=board, closed_on=today - timedelta(days=5))
    said = {"outcome_by": board, "outcome_on": today}
    DecisionFactory(outcome="not-done", outcome_words="The bus was full.", **said)
    html = agenda()
    assert "Done, or not done, since the last Board" in html
    assert "The bus was full." in html


def test_what_became_worse_since_the_last_board_is_the_news(
    agenda, administrator, service, keeper, today, time_machine
):
    before = today - timedelta(days=10)
    item = ItemFactory(kind="sub-action", key="4.1", text="Open the advice line")
    work = ReportedSubActionFactory(
        item=item, service=service, reported_on=before, confirmed_on=before, status="on-track"
    )
    asked = RoundFactory(first_day=before, last_day=before)
    with_day = today - timedelta(days=5)
    time_machine.move_to(f"{with_day}T12:00:00Z", tick=False)
    rounds.close_round(by=administrator, round=asked, seen=asked.version)
    time_machine.move_to(f"{today}T12:00:00Z", tick=False)
    assert "Nothing stands worse" in agenda()
    post(keeper, work, Status.AT_RISK)
    html = agenda()
    assert "Open the advice line" in html


def test_of_many_the_first_stand_there_and_a_list_has_them_all(agenda, monkeypatch, today):
    monkeypatch.setattr(reading, "LISTED", 2)
    DecisionFactory.create_batch(5)
    QuestionFactory.create_batch(4)
    html = agenda()
    assert html.count("3 more:") == 1
    assert html.count("2 more:") == 1


def test_everyone_with_a_role_reads_it_and_the_boards_page_leads_there(
    keeper, champions, board, stranger, signed_in
):
    for person in (keeper, champions):
        html = html_of(signed_in(person).get("/board/meeting/"))
        assert "/decisions/add/" not in html
        assert "/governance/" in html
    assert signed_in(stranger).get("/board/meeting/").status_code == 403
    assert 'href="/board/meeting/"' in html_of(signed_in(board).get("/board/"))
