"""The columns of a sheet of sessions: the same on the way in and on the way out."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import AudienceKind, LivedExperience, SessionKind


@dataclass(frozen=True)
class Column:
    """A column: its heading, what to write below it, and how wide it is in a workbook."""

    name: str
    hint: str
    width: int
    required: bool = True
    words: tuple[str, ...] = ()


def labels(choices: type) -> tuple[str, ...]:
    return tuple(choices.labels)


SESSION = Column(
    "Session",
    "The number of a session that is in Promise Tracker already, as a download writes it. Leave it empty for a new "
    "one. A new session with several audiences takes a line for each: give these lines the same letter, such as A, "
    "and repeat the date and all else that is the same.",
    10,
    required=False,
)
DATE = Column("Date", "The day on which it was held: a date of the spreadsheet, or words such as 3 March 2026.", 13)
KIND = Column("Kind", "One of these words.", 26, words=labels(SessionKind))
AUDIENCE = Column("Audience", "Who came: one of these words.", 22, words=labels(AudienceKind))
SERVICE = Column(
    "Service", "The audience’s service, by its name here; empty where it is of none, or of several.", 34, False
)
HEADCOUNT = Column("Headcount", "How many of this audience came: a whole number.", 12)
LIVED = Column(
    "Lived experience",
    "What people with lived experience did: one of these words. Never write a name.",
    26,
    words=labels(LivedExperience),
)
LIVED_NUMBER = Column(
    "How many with lived experience", "How many of them did so; empty or 0 where it is “Neither”.", 30, False
)
SUB_ACTIONS = Column("Sub-actions", "The keys of the sub-actions that it served, such as 1.1, 1.3.", 16, False)

COLUMNS = (SESSION, DATE, KIND, AUDIENCE, SERVICE, HEADCOUNT, LIVED, LIVED_NUMBER, SUB_ACTIONS)
HEADING = [column.name for column in COLUMNS]
# What all lines of a session say alike.
OF_THE_SESSION = (DATE, KIND, LIVED, LIVED_NUMBER, SUB_ACTIONS)
