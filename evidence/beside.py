"""What is said beside a status, wherever it stands, by those who do not report it. Higher apps say
it; nothing of it changes a status, a standing or a group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from accounts.together import Reading, side_by_side

# Functions that take the newest seal and a day, and read what is said by the ids of texts.
BESIDE: list[Callable[[str, date], Reading]] = []


def reading_beside(seal: str, on: date) -> Reading:
    """What is said beside the status of sub-actions and calls on a day, by the ids of their
    texts.
    """
    found: dict[int, object] = {}
    for said in (yield from side_by_side(*(reading(seal, on) for reading in BESIDE))):
        found |= said
    return found


def with_felt(rows: list, beside: Mapping[int, object]) -> list[Any]:
    """Rows of sub-actions, each with what is said beside it (`felt`)."""
    return [replace(row, felt=beside.get(row.sub_action.item_id)) for row in rows]
