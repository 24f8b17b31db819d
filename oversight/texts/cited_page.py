"""What the page about a page of a published book shows, read in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch

from accounts.models import User
from accounts.together import Reading, read, totals
from evidence.items.models import EvidenceItem
from foundations.chain import Way, reading_chain, reading_parts
from foundations.links import Reached, reading_calls_reached
from foundations.models import FrameworkItem, PageReference
from foundations.views import by_kind

from ..board.work import reading_work
from .work import Row, reading_rows_of

SHOWN, PER_PAGE = 10, 50


@dataclass(frozen=True)
class CitedPage:
    """All about one cited page: `items` cite it, each with the pages that it cites `elsewhere`;
    `work` are the ways from them down to actions and sub-actions, a `page` of them, each with how
    that goes; `evidence` the newest for any of these, of `total`; `numbers` are the cited pages.
    """

    items: list[FrameworkItem]
    calls_reached: list[Reached]
    page: Page
    work: list[tuple[Way, Row]]
    evidence: list[EvidenceItem]
    total: int
    numbers: list[int]


def read_cited_page(
    document: str, page: int, user: User, on: date, number: object = None
) -> CitedPage:
    """Everything about one page; no items where nothing cites it."""
    items, numbers, chain, parts, work = read(
        _reading_items(document, page),
        _reading_numbers(document),
        reading_chain(user.newest_seal),
        reading_parts(),
        reading_work(on),
    )
    ways = chain.work_below(items, parts)
    shown = Paginator(ways, PER_PAGE).get_page(number)
    calls, rows, (evidence, total) = read(
        reading_calls_reached(items),
        reading_rows_of([way.item for way in shown], work, on),
        _reading_evidence([*items, *(way.item for way in ways)], user),
    )
    return CitedPage(
        items=items,
        calls_reached=calls,
        page=shown,
        work=[(way, rows[way.item.pk]) for way in shown],
        evidence=evidence,
        total=total,
        numbers=numbers,
    )


def _reading_items(document: str, page: int) -> Reading:
    """What cites the page, kind by kind."""
    # Of the page that is read nobody has to be told that it is cited.
    elsewhere = PageReference.objects.exclude(document=document, page=page)
    citing = FrameworkItem.objects.citing(document, page)
    return by_kind(
        (yield citing.prefetch_related(Prefetch("pages", elsewhere, to_attr="elsewhere")))
    )


def _reading_numbers(document: str) -> Reading:
    return [row["page"] for row in (yield PageReference.objects.cited_pages(document))]


def _reading_evidence(items: list[FrameworkItem], user: User) -> Reading:
    """The newest evidence for any of these, and how much there is."""
    found = EvidenceItem.objects.current().visible_to(user).supporting(items)
    newest, counted = yield (
        found.with_supports()[:SHOWN],
        totals(found, number=Count("pk", distinct=True)),
    )
    return list(newest), counted[0]["number"] if counted else 0
