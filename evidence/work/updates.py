"""The updates of a sub-action: the latest in full, and the earlier ones a page at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q

from accounts.models import User
from accounts.together import Reading, totals
from accounts.words import day
from actions.models import ProgressUpdate, SubAction

from ..items.models import EvidenceItem, Support

A_PAGE = 20


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
    rows = found.updates.visible_to(user)
    (counts,), first, newest = yield (
        totals(
            rows,
            every=Count("pk"),
            withdrawn=Count("pk", filter=~Q(withdrawn_on=None)),
            since=Min("posted_on"),
        ),
        rows.for_timeline()[:A_PAGE],
        rows.current().for_timeline()[:1],
    )
    page = _page_of(counts["every"], number)
    here = rows[(page.number - 1) * A_PAGE : page.number * A_PAGE]
    cited = Q(update__in=list(newest)) | Q(update__in=here.values("pk"))
    later, cited = yield (
        here.for_timeline() if page.number > 1 else rows.none(),
        Support.objects.visible_to(user).filter(cited).select_related("evidence"),
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


def _page_of(every: int, number: str | None) -> Page:
    """The page of this number, without its rows."""
    return Paginator(range(every), A_PAGE).get_page(number)


def _with_evidence(updates: Iterable[ProgressUpdate], cited: Iterable[Support]) -> list[Told]:
    beside = defaultdict(list)
    for support in cited:
        beside[support.update_id].append(support.evidence)
    return [Told(update, beside[update.pk]) for update in updates]
