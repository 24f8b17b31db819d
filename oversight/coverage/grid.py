"""The grid of calls by actions: where a link exists, how sure it is, and which calls nothing
answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django import forms
from django.db import models

from foundations.models import FrameworkItem, Kind, Link, LinkState


class Strength(models.TextChoices):
    """How sure it is that an action answers a call, the surest first."""

    CONFIRMED = "confirmed", "Confirmed"
    ADDED = "added", "Added"
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


SUREST_FIRST = list(Strength)


class CoverageForm(forms.Form):
    """Which part of the grid is shown."""

    confidence = forms.ChoiceField(
        label="How sure the link is",
        choices=[("", "Every link"), *Strength.choices],
        required=False,
    )
    foundation = forms.ChoiceField(label="Foundation", required=False)

    def __init__(self, *args, foundations: list[FrameworkItem], **options):
        super().__init__(*args, **options)
        choices = [(item.key, item.heading) for item in foundations]
        self.fields["foundation"].choices = [("", "Every foundation"), *choices]


@dataclass(frozen=True)
class Row:
    """A call with one cell an action: the surest link's strength, or None."""

    call: FrameworkItem
    answered: bool
    cells: list[tuple[FrameworkItem, Strength | None]]


@dataclass(frozen=True)
class Grid:
    """Calls by actions."""

    actions: list[FrameworkItem]
    rows: list[Row]

    @property
    def unanswered(self) -> int:
        return sum(not row.answered for row in self.rows)

    @property
    def foundations(self) -> list[FrameworkItem]:
        # A dict keeps the printed order of the calls, and each foundation once.
        return list(dict.fromkeys(row.call.parent for row in self.rows))

    def under(self, confidence: str, foundation: str) -> Grid:
        """The part of the grid under these filters; empty ones leave it whole.

        A call whose links are less sure than asked for keeps its row, with empty cells.
        """
        rows = [row for row in self.rows if not foundation or row.call.parent.key == foundation]
        if confidence:
            rows = [
                replace(row, cells=[_only(cell, confidence) for cell in row.cells]) for row in rows
            ]
        return Grid(actions=self.actions, rows=rows)


def _only(cell: tuple, confidence: str) -> tuple:
    action, strength = cell
    return (action, strength if strength == confidence else None)


def read_grid() -> Grid:
    """The whole grid, in four statements. A local action has a column only if it has a link."""
    strengths = _read_strengths()
    linked = {action for _call, action in strengths}
    actions = [
        item
        for item in FrameworkItem.objects.of_kind(Kind.ACTION)
        if not item.local or item.pk in linked
    ]
    actions.sort(key=lambda item: (item.local, item.order))
    calls = FrameworkItem.objects.calls()
    # Not from the cells: a low link fills a cell and does not answer the call.
    unanswered = set(calls.answered(False).values_list("pk", flat=True))
    rows = [
        Row(
            call,
            call.pk not in unanswered,
            [(action, strengths.get((call.pk, action.pk))) for action in actions],
        )
        for call in calls
    ]
    return Grid(actions=actions, rows=rows)


def _read_strengths() -> dict[tuple[int, int], Strength]:
    # A link of a sub-action or criterion counts for its action, which is the column.
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
