"""What changed since the last Board, in titles and from what to what; and what to ask about."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from actions.models import SubAction
from actions.status import Kind, Status
from evidence.agreed.services import keep_closing_rows
from oversight.board.figures import read_standing
from tests.conftest import html_of
from tests.factories import ReplyFactory, RoundFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def said(status, **values):
    today = localdate()
    values = {"reported_on": today, "confirmed_on": today} | values
    return SubActionFactory(status=status, **values)


def change(row, **values) -> None:
    SubAction.objects.filter(pk=row.pk).update(**values)


@pytest.fixture
def since(administrator):
    """A Board ten days ago, after which one became better, one worse, one silent, and one changed
    its word only.
    """
    today, before = localdate(), localdate() - timedelta(days=20)
    rows = {
        "worse": said(Status.ON_TRACK, item__text="The first promise"),
        "better": said(Status.OFF_TRACK, item__text="The second promise"),
        "silent": said(Status.ON_TRACK, item__text="The third promise"),
        "same": said(Status.AT_RISK, item__text="The fourth promise"),
        "still": said(Status.ON_TRACK),
    }
    closed = RoundFactory(closed_on=today - timedelta(days=10), closed_by=administrator)
    keep_closing_rows(closed.editions.get())
    change(rows["worse"], status=Status.OFF_TRACK)
    change(rows["better"], status=Status.ON_TRACK)
    change(rows["silent"], confirmed_on=before)
    change(rows["same"], status=Status.OFF_TRACK)
    return rows


def test_the_newest_of_each_kind_is_told_from_what_to_what(since, signed_in, board):
    html = html_of(signed_in(board).get("/board/"))

    assert "All 4 changes since" in html
    assert "The first promise</a>" in html
    assert "<b>off track</b>" in html
    assert "The second promise</a>" in html
    assert "<b>on track</b>" in html
    assert "The third promise</a>" in html
    assert "<b>no update</b>, last confirmed" in html
    assert "1 is no longer known." in html


def test_the_page_of_changes_holds_all_or_those_of_a_way(since, signed_in, board):
    client = signed_in(board)

    def keys(address: str) -> set[str]:
        answer = client.get(address)
        assert answer.status_code == 200
        return {line.work.key for line in answer.context["page"]}

    assert keys("/board/changes/") == {rows.key for name, rows in since.items() if name != "still"}
    for way in ("worse", "better", "silent", "same"):
        assert keys(f"/board/changes/?way={way}") == {since[way].key}
    assert keys("/board/changes/?way=nonsense&page=x") == keys("/board/changes/")
    assert keys("/board/changes/?foundation=nowhere") == set()
    assert len(keys("/board/changes/?foundation=none")) == 4


def test_before_the_first_board_it_says_when_it_will_be_told(signed_in, board):
    said(Status.ON_TRACK)
    client = signed_in(board)
    assert "the first round of progress is closed" in html_of(client.get("/board/changes/"))
    assert "What changed is told from the first Board on" in html_of(client.get("/board/"))


def test_what_was_said_lately_and_is_past_its_review_is_not_called_silent(
    signed_in, board, administrator
):
    today = localdate()
    row = said(Status.IN_PLACE, kind=Kind.ONGOING, item__text="The first promise")
    closed = RoundFactory(closed_on=today - timedelta(days=10), closed_by=administrator)
    keep_closing_rows(closed.editions.get())
    change(row, review_on=today - timedelta(days=1))
    client = signed_in(board)

    html = html_of(client.get("/board/"))

    assert ">1</a> past its review" in html
    assert "no update" not in html.partition("pt_board__rule")[0]
    assert "<b>past its review</b>, last confirmed" in html
    assert html_of(client.get("/sub-actions/?group=unreviewed")).count(row.key) > 0
    assert f">{row.key}<" not in html_of(client.get("/sub-actions/?group=silent"))


@pytest.mark.parametrize(
    ("closed_on", "words"), [("2026-09-03", "3 September"), ("2024-09-03", "3 September 2024")]
)
def test_a_day_of_another_year_is_told_with_it(
    signed_in, board, administrator, time_machine, closed_on, words
):
    time_machine.move_to("2026-11-27 12:00:00+00:00")
    said(Status.ON_TRACK)
    RoundFactory(
        closed_on=closed_on, closed_by=administrator, first_day="2024-01-01", last_day="2026-12-31"
    )
    answered = {"kind": "changed", "words": "The room is booked.", "answered_on": closed_on}
    ReplyFactory(heard__heard_on=closed_on, **answered)

    html = html_of(signed_in(board).get("/board/"))

    assert f"Since the last Board ({words}) " in html
    assert html.count(f"Since {words}") == 1 + len(board_rows(html))
    assert f"A group, {words}</p>" in html
    assert f", {words}, on " in html


def board_rows(html: str) -> list[str]:
    return html.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr>")[1:]


def test_numbers_of_two_days_are_compared(since):
    assert [len(read_standing(localdate()).rows), len(since)] == [5, 5]


def asked(signed_in, board) -> list[tuple[str, str]]:
    found = signed_in(board).get("/board/").context["board"].asking
    return [(ask.work.key, ask.sentence) for ask in found]


def test_the_longest_not_going_well_come_first_with_the_reason(signed_in, board):
    today = localdate()
    recent = said(Status.AT_RISK, service=None)
    late = SubActionFactory(due_on=today - timedelta(days=300), service=None)
    old = said(Status.OFF_TRACK, reported_on=date(2020, 3, 1), service=None)
    idle = said(Status.NOT_STARTED, start_on=date(2020, 2, 1), service=None)
    said(Status.ON_TRACK)

    assert asked(signed_in, board) == [
        (idle.key, "Not started; its first day was 1 February 2020. No service yet."),
        (old.key, "Off track, reported on 1 March 2020. No service yet."),
        (late.key, "Never reported, 300 days late. No service yet."),
    ]
    assert recent.key not in [key for key, _sentence in asked(signed_in, board)]


def test_what_was_so_at_the_last_board_does_not_look_new_after_a_report(
    signed_in, board, administrator
):
    today = localdate()
    renewed = said(Status.NOT_KEPT, kind=Kind.ONGOING)
    closed = RoundFactory(closed_on=today - timedelta(days=10), closed_by=administrator)
    keep_closing_rows(closed.editions.get())
    said(Status.NOT_KEPT, kind=Kind.ONGOING, reported_on=today - timedelta(days=5))

    ((key, sentence), _other) = asked(signed_in, board)
    assert key == renewed.key
    assert sentence.endswith("Not going well at the last Board either.")
