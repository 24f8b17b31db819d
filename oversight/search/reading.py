"""What the field in the header finds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page, Paginator

from accounts.index_words import whole_words
from accounts.models import User
from accounts.searching import BETWEEN_WORDS
from accounts.together import Reading, read, read_one
from accounts.words import as_keyed
from foundations.models import Document, FrameworkItem, PageReference

from . import kinds
from .kinds import KINDS, MOST
from .line import Line
from .lines import page_lines, reading_lines
from .matching import Sought, sought

# Of each kind where all are shown, and on a page of one.
FIRST, PER_PAGE = 3, 50
# As people cite it, and as our own pages name it.
PAGE = re.compile(r"(?:the\s+promise,?\s+)?(?:pages?|pg\.?|pp?\.?)?\s*(\d{1,3})", re.IGNORECASE)
# Whoever types "call C18" means C18.
KEY = re.compile(r"(?:call|action|sub-?action|theme)\s+(\S+)", re.IGNORECASE)


class SomePages(Paginator):
    """Pages of at most MOST; `goes_on` says that there are more."""

    def __init__(self, found: list[int]) -> None:
        super().__init__(found[:MOST], PER_PAGE)
        self.goes_on = len(found) > MOST


@dataclass(frozen=True)
class Section:
    """What was found of one kind: so many, or more than so many, of which `lines` are shown;
    `is_meant` says that one of them has the key that was typed.
    """

    kind: kinds.Found
    total: int
    lines: list[Line]
    is_meant: bool = False

    @property
    def number(self) -> str:
        """How many, in words."""
        word = self.kind.one if self.total == 1 else self.kind.many
        more = "more than " if self.total > MOST else ""
        return f"{more}{min(self.total, MOST):,} {word}"

    @property
    def has_more(self) -> bool:
        return self.total > len(self.lines)


@dataclass(frozen=True)
class Everything:
    """What was found, kind by kind; what was meant by its key stands first. Where one kind was
    asked for, `chosen` has a `page` of it, and the other sections no lines.
    """

    sections: list[Section] = field(default_factory=list)
    chosen: Section | None = None
    page: Page | None = None
    # Whether only words were typed that stand in almost every text.
    is_common: bool = False

    @property
    def numbers(self) -> str:
        """How many of each kind, in words; empty where there is nothing."""
        said = [section.number for section in self.sections]
        return ", ".join(said[:-1]) + (" and " if said[:-1] else "") + said[-1] if said else ""

    @property
    def shown(self) -> list[Section]:
        """The sections whose lines are shown."""
        return [self.chosen] if self.chosen else self.sections


def find(words: str, user: User, on: date, kind: str = "", number: str | None = None) -> Everything:
    """What this person may read of what has all of these words in it, or is meant by its key or
    number: the first of each kind, or a page of one. Signs that are no words find nothing.
    """
    words = as_keyed(words)
    asked = sought(words)
    meant, cited, found = read(
        _reading_meant(words), _reading_pages(words), _reading_numbers(asked, words, user, on)
    )
    for item in meant:
        own = found.get(_kind_of(item), [])
        found[_kind_of(item)] = [item.pk, *(pk for pk in own if pk != item.pk)]
    chosen = _chosen([one for one in KINDS if found.get(one)], kind, cited)
    page = SomePages(found[chosen]).get_page(number) if chosen else None
    wanted = {chosen: list(page)} if chosen else {one: pks[:FIRST] for one, pks in found.items()}
    lines = read_one(reading_lines(wanted, asked, on))
    found[kinds.PAGE], lines[kinds.PAGE] = cited, page_lines(cited)
    sections = _sections(found, lines, meant, words)
    return Everything(
        sections,
        next((section for section in sections if section.kind is chosen), None),
        page,
        asked.is_common,
    )


def _chosen(held: list[kinds.Found], kind: str, cited: list) -> kinds.Found | None:
    """The kind of which a page is shown: the one that was asked for, or the only one there is."""
    if len(held) == 1 and not cited:
        return held[0]
    return next((one for one in held if one.key == kind), None)


def _sections(found: dict, lines: dict, meant: list[FrameworkItem], words: str) -> list[Section]:
    named = {_kind_of(item) for item in meant}
    # A number alone may be that of something else.
    named |= set() if words.isdigit() else {kinds.PAGE}
    sections = [
        Section(kind, len(found[kind]), lines.get(kind, []), kind in named)
        for kind in KINDS
        if found.get(kind)
    ]
    return sorted(sections, key=lambda section: not section.is_meant)


def _kind_of(item: FrameworkItem) -> kinds.Found:
    own = item.kind if item.kind in kinds.OWN_KINDS else kinds.TEXT.key
    return next(kind for kind in KINDS if kind.key == own)


def _reading_meant(words: str) -> Reading:
    """The text with this key, however its capitals are typed and whatever is between its signs."""
    key = named[1] if (named := KEY.fullmatch(words)) else "".join(words.split())
    if not whole_words(key):
        return []
    ways = (key, BETWEEN_WORDS.sub("", key))
    keys = {cased for way in ways for cased in (way, way.upper(), way.lower())}
    return list((yield FrameworkItem.objects.filter(key__in=keys).order_by("key")[:1]))


def _reading_numbers(asked: Sought, words: str, user: User, on: date) -> Reading:
    """The numbers of what holds the words and may be read, by its kind; at most one more than MOST
    of each.
    """
    if not asked:
        return {}
    # Nobody is called C18.
    is_name = not any(map(str.isdigit, words))
    searched = [kind for kind in KINDS if kind.lists and (is_name or kind is not kinds.PERSON)]
    given = {"user": user, "asked": asked.asked()}
    lists = yield tuple(held(on, **given) for kind in searched for held in kind.lists)
    rest = iter(lists)
    return {kind: _joined([next(rest) for _held in kind.lists]) for kind in searched}


def _joined(lists: list) -> list[int]:
    """Each number once, where it stands first."""
    return list(dict.fromkeys(pk for found in lists for pk in found))[: MOST + 1]


def _reading_pages(words: str) -> Reading:
    number = PAGE.fullmatch(words)
    if not number:
        return []
    cited = yield PageReference.objects.cited_pages().filter(page=int(number[1]))
    return [row | {"book": Document(row["document"]).label} for row in cited]
