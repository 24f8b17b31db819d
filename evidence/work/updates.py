"""The updates of a sub-action: the latest in full, and the earlier ones a page at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.prepared import prepared
from accounts.together import Reading, totals
from accounts.words import day
from actions.models import ProgressUpdate, SubAction
from actions.querysets import ProgressUpdateQuerySet

from ..items.models import EvidenceItem, Support

# Ten are over two years of quarterly rounds; they are folded, and most readers want the newest.
A_PAGE = 10


@dataclass(frozen=True)
class Told:
    """An update with its evidence, as far as the reader may see it."""

    update: ProgressUpdate
    evidence: list[EvidenceItem]


@dataclass(frozen=True)
class Updates:
    """What was told of a sub-action: `latest` (None where nothing stands), and one page of the
    others; `number` of those stand, `withdrawn` were withdrawn, the first on `since`.
    """

    latest: Told | None
    earlier: list[Told]
    page: Page
    number: int
    withdrawn: int
    since: date | None

    @property
    def is_open(self) -> bool:
        """Whether the reader asked for more of the earlier ones."""
        return self.page.number > 1

    @property
    def title(self) -> str:
        """How many there are besides: "6 earlier updates"."""
        if not self.number:
            return f"{self.withdrawn:,} withdrawn update{'' if self.withdrawn == 1 else 's'}"
        return f"{self.number:,} earlier update{'' if self.number == 1 else 's'}"

    @property
    def remark(self) -> str:
        """Since when, and how many more were withdrawn."""
        withdrawn = ""
        if self.number and self.withdrawn:
            was = "was" if self.withdrawn == 1 else "were"
            withdrawn = f"; {self.withdrawn:,} more {was} withdrawn"
        return f"since {day(self.since)}{withdrawn}" if self.since else ""


def reading_updates(found: SubAction, user: User, number: str | None) -> Reading:
    """The updates that a person may read, as `Updates`."""
    today, whose = timezone.localdate(), {"user": user, "pk": found.pk}
    (counts,), first, newest = yield (
        _counts(today, **whose),
        _on_page(today, 1, **whose),
        _newest(today, **whose),
    )
    page = _page_of(counts["every"], number)
    later, cited = yield (
        _on_page(today, page.number, **whose) if page.number > 1 else ProgressUpdate.objects.none(),
        _cited(today, page.number, **whose),
    )
    page.object_list = list(later or first)
    latest = next(iter(newest), None)
    told = _with_evidence([*([latest] if latest else []), *page], cited)
    return Updates(
        latest=told[0] if latest else None,
        earlier=[one for one in told[bool(latest) :] if one.update != latest],
        page=page,
        number=counts["every"] - counts["withdrawn"] - bool(latest),
        withdrawn=counts["withdrawn"],
        since=counts["since"],
    )


def _visible(user: User, pk: int) -> ProgressUpdateQuerySet:
    return ProgressUpdate.objects.filter(sub_action=pk).visible_to(user)


def _latest(user: User, pk: int) -> ProgressUpdateQuerySet:
    return _visible(user, pk).current()[:1]


def _of_page(number: int, user: User, pk: int) -> ProgressUpdateQuerySet:
    return _visible(user, pk)[(number - 1) * A_PAGE : number * A_PAGE]


@prepared
def _counts(on: date, *, user: User, pk: int) -> QuerySet:
    return totals(
        _visible(user, pk),
        every=Count("pk"),
        withdrawn=Count("pk", filter=~Q(withdrawn_on=None)),
        since=Min("posted_on"),
    )


@prepared
def _on_page(on: date, number: int, *, user: User, pk: int) -> QuerySet:
    return _of_page(number, user, pk).for_timeline()


@prepared
def _newest(on: date, *, user: User, pk: int) -> QuerySet:
    return _latest(user, pk).for_timeline()


@prepared
def _cited(on: date, number: int, *, user: User, pk: int) -> QuerySet:
    """What supports the latest update, and those of a page."""
    shown = Q(update__in=_latest(user, pk).values("pk"))
    shown |= Q(update__in=_of_page(number, user, pk).values("pk"))
    return Support.objects.visible_to(user).filter(shown).select_related("evidence")


def _page_of(every: int, number: str | None) -> Page:
    """The page of this number, without its rows."""
    return Paginator(range(every), A_PAGE).get_page(number)


def _with_evidence(updates: Iterable[ProgressUpdate], cited: Iterable[Support]) -> list[Told]:
    beside = defaultdict(list)
    for support in cited:
        beside[support.update_id].append(support.evidence)
    return [Told(update, beside[update.pk]) for update in updates]
