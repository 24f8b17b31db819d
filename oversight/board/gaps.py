"""What nobody is doing, or knows, as so many of so many."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from evidence.agreed.parts import ALL, DATELESS
from foundations.coverage import Coverage, Sureness

from .work import Work, listed

OWNER = ("no_owner", "no owner", {"attention": "no-owner"})
LATER = [("no_target", "no target", {"attention": "no-target"}), OWNER]
FIRST = [
    ("no_service", "no service", {"attention": "no-service"}),
    OWNER,
    ("dateless", "no date set by the council", {"group": DATELESS}),
]


@dataclass(frozen=True)
class Gap:
    """So many of so many lack something, and the list of them."""

    number: int
    total: int
    words: str
    url: str


def gaps_of(rows: list[Work], coverage: Coverage, *, is_first_day: bool) -> list[Gap]:
    """What calls and sub-actions lack; on the first day, what to ask for first."""
    calls = [_gap_of_calls(coverage)] if coverage.total else []
    work = [_gap_of_work(rows, *asked) for asked in (FIRST if is_first_day else LATER) if rows]
    return [*work, *calls] if is_first_day else [*calls, *work]


def _gap_of_work(rows: list[Work], name: str, words: str, filters: dict[str, str]) -> Gap:
    noun = "sub-action has" if len(rows) == 1 else "sub-actions have"
    lacking = sum(getattr(row, name) for row in rows)
    if name == "dateless" and (planned := sum(row.dateless and row.is_planned for row in rows)):
        words = f"{words}; {planned:,} {'has' if planned == 1 else 'have'} one in the plan"
    return Gap(lacking, len(rows), f"{noun} {words}", listed(**{"group": ALL} | filters))


def _gap_of_calls(coverage: Coverage) -> Gap:
    noun = "call has" if coverage.total == 1 else "calls have"
    return Gap(
        coverage.without,
        coverage.total,
        f"{noun} no action. {coverage.in_brief}".strip(),
        f"{reverse('calls')}?answered={Sureness.NO}",
    )
