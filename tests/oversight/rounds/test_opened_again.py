"""A closing that is undone: by name, with a reason, and what was shown stays until it is closed
again.
"""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils.timezone import localdate

from accounts.models import Change
from accounts.together import read_one
from accounts.versions import Conflict
from actions.models import Move, SubAction
from actions.services.work import edit_sub_action
from evidence.agreed.since import reading_last_board
from foundations.services import rounds
from tests.conftest import html_of
from tests.factories import RoundFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MIGRATION = import_module("actions.migrations.0013_which_closing_counted_a_move")
WHY = "Two services were late."


def undo(by, round, **values):
    given = {"by": by, "round": round, "seen": round.version, "why": WHY} | values
    rounds.undo_closing(**given)
    round.refresh_from_db()


def test_it_is_opened_again_in_a_browser_and_closed_again(closed, signed_in, administrator, board):
    client, reader = signed_in(administrator), signed_in(board)
    page = f"{closed.get_absolute_url()}open-again/"
    assert "Open Spring again?" in html_of(client.get(page))
    shown = reader.get("/at/spring/1/board/").context["past"].board.total

    answer = client.post(page, {"version": closed.version, "why": WHY}, follow=True)

    closed.refresh_from_db()
    assert not closed.is_closed
    assert "Spring is open again" in html_of(answer)
    since = f"{localdate():%-d %B %Y}"
    assert f"opened again on {since}; this stays until" in html_of(reader.get("/at/"))
    assert f"closed on {since}, open again" in html_of(reader.get("/board/"))
    told = html_of(reader.get("/at/spring/1/board/"))
    assert f"“{WHY}”. This stays in its place until the round is closed again." in told
    SubActionFactory()
    rounds.close_round(by=administrator, round=closed, seen=closed.version)
    assert reader.get("/at/spring/")["Location"] == "/at/spring/2/board/"
    assert reader.get("/at/spring/2/board/").context["past"].board.total == shown + 1
    told = html_of(reader.get("/at/spring/1/board/"))
    assert "Edition 2 has taken its place." in told
    assert 'href="/at/spring/2/board/">The same page in edition 2</a>' in told
    assert "The same page in edition" not in html_of(reader.get("/at/spring/2/board/"))
    assert "edition 1 of 2" in told
    assert WHY in html_of(reader.get(closed.get_absolute_url()))


def test_it_stays_on_record(closed, administrator):
    undo(administrator, closed)
    line = Change.objects.order_by("id").last()
    assert (line.act, line.thing, line.key) == ("opened again", "round", "spring")
    assert WHY in line.after
    edition = closed.editions.get()
    assert (edition.undone_by, edition.undone_on) == (administrator, localdate())


def test_the_last_board_is_then_the_one_before(closed, administrator):
    assert read_one(reading_last_board(localdate())).closed_on == localdate()
    undo(administrator, closed)
    assert read_one(reading_last_board(localdate())) is None


def test_what_was_moved_waits_for_the_next_closing_again(administrator, keeper):
    today = localdate()
    for age in (60, 10):
        last = today - timedelta(days=age)
        opened = RoundFactory(first_day=last - timedelta(days=5), last_day=last)
        if age == 60:
            rounds.close_round(by=administrator, round=opened, seen=1, on=last)
    row = SubActionFactory(due_on=today, service=keeper.services[0])
    edit_sub_action(
        by=keeper, sub_action=row, seen=1, due_on=today + timedelta(days=90), why="It is late."
    )
    rounds.close_round(by=administrator, round=opened, seen=1)
    assert Move.objects.get().counts_from == today + timedelta(days=1)

    undo(administrator, opened)

    assert Move.objects.get().counts_from is None
    rounds.close_round(by=administrator, round=opened, seen=opened.version)
    assert Move.objects.get().counts_from == today + timedelta(days=1)


@pytest.fixture
def two_closings(administrator, keeper):
    """`two_closings(1)`: two rounds of progress, closed one day apart, before each of which
    something was moved; the second round, and the two moves.
    """
    today = localdate()
    rows = SubActionFactory.create_batch(2, due_on=today, service=keeper.services[0])

    def make(days: int):
        for row, age in zip(rows, (days, 0), strict=True):
            on = today - timedelta(days=age)
            late = {"due_on": today + timedelta(days=90), "why": "It is late."}
            edit_sub_action(by=keeper, sub_action=row, seen=1, **late)
            Move.objects.filter(sub_action=row).update(made_on=on)
            opened = RoundFactory()
            rounds.close_round(by=administrator, round=opened, seen=1, on=on)
        return opened, *(row.moves.get() for row in rows)

    return make


@pytest.mark.parametrize("days", [0, 1, 2])
def test_only_what_its_own_closing_counted_waits_again(two_closings, administrator, days):
    second, of_the_first, of_the_second = two_closings(days)
    before = of_the_first.counts_from
    assert (before, of_the_second.counts_from) == (
        localdate() - timedelta(days=days - 1),
        localdate() + timedelta(days=1),
    )

    undo(administrator, second)

    for move in (of_the_first, of_the_second):
        move.refresh_from_db()
    assert (of_the_first.counts_from, of_the_second.counts_from) == (before, None)


@pytest.mark.parametrize("days", [0, 1, 2])
def test_what_counted_before_is_told_by_the_days(two_closings, days):
    moves = two_closings(days)[1:]
    by = [move.counted_by for move in moves]
    Move.objects.update(counted_by=None)

    MIGRATION.tell_by_the_days(apps, SimpleNamespace(connection=connection))

    for move in moves:
        move.refresh_from_db()
    # Two closings of one day cannot be told apart: what counts goes on until both are undone.
    assert [move.counted_by for move in moves] == (by if days else [by[0]] * 2)


def test_a_later_round_that_is_closed_keeps_it_closed(closed, administrator, signed_in):
    first_day = closed.last_day + timedelta(days=1)
    later = RoundFactory(name="Summer", first_day=first_day, last_day=first_day)
    rounds.close_round(by=administrator, round=later, seen=1, on=first_day)
    with pytest.raises(ValidationError, match="“Summer” was closed since"):
        undo(administrator, closed)
    answer = signed_in(administrator).get(f"{closed.get_absolute_url()}open-again/", follow=True)
    assert "“Summer” was closed since" in html_of(answer)
    assert "Open this round again" not in html_of(answer)


def test_it_takes_a_reason_the_right_and_the_version_that_was_seen(
    closed, administrator, keeper, signed_in
):
    page = f"{closed.get_absolute_url()}open-again/"
    answer = signed_in(administrator).post(page, {"version": closed.version, "why": " "})
    assert "Say why the round is opened again." in html_of(answer)
    with pytest.raises(PermissionDenied):
        undo(keeper, closed)
    with pytest.raises(Conflict):
        undo(administrator, closed, seen=7)
    assert signed_in(keeper).get(page).status_code == 403
    closed.refresh_from_db()
    assert closed.is_closed
    assert closed.editions.get().undone_on is None


def test_one_that_is_open_cannot_be_opened(closed, administrator, signed_in):
    undo(administrator, closed)
    with pytest.raises(ValidationError, match="Spring is open."):
        undo(administrator, closed)
    page = f"{closed.get_absolute_url()}open-again/"
    answer = signed_in(administrator).post(page, {"version": 2, "why": WHY}, follow=True)
    assert "Spring is open." in html_of(answer)
    assert SubAction.objects.exists()
