"""What each of a Promise Keeper's own services has to answer in a round, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from foundations.models import FrameworkItem, Kind, Round

from .completeness import HOW_DO_WE_KNOW
from .lines import Cell, Line, read_lines
from .models import Answer


@dataclass(frozen=True)
class Next:
    """The theme to go on with: the questions still open, and when something was saved last."""

    cell: Cell
    unanswered: list[FrameworkItem]
    saved_at: datetime | None

    @property
    def begun(self) -> bool:
        return self.cell.in_draft


@dataclass(frozen=True)
class Mine:
    """One service: its themes, and which to go on with; None where nothing is left to do."""

    line: Line
    next: Next | None

    @property
    def set_aside(self) -> list[Cell]:
        return [cell for cell in self.line.cells if cell.set_aside]


def read_mine(round: Round, user: User, on: date) -> tuple[list[Mine], list[FrameworkItem]]:
    """A person's own services in a round, and the four questions; in four statements."""
    lines = read_lines(round, user.services)
    prompts = list(FrameworkItem.objects.of_kind(Kind.PROMPT))
    coming = {line.service.pk: _next_of(line, on) for line in lines if not round.is_closed}
    begun = [cell.assessment for cell in coming.values() if cell and cell.in_draft]
    answers = list(Answer.objects.filter(assessment__in=begun).select_related("prompt"))
    return [
        Mine(line, _as_next(coming.get(line.service.pk), prompts, answers)) for line in lines
    ], prompts


def _next_of(line: Line, on: date) -> Cell | None:
    """What is begun goes before what is not, which a closed service does not begin."""
    draft = (cell for cell in line.cells if cell.in_draft)
    untouched = [cell for cell in line.cells if cell.assessment is None]
    return next(draft, None) or next(iter([] if line.service.is_closed(on) else untouched), None)


def _as_next(cell: Cell | None, prompts: list[FrameworkItem], answers: list[Answer]) -> Next | None:
    if cell is None:
        return None
    held = cell.assessment.pk if cell.assessment else None
    own = [answer for answer in answers if answer.assessment_id == held]
    filled = {one.prompt.key for one in own if one.text and one.prompt.key != HOW_DO_WE_KNOW}
    # Counted by the database: a text alone is no answer to “How do we know?”.
    if cell.assessment and cell.assessment.knows:
        filled.add(HOW_DO_WE_KNOW)
    saved = [answer.saved_at for answer in own if answer.saved_at]
    open_ = [prompt for prompt in prompts if prompt.key not in filled]
    return Next(cell, open_, max(saved, default=None))
