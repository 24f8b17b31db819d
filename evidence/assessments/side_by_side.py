"""What the page of one theme shows of all services side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count

from accounts.models import Service
from accounts.together import Reading, read_one, totals
from foundations.models import FrameworkItem, Round

from .last_round import change_since, newest
from .lines import services_of
from .models import AssessmentState, SelfAssessment, Submission

# Each with four texts of up to 20,000 characters; and names and reasons beside them.
PER_PAGE, SHOWN = 10, 20


@dataclass(frozen=True)
class Column:
    """What one service submitted, with what has become of it since the last round."""

    assessment: SelfAssessment
    submission: Submission
    answers: list[tuple[FrameworkItem, str]]
    since: str

    @property
    def is_reopened(self) -> bool:
        return self.assessment.state == AssessmentState.DRAFT


@dataclass(frozen=True)
class SideBySide:
    """One theme in one round: a page of the services that submitted it; those that set it aside
    and those that did neither, the first of them by name, each with how many there are.
    """

    page: Page
    columns: list[Column]
    set_aside: list[SelfAssessment]
    aside: int
    silent: list[Service]
    not_submitted: int

    @property
    def submitted(self) -> int:
        return self.page.paginator.count

    @property
    def more_aside(self) -> int:
        return self.aside - len(self.set_aside)

    @property
    def more_silent(self) -> int:
        return self.not_submitted - len(self.silent)


def read_side_by_side(
    theme: FrameworkItem,
    prompts: Iterable[FrameworkItem],
    round: Round,
    last: Round | None,
    on: date,
    number: object = None,
) -> SideBySide:
    """What the services say about a theme in a round; in a fixed number of statements."""
    return read_one(_reading_side_by_side(theme, prompts, round, last, on, number))


def _reading_side_by_side(
    theme: FrameworkItem,
    prompts: Iterable[FrameworkItem],
    round: Round,
    last: Round | None,
    on: date,
    number: object,
) -> Reading:
    held = SelfAssessment.objects.filter(theme=theme, round=round).order_by("service__name")
    set_aside = held.filter(state=AssessmentState.SET_ASIDE)
    submitted = held.exclude(state=AssessmentState.SET_ASIDE).submitted_once()
    spoken = [rows.order_by().values("service") for rows in (set_aside, submitted)]
    silent = services_of(round, on).exclude(pk__in=spoken[0]).exclude(pk__in=spoken[1])
    (said,), (aside,), (rest,), first_aside, first_silent = yield (
        *(totals(rows, number=Count("pk")) for rows in (submitted, set_aside, silent)),
        set_aside.select_related("service")[:SHOWN],
        silent[:SHOWN],
    )
    pages = Paginator(submitted.select_related("service", "theme", "round"), PER_PAGE)
    pages.count = said["number"]
    page = pages.get_page(number)
    services = page.object_list.select_related(None).values("service")
    earlier = SelfAssessment.objects.filter(theme=theme, round=last, service__in=services)
    now, earlier = yield (
        page.object_list.with_last_submission(),
        (earlier if last else earlier.none()).with_last_submission(),
    )
    before = {row.service_id: row for row in earlier}
    return SideBySide(
        page=page,
        columns=[_column(row, prompts, last, before.get(row.service_id)) for row in now],
        set_aside=list(first_aside),
        aside=aside["number"],
        silent=list(first_silent),
        not_submitted=rest["number"],
    )


def _column(
    row: SelfAssessment,
    prompts: Iterable[FrameworkItem],
    last: Round | None,
    before: SelfAssessment | None,
) -> Column:
    submission = newest(row)
    return Column(
        assessment=row,
        submission=submission,
        answers=[(prompt, submission.texts.get(prompt.key, "")) for prompt in prompts],
        # Without a last round nothing is new or changed.
        since=change_since(submission, newest(before)) if last else "",
    )
