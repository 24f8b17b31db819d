"""Why a status may not be given: one list of reason functions that every change of status asks.

A higher app that has a rule of its own adds its function in `AppConfig.ready()`:
`STATUS_REASONS.append(my_reason)`. A function takes the sub-action and the proposed status and
returns a sentence, or None when it has nothing against it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.words import day

from .models import ProgressUpdate, SubAction
from .status import FITTING, Kind, Status


@dataclass(frozen=True)
class Proposal:
    """A status that someone wants to give on a day, with the day of completion if it is complete,
    and who decided to stop it, and when, if somebody did.
    """

    status: str
    on: date
    completed_on: date | None = None
    decided_by: str = ""
    decided_on: date | None = None

    @classmethod
    def of(cls, update: ProgressUpdate, on: date) -> Proposal:
        """What an update says, given on a day."""
        names = ("status", "completed_on", "decided_by", "decided_on")
        return cls(on=on, **{name: getattr(update, name) for name in names})


Reason = Callable[[SubAction, Proposal], str | None]


def must_fit_the_kind(sub_action: SubAction, proposal: Proposal) -> str | None:
    # Dated and recurring work is done; an ongoing commitment is kept.
    if proposal.status in FITTING[Kind(sub_action.kind)]:
        return None
    words = ", ".join(status.label.lower() for status in FITTING[Kind(sub_action.kind)])
    # It may be no status at all: the proposal is what somebody sent.
    label = dict(Status.choices).get(proposal.status, proposal.status)
    return f"“{label}” does not fit {sub_action.kind} work. Choose one of: {words}."


def _complete_needs_its_day(sub_action: SubAction, proposal: Proposal) -> str | None:
    if proposal.status == Status.COMPLETE and proposal.completed_on is None:
        return "Give the day on which it was completed."
    if proposal.status != Status.COMPLETE and proposal.completed_on is not None:
        return (
            "Only what is complete has a day of completion. "
            "Leave the day empty, or choose “Complete”."
        )
    return None


def _completion_is_not_in_the_future(sub_action: SubAction, proposal: Proposal) -> str | None:
    if proposal.completed_on and proposal.completed_on > proposal.on:
        return "The day of completion is in the future. Give a day up to today."
    return None


def _completion_is_not_before_the_start(sub_action: SubAction, proposal: Proposal) -> str | None:
    if (
        proposal.completed_on
        and sub_action.start_on
        and proposal.completed_on < sub_action.start_on
    ):
        return f"It cannot be completed before it started on {day(sub_action.start_on)}."
    return None


def _decision_is_whole_and_stops(sub_action: SubAction, proposal: Proposal) -> str | None:
    if bool(proposal.decided_by) != bool(proposal.decided_on):
        return "A decision needs both: who decided, and on which day."
    if proposal.decided_on and proposal.status != Status.STOPPED:
        return "Only stopping takes a decision. Leave who decided and the day empty."
    return None


def _decision_is_not_in_the_future(sub_action: SubAction, proposal: Proposal) -> str | None:
    if proposal.decided_on and proposal.decided_on > proposal.on:
        return "The day of the decision is in the future. Give a day up to today."
    return None


# Asked and printed in this order; what higher apps add comes last.
STATUS_REASONS: list[Reason] = [
    must_fit_the_kind,
    _complete_needs_its_day,
    _completion_is_not_in_the_future,
    _completion_is_not_before_the_start,
    _decision_is_whole_and_stops,
    _decision_is_not_in_the_future,
]


def reasons_against(sub_action: SubAction, proposal: Proposal) -> list[str]:
    """The sentences that speak against giving this status, none if it may be given."""
    sentences = (reason(sub_action, proposal) for reason in STATUS_REASONS)
    return [sentence for sentence in sentences if sentence]
