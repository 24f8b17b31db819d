"""One thing that was found, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.safestring import SafeString

from accounts.index_words import words_in
from accounts.prepared import prepared
from foundations.models import FrameworkItem
from foundations.names import first_words

from .matching import Sought
from .passages import Piece, html_of, marked, passage

# Of a title; and who could read all of a list of names?
LONGEST = 110


@dataclass(frozen=True)
class Line:
    """One thing that was found. `row` is what pages show of it elsewhere: of a call or sub-action
    how it goes, of a person what she does.
    """

    title: list[Piece]
    url: str = ""
    note: str = ""
    passage: list[Piece] = field(default_factory=list)
    key: str = ""
    row: Any = None

    @property
    def title_html(self) -> SafeString:
        return html_of(self.title)

    @property
    def passage_html(self) -> SafeString:
        return html_of(self.passage)


def line_of(title: str, texts: Iterable[str], sought: Sought, **said: Any) -> Line:
    """With the passage where its title does not hold the words already."""
    shown = first_words(title, LONGEST)
    told = [] if sought.stands_in(words_in(shown)) else passage(texts, sought)
    return Line(marked(shown, sought), passage=told, **said)


def line_under(item: FrameworkItem, texts: Iterable[str], sought: Sought, **said: Any) -> Line:
    """What was said of a text, under its title: always with the passage."""
    title = [Piece(first_words(item.title, LONGEST))]
    return Line(title, passage=passage(texts, sought), **place_of(item) | said)


def place_of(item: FrameworkItem) -> dict[str, str]:
    """Where a text stands, and its key."""
    return {"url": item.get_absolute_url(), "key": item.key}


@prepared
def rows_of(on: date, model: type[Model], *related: str, pks: Sequence[int]) -> QuerySet:
    """The records with these numbers and what is named beside them."""
    rows = model.objects.filter(pk__in=pks).order_by()
    return rows.select_related(*related) if related else rows
