"""What a report can say already, from the same updates as every page, and what it still lacks.
Nothing of it names a person, or is internal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from accounts.together import read_one
from accounts.words import day, written
from actions.models import ProgressUpdate, SubAction
from actions.status import Visibility
from evidence.agreed.reading import reading_groups
from evidence.items.models import EvidenceItem, EvidenceKind
from evidence.measures.course import course
from evidence.measures.models import Measure

from .models import Duty, Heading, Period, Tag
from .querysets import tags_with_things
from .services import is_readable
from .small import read_amounts

NOT_REPORTED = "Nothing is reported for the Board yet."
NOT_CHECKED = "Language: not checked."


@dataclass(frozen=True)
class WorkPart:
    """What a report says of a sub-action: how it goes, and its newest update that everybody who
    signs in may read.
    """

    key: str
    title: str
    service: str
    group: str
    why: str
    update: ProgressUpdate | None
    said_on: date | None


@dataclass(frozen=True)
class MeasurePart:
    """What a report says of a measure, with counts of people as they may leave."""

    name: str
    figure: str
    began: str
    target: str


@dataclass(frozen=True)
class EvidencePart:
    """What a report says of a piece of evidence: what it is called, its kind, and its day."""

    title: str
    kind: str
    dated_on: date
    service: str


@dataclass(frozen=True)
class Section:
    """A heading of a report, with all that is tagged to it and may leave."""

    heading: Heading
    works: list[WorkPart]
    measures: list[MeasurePart]
    evidence: list[EvidencePart]
    left_out: int

    @property
    def is_empty(self) -> bool:
        return not (self.works or self.measures or self.evidence)


@dataclass(frozen=True)
class Draft:
    """A report on a period as it can be written on a day."""

    duty: Duty
    period: Period
    on: date
    sections: list[Section]

    @property
    def since(self) -> date:
        """From when on a report of the work counts for this period: its end, or while it runs its
        beginning.
        """
        return self.period.ends_on if self.period.has_ended(self.on) else self.period.starts_on

    @property
    def silent(self) -> list[WorkPart]:
        """Sub-actions that nobody has reported on since then, each once."""
        works = {work.key: work for section in self.sections for work in section.works}
        return [work for work in works.values() if not work.said_on or work.said_on < self.since]

    @property
    def lacks(self) -> list[str]:
        """What it still lacks, a sentence each."""
        empty = [one for one in self.sections if one.is_empty]
        found = [f"Nothing is tagged to “{one.heading.words}”." for one in empty]
        found += [_silent(work, self.since) for work in self.silent]
        found += [
            _unknown(part) for one in self.sections for part in one.measures if not part.figure
        ]
        left = sum(one.left_out for one in self.sections)
        if left:
            found.append(_left_out(left))
        if self.duty.has_children_version and not self.period.children_words:
            found.append("The version that children can understand is not written yet.")
        if self.duty.left_open:
            found.append(self.duty.left_open)
        return [*dict.fromkeys(found), NOT_CHECKED]


def _silent(work: WorkPart, since: date) -> str:
    return f"Sub-action {work.key} is not reported or confirmed since {day(since)}."


def _unknown(part: MeasurePart) -> str:
    return f"The measure “{part.name}” has no figure."


def _left_out(number: int) -> str:
    if number == 1:
        return "1 tagged piece of evidence is internal now, or removed, and stands in no report."
    return f"{number} tagged pieces of evidence are internal now, or removed, and stand in none."


def read_draft(period: Period, on: date) -> Draft:
    """A report on a period, as it can be written on a day; in a handful of statements however much
    is tagged.
    """
    tags = list(tags_with_things().filter(heading__duty=period.duty_id))
    works = _works([tag.sub_action_id for tag in tags if tag.sub_action_id], on)
    measures = _measures([tag.measure_id for tag in tags if tag.measure_id], on)
    by_heading = defaultdict(list)
    for tag in tags:
        by_heading[tag.heading_id].append(tag)
    headings = Heading.objects.filter(duty=period.duty_id)
    sections = [_section(one, by_heading[one.pk], works, measures) for one in headings]
    return Draft(period.duty, period, on, sections)


def _section(heading: Heading, tags: Iterable[Tag], works: dict, measures: dict) -> Section:
    pieces = [tag.evidence for tag in tags if tag.evidence_id]
    leaving = [one for one in pieces if is_readable(one)]
    return Section(
        heading=heading,
        works=[works[tag.sub_action_id] for tag in tags if tag.sub_action_id],
        measures=[measures[tag.measure_id] for tag in tags if tag.measure_id],
        evidence=[_evidence(one) for one in leaving],
        left_out=len(pieces) - len(leaving),
    )


def _works(pks: list[int], on: date) -> dict[int, WorkPart]:
    told = ProgressUpdate.objects.current().exclude(visibility=Visibility.INTERNAL)
    newest = told.filter(sub_action=OuterRef("pk"), posted_on__lte=on).order_by("-posted_at", "-pk")
    rows = SubAction.objects.filter(pk__in=pks).select_related("item", "service")
    rows = list(rows.annotate(newest=Subquery(newest.values("pk")[:1])))
    updates = ProgressUpdate.objects.in_bulk([row.newest for row in rows if row.newest])
    groups = read_one(reading_groups([row.item.key for row in rows], on)) if rows else {}
    return {row.pk: _work(row, *groups[row.pk], updates.get(row.newest)) for row in rows}


def _work(row: SubAction, group, why: str, update: ProgressUpdate | None) -> WorkPart:
    if group is None and row.decided_on and not row.replaced_by_id:
        # Who decided may be a person.
        why = f"Stopped by a decision on {day(row.decided_on)}."
    return WorkPart(
        key=row.item.key,
        title=row.item.title,
        service=str(row.service or "No service yet"),
        group=group.label if group else "Not counted",
        why=why,
        update=update,
        said_on=row.confirmed_on,
    )


def _measures(pks: list[int], on: date) -> dict[int, MeasurePart]:
    rows = list(Measure.objects.with_series().filter(pk__in=pks))
    amount = read_amounts(rows)
    return {row.pk: _measure(row, on, amount) for row in rows}


def _measure(row: Measure, on: date, amount: Callable) -> MeasurePart:
    found = course(row, on)
    newest, target = found.newest, found.last_target
    figure = amount(row, newest.on, newest.number) if newest else ""
    began = "" if row.baseline is None else amount(row, row.baseline_on, row.baseline)
    return MeasurePart(
        name=f"{row.name} ({row.unit})",
        figure=figure,
        began=began,
        target=f"{written(target.number)} by {day(target.due_on)}" if target else "",
    )


def _evidence(row: EvidenceItem) -> EvidencePart:
    kind = EvidenceKind(row.kind).label.partition(":")[0]
    return EvidencePart(row.title, kind, row.dated_on, str(row.service or "Champions Board staff"))
