"""What the council says and what groups of young people feel, side by side, and where the two
differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from accounts.prepared import prepared
from accounts.together import Reading, read
from actions.groups import WORST_FIRST, Group
from actions.status import Status
from foundations.joining import WORK
from foundations.models import FrameworkItem, Kind, Link, LinkState
from foundations.names import shortened

from ..felt.models import Said
from ..felt.querysets import newest_told
from ..felt.standing import FeltThen, felt_of, newest
from .work import Work, reading_work, works_of

PER_PAGE = 50
WELL = (Group.KEPT, Group.IN_HAND)
NOT_SO = (Said.NO, Said.PARTLY)
# What somebody who reads the list wants to know first.
BETTER, WORSE, ALIKE = "better", "worse", ""
ENDS = ("from_item", "from_item__kind", "from_item__parent")


@dataclass(frozen=True)
class Compared:
    """A sub-action or call of which something is felt: how it stands as the council says it, of a
    call by the work that is confirmed to answer it; and what a group feels.
    """

    felt: FeltThen
    works: tuple[Work, ...]

    @property
    def worst(self) -> Work | None:
        counted = [work for work in self.works if work.group]
        return min(counted, key=lambda work: WORST_FIRST.index(work.group), default=None)

    @property
    def group(self) -> str:
        return self.worst.group if self.worst else Group.NOT_KNOWN

    @property
    def mark(self) -> str:
        return self.worst.mark if self.worst else Group.NOT_KNOWN

    @property
    def words(self) -> str:
        """What the council says: the status of a sub-action, else the group."""
        is_known = self.worst and self.group != Group.NOT_KNOWN
        if is_known and self.felt.kind == Kind.SUB_ACTION:
            return Status(self.worst.status).short.capitalize()
        return Group(self.group).label

    @property
    def way(self) -> str:
        """Whether the council says it is better than it is felt, or worse; empty where they do not
        differ.
        """
        if self.group in WELL and self.felt.said in NOT_SO:
            return BETTER
        return WORSE if self.group == Group.NOT_GOING_WELL and self.felt.said == Said.YES else ALIKE


@dataclass(frozen=True)
class Differing:
    """All of which something is felt: where the two differ first, the newest first."""

    rows: list[Compared]

    @property
    def number(self) -> int:
        return len(self.rows)

    @property
    def differs(self) -> int:
        return sum(bool(row.way) for row in self.rows)


Links = Mapping[int, list[tuple[int, str, int | None]]]


def reading_what_is_felt(on: date) -> Reading:
    """What is felt on a day, and by which links work answers those calls; in one statement."""
    felt, ends = yield newest(on), _answering(on)
    links = defaultdict(list)
    for call, *end in ends:
        links[call].append(tuple(end))
    return felt_of(felt), links


@prepared
def _answering(on: date) -> QuerySet:
    links = Link.objects.filter(state=LinkState.CONFIRMED, from_item__kind__in=WORK)
    links = links.filter(to_item__in=newest_told(on).order_by().values("chosen__item"))
    return links.order_by().values_list("to_item", *ENDS)


def compared(felt: Mapping[int, FeltThen], links: Links, work: list[Work]) -> Differing:
    """Both side by side."""
    # Who recorded it is not told by what a round keeps.
    unnamed = [replace(one, recorded_by="") for one in felt.values()]
    rows = [Compared(one, _works(one, links, work)) for one in unnamed]
    rows.sort(key=lambda row: (row.felt.recorded_on, row.felt.item), reverse=True)
    return Differing(sorted(rows, key=lambda row: not row.way))


def _works(felt: FeltThen, links: Links, work: list[Work]) -> tuple[Work, ...]:
    if felt.kind != Kind.CALL:
        return works_of(felt.item, felt.kind, None, work)
    found = (works_of(*end, work) for end in links.get(felt.item, ()))
    return tuple({one.pk: one for works in found for one in works}.values())


def read_differing(on: date, number: str | None) -> tuple[Differing, Page]:
    """All of it on a day, and one page of its rows, each with its text."""
    (felt, links), work = read(reading_what_is_felt(on), reading_work(on))
    found = compared(felt, links, work)
    page = Paginator(found.rows, PER_PAGE).get_page(number)
    page.object_list = _with_titles(page.object_list)
    return found, page


def _with_titles(rows: Iterable[Compared]) -> list[tuple[Compared, FrameworkItem, str]]:
    items = FrameworkItem.objects.in_bulk([row.felt.item for row in rows])
    found = ((row, items[row.felt.item]) for row in rows)
    return [(row, item, shortened(item.text or item.title)) for row, item in found]
