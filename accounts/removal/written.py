"""Which columns hold what people write, and where else words are kept: every app adds its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models
from django.db.models import QuerySet

from .passages import Passage


@dataclass(frozen=True)
class Written:
    """A kind of record: its columns in which people write, and its words for one and for many.

    `records` gives those that may be changed; `thing` is what history calls them, whose labels the
    columns have. `versions` gives, of the numbers of some, the records
    whose versions tell others of a change, where it is not they themselves.
    """

    records: Callable[[], QuerySet]
    columns: tuple[str, ...]
    one: str
    many: str
    thing: str = ""
    versions: Callable[[list[int]], Iterable[QuerySet]] | None = None

    @property
    def model(self) -> type[models.Model]:
        return self.records().model

    @property
    def label(self) -> str:
        """What tells it from others, as in addresses: "evidence.heard"."""
        return self.model._meta.label_lower

    def fields(self) -> list[models.Field]:
        """Its columns as the database has them."""
        return [self.model._meta.get_field(name) for name in self.columns]

    def number(self, count: int) -> str:
        """So many of them, in words."""
        return f"{count:,} {self.one if count == 1 else self.many}"


@dataclass(frozen=True)
class Found:
    """What holds a passage outside the columns: its numbers or names, those that could not be read,
    and the names of all that were read.
    """

    holding: list = field(default_factory=list)
    unread: list = field(default_factory=list)
    read: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Stored:
    """What is kept outside the columns, such as files.

    `find` reads what was not read before (`known`); `take_out` takes out what holds the passage,
    with a mark; `let_go` deletes for good what was taken out, and raises when it cannot. `place`
    says in words where one of them is, and the address of its page, if it has one. Where records
    hold it, `label` is theirs, and `of_record` says what one of them holds, if anything.
    """

    key: str
    one: str
    many: str
    find: Callable[[Passage, Found], Found]
    take_out: Callable[[list, str], None]
    let_go: Callable[[], None]
    place: Callable[[int | str], tuple[str, str]]
    label: str = ""
    of_record: Callable[[int], str] | None = None

    def number(self, count: int) -> str:
        """So many of them, in words."""
        return f"{count:,} {self.one if count == 1 else self.many}"


@dataclass(frozen=True)
class Unreached:
    """A column from which nothing can be taken here: its words for one and for many, with what to
    do instead; `page` is what a record with a page of its own is called.
    """

    records: Callable[[], QuerySet]
    column: str
    one: str
    many: str
    page: str = ""

    def number(self, count: int) -> str:
        """So many of them, in words."""
        return f"{count:,} {self.one if count == 1 else self.many}"


WRITTEN: list[Written] = []
STORED: list[Stored] = []
UNREACHED: list[Unreached] = []
# What forgets words that are kept for a while only, such as the messages of a session.
PASSING: list[Callable[[Passage], None]] = []
# Tables beside those of WRITTEN in which words may have stood.
TABLES: list[str] = []


def written_by_label(label: str) -> Written | None:
    """The kind of record with this label; None for what people do not write."""
    return next((one for one in WRITTEN if one.label == label), None)
