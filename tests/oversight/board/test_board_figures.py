"""Each figure on the Board's page is as long as the list that it opens."""

import pytest

from actions.status import Status
from foundations.coverage import Coverage
from oversight.board.figures import Board, read_board
from tests.factories import LinkFactory, SubActionFactory
from tests.oversight.conftest import length_of_list

pytestmark = pytest.mark.database

# What the wording of the published framework gives.
REAL = Coverage(55, suggested=29)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_opens_a_list_of_its_length(make_work, signed_in, board, seed):
    make_work(60, seed=seed)
    client = signed_in(board)
    found = client.get("/board/").context["board"]

    figures = [
        figure
        for figure in found.figures + found.stuck_figures
        if figure.url.startswith("/sub-actions/")
    ]

    assert len(figures) == 14
    assert sum(figure.count > 0 for figure in figures) >= 9
    for figure in figures:
        assert length_of_list(client, figure.url) == figure.count, figure


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_of_calls_opens_a_list_of_its_length(make_work, signed_in, board, seed):
    make_work(60, seed=seed)
    client = signed_in(board)
    figures = client.get("/board/").context["board"].call_figures

    assert sum(figure.count for figure in figures) == 9
    for figure in figures:
        assert length_of_list(client, figure.url) == figure.count, figure


@pytest.mark.parametrize("seed", [1, 2])
def test_every_cell_of_the_chart_opens_a_list_of_its_length(make_work, signed_in, board, seed):
    make_work(60, seed=seed)
    client = signed_in(board)

    rows = client.get("/board/").context["board"].chart

    assert [row["label"] for row in rows] == ["Voice", "Family", "Care", "No call to action"]
    for row in rows:
        assert length_of_list(client, row["url"]) == sum(part["count"] for part in row["parts"])
        for part in row["parts"]:
            assert length_of_list(client, part["url"]) == part["count"], (row["label"], part)


def test_the_figures_stand_in_the_order_of_the_board(make_work, signed_in, board):
    make_work(1)
    figures = signed_in(board).get("/board/").context["board"].figures

    assert [figure.words for figure in figures] == [
        "Not yet reported",
        "Past their date",
        "Late, or said to go badly",
        "Status contradicted by its date or evidence",
        "Not confirmed for a while",
        "No owner yet",
        "No service yet",
        "No target set",
        "Care experienced people not yet heard",
        "Source date passed, not yet confirmed",
        "Review date passed",
        "of 9 calls to action without an action",
        "of 9 calls to action with a suggestion only",
        "of 9 calls to action with an action that a Promise Keeper added",
        "of 9 calls to action with a confirmed action",
    ]


def test_the_page_prints_the_figures_that_were_counted(make_work, signed_in, board):
    make_work(60)
    answer = signed_in(board).get("/board/")
    html = answer.content.decode()

    for figure in answer.context["board"].figures:
        escaped = figure.url.replace("&", "&amp;")
        assert f'<a href="{escaped}"><strong>{figure.count}</strong> {figure.words}</a>' in html


def test_a_first_installation_has_nothing_late_and_nothing_complete(framework, signed_in, board):
    client = signed_in(board)
    found = client.get("/board/").context["board"]

    assert (
        found.total == found.with_status(Status.NOT_REPORTED) == found.needing("not-reported") == 32
    )
    assert (found.needing("late"), found.needing("source-date-passed")) == (0, 2)
    assert found.coverage == REAL
    for figure, number in zip(found.call_figures, (26, 29, 0, 0), strict=True):
        assert figure.count == length_of_list(client, figure.url) == number


def test_a_sub_action_that_answers_two_foundations_counts_in_both(make_work):
    work = make_work(0)
    row = SubActionFactory(action=work.actions[-1])
    for call in (work.calls[0], work.calls[-1]):
        LinkFactory(from_item=row.item, to_item=call)

    counts = read_board(work.today)

    answers = {
        key: counts.with_status(Status.NOT_REPORTED, key)
        for key in ["voice", "family", "care", "none"]
    }
    assert answers == {"voice": 1, "family": 0, "care": 1, "none": 0}


def test_a_low_link_is_a_hint_and_does_not_count(make_work):
    work = make_work(0)
    row = SubActionFactory(action=work.actions[-1])
    LinkFactory(from_item=row.item, to_item=work.calls[0], confidence="low")

    assert read_board(work.today).with_status(Status.NOT_REPORTED, "none") == 1


def board_of(*rows: tuple[str, dict], coverage: Coverage = REAL) -> Board:
    """A Board's counts without a database: (status, counts) a row; what is not named is 0."""
    nothing = {f"needs_{key}": 0 for key in ["late", "not-reported"]} | {
        "answers_voice": 0,
        "answers_care": 0,
        "answers_none": 0,
    }
    foundations = [("voice", "Voice"), ("care", "Care"), ("none", "No call to action")]
    return Board({status: nothing | counts for status, counts in rows}, foundations, coverage)


def test_the_sentence_says_the_state_in_words():
    found = board_of(
        ("on-track", {"total": 14, "needs_late": 2}),
        ("at-risk", {"total": 12, "needs_late": 3}),
        ("not-reported", {"total": 6, "needs_not-reported": 6}),
    )

    assert found.sentence == (
        "Of 32 sub-actions, 14 are on track, 5 are past their date and 6 are not yet reported. "
        "26 of 55 calls have no action. Of the other 29, 0 are confirmed: all 29 are suggestions "
        "from shared words."
    )


def test_the_sentence_in_the_singular():
    found = board_of(("on-track", {"total": 1, "needs_late": 1}), coverage=Coverage(1))

    assert found.sentence == (
        "Of 1 sub-action, 1 is on track, 1 is past its date and 0 are not yet reported. "
        "1 of 1 call has no action."
    )


def test_the_figures_of_calls_tell_confirmed_from_suggested_and_add_up():
    found = board_of(coverage=Coverage(55, confirmed=1, added=2, suggested=3))

    assert [(figure.count, figure.url) for figure in found.call_figures] == [
        (49, "/calls/?answered=no"),
        (3, "/calls/?answered=suggested"),
        (2, "/calls/?answered=added"),
        (1, "/calls/?answered=confirmed"),
    ]


def test_the_sentence_of_an_empty_installation():
    assert board_of().sentence == "There are no sub-actions yet."


def test_the_chart_says_where_it_goes_badly():
    found = board_of(
        ("off-track", {"total": 3, "answers_care": 2}),
        ("slipping", {"total": 2, "answers_care": 1, "answers_none": 1}),
        ("on-track", {"total": 5, "answers_voice": 5}),
    )

    assert (
        found.chart_sentence
        == "Reported as at risk, off track, slipping or not kept: 3 under Care, 1 without a call."
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("not-reported", {"total": 32})], "Nothing has been reported yet."),
        (
            [("on-track", {"total": 1})],
            "Nothing is reported as at risk, off track, slipping or not kept.",
        ),
    ],
)
def test_the_chart_does_not_claim_more_than_was_said(rows, sentence):
    assert board_of(*rows).chart_sentence == sentence
