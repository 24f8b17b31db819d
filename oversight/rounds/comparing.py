"""What changed between two days of which everything is kept, or one and today: in titles, with what
was and what is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.words import day
from actions.status import Kind
from evidence.assessments.models import AssessmentState

from ..board.work import Work
from .frozen import Assessed, Frozen, Part, Said


@dataclass(frozen=True)
class Difference:
    """One thing that changed: its title, its address where it has one, and each part that differs,
    with its words before and after.
    """

    title: str
    url: str = ""
    parts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """What changed in one way."""

    title: str
    lines: list[Difference]


PARTS: list[tuple[str, Callable[[Work], str]]] = [
    ("Group", lambda work: work.stood or "none"),
    ("Status", lambda work: work.status_words),
    ("First day", lambda work: _day(work.start_on)),
    ("Due", lambda work: _day(work.due_on)),
    ("Review", lambda work: _day(work.review_on)),
    ("Kind of work", lambda work: Kind(work.kind).label if work.kind else ""),
    ("How often, in months", lambda work: str(work.interval_months or "not set")),
    ("Target", lambda work: _target(work)),
    ("Service", lambda work: work.service_name or "No service yet"),
    ("Wording", lambda work: work.title),
    ("People heard", lambda work: work.heard_words),
]


def compare(old: Frozen, new: Frozen) -> list[Section]:
    """The sections in which anything changed from one to the other."""
    then, now = _by_key(old), _by_key(new)
    every = [
        Section("Sub-actions that were added", _only(now, then)),
        Section("Sub-actions that are no more", _only(then, now)),
        Section("Sub-actions that changed", _changed(then, now)),
        Section("Agreements given", _said(new.said, old.said)),
        Section("Agreements that no longer stand", _said(old.said, new.said)),
        Section("What is felt", _felt(old, new)),
        Section("Calls to action, by who answers them", _calls(old, new)),
        Section("Evidence that was added", _evidence(new, old)),
        Section("Evidence that is no longer there", _evidence(old, new)),
        Section("Self-assessments", _assessed(old.assessed, new.assessed)),
        Section("Parts of bodies that were named", _parts(new, old)),
        Section("Parts of bodies that were ended", _parts(old, new)),
        Section("Parts of bodies that go otherwise", _otherwise(old, new)),
        Section("What would help: asked for", _needs(new, old)),
        Section("What would help: answered or withdrawn", _needs(old, new)),
    ]
    return [section for section in every if section.lines]


def _by_key(frozen: Frozen) -> dict[str, Work]:
    return {work.key: work for work in frozen.figures.work}


def _only(some: dict[str, Work], others: dict[str, Work]) -> list[Difference]:
    return [_of_work(work) for key, work in some.items() if key not in others]


def _changed(then: dict[str, Work], now: dict[str, Work]) -> list[Difference]:
    found = []
    for key, work in now.items():
        if key not in then:
            continue
        pairs = [(name, words(then[key]), words(work)) for name, words in PARTS]
        if parts := tuple(pair for pair in pairs if pair[1] != pair[2]):
            found.append(_of_work(work, parts))
    return found


def _of_work(work: Work, parts: tuple = ()) -> Difference:
    return Difference(f"{work.key} {work.long_name}", work.url, parts)


def _said(some: Iterable[Said], others: Iterable[Said]) -> list[Difference]:
    known = {one.pk for one in others}
    return [
        Difference(f"{one.work}: {one.words} by {one.by}, {day(one.made_on)}")
        for one in some
        if one.pk not in known
    ]


def _calls(old: Frozen, new: Frozen) -> list[Difference]:
    then = {call.key: call.answer for call in old.calls}
    return [
        Difference(f"{call.key} {call.words}", "", (("Action", then[call.key], call.answer),))
        for call in new.calls
        if call.key in then and then[call.key] != call.answer
    ]


def _felt(old: Frozen, new: Frozen) -> list[Difference]:
    then = {row.felt.key: row.felt.word for row in old.figures.felt.rows}
    found = []
    for row in new.figures.felt.rows:
        before = then.get(row.felt.key, "nothing said")
        if before != row.felt.word:
            found.append(Difference(row.felt.key, "", (("Felt", before, row.felt.word),)))
    return found


def _evidence(some: Frozen, others: Frozen) -> list[Difference]:
    known = {one.pk for one in others.evidence}
    return [
        Difference(f"{one.title}, {day(one.dated_on)}")
        for one in some.evidence
        if one.pk not in known
    ]


def _assessed(old: Iterable[Assessed], new: Iterable[Assessed]) -> list[Difference]:
    then = {one.pk: one.state for one in old}
    return [
        Difference(
            f"{one.theme}, {one.service}",
            "",
            (("State", _state(then.get(one.pk)), _state(one.state)),),
        )
        for one in new
        if then.get(one.pk) != one.state
    ]


def _needs(some: Frozen, others: Frozen) -> list[Difference]:
    known = {one.pk for one in others.needs}
    return [
        Difference(f"{one.work}, {one.acts}: “{one.words}”")
        for one in some.needs
        if one.pk not in known
    ]


def _parts(some: Frozen, others: Frozen) -> list[Difference]:
    known = {one.pk for one in others.parts if not one.ended_on}
    rows = [one for one in some.parts if not one.ended_on and one.pk not in known]
    return [Difference(_of_body(one)) for one in rows]


def _otherwise(old: Frozen, new: Frozen) -> list[Difference]:
    then = {one.pk: one.word for one in old.parts}
    return [
        Difference(_of_body(one), "", (("How it goes", then[one.pk], one.word),))
        for one in new.parts
        if one.pk in then and then[one.pk] != one.word
    ]


def _of_body(one: Part) -> str:
    return f"{one.work}, part of {one.service}: “{one.words}”"


def _state(state: str | None) -> str:
    return AssessmentState(state).label if state else "Not begun"


def _day(found: date | None) -> str:
    return day(found) if found else "not set"


def _target(work: Work) -> str:
    return work.target_words or "none"
