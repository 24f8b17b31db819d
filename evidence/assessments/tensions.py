"""Tensions: themes whose self-assessment says one thing and whose linked work is said to go another
way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, Q, QuerySet, When

from accounts.kept import kept
from accounts.prepared import prepared
from accounts.together import Reading, read_one, totals
from actions.models import SubAction
from actions.status import Status
from foundations.models import Kind, Link, Round

from ..agreed.rows import Row, reading_rows
from .models import SelfAssessment, Submission

WELL, NOT_WELL = "Q1", "Q2"
DONE = (Status.COMPLETE, Status.BEING_KEPT)
# Each with the texts of two people and its work; of that as much as can be compared with them.
PER_PAGE, ROWS = 20, 3
SAYS_SOMETHING = r"\S"


@dataclass(frozen=True)
class Tension:
    """A theme as a service assessed it beside sub-actions linked with it that are said to go the
    other way: the first `rows` of them, and how many there are besides.
    """

    submission: Submission
    says: str
    rows: list[Row]
    more: int

    @property
    def assessment(self) -> SelfAssessment:
        return self.submission.assessment


@dataclass(frozen=True)
class Said:
    """The same without how the work goes: `work` holds the ids of the first sub-actions."""

    submission: Submission
    says: str
    is_well: bool
    work: list[int]
    more: int


@dataclass(frozen=True)
class Work:
    """The ids of the sub-actions that are linked with themes, by the id of the theme: those that
    are said to be done, and those that go badly.
    """

    done: dict[int, dict[int, None]]
    badly: dict[int, dict[int, None]]


@dataclass(frozen=True)
class Tensions:
    """Both directions: how much is said to be kept though it does not go well, and the reverse; and
    a page of them, those first.
    """

    kept: int
    well: int
    page: Page
    said_kept: list[Tension]
    said_well: list[Tension]

    @property
    def count(self) -> int:
        return self.kept + self.well

    @property
    def sentence(self) -> str:
        return sentence_of(self.kept, self.well)


def sentence_of(kept: int, well: int) -> str:
    """How many say one thing while the linked work is said to go another way."""
    first = (
        f"{_how_many_say(kept)} that something does not go well "
        "while linked work is reported as complete or being kept"
    )
    second = (
        f"{_how_many_say(well).lower()} that something goes well "
        "while linked work is late, at risk or worse"
    )
    return f"{first}; {second}."


def _how_many_say(number: int) -> str:
    few = {0: "No self-assessment says", 1: "1 self-assessment says"}
    return few.get(number, f"{number:,} self-assessments say")


class _Both:
    """What is said in one direction and then what is said in the other, as one list that is read a
    page at a time.
    """

    def __init__(self, kept: QuerySet, well: QuerySet, first: int, number: int) -> None:
        self.kept, self.well, self.first, self.number = kept, well, first, number

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, part: slice) -> tuple[QuerySet, QuerySet]:
        start, end = (max(place - self.first, 0) for place in (part.start, part.stop))
        return self.kept[part.start : part.stop], self.well[start:end]


def read_tensions(round: Round, on: date, page: str | None = None, seal: str = "") -> Tensions:
    """What was submitted in a round against how the linked work stands on a day: in numbers, and a
    page of it, in a fixed number of statements; kept for a seal that was read before.
    """
    return _tensions(seal, round, on, page)


def read_all_said(round: Round, on: date) -> list[Said]:
    """All of both directions in a round, what does not go well first."""
    return read_one(_reading_all_said(round, on))


def _reading_all_said(round: Round, on: date) -> Reading:
    work = yield from _reading_work(on)
    kept, well = yield _in_both(round, work)
    return [
        *(_said(one, NOT_WELL, work.done) for one in kept),
        *(_said(one, WELL, work.badly) for one in well),
    ]


@kept
def _tensions(round: Round, on: date, page: str | None) -> Tensions:
    return read_one(_reading_tensions(round, on, page))


def _reading_tensions(round: Round, on: date, number: str | None) -> Reading:
    work = yield from _reading_work(on)
    kept, well = _in_both(round, work)
    first, second = map(
        _number_of, (yield totals(kept, n=Count("pk")), totals(well, n=Count("pk")))
    )
    both = _Both(kept, well, first, first + second)
    page = Paginator(both, PER_PAGE).get_page(number)
    kept, well = yield page.object_list
    shown = [*_shown(kept, work.done), *_shown(well, work.badly)]
    rows = yield from reading_rows({pk for pks in shown for pk in pks}, on)
    return Tensions(
        kept=first,
        well=second,
        page=page,
        said_kept=[_tension(one, NOT_WELL, work.done, rows) for one in kept],
        said_well=[_tension(one, WELL, work.badly, rows) for one in well],
    )


def _number_of(counted: QuerySet) -> int:
    # Of no themes at all nothing is counted.
    return counted[0]["n"] if counted else 0


def _in_both(round: Round, work: Work) -> tuple[QuerySet, QuerySet]:
    # Reopened ones are left out: whoever reopened is about to say something else.
    said = Submission.objects.current().of_round(round)
    return _saying(said, NOT_WELL, work.done), _saying(said, WELL, work.badly)


def _saying(submissions: QuerySet, prompt: str, work: Iterable[int]) -> QuerySet:
    """Those that write something under a question, of these themes."""
    about = submissions.filter(assessment__theme__in=list(work))
    return about.filter(**{f"texts__{prompt}__regex": SAYS_SOMETHING})


def _shown(submissions: Iterable[Submission], work: dict) -> list[list[int]]:
    return [list(work[one.assessment.theme_id])[:ROWS] for one in submissions]


def _tension(one: Submission, prompt: str, work: dict, rows: dict[int, Row]) -> Tension:
    linked = work[one.assessment.theme_id]
    found = [rows[pk] for pk in list(linked)[:ROWS] if pk in rows]
    return Tension(one, one.texts[prompt], found, len(linked) - len(found))


def _said(one: Submission, prompt: str, work: dict) -> Said:
    linked = list(work[one.assessment.theme_id])
    more = max(len(linked) - ROWS, 0)
    return Said(one, one.texts[prompt], prompt == WELL, linked[:ROWS], more)


def _reading_work(on: date) -> Reading:
    """The sub-actions that are linked with a theme or with one of its recommendations, by links
    that count.
    """
    links, rows = yield _links_to_themes(), _going(on)
    # A link may be with the sub-action, one of its criteria, or its whole action, which stands for
    # all its sub-actions.
    by_item, by_action = defaultdict(list), defaultdict(list)
    for row in rows:
        by_item[row["item"]].append(row)
        by_action[row["action__item"]].append(row)
    # By its number: work linked with a theme and with its recommendation stands there once.
    work = Work(defaultdict(dict), defaultdict(dict))
    for link in links:
        theme, start = link["theme"], link["from_item"]
        for row in [*by_item[start], *by_item[link["from_item__parent"]], *by_action[start]]:
            if row["status"] in DONE:
                work.done[theme][row["pk"]] = None
            if row["badly"]:
                work.badly[theme][row["pk"]] = None
    return work


@prepared
def _going(on: date) -> QuerySet:
    """What is said to be done, and what goes badly."""
    rows = SubAction.objects.to_be_done()
    rows = rows.annotate(badly=Q(pk__in=rows.stuck(on).order_by().values("pk")))
    rows = rows.filter(Q(status__in=DONE) | Q(badly=True))
    return rows.values("pk", "status", "item", "action__item", "badly")


def _links_to_themes() -> QuerySet:
    """Counted links from work to themes and their recommendations, each with its theme."""
    links = Link.objects.counted().from_work()
    links = links.filter(to_item__kind__in=[Kind.THEME, Kind.RECOMMENDATION])
    theme = Case(When(to_item__kind=Kind.THEME, then=F("to_item")), default=F("to_item__parent"))
    return links.annotate(theme=theme).values("theme", "from_item", "from_item__parent")
