"""The groups as pages show them: how many are in each, and the sentence of each sub-action."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from actions.groups import CLAIMS, Group
from actions.models import SubAction
from actions.querysets import SubActionQuerySet
from actions.status import Status

from ..items.voice import heard_lately, last_heard
from .agreements import agreed
from .rule import Facts, Found, group
from .sets import IN_NONE, missed_before_a_move, replaced, with_group

UNDATED = Q(due_on=None, review_on=None, start_on=None)
UNMEASURED = Q(target_number=None, item__published_target__number=None)


@dataclass(frozen=True)
class Counts:
    """How many sub-actions are in each group, and of those in hand how many have neither a date
    nor a target, are claimed and not yet agreed, or were not heard lately; and what is in none.
    """

    groups: dict[str, int]
    undated: int = 0
    claimed: int = 0
    lapsed: int = 0
    stopped: int = 0
    replaced: int = 0

    def of(self, group: Group) -> int:
        return self.groups.get(group, 0)

    @property
    def total(self) -> int:
        """All that is to be done: the four numbers add up to it."""
        return sum(self.groups.values())


def read_counts(rows: SubActionQuerySet, on: date) -> Counts:
    """The four numbers of these sub-actions on a day, and what stands beside them, in one
    statement.
    """
    claimed = Q(counted_status__in=CLAIMS) & ~Q(pk__in=agreed())
    lapsed = Q(counted_status=Status.BEING_KEPT) & ~Q(pk__in=heard_lately(on))
    found = with_group(rows, on).order_by().values("group")
    found = found.annotate(
        total=Count("pk"),
        undated=Count("pk", filter=UNDATED & UNMEASURED),
        claimed=Count("pk", filter=claimed),
        lapsed=Count("pk", filter=lapsed),
        replaced=Count("pk", filter=replaced()),
    )
    by_group = {row["group"]: row for row in found}
    none, in_hand = by_group.pop(IN_NONE, {}), by_group.get(Group.IN_HAND, {})
    return Counts(
        groups={key: row["total"] for key, row in by_group.items()},
        **{name: in_hand.get(name, 0) for name in ("undated", "claimed", "lapsed")},
        stopped=none.get("total", 0) - none.get("replaced", 0),
        replaced=none.get("replaced", 0),
    )


def in_group(rows: SubActionQuerySet, found: str, on: date) -> SubActionQuerySet:
    """Those of these sub-actions that are in a group on a day, or, with "", in none."""
    wanted = with_group(SubAction.objects.order_by(), on).filter(group=found)
    return rows.filter(pk__in=wanted.values("pk"))


def read_groups(rows: SubActionQuerySet, on: date) -> dict[int, Found]:
    """The group of each of these sub-actions on a day with the sentence why, by its id, in a
    few statements however many there are.
    """
    listed = list(rows.with_fresh_from(on).prefetch_related("occurrences"))
    facts = read_facts(listed, on)
    return {row.pk: group(row, facts[row.pk], on) for row in listed}


def read_facts(rows: Iterable[SubAction], on: date) -> dict[int, Facts]:
    """What the groups of sub-actions are read from, by their ids; the rows hold the terms that
    count (`with_fresh_from()`).
    """
    sets = (missed_before_a_move(on), agreed(), heard_lately(on))
    missed, agreed_to, heard = ({pk for row in pks for pk in row.values()} for pks in sets)
    last = last_heard(on)
    return {
        row.pk: Facts(
            kind=row.counted_kind,
            start=row.counted_start,
            due=row.counted_due,
            status=row.counted_status,
            confirmed_on=row.counted_confirmed,
            fresh_from=row.fresh_from,
            occurrences=tuple(row.occurrences.all()),
            found_missed=row.pk in missed,
            agreed=row.pk in agreed_to,
            heard=row.pk in heard,
            last_heard=last.get(row.item_id),
        )
        for row in rows
    }
