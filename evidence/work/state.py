"""How a sub-action stands, in the sentence at the top of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.words import day
from actions.groups import CLAIMS, Group
from actions.models import SubAction
from actions.standing import REASON_LENGTH, Standing, standing
from actions.status import SETTLED, Kind, Status
from foundations.names import first_words

from ..agreed.rule import Found

# What is in no group has the bar of what is in hand: nothing about it calls for action.
NO_GROUP = "in-hand"


@dataclass(frozen=True)
class State:
    """How a sub-action stands on a day: its `mark`, the words in bold, and the sentences after
    them; `group` is None for what is stopped by a decision or replaced.
    """

    group: Group | None
    mark: str
    bold: str
    why: str
    standing: Standing
    dates: str

    @property
    def bar(self) -> str:
        """The name of the bar beside it."""
        return self.group or NO_GROUP

    @property
    def needs_words(self) -> bool:
        """Whether "still true" is not enough: of what is late or contradicted more must be said."""
        return self.standing.late or bool(self.standing.contradiction)


def state_of(found: SubAction, counted: Found, on: date) -> State:
    """How one sub-action stands on a day; it was read `for_page()`, and its group before."""
    group, why = counted
    stands = standing(found, on)
    bold, why = _split(found, group, why)
    return State(group, _mark(found, group, stands), bold, why, stands, _dates(found, stands, on))


def _split(found: SubAction, group: Group | None, why: str) -> tuple[str, str]:
    """The words in bold, and the rest of the sentence why."""
    if group is None:
        return ("", "") if found.replaced_by_id else (why, "")
    short = Status(found.status).short
    said = f"Said to be {short}."
    # The exact word stands in bold where it is the whole reason.
    if why.startswith(said):
        return f"{group.label}: {short}.", why.removeprefix(said).strip()
    # Its dates say the same.
    late = found.due_on and f"Late: promised for {day(found.due_on)}."
    return f"{group.label}.", why.removeprefix(late or "\0").strip()


def _mark(found: SubAction, group: Group | None, stands: Standing) -> str:
    if group == Group.IN_HAND and found.status in CLAIMS:
        return "claimed"
    if group == Group.NOT_GOING_WELL and found.status == Status.AT_RISK and not stands.late:
        return "at-risk"
    return group or ""


def _dates(found: SubAction, stands: Standing, on: date) -> str:
    """What its dates say, without what the sentence before has said already."""
    if found.replaced_by_id:
        return ""
    if found.status == Status.STOPPED:
        reason = first_words(getattr(found, "stop_reason", "") or "", REASON_LENGTH)
        return f"Why: “{reason}”" if reason else ""
    owed = found.kind == Kind.DATED and found.due_on and found.status not in SETTLED
    if not owed:
        # How long nobody has confirmed it is said beside who did.
        return stands.sentence.partition(" Not confirmed for ")[0]
    left = (found.due_on - on).days
    if not left:
        return f"Due today, {day(found.due_on)}."
    days = f"{abs(left):,} {'day' if abs(left) == 1 else 'days'}"
    if left > 0:
        return f"Due {day(found.due_on)}, in {days}."
    return f"Late: due {day(found.due_on)}, {days} ago."
