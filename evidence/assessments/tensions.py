"""Tensions: themes whose self-assessment says one thing and whose linked work is said to go another
way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from actions.models import SubAction
from actions.standing import is_late
from actions.status import GOES_BADLY, Status
from foundations.models import FrameworkItem, Kind, Link, Round

from ..agreed.rows import Row, read_rows
from .models import SelfAssessment, Submission

WELL, NOT_WELL = "Q1", "Q2"
DONE = (Status.COMPLETE, Status.BEING_KEPT)


@dataclass(frozen=True)
class Tension:
    """A theme as a service assessed it beside sub-actions linked with it that are said to go the
    other way.
    """

    submission: Submission
    says: str
    rows: list[Row]

    @property
    def assessment(self) -> SelfAssessment:
        return self.submission.assessment


@dataclass(frozen=True)
class Tensions:
    """Both directions: what is said to be kept though it does not go well, and the reverse."""

    said_kept: list[Tension]
    said_well: list[Tension]

    @property
    def count(self) -> int:
        return len(self.said_kept) + len(self.said_well)

    @property
    def sentence(self) -> str:
        """How many say one thing while the linked work is said to go another way."""
        kept = (
            f"{_how_many_say(self.said_kept)} that something does not go well "
            "while linked work is reported as complete or being kept"
        )
        well = (
            f"{_how_many_say(self.said_well).lower()} that something goes well "
            "while linked work is late, at risk or worse"
        )
        return f"{kept}; {well}."


def _how_many_say(ones: list[Tension]) -> str:
    few = {0: "No self-assessment says", 1: "1 self-assessment says"}
    return few.get(len(ones), f"{len(ones)} self-assessments say")


def read_tensions(round: Round, on: date) -> Tensions:
    """What was submitted in a round against how the linked work stands on a day, in a fixed number
    of statements.
    """
    work = _work_by_theme(on)
    # Reopened ones are left out: whoever reopened is about to say something else.
    submissions = Submission.objects.current().of_round(round)
    pairs = [(one, work[one.assessment.theme_id]) for one in submissions]
    return Tensions(
        said_kept=[
            Tension(one, one.texts[NOT_WELL], rows)
            for one, linked in pairs
            if one.texts.get(NOT_WELL, "").strip()
            and (rows := [row for row in linked if row.sub_action.status in DONE])
        ],
        said_well=[
            Tension(one, one.texts[WELL], rows)
            for one, linked in pairs
            if one.texts.get(WELL, "").strip()
            and (rows := [row for row in linked if _goes_badly(row.sub_action, on)])
        ],
    )


def _goes_badly(row: SubAction, on: date) -> bool:
    return row.status in GOES_BADLY or is_late(row, on)


def _work_by_theme(on: date) -> dict[int, list[Row]]:
    """By theme, the sub-actions that are linked with it or with one of its recommendations, by
    links that count.

    An action stands for all its sub-actions.
    """
    rows = SubAction.objects.to_be_done().with_contradictions(on)
    rows = list(
        rows.select_related("item__parent", "item__published_target", "action__item", "service")
    )
    # A link may be with the sub-action, one of its criteria, or its whole action.
    by_item, by_action = defaultdict(list), defaultdict(list)
    for row in rows:
        by_item[row.item_id].append(row)
        by_action[row.action.item_id].append(row)
    found: dict[int, dict[int, SubAction]] = defaultdict(dict)
    for link in _links_to_themes():
        for row in [
            *by_item[link.from_item_id],
            *by_item[link.from_item.parent_id],
            *by_action[link.from_item_id],
        ]:
            # By its number: work linked with a theme and with its recommendation stands there once.
            found[_theme_of(link.to_item)][row.pk] = row
    linked = {pk: row for rows in found.values() for pk, row in rows.items()}
    goes = {row.sub_action.pk: row for row in read_rows(linked.values(), on)}
    return defaultdict(list, {theme: [goes[pk] for pk in rows] for theme, rows in found.items()})


def _links_to_themes():
    """Counted links from work to themes and their recommendations."""
    kinds = [Kind.THEME, Kind.RECOMMENDATION]
    return (
        Link.objects.counted()
        .from_work()
        .filter(to_item__kind__in=kinds)
        .select_related("from_item", "to_item")
    )


def _theme_of(item: FrameworkItem) -> int:
    return item.pk if item.kind == Kind.THEME else item.parent_id
