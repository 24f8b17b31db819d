"""The four groups as the page shows them: a number, what it is made of, and a mark a sub-action."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from django.urls import reverse
from django.utils.http import urlencode

from actions.filters import NO_CALL
from actions.groups import Group
from evidence.agreed.parts import ALL, UNDATED_IN_HAND, Part, WhenHeard
from evidence.agreed.since import Way
from foundations.coverage import Coverage
from foundations.filters import YES as ANSWERED

from .work import ORDER, Work, listed

# Above the first the marks are a picture, above the second one stands for several; a row of a
# foundation has room for the third, a line of all groups for the fourth.
LINKS, PICTURE, ROW, LINE = 60, 240, 22, 75
WAYS = {Way.BETTER: "better", Way.WORSE: "worse", Way.SILENT: "not known"}


@dataclass(frozen=True)
class Note:
    """A number that says what a figure is made of, and the list that it opens; `key` names its
    mark.
    """

    number: int
    words: str
    url: str
    key: str = ""


@dataclass(frozen=True)
class Shown:
    """A group on the page; of many sub-actions `marks` holds only every few."""

    group: Group
    rows: list[Work]
    marks: list[Work]
    notes: list[Note]

    @property
    def number(self) -> int:
        return len(self.rows)

    @property
    def word(self) -> str:
        return self.group.label.lower()

    @property
    def url(self) -> str:
        return listed(group=self.group)

    @property
    def agreed(self) -> str:
        """That what is kept is agreed; the note of a group that needs no other."""
        if self.group != Group.KEPT or not self.number:
            return ""
        return f"all {self.number:,} agreed" if self.number > 1 else "agreed"

    @property
    def picture(self) -> str:
        """The text of the picture of its marks."""
        heard = sum(row.is_heard for row in self.rows)
        return (
            f"{self.number:,} {self.word}; people were heard on {heard:,} of them in the last 12 "
            "months"
        )


@dataclass(frozen=True)
class FoundationRow:
    """A foundation, or what answers no call: its sub-actions, its calls, and what has changed."""

    key: str
    name: str
    rows: list[Work]
    coverage: Coverage | None
    changes: dict[str, int]

    @property
    def url(self) -> str:
        return listed(foundation=self.key, group=ALL)

    @property
    def calls_url(self) -> str:
        """The list of its calls that have an action."""
        return f"{reverse('calls')}?{urlencode({'answered': ANSWERED, 'foundation': self.key})}"

    @property
    def heard(self) -> int:
        return sum(row.is_heard for row in self.rows)

    @property
    def heard_url(self) -> str:
        return listed(foundation=self.key, group=ALL, heard=WhenHeard.LATELY)

    @property
    def has_marks(self) -> bool:
        return len(self.rows) <= ROW

    @property
    def numbers(self) -> list[Note]:
        """How many are in each group."""
        found = [(group, sum(row.group == group for row in self.rows)) for group in Group]
        return [
            Note(number, group.label.lower(), listed(foundation=self.key, group=group), group)
            for group, number in found
            if number
        ]

    @property
    def changed(self) -> list[Note]:
        """How many went which way since the last Board."""
        address = reverse("board-changes")
        return [
            Note(self.changes[way], words, f"{address}?way={way}&foundation={self.key}")
            for way, words in WAYS.items()
            if self.changes.get(way)
        ]

    @property
    def in_words(self) -> str:
        said = [f"{note.number:,} {note.words}" for note in self.numbers]
        return ", ".join(said) or "none"


def in_order(rows: Iterable[Work]) -> list[Work]:
    """Sub-actions group by group, in each as its marks stand."""
    groups = list(Group)
    return sorted(rows, key=lambda row: (groups.index(row.group), ORDER.index(row.part)))


def each_stands_for(total: int) -> int:
    """For how many sub-actions one mark stands."""
    return max(1, ceil(total / PICTURE))


def shown_groups(rows: list[Work], *, silent_after: int | None) -> list[Shown]:
    """The four groups of these sub-actions, of which each is in one; before the first Board, after
    how many days a good report is known no more.
    """
    ordered, step = in_order(rows), each_stands_for(len(rows))
    found = []
    for group in Group:
        own = [row for row in ordered if row.group == group]
        found.append(Shown(group, own, own[::step], _notes(group, own, silent_after)))
    return found


def _notes(group: Group, rows: list[Work], silent_after: int | None) -> list[Note]:
    since = f"for {silent_after} days" if silent_after else "since the last round"
    said = {
        Group.KEPT: [],
        Group.IN_HAND: [
            (Part.CLAIMED, "reported as kept, not yet agreed"),
            (Part.LAPSED, "agreed, but not borne out since"),
            (Part.BODY_UNKEPT, "agreed, but a body’s part is not kept"),
        ],
        Group.NOT_GOING_WELL: [
            (Part.AT_RISK, "at risk"),
            (Part.WORSE, "off track, late or not kept"),
            (Part.BODY_BADLY, "because of a body’s part"),
        ],
        Group.NOT_KNOWN: [
            (Part.NEVER, "never reported"),
            (Part.SILENT, f"no update {since}"),
            (Part.UNREVIEWED, "past its review"),
            (Part.BODY_SILENT, "because of a body’s part"),
        ],
    }
    notes = [
        Note(sum(row.part == part for row in rows), words, listed(group=part))
        for part, words in said[group]
    ]
    if group == Group.IN_HAND:
        undated = sum(row.undated for row in rows)
        notes.append(Note(undated, "without a date or target", listed(group=UNDATED_IN_HAND)))
    return [note for note in notes if note.number]


def notes_of_none(rows: Iterable[Work]) -> list[Note]:
    """What is in no group: how many were stopped by a decision, and how many replaced."""
    parts = [row.part for row in rows]
    found = [
        Note(parts.count(part), words, listed(group=part))
        for part, words in ((Part.STOPPED, "stopped by decision"), (Part.REPLACED, "replaced"))
    ]
    return [note for note in found if note.number]


def notes_of_hearing(rows: Iterable[Work]) -> list[Note]:
    """On how many sub-actions people were heard, and when; the three add up to all."""
    when = [row.when_heard for row in rows]
    return [
        Note(when.count(key), key.label.lower(), listed(group=ALL, heard=key), key)
        for key in WhenHeard
        if when.count(key)
    ]


def foundation_rows(
    foundations: list[tuple[str, str, Coverage]], rows: list[Work], changes: dict
) -> list[FoundationRow]:
    """A row a foundation (key, name, coverage), and last one for what answers no call. `changes`
    gives the way of each
    sub-action that has changed, by its id.
    """
    ordered = in_order(rows)
    table = []
    for key, name, coverage in [*foundations, (NO_CALL, "No foundation", None)]:
        own = [row for row in ordered if key in row.foundations]
        ways = [changes[row.pk] for row in own if row.pk in changes]
        counts = {way: ways.count(way) for way in set(ways)}
        table.append(FoundationRow(key, name, own, coverage, counts))
    return table
