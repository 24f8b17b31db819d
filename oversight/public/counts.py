"""Numbers that may count people, on their way out."""

from __future__ import annotations

# Of fewer, each might be known; a number of our own, not of any law.
FEWEST = 5


def shown_figure(number: str, unit: str) -> str:
    """A figure with its unit; a whole number that might be of so few people is not told."""
    few = {str(one) for one in range(1, FEWEST)}
    return f"fewer than {FEWEST} {unit}".strip() if number in few else f"{number} {unit}".strip()
