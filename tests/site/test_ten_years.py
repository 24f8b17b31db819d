"""Ten years of one council cost a page no more than its goals (`tests/bench/goals.py`): statements,
bytes, and the rows that the database reads, those included that it throws away. Nothing is timed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.db.models import Exists, OuterRef, Q

from actions.models import ProgressUpdate, SubAction
from evidence.models import Support
from tests.bench.goals import FEW_TIMES, GOALS, RAW_KB
from tests.bench.making.data_set import fill
from tests.bench.measuring import Bench, Figures
from tests.bench.rows_read import Statements, rows_read
from tests.bench.sizes import Size
from tests.rotation import FULL

pytestmark = pytest.mark.database

ON_POSTGRESQL = connection.vendor == "postgresql"
# Rows are counted on PostgreSQL only; the rest is the same after a year, which is made sooner.
YEARS = 10 if FULL or ON_POSTGRESQL else 1
# What is over its goal still: a number here only ever goes down, and its line goes with it.
OVER = {
    "sub-action, the busiest": {"kb": 9.5},
    "a service's self-assessment": {"statements": 11},
    "session save": {"statements": 12},
}


@pytest.fixture(scope="module")
def bench(standing_framework):
    """The pages of one council after these years; the history is shorter than it would be."""
    with transaction.atomic(), _connection_left_open():
        fill(Size("years of one council", councils=1, years=YEARS, lines=300))
        # Else each test would check the keys of all these rows at its end.
        connection.check_constraints()
        yield Bench()
        transaction.set_rollback(True)


@contextmanager
def _connection_left_open() -> Iterator[None]:
    """As Django's own test client does: a request that ends would end the transaction too."""
    signals = [request_started, request_finished]
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def operation(bench, db):
    """`operation("call")`: what is measured by this name."""
    return {one.name: one for one in bench.operations}.__getitem__


def goal_of(name: str) -> dict[str, float]:
    goal = GOALS[name]
    return {
        "rows": goal.rows,
        "raw": RAW_KB,
        "kb": goal.kb or RAW_KB,
        "statements": goal.statements,
    } | OVER.get(name, {})


def figures_of(figures: Figures) -> dict[str, float]:
    return {
        "rows": figures.rows or 0,
        "raw": figures.raw / 1024,
        "kb": figures.small / 1024,
        "statements": figures.statements,
    }


@pytest.mark.share(9)
@pytest.mark.parametrize("name", [*GOALS])
def test_after_ten_years_a_page_costs_no_more_than_its_goals(bench, operation, name):
    figures, goal = bench.count(operation(name)), goal_of(name)
    assert not figures.wrong
    assert {what: one for what, one in figures_of(figures).items() if one > goal[what]} == {}


# Asked of each sub-action these alternatives use no index; most sub-actions have nothing of either.
ITEM = OuterRef("item")
SUPPORTS_OF_PARTS = Support.objects.filter(Q(item__parent=ITEM) | Q(item__parent__parent=ITEM))
UPDATES_BELOW = ProgressUpdate.objects.filter(
    Q(sub_action__item__parent=ITEM) | Q(sub_action__action__item=ITEM)
)


@pytest.mark.postgresql
@pytest.mark.parametrize("asked", [SUPPORTS_OF_PARTS, UPDATES_BELOW], ids=["supports", "updates"])
def test_what_is_asked_of_each_row_would_be_seen(bench, db, asked):
    statements = Statements()
    with connection.execute_wrapper(statements):
        list(SubAction.objects.filter(Exists(asked)))
    assert rows_read(statements.asked) > FEW_TIMES


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("name", "table", "column"),
    [
        ("self-assessment autosave", "evidence_answer", "assessment_id"),
        ("a service's self-assessment", "evidence_answer", "assessment_id"),
        ("evidence", "evidence_support", "evidence_id"),
    ],
)
def test_an_index_that_is_lost_would_be_seen(bench, operation, name, table, column):
    _drop_indexes(table, column)
    assert bench.count(operation(name)).rows > GOALS[name].rows


def _drop_indexes(table: str, column: str) -> None:
    with connection.cursor() as cursor:
        for name, held in connection.introspection.get_constraints(cursor, table).items():
            if held["columns"][:1] == [column] and (held["index"] or held["unique"]):
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
                cursor.execute(f"DROP INDEX IF EXISTS {name}")
