"""The chain, walked both ways: from any text up to the pages of The Promise, and from a page down
to the work.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.kept import Kept
from accounts.prepared import prepared
from accounts.together import Reading, read_one

from .joining import WORK
from .models import Document, FrameworkItem, Kind, Link, PageReference

# What a way may go through; recommendations and briefing points are those that cite the book.
STEPS = {*WORK, Kind.CALL, Kind.THEME, Kind.RECOMMENDATION, Kind.POINT}
# What is printed as part of another text, and leads on from it.
PARTS = {Kind.RECOMMENDATION, Kind.CRITERION}


@dataclass(frozen=True)
class Way:
    """Texts in a row, each linked to the one before it or part of it; a way up ends in pages of The
    Promise.
    """

    steps: tuple[FrameworkItem, ...]
    pages: tuple[PageReference, ...] = ()

    @property
    def item(self) -> FrameworkItem:
        return self.steps[-1]

    @property
    def between(self) -> tuple[FrameworkItem, ...]:
        """What leads there, the nearest first."""
        return self.steps[-2::-1]


Steps = tuple[FrameworkItem, ...]


@dataclass(frozen=True)
class Chain:
    """The links that count and the pages of The Promise, read once for all ways of a page."""

    above: dict[int, list[FrameworkItem]]
    below: dict[int, list[FrameworkItem]]
    actions: dict[int, FrameworkItem]
    pages: dict[int, list[PageReference]]

    def ways_up(self, item: FrameworkItem) -> list[Way]:
        """The shortest ways from a text to pages of The Promise, each page once; the nearest pages
        first.
        """
        # A page is named once, at the text nearest to where the way began.
        found, seen = [], set()
        for steps in _walk(item, self._next_up):
            pages = tuple(
                reference for reference in self.pages[steps[-1].pk] if reference.page not in seen
            )
            seen |= {reference.page for reference in pages}
            if pages:
                found.append(Way(steps, pages))
        return found

    def work_below(
        self, items: Iterable[FrameworkItem], parts: Iterable[FrameworkItem]
    ) -> list[Way]:
        """The shortest ways from texts down to the actions and sub-actions that lead to them, each
        work once; `parts` are the sub-actions of linked actions.
        """
        walks = [steps for item in items for steps in _walk(item, lambda step: self.below[step.pk])]
        found: dict[int, Way] = {}
        # The shortest come first, and stay.
        for steps in sorted(walks, key=len):
            if steps[-1].kind in (Kind.ACTION, Kind.SUB_ACTION):
                found.setdefault(steps[-1].pk, Way(steps))
        # What leads from an action to a page leads there from its sub-actions too.
        for part in parts:
            if part.parent_id in found:
                found.setdefault(part.pk, Way((*found[part.parent_id].steps, part)))
        return sorted(found.values(), key=lambda way: _in_printed_order(way.item))

    def _next_up(self, item: FrameworkItem) -> list[FrameworkItem]:
        """The texts one step above: those it is linked to, then what it is part of: the sub-action
        of a criterion, the action of a sub-action.
        """
        whole = item.parent if item.kind == Kind.CRITERION else self.actions.get(item.parent_id)
        return self.above[item.pk] + ([whole] if whole else [])


def _walk(
    item: FrameworkItem, onward: Callable[[FrameworkItem], list[FrameworkItem]]
) -> Iterator[Steps]:
    """The shortest way to every text that can be reached from this one, the nearest first; the text
    itself too.
    """
    # Breadth first, so that the first way found to a text is a shortest one.
    seen, ways = {item.pk}, deque([(item,)])
    while ways:
        steps = ways.popleft()
        yield steps
        for reached in onward(steps[-1]):
            if reached.pk not in seen:
                seen.add(reached.pk)
                ways.append((*steps, reached))


NEWEST: Kept[Chain] = Kept()


def _in_printed_order(work: FrameworkItem) -> tuple:
    """Each action before its sub-actions, local ones last."""
    action = work.parent or work
    return (action.local, action.order, action.pk, work.kind == Kind.SUB_ACTION, work.order)


def read_chain(seal: str = "") -> Chain:
    """Everything that the ways go by; kept for a seal that was read before."""
    return read_one(reading_chain(seal))


def reading_chain(seal: str = "") -> Reading:
    """The same, as a part of a page: pages, what is part of what, and the links that count."""
    return NEWEST.get(seal) or NEWEST.put((yield from _reading_chain()), seal)


def _reading_chain() -> Reading:
    pages, above, below = defaultdict(list), defaultdict(list), defaultdict(list)
    today = timezone.localdate()
    # Each text once: beside each link and page it would be read, and made, some ten times.
    cited, texts, links = yield _cited(today), _texts(today), _links(today)
    items = {item.pk: item for item in texts}
    for item in texts:
        item.parent = items.get(item.parent_id)
    for reference in cited:
        pages[reference.item_id].append(reference)
    citing = [items[pk] for pk in pages]
    work = [item for item in texts if item.kind in (Kind.ACTION, Kind.CRITERION)]
    linked = [(items[start], items[end]) for start, end in links]
    for lower, upper in chain(_joined(linked), _parts(citing), _parts(work)):
        above[lower.pk].append(upper)
        below[upper.pk].append(lower)
    return Chain(above, below, {item.pk: item for item in work if item.kind == Kind.ACTION}, pages)


@prepared
def _cited(on: date) -> QuerySet:
    # Of texts that cite one page the first in print comes first, whatever the database hands out.
    cited = PageReference.objects.filter(document=Document.THE_PROMISE)
    return cited.order_by("page", "item__order", "item__key")


@prepared
def _texts(on: date) -> QuerySet:
    """All but sub-actions that no link begins or ends at and that have no criteria."""
    links, items = Link.objects.counted().order_by(), FrameworkItem.objects.order_by()
    criteria = items.of_kind(Kind.CRITERION).values("parent")
    return FrameworkItem.objects.filter(
        ~Q(kind=Kind.SUB_ACTION)
        | Q(pk__in=links.values("from_item"))
        | Q(pk__in=links.values("to_item"))
        | Q(pk__in=criteria)
    )


@prepared
def _links(on: date) -> QuerySet:
    return Link.objects.counted().surest_first().values_list("from_item", "to_item")


def reading_parts() -> Reading:
    """The sub-actions of actions that links which count begin at, as a part of a page."""
    return list((yield _parts_of_linked(timezone.localdate())))


@prepared
def _parts_of_linked(on: date) -> QuerySet:
    linked = Link.objects.counted().from_work().order_by().values("from_item")
    parts = FrameworkItem.objects.of_kind(Kind.SUB_ACTION).filter(parent__in=linked)
    return parts.select_related("parent")


def _joined(
    links: Iterable[tuple[FrameworkItem, FrameworkItem]],
) -> Iterator[tuple[FrameworkItem, FrameworkItem]]:
    """Pairs of linked texts, the one further from the book first: work, then calls, then what cites
    pages.
    """
    for ends in links:
        if {end.kind for end in ends} <= STEPS:
            # A link leads from what cites the book to a call, which is further from it: turned
            # round.
            yield ends if ends[0].kind in WORK else ends[::-1]


def _parts(items: Iterable[FrameworkItem]) -> Iterator[tuple[FrameworkItem, FrameworkItem]]:
    """Themes with their recommendations, and sub-actions with their criteria: the way leads on
    through a part.
    """
    return ((item.parent, item) for item in items if item.kind in PARTS and item.parent)
