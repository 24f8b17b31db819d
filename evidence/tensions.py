"""Tensions: themes whose self-assessment says one thing and whose linked work is said to go another way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from actions.models import SubAction
from actions.standing import is_late
from actions.status import Status
from foundations.models import FrameworkItem, Kind, Link, Round

from .models import SelfAssessment, Submission

WELL, NOT_WELL = "Q1", "Q2"
DONE = (Status.COMPLETE, Status.BEING_KEPT)
GOES_BADLY = (Status.OFF_TRACK, Status.NOT_KEPT, Status.SLIPPING, Status.AT_RISK)


@dataclass(frozen=True)
class Tension:
    """A theme as a service assessed it beside sub-actions linked with it that are said to go the other way."""

    submission: Submission
    says: str
    sub_actions: list[SubAction]

    @property
    def assessment(self) -> SelfAssessment:
        """Whose words these are."""
        return self.submission.assessment


@dataclass(frozen=True)
class Tensions:
    """Both directions: what is said to be kept though it does not go well, and the reverse."""

    said_kept: list[Tension]
    said_well: list[Tension]


def read_tensions(round: Round, on: date) -> Tensions:
    """What was submitted in a round against how the linked work stands on a day, in a fixed number of statements."""
    work = work_by_theme()
    submissions = Submission.objects.standing().of_round(round)
    pairs = [(one, work[one.assessment.theme_id]) for one in submissions]
    return Tensions(
        said_kept=[
            Tension(one, one.texts[NOT_WELL], rows)
            for one, linked in pairs
            if one.texts.get(NOT_WELL, "").strip() and (rows := [row for row in linked if row.status in DONE])
        ],
        said_well=[
            Tension(one, one.texts[WELL], rows)
            for one, linked in pairs
            if one.texts.get(WELL, "").strip() and (rows := [row for row in linked if goes_badly(row, on)])
        ],
    )


def goes_badly(row: SubAction, on: date) -> bool:
    return row.status in GOES_BADLY or is_late(row, on)


def work_by_theme() -> dict[int, list[SubAction]]:
    """By theme, the sub-actions that are linked with it or with one of its recommendations, by links that count.

    An action stands for all its sub-actions.
    """
    rows = list(SubAction.objects.select_related("item__parent", "action__item", "service"))
    by_item, by_action = defaultdict(list), defaultdict(list)
    for row in rows:
        by_item[row.item_id].append(row)
        by_action[row.action.item_id].append(row)
    found: dict[int, dict[int, SubAction]] = defaultdict(dict)
    for link in links_to_themes():
        for row in [*by_item[link.from_item_id], *by_item[link.from_item.parent_id], *by_action[link.from_item_id]]:
            found[theme_of(link.to_item)][row.pk] = row
    return defaultdict(list, {theme: list(linked.values()) for theme, linked in found.items()})


def links_to_themes():
    """Counted links from work to themes and their recommendations."""
    kinds = [Kind.THEME, Kind.RECOMMENDATION]
    return Link.objects.counted().from_work().filter(to_item__kind__in=kinds).select_related("from_item", "to_item")


def theme_of(item: FrameworkItem) -> int:
    return item.pk if item.kind == Kind.THEME else item.parent_id
