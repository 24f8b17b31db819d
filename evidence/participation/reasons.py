"""What speaks against an entry of a session: the same sentences for the form, a sheet and the
services.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Service
from accounts.words import day

from .models import AudienceKind, LivedExperience, Session, SessionKind
from .querysets import COUNTING

# More than any hall of a council holds: a number beyond it is a slip of the finger.
MOST = 20_000
# The Promise is of 2020; older sessions may be part of a sheet, a year such as 0026 is not.
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Heads:
    """How many came of one audience; its service where it is one."""

    kind: str
    headcount: int
    service: Service | None = None

    def __str__(self) -> str:
        of = f", {self.service}" if self.service else ""
        return f"{self.headcount} ({AudienceKind(self.kind).label}{of})"


def check_entries(session: Session, audiences: list[Heads]) -> None:
    """Raises ValidationError, by field, with every reason against what was entered."""
    found = {
        "held_on": day_reasons(session.held_on),
        "kind": [] if session.kind in SessionKind else ["Choose a kind of session from the list."],
        "lived_experience": _lived_reasons(session.lived_experience),
        "lived_number": number_reasons(session.lived_experience, session.lived_number),
        "audiences": [
            reason for heads in audiences for reason in heads_reasons(heads, session.held_on)
        ],
    }
    if not audiences:
        found["audiences"] = ["Say who came: at least one audience."]
    if reasons := {name: sentences for name, sentences in found.items() if sentences}:
        raise ValidationError(reasons)


def day_reasons(held_on: date) -> list[str]:
    """What speaks against a day on which a session was held."""
    if held_on > timezone.localdate():
        return ["The day is in the future. Log a session once it has been held."]
    return [f"Give a day in {FIRST_YEAR} or later."] if held_on.year < FIRST_YEAR else []


def _lived_reasons(part: str) -> list[str]:
    return (
        []
        if part in LivedExperience
        else ["Say what people with lived experience did, or “Neither”."]
    )


def number_reasons(part: str, number: int) -> list[str]:
    """A part of lived experience has its number; without a part there is none."""
    if part == LivedExperience.NEITHER:
        return (
            ["Leave the number empty or 0 if they neither designed nor delivered it."]
            if number
            else []
        )
    return (
        []
        if 1 <= number <= MOST
        else [f"How many people with lived experience? A number from 1 to {MOST:,}."]
    )


def heads_reasons(heads: Heads, held_on: date) -> list[str]:
    """What speaks against one audience of a session of that day."""
    if heads.kind not in AudienceKind:
        return ["Choose an audience from the list."]
    found = [] if 1 <= heads.headcount <= MOST else [f"How many came? A number from 1 to {MOST:,}."]
    # Elected members and the community are nobody's workforce; a service beside them would put
    # them into its figures.
    if heads.service and heads.kind not in COUNTING:
        label = AudienceKind(heads.kind).label
        found.append(f"“{label}” belongs to no service. Leave the service empty.")
    # On the day it closed it is closed, as everywhere.
    if heads.service and heads.service.is_closed(held_on):
        found.append(
            f"{heads.service} was closed on {day(heads.service.closed_on)}, before this day."
        )
    return found
