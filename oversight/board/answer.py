"""Is the promise being kept? The first word, from a fixed list, and the sentences after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from actions.groups import Group
from actions.status import Status

from .work import Work

YES, MOSTLY, NOT_YET, UNKNOWN, NO = "Yes", "Mostly", "Not yet", "We do not know yet", "No"
WORST_FIRST = [NO, UNKNOWN, NOT_YET, MOSTLY, YES]


@dataclass(frozen=True)
class Tally:
    """How many sub-actions there are, in each group, of how many something was ever reported, and
    on how many people were heard in the last twelve months.
    """

    groups: dict[str, int] = field(default_factory=dict)
    reported: int = 0
    heard: int = 0

    @property
    def total(self) -> int:
        return sum(self.groups.values())

    def of(self, group: Group) -> int:
        return self.groups.get(group, 0)


def tally(rows: Iterable[Work]) -> Tally:
    """The numbers of these sub-actions; what is in no group is not counted."""
    rows = [row for row in rows if row.group]
    return Tally(
        groups=dict(Counter(row.group for row in rows)),
        reported=sum(row.status != Status.NOT_REPORTED for row in rows),
        heard=sum(row.is_heard for row in rows),
    )


def first_word(found: Tally, *, every_call_is_confirmed: bool) -> str:
    """The first word of the answer, one of WORST_FIRST; empty where there is nothing to keep."""
    kept, unknown = found.of(Group.KEPT), found.of(Group.NOT_KNOWN)
    badly = found.of(Group.NOT_GOING_WELL)
    if not found.total:
        return ""
    if not found.reported or unknown * 2 > found.total:
        return UNKNOWN
    if badly > kept + found.of(Group.IN_HAND):
        return NO
    # A good word also says that the plan answers The Promise, so every call must have its action.
    if badly or kept * 4 < found.total * 3 or not every_call_is_confirmed:
        return NOT_YET
    return YES if kept == found.heard == found.total else MOSTLY


def lesser_word(whole: Tally, published: Tally, *, every_call_is_confirmed: bool) -> str:
    """The first word for everything, or that of the published plan alone where it is the worse:
    what the council adds itself cannot improve it.
    """
    words = [
        first_word(found, every_call_is_confirmed=every_call_is_confirmed)
        for found in (whole, published)
        if found.total
    ]
    return min(words, key=WORST_FIRST.index) if words else ""


def group_words(found: Tally) -> dict[str, str]:
    """What the sentence says of each group: "5 are kept"."""
    kept, in_hand, badly = (
        found.of(group) for group in (Group.KEPT, Group.IN_HAND, Group.NOT_GOING_WELL)
    )
    return {
        "kept": f"{kept:,} {are(kept)} kept",
        "in_hand": f"{in_hand:,} {are(in_hand)} in hand",
        "badly": f"{badly:,} {are(badly)} not going well",
    }


def are(number: int) -> str:
    """The verb that goes with a number."""
    return "is" if number == 1 else "are"
