"""What the page about a page of a published book shows, read in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from accounts.models import User
from evidence.items.models import EvidenceItem
from foundations.chain import Way, work_below
from foundations.links import Reached, calls_reached
from foundations.models import FrameworkItem, PageReference
from foundations.views import by_kind

from .work import Row, read_rows

SHOWN = 10


@dataclass(frozen=True)
class CitedPage:
    """All about one cited page: `items` cite it, each with the pages that it cites `elsewhere`;
    `work` are the ways from them down to actions and sub-actions, each with how that goes;
    `evidence` the newest for any of these, of `total`.
    """

    items: list[FrameworkItem]
    calls_reached: list[Reached]
    work: list[tuple[Way, Row]]
    evidence: list[EvidenceItem]
    total: int


def read_cited_page(document: str, page: int, user: User, on: date) -> CitedPage:
    """Everything about one page; no items where nothing cites it."""
    # Of the page that is read nobody has to be told that it is cited.
    elsewhere = PageReference.objects.exclude(document=document, page=page)
    citing = FrameworkItem.objects.citing(document, page)
    items = by_kind(citing.prefetch_related(Prefetch("pages", elsewhere, to_attr="elsewhere")))
    if not items:
        return CitedPage([], [], [], [], 0)
    ways = work_below(items)
    rows = read_rows([way.item for way in ways], on)
    visible = EvidenceItem.objects.current().visible_to(user)
    evidence = visible.supporting([*items, *(way.item for way in ways)])
    return CitedPage(
        items=items,
        calls_reached=calls_reached(items),
        work=[(way, rows[way.item.pk]) for way in ways],
        evidence=list(evidence.with_supports()[:SHOWN]),
        total=evidence.count(),
    )
