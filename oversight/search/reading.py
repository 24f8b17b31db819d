"""What the field in the header finds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, Prefetch, QuerySet, When
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.searching import words_of
from accounts.together import Reading, read, totals
from accounts.words import as_keyed
from actions.models import Action, SubAction
from evidence.agreed.answers import answered_calls, answering
from evidence.agreed.rows import reading_rows_with_owners
from foundations.models import Document, FrameworkItem, Kind, PageReference

MOST = 20  # of each kind; the lists with their filters hold the rest
PAGE = re.compile(r"(?:page|p\.?)?\s*(\d{1,3})", re.IGNORECASE)
# Whoever types "call C18" means C18.
KEY = re.compile(r"(?:call|action|sub-?action|theme)\s+(\S+)", re.IGNORECASE)

# A kind, and the words for one and for many of it.
CALL = ("call", "call to action", "calls to action")
SUB_ACTION = ("sub-action", "sub-action", "sub-actions")
ACTION = ("action", "action", "actions")
THEME = ("theme", "theme", "themes")


@dataclass(frozen=True)
class Section:
    """What was found of one kind: at most MOST `rows` of `total`; `url` is the list that holds
    them all, and `is_meant` says that one of them has the key that was typed.
    """

    kind: str
    one: str
    many: str
    rows: list
    total: int
    is_meant: bool = False
    url: str = ""

    @property
    def number(self) -> str:
        """How many, in words."""
        return f"{self.total:,} {self.one if self.total == 1 else self.many}"

    @property
    def title(self) -> str:
        return self.many[0].upper() + self.many[1:]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Found:
    """What was found, kind by kind; what was meant by its key stands first."""

    sections: list[Section] = field(default_factory=list)

    @property
    def numbers(self) -> str:
        """How many of each kind, in words; empty where there is nothing."""
        said = [section.number for section in self.sections]
        return ", ".join(said[:-1]) + (" and " if said[:-1] else "") + said[-1] if said else ""


def find(words: str, on: date) -> Found:
    """What has all of these words in it, or is meant by its key or number. Empty words, and
    signs that are none, find nothing.
    """
    words = as_keyed(words)
    if not words_of(words):
        return Found()
    framework, pages, people = read(
        _reading_framework(words, on), _reading_pages(words), _reading_people(words, on)
    )
    found = [section for section in [*framework, *pages, *people] if section.total]
    return Found(sorted(found, key=lambda section: not section.is_meant))


def _reading_framework(words: str, on: date) -> Reading:
    key = named[1] if (named := KEY.fullmatch(words)) else words
    items = FrameworkItem.objects.with_words(words, key)
    works = {"item__in": items.of_kind(Kind.ACTION, Kind.SUB_ACTION).order_by().values("pk")}
    (calls, work, actions, themes), numbers = yield from _reading_few(
        _meant_first(items.calls().with_answers(), key),
        _meant_first(SubAction.objects.filter(**works), key, "item__key"),
        _meant_first(Action.objects.for_row().filter(**works), key, "item__key"),
        _meant_first(items.of_kind(Kind.THEME), key),
    )
    rows = yield from _reading_rows(work, answering(calls), on)
    own = [rows[one.item_id] for one in work]
    found = [
        (CALL, answered_calls(calls, rows, on), calls, _list("calls", words)),
        (SUB_ACTION, own, work, _list("sub-actions", words)),
        (ACTION, actions, actions, reverse("actions")),
        (THEME, themes, themes, reverse("themes")),
    ]
    return [
        Section(*kind, shown, number, _has(key, rows), url)
        for (kind, shown, rows, url), number in zip(found, numbers, strict=True)
    ]


def _list(name: str, words: str) -> str:
    return f"{reverse(name)}?{urlencode({'words': words})}"


def _has(key: str, found: list) -> bool:
    """Whether the first of them is meant by its key."""
    return bool(found) and found[0].key.lower() == key.lower()


def _meant_first(rows: QuerySet, key: str, name: str = "key") -> QuerySet:
    """These with what has the key before all others."""
    meant = Case(When(**{f"{name}__iexact": key}, then=0), default=1)
    return rows.order_by(meant, *(rows.query.order_by or rows.model._meta.ordering))


def _reading_few(*lists: QuerySet) -> Reading:
    """At most MOST rows of each of these, and how many of each there are."""
    shown = [rows[: MOST + 1] for rows in lists]
    yield tuple(shown)
    # Only of those that are not shown whole.
    longer = [
        totals(every, number=Count("pk"))
        for every, rows in zip(lists, shown, strict=True)
        if len(rows) > MOST
    ]
    if longer:
        yield tuple(longer)
    counted = iter(longer)
    numbers = [next(counted)[0]["number"] if len(rows) > MOST else len(rows) for rows in shown]
    return [list(rows)[:MOST] for rows in shown], numbers


def _reading_rows(found: list[SubAction], items: set[int], on: date) -> Reading:
    """Sub-actions as rows, by their items: what was found, and what answers the calls."""
    rows = yield from reading_rows_with_owners([one.pk for one in found], on, items)
    return {row.sub_action.item_id: row for row in rows.values()}


def _reading_pages(words: str) -> Reading:
    number = PAGE.fullmatch(words)
    if not number:
        return []
    cited = yield PageReference.objects.cited_pages().filter(page=int(number[1]))
    pages = [row | {"book": Document(row["document"]).label} for row in cited]
    return [Section("page", "page", "pages", pages, len(pages), not words.isdigit())]


def _reading_people(words: str, on: date) -> Reading:
    # Nobody is called C18.
    if any(map(str.isdigit, words)):
        return []
    owned = SubAction.objects.to_be_done().select_related("item")
    people = User.objects.called(words).filter(is_active=True).with_roles(on)
    people = people.prefetch_related(Prefetch("owned_sub_actions", owned, to_attr="work"))
    (found,), (total,) = yield from _reading_few(_meant_first(people, words, "name"))
    return [Section("person", "person", "people", found, total)]
