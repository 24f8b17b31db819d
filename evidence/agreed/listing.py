"""The list of sub-actions: each as its row says it, and what stands around the rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet

from accounts.models import User
from accounts.permissions import may
from accounts.prepared import prepared
from accounts.together import Reading, read, totals
from actions.attention import LATE, NO_OWNER, attention
from actions.filters import SubActionFilter
from actions.groups import Group
from actions.models import SubAction
from actions.owners import reading_last_owners
from actions.status import GOES_WELL

from ..beside import reading_beside, with_felt
from .parts import ENDED
from .rows import Row, reading_rows_with_owners

# The lists that a reader of one may want next.
# Those that keep the most of what is listed; the filter knows the others.
SERVICES = 20
OTHERS = (LATE, "stale", "not-reported", NO_OWNER, "no-target")


@dataclass(frozen=True)
class OtherList:
    """Another list with its length."""

    words: str
    filters: str
    number: int


@dataclass(frozen=True)
class Listing:
    """The page of the list: `total` is how many there are of which these are some; `owed` how many
    are to be done; `going_well` how many of those listed are said to go well.
    """

    filter: SubActionFilter
    page: Page
    rows: list[Row]
    total: int
    owed: int
    going_well: int
    services: list[OtherList]
    more_services: int
    others: list[OtherList]

    @property
    def number(self) -> int:
        return self.page.paginator.count

    @cached_property
    def is_late(self) -> bool:
        return bool(self.filter.chosen and self.filter.chosen.key == LATE)

    @property
    def figure(self) -> str:
        """How many are listed, and of how many."""
        number = self.number
        said = f"{number:,} of {self.total:,}" if self.filter.shown else f"{number:,}"
        noun = "sub-action" if (self.total if self.filter.shown else number) == 1 else "sub-actions"
        if not self.is_late:
            return f"{said} {noun}"
        return f"{said} {noun} {'is past its' if number == 1 else 'are past their'} date"

    @property
    def contradicted(self) -> str:
        """How many of the late ones are said to go well."""
        well = self.going_well
        if not self.is_late or not well:
            return ""
        if self.number == 1:
            return "it is still reported as on track"
        some = f"{well:,} of the {self.number:,} {'is' if well == 1 else 'are'}"
        return f"{some} still reported as on track"

    @property
    def meaning(self) -> tuple[str, str]:
        """What counts as what is listed: the words, and a sentence; empty where they need none."""
        group = self._given("group")
        if group in Group.values:
            return Group(group).label.lower(), Group(group).meaning
        chosen = self.filter.chosen
        return (chosen.words.lower(), chosen.meaning) if chosen and chosen.meaning else ("", "")

    def _given(self, name: str) -> str:
        return self.filter.form.cleaned_data.get(name) or ""


def read_listing(listed: SubActionFilter, page: Page, on: date, user: User) -> Listing:
    """Everything that the list of sub-actions says to a person under its filters."""
    counts, (services, well), beside, rows = read(
        _reading_counts(on),
        _reading_services(listed) if listed.shown else _no_services(),
        reading_beside(user.newest_seal, on),
        _reading_page(page, on, with_last_owners=_asks_who_was(listed, user)),
    )
    return Listing(
        filter=listed,
        page=page,
        rows=with_felt(rows, beside),
        total=counts["owed" if _is_owed(listed) else "every"],
        owed=counts["owed"],
        going_well=well,
        services=services[:SERVICES],
        more_services=max(len(services) - SERVICES, 0),
        others=[
            OtherList(attention(key).words, f"?attention={key}", counts[key])
            for key in OTHERS
            if not (listed.chosen and listed.chosen.key == key)
        ],
    )


def _is_owed(listed: SubActionFilter) -> bool:
    """Whether the filters leave only what is to be done."""
    group = listed.given.get("group")
    return bool(listed.chosen or (group and group not in ENDED))


def _asks_who_was(listed: SubActionFilter, user: User) -> bool:
    """Whether this is the list of what has no owner, for somebody who manages people."""
    is_list = bool(listed.chosen and listed.chosen.key == NO_OWNER)
    return is_list and may(user, "manage_people")


def _reading_page(page: Page, on: date, *, with_last_owners: bool) -> Reading:
    """The rows of a page of ids, in its order; afterwards it is a page of the sub-actions."""
    pks = yield page.object_list
    rows = yield from reading_rows_with_owners(pks, on)
    # One that was taken away between the two statements is on no page.
    found = [rows[pk] for pk in pks if pk in rows]
    page.object_list = [row.sub_action for row in found]
    if not with_last_owners:
        return found
    last = yield from reading_last_owners(page.object_list, on)
    return [replace(row, last_owner=last.get(row.sub_action.pk, "")) for row in found]


def _reading_counts(on: date) -> Reading:
    """How many there are, how many are to be done, and how long each of the other lists is."""
    (found,) = yield _counts(on)
    return {name.replace("_", "-"): number for name, number in found.items()}


@prepared
def _counts(on: date) -> QuerySet:
    every = SubAction.objects.order_by()
    lists = {key.replace("-", "_"): attention(key).rows(every, on) for key in OTHERS}
    lists["owed"] = every.to_be_done()
    columns = {name: _number_of(rows) for name, rows in lists.items()}
    return totals(every, every=Count("pk"), **columns)


def _number_of(rows) -> Count:
    return Count("pk", filter=Q(pk__in=rows.order_by().values("pk")))


def _no_services() -> Reading:
    yield from ()
    return [], 0


def _reading_services(listed: SubActionFilter) -> Reading:
    """How many of those listed each service keeps, the most first; and how many of all of them are
    said to go well.
    """
    rows = SubAction.objects.filter(pk__in=listed.qs.order_by().values("pk")).order_by()
    counted = rows.values_list("service__name", "service__key").annotate(
        number=Count("pk"), well=Count("pk", filter=Q(status__in=GOES_WELL))
    )
    counted = yield counted
    found = sorted(counted, key=lambda row: (-row[2], row[0] or ""))
    return [
        OtherList(name or "No service", _with_service(listed, key), number)
        for name, key, number, _well in found
    ], sum(well for _name, _key, _number, well in found)


def _with_service(listed: SubActionFilter, key: str | None) -> str:
    address = listed.data.copy()
    address.pop("page", None)
    if key:
        address["service"] = key
    return f"?{address.urlencode()}" if key else ""
