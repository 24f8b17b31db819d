"""The demo council's sessions, logged by those who would log them."""

from __future__ import annotations

from evidence.participation.reasons import Heads
from evidence.participation.services import log_session

from .council import Demo

# Before everything, in days from the day of loading.
LONG_AGO = -10_000


def log_sessions(demo: Demo, *, after: int = LONG_AGO, until: int = 0) -> None:
    """The sessions after one day and up to another, in the order of their days."""
    for row in demo.data["sessions"]:
        if after < row["day"] <= until:
            _log(demo, row)


def _log(demo: Demo, row: dict) -> None:
    log_session(
        by=demo.people[row["by"]],
        held_on=demo.day(row["day"]),
        kind=row["kind"],
        lived_experience=row["lived_experience"],
        lived_number=row["lived_number"],
        audiences=[_heads(demo, audience) for audience in row["audiences"]],
        sub_actions=[demo.sub_actions[key] for key in row["sub_actions"]],
    )


def _heads(demo: Demo, audience: dict) -> Heads:
    service = demo.services[audience["service"]] if "service" in audience else None
    return Heads(audience["kind"], audience["headcount"], service)
