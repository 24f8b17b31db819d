"""What groups may be asked about in a round: what is offered, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Max, QuerySet

from accounts.together import Reading
from accounts.words import day
from actions.groups import CLAIMS
from actions.models import SubAction
from actions.status import Status
from evidence.agreed.agreements import agreed
from evidence.models import HeardKind, Reply
from foundations.models import FrameworkItem

from .models import Felt

# Of each reason so many: more than can be chosen, and few enough for a phone.
SHOWN = 4


@dataclass
class Offer:
    """A sub-action or call that groups may be asked about, and why."""

    item: FrameworkItem
    reasons: list[str] = field(default_factory=list)


def reading_offers(chosen: Iterable[int], on: date) -> Reading:
    """What is offered besides what is chosen: where a claim waits, where words were heard lately,
    and where nothing was heard for the longest; each once, with all its reasons.
    """
    waiting, lately, rows, heard, felt = yield (
        _claims().exclude(item__in=chosen)[:SHOWN],
        _heard(since=on - timedelta(days=settings.SILENT_AFTER_DAYS)).exclude(pk__in=chosen)[
            :SHOWN
        ],
        _to_be_done().exclude(item__in=chosen),
        _last_said(),
        _last_felt(),
    )
    last = _latest([*heard, *felt])
    silent = sorted(rows, key=lambda row: (last.get(row[1], date.min), row[2] or date.max, row[0]))
    pks = [item for _pk, item, _reported in silent[:SHOWN]]
    items = {one.pk: one for one in (yield FrameworkItem.objects.filter(pk__in=pks))}
    found = [*_of_claims(waiting), *_of_words(lately)]
    found += [(items[pk], _silence(last.get(pk))) for pk in pks if pk in items]
    return _each_once(found)


def _claims() -> QuerySet:
    rows = SubAction.objects.filter(status__in=CLAIMS, replaced_by=None)
    rows = rows.exclude(pk__in=agreed()).select_related("item")
    return rows.order_by("reported_on", "pk")


def _heard(since: date) -> QuerySet:
    said = {"replies__heard__removed_on": None, "replies__heard__kind": HeardKind.HEARD}
    rows = FrameworkItem.objects.filter(**said, replies__heard__heard_on__gte=since)
    rows = rows.filter(sub_action__replaced_by=None)
    return rows.annotate(last_heard=Max("replies__heard__heard_on")).order_by("-last_heard", "pk")


def _to_be_done() -> QuerySet:
    rows = SubAction.objects.to_be_done().order_by()
    return rows.values_list("pk", "item", "reported_on")


def _last_said() -> QuerySet:
    rows = Reply.objects.filter(heard__removed_on=None, heard__kind=HeardKind.HEARD).order_by()
    return rows.values_list("item").annotate(last=Max("heard__heard_on"))


def _last_felt() -> QuerySet:
    rows = Felt.objects.exclude(talked_on=None).order_by()
    return rows.values_list("chosen__item").annotate(last=Max("talked_on"))


def _latest(pairs: Iterable[tuple[int, date]]) -> dict[int, date]:
    found: dict[int, date] = {}
    for item, on in pairs:
        found[item] = max(on, found.get(item, on))
    return found


def _of_claims(rows: Iterable[SubAction]) -> Iterator[tuple[FrameworkItem, str]]:
    for row in rows:
        since = f" since {day(row.reported_on)}" if row.reported_on else ""
        yield row.item, f"Reported as {Status(row.status).short}{since}; nobody else has agreed yet"


def _of_words(items: Iterable[FrameworkItem]) -> Iterator[tuple[FrameworkItem, str]]:
    for item in items:
        yield item, f"A group said something about it on {day(item.last_heard)}"


def _silence(last: date | None) -> str:
    return f"Nothing heard since {day(last)}" if last else "Nothing heard yet"


def _each_once(pairs: Iterable[tuple[FrameworkItem, str]]) -> list[Offer]:
    found: dict[int, Offer] = {}
    for item, reason in pairs:
        found.setdefault(item.pk, Offer(item)).reasons.append(reason)
    return list(found.values())
