"""What of a tagged thing may leave the building: what is marked as public and nothing else, and
counts of people as the last closed round let them out. Nothing of it names a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from accounts.together import read_one
from accounts.words import day, written
from actions.groups import Group
from actions.models import ProgressUpdate, SubAction
from actions.status import Status, Visibility
from evidence.agreed.reading import reading_groups
from evidence.items.medium import Medium
from evidence.items.models import EvidenceItem, EvidenceKind
from evidence.measures.course import Course, course
from evidence.measures.models import Measure

from ..small.rule import Cell, Hidden
from .services import is_readable
from .small import Figures, read_figures

NOTHING_PUBLIC = "Nothing public is said of it yet."


@dataclass(frozen=True)
class WorkPart:
    """What a report says of a sub-action: how it goes, and its newest update that is public."""

    key: str
    title: str
    service: str
    goes: str
    update: ProgressUpdate | None
    said_on: date | None


@dataclass(frozen=True)
class MeasurePart:
    """What a report says of a measure, with counts of people as they may leave; `awaits_round`
    where there is a newer one, which may leave once a round is closed.
    """

    name: str
    figure: str
    began: str
    target: str
    awaits_round: bool = False


@dataclass(frozen=True)
class EvidencePart:
    """What a report says of a piece of evidence: what it is called, its kind, its day (of what
    people said the month alone), and whose it is.
    """

    title: str
    kind: str
    dated: str
    service: str


def read_works(pks: list[int], on: date) -> dict[int, WorkPart]:
    """Of these sub-actions, by their ids, those that the public may be told of: of the published
    plan, and what a service added once it has said something of it to anyone.
    """
    told = ProgressUpdate.objects.current().filter(visibility=Visibility.PUBLIC)
    newest = told.filter(sub_action=OuterRef("pk"), posted_on__lte=on).order_by("-posted_at", "-pk")
    rows = SubAction.objects.filter(pk__in=pks).select_related("item", "service")
    rows = list(rows.annotate(newest=Subquery(newest.values("pk")[:1])))
    rows = [row for row in rows if row.newest or not row.item.local]
    updates = ProgressUpdate.objects.in_bulk([row.newest for row in rows if row.newest])
    groups = read_one(reading_groups([row.item.key for row in rows], on)) if rows else {}
    return {row.pk: _work(row, groups[row.pk][0], updates.get(row.newest)) for row in rows}


def _work(row: SubAction, group: Group | None, update: ProgressUpdate | None) -> WorkPart:
    return WorkPart(
        key=row.item.key,
        title=row.item.title,
        service=str(row.service or "No service yet"),
        goes=_goes(row, group),
        update=update,
        said_on=row.confirmed_on,
    )


def _goes(row: SubAction, group: Group | None) -> str:
    """How it goes, in words that anyone may read: the sentence of its page may name who decided,
    tell on which day a group was heard, or why it was replaced.
    """
    if row.replaced_by_id:
        return f"Replaced on {day(row.replaced_on)}."
    if group is None:
        return f"Stopped by a decision on {day(row.decided_on)}."
    if row.status == Status.NOT_REPORTED:
        return f"{group.label}."
    return f"{group.label}. Its service says: {Status(row.status).short}."


def read_measures(pks: list[int], on: date) -> dict[int, MeasurePart]:
    """Of these measures, by their ids, those whose figures may be published."""
    rows = list(Measure.objects.published().with_series().filter(pk__in=pks))
    told = read_figures() if any(row.counts_people for row in rows) else {}
    return {
        row.pk: _people(course(row, on), told.get(row.pk, {}))
        if row.counts_people
        else _measure(course(row, on))
        for row in rows
    }


def _measure(found: Course) -> MeasurePart:
    row, newest = found.measure, found.newest
    return MeasurePart(
        name=f"{row.name} ({row.unit})",
        figure=_on(newest.number, newest.on) if newest else "",
        began="" if row.baseline is None else _on(row.baseline, row.baseline_on),
        target=_target(found),
    )


def _people(found: Course, told: Figures) -> MeasurePart:
    """A count of people: with others that are told it may give a small one away, so only what a
    closed round has let out leaves.
    """
    row, newest = found.measure, max(told, default=None)
    began = told.get(row.baseline_on)
    return MeasurePart(
        name=f"{row.name} ({row.unit})",
        figure="" if newest is None else _on(told[newest], newest),
        began="" if began is None else _on(began, row.baseline_on),
        target=_target(found),
        awaits_round=bool(found.newest) and (newest is None or found.newest.on > newest),
    )


def _on(number: Decimal | Cell, on: date) -> str:
    told = str(number) if isinstance(number, Hidden) else written(number)
    return f"{told} on {day(on)}"


def _target(found: Course) -> str:
    target = found.last_target
    return f"{written(target.number)} by {day(target.due_on)}" if target else ""


def is_public(row: EvidenceItem | None) -> bool:
    """Whether there is such a piece of evidence, and anyone may read it."""
    return bool(row) and is_readable(row) and row.visibility == Visibility.PUBLIC


def evidence_part(row: EvidenceItem) -> EvidencePart:
    """What a report says of a piece of evidence that is public."""
    kind = EvidenceKind(row.kind).label.partition(":")[0]
    if row.kind == EvidenceKind.VOICE or row.medium == Medium.QUOTE:
        # Nobody was asked how many they were: neither a day nor a service may tell of them.
        return EvidencePart(row.title, kind, f"{row.dated_on:%B %Y}", "People with care experience")
    return EvidencePart(
        row.title, kind, day(row.dated_on), str(row.service or "Champions Board staff")
    )
