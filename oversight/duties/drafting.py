"""What a report can say already, from the same updates as every page, and what it still lacks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from accounts.words import day

from .leaving import (
    EvidencePart,
    MeasurePart,
    WorkPart,
    evidence_part,
    is_public,
    read_measures,
    read_works,
)
from .models import Duty, Heading, Period, Tag
from .querysets import tags_with_things

NOT_CHECKED = "Language: not checked."


@dataclass(frozen=True)
class Section:
    """A heading of a report, with all that is tagged to it and may leave, and how much may not."""

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

    def _is_after(self, work: WorkPart) -> bool:
        """Whether what was said last of it was said once the period had ended."""
        return bool(work.update) and work.update.posted_on > self.period.ends_on

    @property
    def lacks(self) -> list[str]:
        """What it still lacks, a sentence each."""
        empty = [one for one in self.sections if one.is_empty]
        found = [_empty(one) for one in empty]
        found += [_silent(work, self.since) for work in self.silent]
        works = [work for one in self.sections for work in one.works]
        found += [_unsaid(work) for work in works if not work.update]
        found += [_after(work) for work in works if self._is_after(work)]
        parts = [part for one in self.sections for part in one.measures]
        found += [_unknown(part) for part in parts if not part.figure and not part.awaits_round]
        found += [_awaiting(part) for part in parts if part.awaits_round]
        left = sum(one.left_out for one in self.sections)
        if left:
            found.append(_left_out(left))
        if self.duty.has_children_version and not self.period.children_words:
            found.append("The version that children can understand is not written yet.")
        if self.duty.left_open:
            found.append(self.duty.left_open)
        return [*dict.fromkeys(found), NOT_CHECKED]


def _empty(section: Section) -> str:
    if section.left_out:
        return f"Nothing that is tagged to “{section.heading.words}” is public."
    return f"Nothing is tagged to “{section.heading.words}”."


def _silent(work: WorkPart, since: date) -> str:
    return f"Sub-action {work.key} is not reported or confirmed since {day(since)}."


def _unsaid(work: WorkPart) -> str:
    return f"No update of sub-action {work.key} is public."


def _after(work: WorkPart) -> str:
    return (
        f"What was said last of sub-action {work.key} is of {day(work.update.posted_on)}, after "
        "the period: say here what belongs to the period."
    )


def _unknown(part: MeasurePart) -> str:
    return f"The measure “{part.name}” has no figure."


def _awaiting(part: MeasurePart) -> str:
    return (
        f"The measure “{part.name}” has a newer count of people, which may leave once a round is "
        "closed."
    )


def _left_out(number: int) -> str:
    if number == 1:
        return "1 thing that is tagged is not public, or removed, and stands in no report."
    return f"{number} things that are tagged are not public, or removed, and stand in no report."


def read_draft(period: Period, on: date) -> Draft:
    """A report on a period, as it can be written on a day; in a handful of statements however much
    is tagged.
    """
    tags = list(tags_with_things().filter(heading__duty=period.duty_id))
    works = read_works([tag.sub_action_id for tag in tags if tag.sub_action_id], on)
    measures = read_measures([tag.measure_id for tag in tags if tag.measure_id], on)
    by_heading = defaultdict(list)
    for tag in tags:
        by_heading[tag.heading_id].append(tag)
    headings = Heading.objects.filter(duty=period.duty_id)
    sections = [_section(one, by_heading[one.pk], works, measures) for one in headings]
    return Draft(period.duty, period, on, sections)


def _section(heading: Heading, tags: list[Tag], works: dict, measures: dict) -> Section:
    found = Section(
        heading=heading,
        works=[works[tag.sub_action_id] for tag in tags if tag.sub_action_id in works],
        measures=[measures[tag.measure_id] for tag in tags if tag.measure_id in measures],
        evidence=[evidence_part(tag.evidence) for tag in tags if is_public(tag.evidence)],
        left_out=0,
    )
    leaving = len(found.works) + len(found.measures) + len(found.evidence)
    return replace(found, left_out=len(tags) - leaving)
