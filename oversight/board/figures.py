"""What the Board's page counts. Every number comes from the querysets of the list that it opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from actions.attention import ATTENTION, Attention, attention
from actions.filters import NO_CALL, foundation_choices
from actions.models import ProgressUpdate, SubAction
from actions.querysets import ProgressUpdateQuerySet
from actions.standing import Standing, standing
from actions.status import GOES_BADLY, Status, Visibility
from evidence.assessments.tensions import read_tensions
from foundations.coverage import Coverage, Sureness, read_coverage
from foundations.models import Round

# What the Board talks about first. At risk and slipping may still be mended without it.
STUCK = (Status.OFF_TRACK, Status.NOT_KEPT)
SHOWN = 10


@dataclass(frozen=True)
class Figure:
    """A number with its words and the list that it opens, which is as long as the number says."""

    words: str
    count: int
    url: str


@dataclass(frozen=True)
class Board:
    """The counts of a day: one row a status, the foundations with their names, and the calls."""

    rows: dict[str, dict[str, int]]
    foundations: list[tuple[str, str]]
    coverage: Coverage

    @property
    def total(self) -> int:
        return sum(row["total"] for row in self.rows.values())

    @property
    def statuses(self) -> list[Status]:
        # Only those that occur: a chart of eleven parts could not be read.
        return [status for status in Status if status in self.rows]

    def with_status(self, status: str, foundation: str | None = None) -> int:
        column = f"answers_{foundation}" if foundation else "total"
        return self.rows.get(status, {}).get(column, 0)

    def needing(self, attention: str) -> int:
        return sum(row[f"needs_{attention}"] for row in self.rows.values())

    @property
    def sentence(self) -> str:
        if not self.total:
            return "There are no sub-actions yet."
        on_track, late, unsaid = (
            self.with_status(Status.ON_TRACK),
            self.needing("late"),
            self.needing("not-reported"),
        )
        parts = [
            f"{on_track} {_are(on_track)} on track",
            f"{late} {_are(late)} past {'its' if late == 1 else 'their'} date",
            f"{unsaid} {_are(unsaid)} not yet reported",
        ]
        gap = f"{self.coverage.headline}. {self.coverage.sureness}".strip()
        return (
            f"Of {_count(self.total, 'sub-action')}, {parts[0]}, {parts[1]} and {parts[2]}. {gap}"
        )

    @property
    def figures(self) -> list[Figure]:
        ranked = sorted(ATTENTION, key=lambda one: one.rank)
        return [*map(self.figure, ranked), *self.call_figures]

    @property
    def call_figures(self) -> list[Figure]:
        """Four numbers that add up to all calls."""
        found, of_all = self.coverage, f"of {_count(self.coverage.total, 'call')} to action"
        counts = [
            (Sureness.NO, found.without, "without an action"),
            (Sureness.SUGGESTED, found.suggested, "with a suggestion only"),
            (Sureness.ADDED, found.added, "with an action that a Promise Keeper added"),
            (Sureness.CONFIRMED, found.confirmed, "with a confirmed action"),
        ]
        return [Figure(f"{of_all} {words}", number, _calls(how)) for how, number, words in counts]

    def figure(self, one: Attention) -> Figure:
        return Figure(one.words, self.needing(one.key), _listed(attention=one.key))

    @property
    def stuck_figures(self) -> list[Figure]:
        # The page shows the first ten of what is stuck; these lead to all of it, with its number.
        said = [
            Figure(status.label, self.with_status(status), _listed(status=status.value))
            for status in STUCK
        ]
        return [self.figure(attention("late")), *said]

    @property
    def chart(self) -> list[dict]:
        """One bar a foundation, one part a status: the rows of the chart and of its table."""
        return [
            {"label": name, "url": _listed(foundation=key), "parts": self.parts(key)}
            for key, name in self.foundations
        ]

    def parts(self, foundation: str) -> list[dict]:
        return [
            {
                "key": status.value,
                "label": status.short.capitalize(),
                "count": self.with_status(status, foundation),
                "url": _listed(foundation=foundation, status=status.value),
            }
            for status in self.statuses
        ]

    @property
    def chart_sentence(self) -> str:
        if set(self.rows) <= {Status.NOT_REPORTED}:
            return "Nothing has been reported yet."
        *first, last = [status.short for status in GOES_BADLY]
        words = f"{', '.join(first)} or {last}"
        counts = {
            key: sum(self.with_status(status, key) for status in GOES_BADLY)
            for key, _name in self.foundations
        }
        names = {key: f"under {name}" for key, name in self.foundations} | {
            NO_CALL: "without a call"
        }
        bad = [f"{number} {names[key]}" for key, number in counts.items() if number]
        return (
            f"Reported as {words}: {', '.join(bad)}." if bad else f"Nothing is reported as {words}."
        )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _listed(**filters: str) -> str:
    return f"{reverse('sub-actions')}?{urlencode(filters)}"


def _calls(answered: Sureness) -> str:
    return f"{reverse('calls')}?{urlencode({'answered': answered.value})}"


def read_board(on: date) -> Board:
    """The Board's counts of a day, in three statements however many sub-actions there are."""
    foundations = foundation_choices()
    rows = {row["status"]: row for row in _count_by_status(on, [key for key, _name in foundations])}
    return Board(rows=rows, foundations=foundations, coverage=read_coverage())


def tension_figure(on: date) -> Figure | None:
    """How many self-assessments of the round that is on say otherwise than the linked work; None
    without a round.
    """
    shown = Round.objects.current_assessment(on)
    # "None" would be a lie where nobody was asked; the page then shows no such figure.
    if shown is None:
        return None
    words = "Self-assessments that say otherwise than linked work"
    return Figure(words, read_tensions(shown, on).count, reverse("tensions"))


def _count_by_status(on: date, foundations: list[str]) -> list[dict]:
    """A row a status: all sub-actions of it, those that need each attention, those that answer each
    foundation.
    """
    all_rows = SubAction.objects.all()
    # Each condition is a set of ids of its own. As conditions of one query they would share their
    # joins, and a sub-action with two links would be counted twice.
    columns = {f"needs_{one.key}": one.rows(all_rows, on) for one in ATTENTION}
    columns |= {
        f"answers_{key}": all_rows.answering(None if key == NO_CALL else key) for key in foundations
    }
    counts = {
        name: Count("pk", filter=Q(pk__in=rows.values("pk"))) for name, rows in columns.items()
    }
    # Ordered by nothing, or the default order would become part of the groups.
    return list(all_rows.order_by().values("status").annotate(total=Count("pk"), **counts))


def stuck(on: date) -> list[tuple[SubAction, Standing]]:
    """What is past its date, off track or not kept, the longest overdue first, with the reason."""
    rows = SubAction.objects.late(on) | SubAction.objects.filter(status__in=STUCK)
    # What has no due date can still be off track; among those the oldest report comes first.
    rows = rows.with_contradictions(on).select_related("item__published_target", "service")
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "reported_on", "pk")
    return [(row, standing(row, on)) for row in rows[:SHOWN]]


def newest_updates(user: User) -> ProgressUpdateQuerySet:
    """The newest updates of every service that are meant for the Board or for all, with what a line
    shows; ten at most.
    """
    # What is internal stays with its service even where this person could read it: a Keeper who
    # also sits on the Board sees here what the Board sees.
    rows = ProgressUpdate.objects.current().visible_to(user).exclude(visibility=Visibility.INTERNAL)
    return rows.select_related("sub_action__item", "sub_action__service", "posted_by")[:SHOWN]
