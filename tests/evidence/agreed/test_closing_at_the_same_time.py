"""A progress round is closed while somebody reports: what is kept is what had been said by then."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Change
from accounts.versions import Conflict
from actions.services.progress import post_update
from actions.services.work import edit_sub_action
from evidence.models import ClosingRow
from foundations.services.rounds import WHEN_CLOSED, close_round
from tests.at_once import TIMES, at_once, begin_meanwhile
from tests.factories import RoundFactory, SubActionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_what_is_kept_of_a_closing_is_what_history_tells_before_it(keeper, board, service):
    board.appointments.update(closes_rounds=True)
    today = timezone.localdate()
    for _time in range(TIMES):
        row = SubActionFactory(service=service)
        closed = RoundFactory(first_day=today, last_day=today, asks_progress=True)
        at_once(
            partial(close_round, by=board, round=closed, seen=1),
            partial(
                post_update,
                by=keeper,
                sub_action=row,
                seen=1,
                status="on-track",
                changed="It began.",
            ),
            allowed=(ValidationError, Conflict),
        )
        lines = Change.objects.filter(act__in=["closed", "posted an update"]).order_by("-id")
        acts = [line.act for line in lines[:2]]
        kept = ClosingRow.objects.get(edition__round=closed, sub_action=row).status
        assert (kept == "on-track") == (acts == ["closed", "posted an update"])


@pytest.fixture
def work(keeper, board, service):
    """A sub-action with a promised day, and the round that is closed."""
    board.appointments.update(closes_rounds=True)
    today = timezone.localdate()

    def make():
        row = SubActionFactory(service=service, due_on=today + timedelta(days=30))
        return row, RoundFactory(first_day=today, last_day=today, asks_progress=True)

    return make


def move(row, keeper, **values) -> None:
    values = values or {"due_on": row.due_on + timedelta(days=60)}
    edit_sub_action(by=keeper, sub_action=row, seen=1, why="The building is late.", **values)


def belongs_to_one_round(row, closed) -> bool:
    """Whether a move that history tells before the closing counts from it and is kept with it, and
    one that it tells after it does neither.
    """
    closed.refresh_from_db()
    row.refresh_from_db()
    lines = Change.objects.filter(act__in=["closed", "edited"]).order_by("-id")
    is_before = [line.act for line in lines[:2]] == ["closed", "edited"]
    counts = row.moves.get().counts_from == closed.closed_on + timedelta(days=1)
    kept = ClosingRow.objects.get(edition__round=closed, sub_action=row).day == row.due_on
    return (counts, kept) == (is_before, is_before)


def test_what_is_moved_during_a_closing_belongs_to_one_round(work, keeper, board):
    for _time in range(TIMES):
        row, closed = work()
        at_once(
            partial(close_round, by=board, round=closed, seen=1),
            partial(move, row, keeper),
        )
        assert belongs_to_one_round(row, closed)


def test_what_is_moved_once_a_closing_has_counted_belongs_to_the_next(
    work, keeper, board, monkeypatch
):
    row, closed = work()
    with ThreadPoolExecutor(1) as threads:

        def moved_meanwhile(_edition) -> None:
            begin_meanwhile(threads, partial(move, row, keeper))

        steps = [WHEN_CLOSED[0], moved_meanwhile, *WHEN_CLOSED[1:]]
        monkeypatch.setattr("foundations.services.rounds.WHEN_CLOSED", steps)
        close_round(by=board, round=closed, seen=1)
    assert belongs_to_one_round(row, closed)
