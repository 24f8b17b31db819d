"""What each operation may cost. A changed goal is a diff of this file.

`times` is × F1, the empty page behind the product's own middleware; `statements` and `kb`
(kilobytes, as small as gzip makes them) are exact. No page is longer than `RAW_KB` before that.
"""

from __future__ import annotations

from dataclasses import dataclass

RAW_KB = 120
FLOOR = 1.5  # F1 × F1d, an empty page behind Django's own middleware
GROWTH = {"S10": 1.10, "M": 1.25, "L": 1.25}  # × the figure of S
MICROSECONDS_A_ROW = 10  # of CSV, above reading
XLSX = (15, 5)  # so many F1 and so many times the CSV of the same lines
FILE_STATEMENTS = 10
BOOT = 2.5  # to the first answer, × bare Django's
# Of the Board's page with all that it names, its font included, as it leaves.
VISIT = {
    "first visit, KB": 100,
    "before first paint, KB": 40,
    "later visit, changed, KB": 15,
    "requests of a first visit": 10,
}


@dataclass(frozen=True)
class Goal:
    """Of one operation; None where there is none but the limit of all pages."""

    times: float | None = None
    statements: int | None = 10
    kb: float | None = None
    # Where PostgreSQL does better.
    times_postgresql: float | None = None

    def times_on(self, vendor: str) -> float | None:
        return (
            self.times_postgresql
            if vendor == "postgresql" and self.times_postgresql
            else (self.times)
        )


GOALS = {
    "Board, first look after a save": Goal(10, 10, 12, times_postgresql=8),
    "Board, unchanged": Goal(1.6, 4, 0),
    "call": Goal(6, 10, 8),
    "sub-action, the busiest": Goal(6, 10, 8),
    "sub-action, no updates": Goal(6, 10, 8),
    "action": Goal(None, 10),
    "my work": Goal(7, 10),
    "sub-actions by status": Goal(7, 10),
    "sub-actions of a foundation, contradicted": Goal(7, 10),
    "coverage": Goal(10, 8, 15),
    "page 85 of The Promise": Goal(None, 10),
    "participation": Goal(None, 10),
    "sessions": Goal(7, 10),
    "evidence": Goal(7, 10),
    "what we heard": Goal(7, 10),
    "self-assessment, a draft": Goal(10, 10, 12),
    "self-assessments of a round": Goal(None, 10),
    "tensions": Goal(None, 10),
    "a theme side by side": Goal(None, 10),
    "services": Goal(None, 10),
    "people": Goal(None, 10),
    "history": Goal(7, 10),
    "search, a rare word": Goal(6, 8),
    "search, a common word": Goal(6, 8),
    "session form": Goal(None, 10),
    "update form": Goal(None, 10),
    "assigning": Goal(None, 10),
    "assigning to a service": Goal(None, 10),
    "names while one types": Goal(None, 4),
    "calls": Goal(None, 10),
    "actions": Goal(None, 10),
    "claims": Goal(None, 10),
    "changes since the last Board": Goal(None, 10),
    "a foundation": Goal(None, 10),
    "theme": Goal(None, 10),
    "a service's self-assessment": Goal(None, 10),
    "upkeep of evidence": Goal(None, 10),
    "administration": Goal(None, 10),
    "form of what was heard": Goal(None, 10),
    "form of a role": Goal(None, 10),
    "form of several invitations": Goal(None, 10),
    "form of an action's lead": Goal(None, 10),
    "edit form": Goal(None, 10),
    "form of a replacement": Goal(None, 10),
    "update save": Goal(5, 10),
    "self-assessment autosave": Goal(3, 6, 0.5),
    "session save": Goal(5, 9),
}
