"""Pages of the history, for which nobody counts all lines of many years."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from accounts.models import Change

PER_PAGE = 50
# So many pages beyond the one that is asked for are counted.
AHEAD = 100
NUMBER = re.compile("[0-9]{1,7}")


class _Counted(NamedTuple):
    """A line, its seal, and how many lines there are up to it."""

    line: int = 0
    seal: str = ""
    number: int = 0


_counted = _Counted()


class SomePages(Paginator):
    """Pages of the lines under a filter, counted as far as somebody may want to go from here."""

    def __init__(self, rows: QuerySet, asked: int):
        super().__init__(rows, PER_PAGE)
        self._most = (asked + AHEAD) * PER_PAGE

    @cached_property
    def _found(self) -> int:
        return self.object_list.order_by()[: self._most + 1].count()

    @property
    def goes_on(self) -> bool:
        """Whether there are more than `count`."""
        return self._found > self._most

    @cached_property
    def count(self) -> int:
        return min(self._found, self._most)


class AllPages(Paginator):
    """Pages of all lines, each read from the end that is nearer."""

    @cached_property
    def count(self) -> int:
        return number_of_lines()

    def page(self, number: int | str) -> Page:
        """The page of this number. Raises InvalidPage."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        if first <= self.count / 2:
            return super().page(number)
        last = min(first + self.per_page, self.count)
        rows = self.object_list.reverse()[self.count - last : self.count - first]
        return self._get_page([*rows][::-1], number, self)


def page_of(rows: QuerySet, number: str | None, *, is_all: bool) -> Page:
    """The page of this number as it stands in an address; the first or last for one that is none.
    `is_all`: these are all lines.
    """
    if is_all:
        return AllPages(rows, PER_PAGE).get_page(number)
    asked = int(number) if NUMBER.fullmatch(number or "") else 1
    return SomePages(rows, asked).get_page(number)


def number_of_lines() -> int:
    """How many lines the history has. Their own numbers have gaps, but they are only ever added to:
    each process counts on from the line up to which it has counted, while that one stands.
    """
    global _counted
    known, newest = _counted, Change.objects.values_list("pk", "seal").first()
    if newest is None or newest == known[:2]:
        return known.number if newest else 0
    lines = Change.objects.filter(pk__lte=newest[0]).order_by()
    if lines.filter(pk=known.line, seal=known.seal).exists():
        number = known.number + lines.filter(pk__gt=known.line).count()
    else:
        # Nothing is counted yet, or the database is another one: from a backup, for one.
        number = lines.count()
    _counted = _Counted(*newest, number)
    return number
