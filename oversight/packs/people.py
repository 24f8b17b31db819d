"""Counts of people, as everything that leaves says them."""

from __future__ import annotations

# A count of people from one up to less than this is hidden.
THRESHOLD = 5
HIDDEN = f"fewer than {THRESHOLD}"
RULE = (
    f"Counts of people from 1 to {THRESHOLD - 1} are hidden, and so is what would give them away. "
    "Counts of sub-actions, calls, services and groups are not counts of people."
)


def is_hidden(number: int) -> bool:
    """Whether so many people are too few to be told."""
    return 0 < number < THRESHOLD


def people(number: int) -> str:
    """A count of people in words: "1,204", or that it is too small to be told."""
    return HIDDEN if is_hidden(number) else f"{number:,}"
