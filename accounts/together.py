"""Several short lists of one page, read in one statement: each list is a column of the only row,
as JSON, so that a page asks the database once for what it would otherwise ask ten times.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Generator, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from . import blanks
from .prefetching import prefetches_of

# Databases allow a function about a hundred arguments, and a row with its joins has more columns.
CHUNK = 50
FUNCTIONS = {
    "sqlite": ("json_array", "json_group_array"),
    "postgresql": ("json_build_array", "json_agg"),
}
# PostgreSQL gives these as values of Python, which JSON does not know; SQLite keeps them as texts.
AS_TEXT: dict[str, Callable] = {
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "DecimalField": lambda number: Decimal(str(number)),
    "JSONField": json.dumps,
    "UUIDField": UUID,
}


# What a page shows of one subject, step by step: it yields the querysets of a step, gets them back
# with their rows, and returns what it has made of them.
Reading = Generator[QuerySet | tuple[QuerySet, ...], Any, Any]


def totals(queryset: QuerySet, **columns: Expression) -> QuerySet:
    """What `aggregate(**columns)` says of a queryset, as the only row of another one."""
    # Grouped by what is the same of all rows, there is one group, also of no rows.
    rows = queryset.order_by().prefetch_related(None)
    return rows.values(of_all=Value(0)).annotate(**columns)


def nothing() -> Reading:
    """The reading of a part that the page does not have."""
    yield from ()


def read_one(reading: Reading) -> Any:
    """What one reading returns, in a statement for each of its steps."""
    return read(reading)[0]


def read(*readings: Reading) -> list:
    """What these readings return, in one statement for each step that they take side by side."""
    reading, asked = side_by_side(*readings), None
    while True:
        try:
            asked = reading.send(asked)
        except StopIteration as end:
            return end.value
        read_together(*asked)


def side_by_side(*readings: Reading) -> Reading:
    """Several readings as one, which returns what each of them does."""
    found: dict[int, Any] = {}
    asked = _step({place: (reading, None) for place, reading in enumerate(readings)}, found)
    while asked:
        # Each takes its own querysets back: they hold their rows by then.
        yield tuple(rows for wanted in asked.values() for rows in _each(wanted))
        asked = _step({place: (readings[place], wanted) for place, wanted in asked.items()}, found)
    return [found[place] for place in range(len(readings))]


def _step(waiting: dict[int, tuple[Reading, Any]], found: dict[int, Any]) -> dict[int, Any]:
    """Take each reading on with what it has asked for; what it asks for next, by its place."""
    asked = {}
    for place, (reading, rows) in waiting.items():
        try:
            asked[place] = reading.send(rows)
        except StopIteration as end:
            found[place] = end.value
    return asked


def _each(wanted: QuerySet | tuple[QuerySet, ...]) -> tuple[QuerySet, ...]:
    return wanted if isinstance(wanted, tuple) else (wanted,)


def rows_of(queryset: QuerySet) -> list:
    """The rows of one queryset and what it prefetches, read so."""
    read_together(queryset)
    return list(queryset)


def read_together(*querysets: QuerySet) -> None:
    """Read several querysets in one statement, and in another one what they prefetch. Afterwards
    each holds its rows, as if it had been read by itself. For short lists: all rows are in memory
    twice.
    """
    _read_rows(querysets)
    beside = [one for queryset in querysets for one in prefetches_of(queryset)]
    if beside:
        read_together(*(one.queryset for one in beside))
        for one in beside:
            one.give()


def _read_rows(querysets: Iterable[QuerySet]) -> None:
    lists = [_List(queryset) for queryset in querysets]
    asked = [one for one in lists if one.sql]
    if asked:
        columns = ", ".join(f"({one.sql})" for one in asked)
        params = [param for one in asked for param in one.params]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns}", params)  # noqa: S608 - made by Django's compiler
            found = cursor.fetchone()
        for one, value in zip(asked, found, strict=True):
            one.take(value)
    for one in lists:
        one.fill()


class Statement:
    """A queryset put together as a column of one statement: its SQL, its parameters, which of them
    are blanks, and how its values are read. SQL is empty where no row can be.
    """

    def __init__(self, queryset: QuerySet) -> None:
        self.sql, self.params, self.blanks = "", (), {}
        self.compiler: SQLCompiler = queryset.query.get_compiler(queryset.db)
        # The same of what it prefetches, lookup by lookup, where the queryset is a prepared one.
        self.beside: dict[int, tuple[QuerySet, Statement]] = {}
        try:
            inner, self.params = self.compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            return
        inner, self.blanks = blanks.find(inner, self.params)
        array, gather = FUNCTIONS[connection.vendor]
        names = [connection.ops.quote_name(alias) for _column, _sql, alias in self.compiler.select]
        chunks = (names[place : place + CHUNK] for place in range(0, len(names), CHUNK))
        row = ", ".join(f"{array}({', '.join(chunk)})" for chunk in chunks)
        self.sql = f"SELECT {gather}({array}({row})) FROM ({inner}) listed"  # noqa: S608 - as above
        readers = (_reader(column) for column, _sql, _alias in self.compiler.select)
        self.readers = {place: read for place, read in enumerate(readers) if read}
        columns = [column for column, *_rest in self.compiler.select[: self.compiler.col_count]]
        # Django asks every column anew at each reading.
        self.converters = self.compiler.get_converters(columns)


@dataclass(frozen=True)
class Prepared:
    """Of a queryset (`prepared.py`): the statement that is put together already, and what is filled
    in where it has blanks.
    """

    statement: Statement
    values: blanks.Values

    def of(self, queryset: QuerySet) -> QuerySet:
        """The queryset, to be read by this statement."""
        found = queryset.all()
        found.prepared = self
        if self.values:
            found.query.get_compiler = _read_alone
        return found

    def beside(
        self, place: int, make: Callable[[Collection], QuerySet], whose: Collection
    ) -> QuerySet:
        """What its rows prefetch by the lookup at this place: what `make(whose)` gives, put
        together once.
        """
        blank = blanks.several(blanks.WHOSE)
        if place not in self.statement.beside:
            queryset = make([blank])
            self.statement.beside[place] = queryset, Statement(queryset)
        queryset, statement = self.statement.beside[place]
        return Prepared(statement, {**self.values, str(blank): [*whose]}).of(queryset)


def _read_alone(*_args: object, **_options: object) -> SQLCompiler:
    raise TypeError("What is prepared with values is read by `together`, and not narrowed.")


class _List:
    """One of the querysets: its statement, and the rows that come back."""

    def __init__(self, queryset: QuerySet) -> None:
        self.queryset, self.rows = queryset, []
        known: Prepared | None = getattr(queryset, "prepared", None)
        self.statement = known.statement if known else Statement(queryset)
        self.sql, self.params = self.statement.sql, self.statement.params
        if known:
            self.params = blanks.filled(self.params, self.statement.blanks, known.values)

    def take(self, value: Any) -> None:
        """The rows out of the column, each value as the database would have given it."""
        if isinstance(value, str):
            value = json.loads(value)
        rows = [[part for chunk in chunks for part in chunk] for chunks in value or ()]
        # A call for each value of each row adds up, so only of those columns that need it.
        for place, read in self.statement.readers.items():
            for row in rows:
                if row[place] is not None:
                    row[place] = read(row[place])
        self.rows = rows

    def fill(self) -> None:
        """Let the queryset make its objects of these rows instead of asking for them."""
        if not self.sql:
            self.queryset._result_cache = []
            return
        # What it prefetches is read with what others prefetch.
        self.queryset._prefetch_done = True
        # A copy, since what is prepared serves several requests at once.
        compiler = copy(self.statement.compiler)
        compiler.execute_sql = lambda *_args, **_options: [self.rows]
        compiler.get_converters = lambda _columns: self.statement.converters
        query = self.queryset.query
        own = query.__dict__.get("get_compiler")
        query.get_compiler = lambda *_args, **_options: compiler
        len(self.queryset)
        del query.get_compiler
        if own:
            query.get_compiler = own


def _reader(column: Expression) -> Callable | None:
    if connection.vendor == "sqlite":
        return None
    return AS_TEXT.get(column.output_field.get_internal_type())
