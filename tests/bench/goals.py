"""What each operation may cost. A changed goal is a diff of this file.

`times` is × F1, the empty page behind the product's own middleware; `statements` and `kb`
(kilobytes, as small as gzip makes them) are exact. No page is longer than `RAW_KB` before that.
`rows` is how many PostgreSQL may read for it after ten years of one council, which are 50,000 rows
beside the history: some; a share of them; each of them once; each of them a few times. Whatever
asks something of each row for each other row reads millions.
"""

from __future__ import annotations

from dataclasses import dataclass

RAW_KB = 120
TEN_YEARS = "S10"
SOME, SHARE, ONCE, FEW_TIMES = 5_000, 20_000, 50_000, 200_000
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
    rows: int = SOME
    # Where PostgreSQL does better.
    times_postgresql: float | None = None

    def times_on(self, vendor: str) -> float | None:
        return (
            self.times_postgresql
            if vendor == "postgresql" and self.times_postgresql
            else (self.times)
        )


GOALS = {
    "Board, first look after a save": Goal(10, 10, 12, times_postgresql=8, rows=FEW_TIMES),
    "Board, unchanged": Goal(1.6, 4, 0),
    "call": Goal(6, 10, 8, rows=FEW_TIMES),
    "sub-action, the busiest": Goal(6, 10, 8, rows=FEW_TIMES),
    "sub-action, no updates": Goal(6, 10, 8, rows=FEW_TIMES),
    "action": Goal(None, 10, rows=FEW_TIMES),
    "my work": Goal(7, 10, rows=FEW_TIMES),
    "sub-actions by status": Goal(7, 10, rows=FEW_TIMES),
    "sub-actions of a foundation, contradicted": Goal(7, 10, rows=FEW_TIMES),
    "coverage": Goal(10, 8, 15),
    "page 85 of The Promise": Goal(None, 10, rows=FEW_TIMES),
    "participation": Goal(None, 10, rows=FEW_TIMES),
    "sessions": Goal(7, 10, rows=ONCE),
    "evidence": Goal(7, 10, rows=SHARE),
    "what we heard": Goal(7, 10, rows=SHARE),
    "self-assessment, a draft": Goal(10, 10, 12),
    "self-assessments of a round": Goal(None, 10, rows=ONCE),
    "tensions": Goal(None, 10, rows=FEW_TIMES),
    "a theme side by side": Goal(None, 10, rows=SHARE),
    "services": Goal(None, 10),
    "people": Goal(None, 10),
    "history": Goal(7, 10, rows=FEW_TIMES),
    "search, a rare word": Goal(6, 8, rows=FEW_TIMES),
    "search, a common word": Goal(6, 8, rows=FEW_TIMES),
    "session form": Goal(None, 10),
    "update form": Goal(None, 10, rows=ONCE),
    "assigning": Goal(None, 10),
    "assigning to a service": Goal(None, 10, rows=ONCE),
    "names while one types": Goal(None, 4),
    "calls": Goal(None, 10, rows=FEW_TIMES),
    "actions": Goal(None, 10, rows=ONCE),
    "claims": Goal(None, 10, rows=ONCE),
    "changes since the last Board": Goal(None, 10, rows=FEW_TIMES),
    "a closed round, read before": Goal(4, 10, 12),
    "a foundation": Goal(None, 10, rows=FEW_TIMES),
    "theme": Goal(None, 10, rows=FEW_TIMES),
    "a service's self-assessment": Goal(None, 10),
    "what would help": Goal(None, 10),
    "meeting": Goal(None, 10, rows=FEW_TIMES),
    "what the Board asks": Goal(None, 10, rows=SHARE),
    "a question": Goal(None, 10),
    "decisions": Goal(None, 10),
    "governance": Goal(None, 10),
    "what is felt": Goal(None, 10, rows=FEW_TIMES),
    "asking what is felt": Goal(None, 10, rows=FEW_TIMES),
    "upkeep of evidence": Goal(None, 10, rows=SHARE),
    "administration": Goal(None, 10, rows=SHARE),
    "form of what was heard": Goal(None, 10),
    "form of a role": Goal(None, 10),
    "form of several invitations": Goal(None, 10),
    "form of an action's lead": Goal(None, 10),
    "edit form": Goal(None, 10, rows=SHARE),
    "form of a replacement": Goal(None, 10, rows=SHARE),
    "update save": Goal(5, 10),
    "self-assessment autosave": Goal(3, 6, 0.5),
    "session save": Goal(5, 9),
}
