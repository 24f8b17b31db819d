"""Sessions of a sheet that may be one with another: of the sheet, or one that is there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .columns import HEADCOUNT, KIND, LIVED, SERVICE, SUB_ACTIONS
from .entries import Attendance, Content, Entry, Stored

# Headcounts that are no further apart may be of one session, counted twice: 14 and 15.
CLOSE, PART = 2, 10
# More that are alike but for a cell are no slip.
MOST_ALIKE = 50
# What may be answered: as suggested, each a session of its own, or none of them added.
SUGGESTED, OWN, ONCE = "suggested", "own", "once"


@dataclass(frozen=True)
class Question:
    """A session of a sheet that would be added, and the one that it is like; which column alone
    differs, empty where none does; and whether it is added unless somebody says otherwise.
    """

    entry: Entry
    twin: Entry | Stored
    differs: str
    adds: bool


@dataclass(frozen=True)
class Answers:
    """What somebody answers: for all questions, and for single rows, which goes before."""

    for_all: str = SUGGESTED
    by_row: Mapping[int, str] = field(default_factory=dict)

    def adds(self, question: Question) -> bool:
        """Whether the session that is asked about is one of its own."""
        answer = self.by_row.get(question.entry.row) or self.for_all
        return question.adds if answer == SUGGESTED else answer == OWN


def questions_about(
    new: Iterable[Entry], others: Iterable[Entry], stored: Iterable[Stored]
) -> dict[int, Question]:
    """What is to be asked of the sessions that a sheet would add, by row; `others` are those of the
    sheet that are there already, `stored` the sessions that no row of it stands for.
    """
    there, above = _Known(), _Known()
    for session in stored:
        there.add(session)
    for entry in others:
        above.add(entry)
    asked = {}
    for entry in new:
        if question := _question(entry, there, above):
            asked[entry.row] = question
        above.add(entry)
    return asked


def _question(entry: Entry, there: _Known, above: _Known) -> Question | None:
    if twin := above.equal(entry):
        return Question(entry, twin, "", adds=False)
    if near := there.near(entry):
        return Question(entry, *near, adds=False)
    # Whoever writes two lines that differ means two, as a rule.
    near = above.near(entry)
    return Question(entry, *near, adds=True) if near else None


class _Known:
    """Sessions that are found again by all that they say, and by all but for one column."""

    def __init__(self) -> None:
        self.equals, self.nears = {}, defaultdict(list)

    def add(self, session: Entry | Stored) -> None:
        self.equals.setdefault(session.content, session)
        for column, rest in _but_for_one(session.content):
            self.nears[column, rest].append(session)

    def equal(self, entry: Entry) -> Entry | Stored | None:
        return self.equals.get(entry.content)

    def near(self, entry: Entry) -> tuple[Entry | Stored, str] | None:
        """The session that differs least, with the column in which it does."""
        for column, rest in _but_for_one(entry.content):
            found = self.nears.get((column, rest), ())
            if len(found) <= MOST_ALIKE:
                for session in found:
                    if _is_near(column, session.content, entry.content):
                        return session, column
        return None


def _but_for_one(content: Content) -> Iterator[tuple[str, tuple]]:
    """What a session says without one column, for each that may be a slip. The day is none of
    them: the same on another day is another session.
    """
    # How many people with lived experience there were is not compared: a download leaves it out.
    day, kind, part, _number, keys, audiences = content.values
    counted = tuple((heads.kind, heads.service) for heads in audiences)
    yield HEADCOUNT.name, (day, kind, part, keys, counted)
    yield LIVED.name, (day, kind, keys, audiences)
    yield SUB_ACTIONS.name, (day, kind, part, audiences)
    yield KIND.name, (day, part, keys, audiences)
    heads = tuple((heads.kind, heads.headcount) for heads in audiences)
    yield SERVICE.name, (day, kind, part, keys, heads)


def _is_near(column: str, one: Content, other: Content) -> bool:
    """Whether two that are alike but for this column are so near that they may be one."""
    if one == other:
        return False
    pairs = [(a, b) for a, b in zip(one.audiences, other.audiences, strict=True) if a != b]
    if column == HEADCOUNT.name:
        return len(pairs) == 1 and _is_close(*pairs[0])
    if column == SERVICE.name:
        # Two services that are named are two.
        return len(pairs) == 1 and not (pairs[0][0].service and pairs[0][1].service)
    return True


def _is_close(one: Attendance, other: Attendance) -> bool:
    apart = abs(one.headcount - other.headcount)
    return apart <= max(CLOSE, max(one.headcount, other.headcount) // PART)
