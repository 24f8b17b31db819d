"""The grid of actions by calls: where a link exists, how sure it is, and which calls nothing
answers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db import models

from accounts.kept import kept
from foundations.coverage import Coverage, Sureness, coverage_of
from foundations.models import FrameworkItem, Kind, Link, LinkState
from foundations.names import call_names, first_words

# Two lines of the first column.
NAME_LENGTH = 56


class Strength(models.TextChoices):
    """How sure it is that an action answers a call, the surest first."""

    CONFIRMED = "confirmed", "confirmed"
    ADDED = "added", "added by a Promise Keeper"
    HIGH = "high", "strong suggestion"
    MEDIUM = "medium", "possible"
    LOW = "low", "weak, not counted"


SUREST_FIRST = list(Strength)


@dataclass(frozen=True)
class Column:
    """A call with the name that fits, and whether it is the first of its foundation."""

    call: FrameworkItem
    name: str
    first: bool

    @property
    def answered(self) -> bool:
        return self.call.sureness != Sureness.NO

    @property
    def sureness(self) -> str:
        # Not lower(): a Promise Keeper keeps the capitals.
        label = Sureness(self.call.sureness).label
        return label[0].lower() + label[1:]


@dataclass(frozen=True)
class Group:
    """A foundation with the columns of its calls."""

    foundation: FrameworkItem
    columns: list[Column]
    coverage: Coverage

    @property
    def without(self) -> list[Column]:
        return [column for column in self.columns if not column.answered]

    @property
    def linked(self) -> list[Column]:
        return [column for column in self.columns if column.answered]

    @property
    def mixed(self) -> bool:
        """Whether its calls rest on more than suggestions, so that each must say on what."""
        return self.coverage.linked != self.coverage.suggested

    @property
    def fold(self) -> str:
        """What the calls of the fold are: "12 calls with a suggestion"."""
        coverage = self.coverage
        calls = f"{coverage.linked} {'call' if coverage.linked == 1 else 'calls'}"
        if not coverage.suggested:
            return f"{calls} with an action"
        if not self.mixed:
            return f"{calls} with a suggestion"
        return f"{calls} with an action or a suggestion"


@dataclass(frozen=True)
class Row:
    """An action with the name that fits, and one cell a call: the surest link's strength, or
    None.
    """

    action: FrameworkItem
    name: str
    cells: list[tuple[Column, Strength | None]]


@dataclass(frozen=True)
class Grid:
    """Actions by calls, the calls grouped by foundation."""

    groups: list[Group]
    rows: list[Row]
    coverage: Coverage

    @property
    def columns(self) -> list[Column]:
        return [column for group in self.groups for column in group.columns]

    @property
    def key(self) -> list[tuple[Strength, int]]:
        """What each mark means and how often it stands in the grid, the surest first."""
        counts = Counter(strength for row in self.rows for _column, strength in row.cells)
        return [(strength, counts[strength]) for strength in Strength]


def read_grid(seal: str = "") -> Grid:
    """The whole grid, in three statements; kept for a seal that was read before. A local action has
    a row only if it has a link.
    """
    return _grid(seal)


@kept
def _grid() -> Grid:
    calls = list(FrameworkItem.objects.calls().with_sureness())
    groups = _group(calls)
    strengths = _read_strengths()
    linked = {action for _call, action in strengths}
    actions = [
        item
        for item in FrameworkItem.objects.of_kind(Kind.ACTION)
        if not item.local or item.pk in linked
    ]
    actions.sort(key=lambda item: (item.local, item.order))
    columns = [column for group in groups for column in group.columns]
    rows = [
        Row(
            action,
            first_words(action.title, NAME_LENGTH),
            [(column, strengths.get((column.call.pk, action.pk))) for column in columns],
        )
        for action in actions
    ]
    return Grid(groups, rows, coverage_of(calls))


def _group(calls: list[FrameworkItem]) -> list[Group]:
    names = call_names(calls)
    groups = []
    # They come foundation by foundation.
    for foundation, found in groupby(calls, key=lambda call: call.parent):
        own = list(found)
        columns = [Column(call, names[call.pk], first=call is own[0]) for call in own]
        groups.append(Group(foundation, columns, coverage_of(own)))
    return groups


def _read_strengths() -> dict[tuple[int, int], Strength]:
    # A link of a sub-action or criterion counts for its action, which is the row.
    links = (
        Link.objects.to_calls()
        .from_work()
        .exclude(state__in=[LinkState.REJECTED, LinkState.REMOVED])
    )
    found: dict[tuple[int, int], Strength] = {}
    for link in links.select_related("from_item__parent__parent"):
        # Several links may join the two; the surest of them is what the cell says.
        pair = (link.to_item_id, _action_of(link.from_item).pk)
        found[pair] = min(_strength_of(link), found.get(pair, Strength.LOW), key=SUREST_FIRST.index)
    return found


def _strength_of(link: Link) -> Strength:
    # What people have said counts before how much of the wording speaks for it.
    return Strength(link.confidence if link.state == LinkState.SUGGESTED else link.state)


def _action_of(item: FrameworkItem) -> FrameworkItem:
    while item.kind != Kind.ACTION:
        item = item.parent
    return item
