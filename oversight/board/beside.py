"""What higher subjects put on the Board's page of today, beside the figures that rounds keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

# By the name under which the page shows it: a function of the newest seal and the day.
ON_THE_BOARD: dict[str, Callable[[str, date], object]] = {}


def read_beside(seal: str, on: date) -> dict[str, object]:
    """All of it."""
    return {name: read(seal, on) for name, read in ON_THE_BOARD.items()}
