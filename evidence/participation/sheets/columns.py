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

    @property
    def explanation(self) -> str:
        """What to write in this column, with the words to choose from."""
        words = f" {', '.join(f'“{word}”' for word in self.words)}." if self.words else ""
        return f"{self.hint}{words}{'' if self.required else ' May be empty.'}"


def _labels(choices: type) -> tuple[str, ...]:
    return tuple(choices.labels)


SESSION = Column(
    "Session",
    "Empty for a new session. A new session with several audiences takes a line for each: give "
    "these lines the same letter, such as A, and repeat what is the same. A download has the "
    "number of each session here; leave it.",
    10,
    required=False,
)
DATE = Column(
    "Date",
    "The day on which it was held: 31/12/2026, or 31 December 2026. A year of two digits is one of "
    "1950 to 2049.",
    13,
)
KIND = Column("Kind", "One of", 26, words=_labels(SessionKind))
AUDIENCE = Column("Audience", "Who came, one of", 22, words=_labels(AudienceKind))
SERVICE = Column(
    "Service",
    "Whose workforce, or which commissioned service: its name as the page “Services” writes it.",
    34,
    required=False,
)
HEADCOUNT = Column("Headcount", "How many of this audience came: a whole number.", 12)
LIVED = Column(
    "Lived experience",
    "What people with lived experience did, one of",
    26,
    words=_labels(LivedExperience),
)
LIVED_NUMBER = Column(
    "How many with lived experience",
    "How many of them did so: a whole number, and never a name. "
    "Nothing, or 0, where it is “Neither”. A download leaves it empty.",
    30,
    required=False,
)
SUB_ACTIONS = Column(
    "Sub-actions",
    "The keys of the sub-actions that it counts for, such as 1.1, 1.3.",
    16,
    required=False,
)

COLUMNS = (SESSION, DATE, KIND, AUDIENCE, SERVICE, HEADCOUNT, LIVED, LIVED_NUMBER, SUB_ACTIONS)
HEADING = [column.name for column in COLUMNS]
# What all lines of a session say alike.
OF_THE_SESSION = (DATE, KIND, LIVED, LIVED_NUMBER, SUB_ACTIONS)
