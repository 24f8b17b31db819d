"""What speaks against the dates that are set for a sub-action."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from ..models import SubAction
from ..recurring import interval_of
from ..status import Kind

# Any other year is a slip of the hand, and would make thousands of occurrences of recurring work.
YEARS = range(2000, 2100)


def check_dates(sub_action: SubAction) -> None:
    """Raises ValidationError when the dates contradict each other or what has been reported."""
    start, due, done = sub_action.start_on, sub_action.due_on, sub_action.completed_on
    for name in ("start_on", "due_on", "review_on"):
        if (value := getattr(sub_action, name)) and value.year not in YEARS:
            raise ValidationError({name: f"Give a year from {YEARS[0]} to {YEARS[-1]}."})
    if start and due and due < start:
        raise ValidationError({"due_on": "The due date is before the start date."})
    if start and done and done < start:
        raise ValidationError({"start_on": "It was completed before this start date."})
    if sub_action.kind != Kind.DATED and due:
        raise ValidationError(
            {"due_on": "Only dated work has a due date; give a review date instead."}
        )
    if sub_action.kind == Kind.DATED and sub_action.review_on:
        raise ValidationError(
            {"review_on": "Dated work has no review date; give a due date instead."}
        )


def check_interval(sub_action: SubAction) -> None:
    """Raises ValidationError for recurring work of which nobody says how often it is due."""
    if sub_action.kind == Kind.RECURRING and not interval_of(sub_action):
        raise ValidationError({"interval_months": "Say how often it recurs, in months, such as 3."})
