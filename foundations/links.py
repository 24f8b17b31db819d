"""Links as the page of an item shows them: what is at the other end, how sure it is, and by which
words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone

from accounts.prepared import prepared
from accounts.together import Reading, read_one

from .joining import WORK
from .models import Document, FrameworkItem, Kind, Link, LinkState, PageReference


@dataclass(frozen=True)
class End:
    """The other end of a link, seen from an item (`own`): `here` are its own words, `there` the
    other's.
    """

    link: Link
    item: FrameworkItem
    own: FrameworkItem
    here: str
    there: str

    @property
    def same_words(self) -> bool:
        return self.here.casefold() == self.there.casefold()


@dataclass
class Linked:
    """What an item is linked to, in the groups that its page shows, the surest first."""

    answers: list[End] = field(default_factory=list)
    touches: list[End] = field(default_factory=list)
    hints: list[End] = field(default_factory=list)
    # What the national plan sees in a call, counted or not.
    statements: list[End] = field(default_factory=list)
    set_aside: list[End] = field(default_factory=list)

    @property
    def counted(self) -> list[End]:
        """What counts: the work that answers, and what else is touched."""
        return self.answers + self.touches

    def other_ends(self, item: FrameworkItem) -> set[int]:
        """The ids of all that the item itself is linked to, also of what was set aside."""
        ends = (*self.counted, *self.hints, *self.statements, *self.set_aside)
        return {end.item.pk for end in ends if end.own.pk == item.pk}

    def add(self, end: End) -> None:
        """Put one end into its group."""
        if end.link.state in (LinkState.REJECTED, LinkState.REMOVED):
            self.set_aside.append(end)
        elif end.item.kind == Kind.STATEMENT:
            self.statements.append(end)
        elif not end.link.counts:
            self.hints.append(end)
        elif end.item.kind in WORK:
            self.answers.append(end)
        else:
            self.touches.append(end)


def read_links(items: Iterable[FrameworkItem]) -> dict[int, Linked]:
    """What each of the items is linked to, whichever way the links go; in one statement."""
    return read_one(_reading_each(items))


def _reading_each(items: Iterable[FrameworkItem]) -> Reading:
    found = {item.pk: Linked() for item in items}
    for end in _ends((yield _touching(found)), found):
        found[end.own.pk].add(end)
    return found


def _touching(items: Iterable[int]) -> QuerySet:
    """The links of the items with these ids, the surest first."""
    return _links_of(timezone.localdate(), pks=items)


@prepared
def _links_of(on: date, *, pks: list[int]) -> QuerySet:
    return Link.objects.touching(pks).with_ends().with_people().surest_first()


def _ends(links: Iterable[Link], items: Collection[int]) -> Iterator[End]:
    """These links as each of the items with these ids sees them."""
    for link in links:
        # A link between two of the items is seen from both.
        if link.from_item_id in items:
            yield End(
                link, link.to_item, own=link.from_item, here=link.from_words, there=link.to_words
            )
        if link.to_item_id in items:
            yield End(
                link, link.from_item, own=link.to_item, here=link.to_words, there=link.from_words
            )


def linked_to(*items: FrameworkItem) -> Linked:
    """What an item is linked to; of several, such as an action with its sub-actions, everything
    together.
    """
    return read_one(reading_links(*items))


def reading_links(*items: FrameworkItem) -> Reading:
    """The same, as a part of a page."""
    return (yield from reading_links_of(item.pk for item in items))


def reading_links_of(items: Iterable[int]) -> Reading:
    """The same of the items with these ids."""
    linked, wanted = Linked(), set(items)
    links = yield _touching(wanted)
    for end in _ends(links, wanted):
        linked.add(end)
    return linked


@dataclass
class Reached:
    """Something reached through other items: a page or a call, and what leads to it."""

    target: PageReference | FrameworkItem
    through: list[FrameworkItem] = field(default_factory=list)


def pages_reached(ends: Iterable[End]) -> list[Reached]:
    """The pages of The Promise that the linked items cite, in reading order."""
    # One statement for the pages of all of them.
    items = [end.item for end in ends]
    prefetch_related_objects(items, "pages")
    found: dict[int, Reached] = {}
    for item in items:
        for reference in item.pages.all():
            if reference.document == Document.THE_PROMISE:
                found.setdefault(reference.page, Reached(reference)).through.append(item)
    return [found[page] for page in sorted(found)]


def calls_reached(items: Iterable[FrameworkItem]) -> list[Reached]:
    """The calls to action that the items are linked to, foundation by foundation."""
    return read_one(reading_calls_reached(items))


def reading_calls_reached(items: Iterable[FrameworkItem]) -> Reading:
    """The same, as a part of a page."""
    items = list(items)
    linked = yield from _reading_each(items)
    found: dict[int, Reached] = {}
    for item in items:
        for end in linked[item.pk].touches:
            if end.item.kind == Kind.CALL:
                found.setdefault(end.item.pk, Reached(end.item)).through.append(item)
    return sorted(
        found.values(), key=lambda reached: (reached.target.parent.order, reached.target.order)
    )
