"""The four groups that add up: the answer to how a sub-action that is to be done goes.

The rule itself mentions evidence and what others agree to, so it stands in `evidence/agreed`.
"""

from __future__ import annotations

from django.db import models

from .status import GOES_BADLY, Status


class Group(models.TextChoices):
    """One of four that exclude each other; what is stopped by a decision or replaced is in none."""

    KEPT = "kept", "Kept"
    IN_HAND = "in-hand", "In hand"
    NOT_GOING_WELL = "not-going-well", "Not going well"
    NOT_KNOWN = "not-known", "Not known"

    @property
    def meaning(self) -> str:
        return MEANINGS[self]

    @property
    def rank(self) -> int:
        """From the worst, 0, to the best: silence may lower a sub-action, and never raises it."""
        return WORST_FIRST.index(self)


WORST_FIRST = (Group.NOT_GOING_WELL, Group.NOT_KNOWN, Group.IN_HAND, Group.KEPT)
MEANINGS = {
    Group.KEPT: "Complete or being kept, and somebody else has agreed.",
    Group.IN_HAND: "Under way, or reported as kept and not yet agreed.",
    Group.NOT_GOING_WELL: "Said to go badly, late, missed, not started, or stopped without a "
    "decision.",
    Group.NOT_KNOWN: "Never reported, or neither reported nor confirmed since the last round.",
}
# Good words that somebody has to say again, or they are known no more. What is complete stays so.
SAID_AGAIN = (Status.ON_TRACK, Status.IN_PLACE, Status.BEING_KEPT)
SAID_BADLY = GOES_BADLY
# What the owner claims; it counts once somebody else has agreed.
CLAIMS = (Status.COMPLETE, Status.BEING_KEPT)
