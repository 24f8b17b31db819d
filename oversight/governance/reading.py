"""What the page of who does what shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import F

from accounts.models import User
from foundations.models import FrameworkItem

from .models import KINDS, NAMED_ONLY, PURPOSE, Body
from .services import bodies_for, may_edit

PER_PAGE = 50
TITLES = {"member": "Members", "stakeholder": "Stakeholders", "priority": "Priorities"}


@dataclass(frozen=True)
class Purpose:
    """A body with what the sources say of it, word for word; `named_only`: they say no purpose."""

    body: Body
    texts: list[FrameworkItem]

    @property
    def named_only(self) -> bool:
        return self.body in NAMED_ONLY


@dataclass(frozen=True)
class Table:
    """One table of the page: its lines, each with whether this person may change it."""

    kind: str
    title: str
    page: Page
    rows: list[tuple]
    may_add: bool


def read_governance(user: User, on: date, wanted: Mapping[str, str]) -> dict:
    """The bodies with their purposes, and the tables; `page-…` names the page of one of these."""
    keys = [key for keys in PURPOSE.values() for key in keys]
    texts = {item.key: item for item in FrameworkItem.objects.filter(key__in=keys)}
    return {
        "bodies": [
            Purpose(body, [texts[key] for key in PURPOSE[body] if key in texts]) for body in Body
        ],
        "tables": [_table(kind, user, wanted.get(f"page-{kind}")) for kind in KINDS],
        "today": on,
    }


def _table(kind: str, user: User, number: str | None) -> Table:
    # Those that hold stand first.
    rows = KINDS[kind].objects.order_by(F("ends_on").desc(nulls_first=True), "starts_on", "pk")
    page = Paginator(rows, PER_PAGE).get_page(number)
    lines = [(row, may_edit(user, kind, getattr(row, "body", ""))) for row in page]
    may_add = bool(bodies_for(user)) if kind == "member" else may_edit(user, kind)
    return Table(kind, TITLES[kind], page, lines, may_add)
