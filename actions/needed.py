"""What would help, as pages show it: by who must act, and how the work is paid for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.together import Reading, read, totals

from .funding import Funding
from .models import Need, SubAction, WhoActs
from .services.needs import may_answer, may_withdraw

PER_PAGE = 50
# Of those that are closed so many stand on the page of their sub-action.
NEWEST = 10
MINE, ANSWERED, WITHDRAWN = "mine", "answered", "withdrawn"
MANY = {
    WhoActs.BOARD: "The Oversight Board",
    WhoActs.MEMBERS: "Elected members",
    WhoActs.OUTSIDE: "Bodies outside",
    WhoActs.SERVICE: "Our services",
}


@dataclass(frozen=True)
class Row:
    """A need as a list shows it to a person, with what she may do about it."""

    need: Need
    may_answer: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Choice:
    """One of the lists of the page: its words, how many are in it, and its address."""

    words: str
    number: int
    url: str
    is_shown: bool


@dataclass(frozen=True)
class Figure:
    """So many of all sub-actions that are to be done, and the list of them, if there is one."""

    number: int
    words: str
    attention: str = ""

    @property
    def url(self) -> str:
        if not self.attention:
            return ""
        return f"{reverse('sub-actions')}?{urlencode({'attention': self.attention})}"


def read_needs(user: User, on: date, wanted: Mapping[str, str]) -> dict:
    """Everything that the page of needs shows to a person, as the context of its template: those
    that are `shown` (by who must act, asked of her own services, answered or withdrawn) of one
    page, the others in numbers.
    """
    counted, paid = read(_reading_counts(user), _reading_funding(on))
    shown = wanted.get("show", "")
    lists = {**MANY, MINE: "Services that you keep", ANSWERED: "Answered", WITHDRAWN: "Withdrawn"}
    shown = shown if shown in lists else ""
    page = Paginator(_rows(shown, user), PER_PAGE).get_page(wanted.get("page"))
    waiting = sum(counted[who] for who in WhoActs)
    here = reverse("needs")
    every = Choice("All that wait", waiting, here, not shown)
    return {
        "page": page,
        "groups": grouped(page, user),
        "waiting": waiting,
        "choices": [every]
        + [
            Choice(words, counted[one], f"{here}?show={one}", shown == one)
            for one, words in lists.items()
            if counted[one] or shown == one
        ],
        "shown": shown,
        "is_closed": shown in (ANSWERED, WITHDRAWN),
        "paid": paid,
        "today": on,
    }


def _rows(shown: str, user: User) -> QuerySet:
    needs = Need.objects.for_page()
    if shown == ANSWERED:
        return needs.exclude(answered_on=None).order_by("-answered_on", "-pk")
    if shown == WITHDRAWN:
        return needs.exclude(withdrawn_on=None).order_by("-withdrawn_on", "-pk")
    needs = needs.asked_of(user) if shown == MINE else needs.waiting()
    needs = needs.filter(who_acts=shown) if shown in WhoActs else needs
    ranked = [When(who_acts=who, then=rank) for rank, who in enumerate(WhoActs)]
    rank = Case(*ranked, output_field=IntegerField())
    # However its capitals are written, a body outside is one.
    body = Lower("acting_body")
    return needs.order_by(rank, body, F("acting_service__name"), "since", "pk")


def grouped(needs: Iterable[Need], user: User) -> list[tuple[str, list[Row]]]:
    """Those of an ordered list by who must act, as the first of them names it; each as this person
    sees it.
    """
    rows = (Row(one, may_answer(user, one), may_withdraw(user, one)) for one in needs)
    alike = groupby(rows, key=lambda row: (row.need.who_acts, row.need.acts.lower()))
    groups = (list(found) for _who, found in alike)
    return [(found[0].need.acts, found) for found in groups]


def _reading_counts(user: User) -> Reading:
    """How many wait for each who must act and for this person's services, and how many were
    answered and withdrawn.
    """
    waiting = Need.objects.waiting()
    by_who = {who: Count("pk", filter=Q(who_acts=who)) for who in WhoActs}
    closed = {
        ANSWERED: Count("pk", filter=Q(answered_on__isnull=False)),
        WITHDRAWN: Count("pk", filter=Q(withdrawn_on__isnull=False)),
    }
    by_who[MINE] = Count("pk", filter=Q(acting_service__in=user.services))
    (open_ones,), (others,) = yield totals(waiting, **by_who), totals(Need.objects.all(), **closed)
    return open_ones | others


def _reading_funding(on: date) -> Reading:
    """How many of the sub-actions that are to be done are paid for, are not, and of how many that
    is not known: the figures, which add up, and the total.
    """
    rows = SubAction.objects.to_be_done().order_by()
    (found,) = yield totals(
        rows,
        total=Count("pk"),
        funded=Count("pk", filter=Q(pk__in=rows.funded(on).values("pk"))),
        unfunded=Count("pk", filter=Q(pk__in=rows.unfunded(on).values("pk"))),
        unknown=Count("pk", filter=Q(funding=Funding.NOT_KNOWN)),
    )
    return {
        "total": found["total"],
        "figures": [
            Figure(found["unfunded"], "not funded", "not-funded"),
            Figure(found["unknown"], "not known how it is paid for", "funding-not-known"),
            Figure(found["funded"], "funded"),
        ],
    }


def reading_needs(found: SubAction, user: User) -> Reading:
    """What would help one sub-action, as its page shows it: `open` ones, the longest first, the
    newest of those that were answered or withdrawn, and how many `older` ones there are.
    """
    rows = yield found.needs.for_page()
    shown = [Row(one, may_answer(user, one), may_withdraw(user, one)) for one in rows]
    closed = [row for row in shown if not row.need.is_open]
    closed.sort(key=lambda row: row.need.answered_on or row.need.withdrawn_on, reverse=True)
    return {
        "open": [row for row in shown if row.need.is_open],
        "closed": closed[:NEWEST],
        "older": len(closed[NEWEST:]),
    }
