"""Figures that are kept until somebody saves: never older than the newest line of history."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest
from django.utils.timezone import localdate

from accounts.kept import EVERY, kept
from actions.models import SubAction
from oversight.board.reading import read_board
from oversight.coverage.grid import read_grid
from tests.conftest import forget_figures, html_of
from tests.oversight.board.acts import ACTS, report

# Of each seed, beside those that every run tries once: 200 and some in all.
MORE = 48 if os.environ.get("FULL") else 0
OTHERS = ["/coverage/", "/sub-actions/1.1/", "/board/changes/", "/participation/", "/tensions/"]


@pytest.fixture
def worked_out(monkeypatch):
    """How often some figures were worked out."""
    times = []
    figures = kept(lambda day: times.append(day) or f"of {day}")
    yield figures, times
    EVERY.pop()


def test_they_are_worked_out_once_for_a_seal_and_a_day(worked_out):
    figures, times = worked_out
    assert [figures("one", day) for day in (1, 1, 2, 2)] == ["of 1", "of 1", "of 2", "of 2"]
    assert times == [1, 2]
    figures("two", 2)
    assert times == [1, 2, 2]


def test_without_a_seal_nothing_is_kept(worked_out):
    figures, times = worked_out
    assert figures("", 1) == figures("", 1) == "of 1"
    assert times == [1, 1]


def test_of_many_at_once_one_works_them_out(worked_out):
    figures, times = worked_out
    barrier = Barrier(6)

    def ask(_number: int) -> str:
        barrier.wait()
        return figures("one", 1)

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(ask, range(6))) == {"of 1"}
    assert times == [1]


def test_a_page_works_out_what_it_needs_once_until_somebody_saves(
    signed_in, board, cast, django_assert_max_num_queries
):
    report(Random(1), cast)  # noqa: S311 - made up
    client = signed_in(board)
    first = html_of(client.get("/board/"))
    with django_assert_max_num_queries(5):
        assert _same(html_of(client.get("/board/"))) == _same(first)
    report(Random(2), cast)  # noqa: S311 - made up
    assert _same(html_of(client.get("/board/"))) != _same(first)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_saved_pages_say_what_they_would_say_without(signed_in, board, cast, seed):
    chance = Random(seed)  # noqa: S311 - made-up edits, the same at each run
    client = signed_in(board)
    for act in [*ACTS[seed::4], *chance.choices(ACTS, k=MORE)]:
        act(chance, cast)
        pages = ["/board/", chance.choice(OTHERS)]
        shown = [_same(html_of(client.get(page))) for page in pages]
        forget_figures()
        assert [_same(html_of(client.get(page))) for page in pages] == shown


def test_figures_of_nobody_at_a_page_are_worked_out_anew(board, cast):
    report(Random(3), cast)  # noqa: S311 - made up
    before = read_board(board, localdate()).total
    SubAction.objects.filter(item__key="1.1").delete()
    assert read_board(board, localdate()).total == before - 1
    assert read_grid() is not read_grid()


def _same(html: str) -> str:
    """A page without what is new each time: the time of day and the token of its form."""
    without_tokens = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", html)
    return re.sub(r"\d\d:\d\d", "", without_tokens)
