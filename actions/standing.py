"""The standing of a sub-action: computed from dates for a day, with the sentence that says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from accounts.words import day
from foundations.names import first_words

from .contradictions import sentences
from .explained import explanation
from .in_force import fresh_since
from .models import SubAction
from .moved import moved_terms
from .recurring import interval_of
from .status import GOES_WELL, SETTLED, Kind, Status

# Within a month a number of days says more than a date.
SOON_DAYS = 30
# The whole of it stands on the page of the sub-action.
REASON_LENGTH = 200


@dataclass(frozen=True)
class Standing:
    """Whether a sub-action is late or stale, or its status contradicts its dates, and why."""

    sentence: str
    late: bool = False
    stale: bool = False
    review_passed: bool = False
    contradiction: str = ""
    # Why the status is meant all the same, while that holds.
    explained: str = ""
    # What was promised first, how often and why it was moved: a sentence a term.
    moved: tuple[str, ...] = ()
    # The part of the sentence that speaks of dates.
    dates: str = field(default="", compare=False)

    @property
    def owes_words(self) -> bool:
        """Whether "still true" is not enough: of what is late or contradicted more must be said."""
        return self.late or bool(self.contradiction)


def standing(sub_action: SubAction, on: date) -> Standing:
    """The standing of a sub-action on a day.

    It reads the record, its item and `published_target`, and what `with_contradictions()` has
    annotated; it asks the database nothing, so that a list of hundreds costs no more statements.
    """
    moved = tuple(one.with_reason for one in moved_terms(sub_action))
    # What another has replaced is not owed any more, whatever was said of it.
    if sub_action.replaced_by_id:
        dates = _date_sentence(sub_action, on)
        return Standing(sentence=dates, moved=moved, dates=dates)
    late = is_late(sub_action, on)
    stale = _is_stale(sub_action, on)
    dates = _date_sentence(sub_action, on)
    contradiction = _contradiction(sub_action, late)
    sentences = [dates]
    if stale:
        sentences.append(f"Not confirmed for {(on - sub_action.confirmed_on).days} days.")
    return Standing(
        sentence=" ".join(sentences),
        late=late,
        stale=stale,
        review_passed=_is_review_passed(sub_action, on),
        contradiction=contradiction,
        explained=explanation(sub_action, on) if contradiction else "",
        moved=moved,
        dates=dates,
    )


def is_late(sub_action: SubAction, on: date) -> bool:
    """Whether dated work is past the council's own day, and neither complete nor stopped.

    The day itself is still in time, and a date of the source makes nothing late until the council
    has taken it over; nor is late what another has replaced. `SubActionQuerySet.late` asks the
    database the same of what is to be done.
    """
    owed = sub_action.kind == Kind.DATED and sub_action.status not in SETTLED
    owed = owed and not sub_action.replaced_by_id
    return bool(owed and sub_action.due_on and sub_action.due_on < on)


def _is_stale(sub_action: SubAction, on: date) -> bool:
    # What was never reported cannot grow stale: it is counted as "not yet reported".
    if sub_action.confirmed_on is None or sub_action.status in (Status.NOT_REPORTED, *SETTLED):
        return False
    # A row that was read for something else goes by the days alone.
    fresh_from = getattr(sub_action, "fresh_from", None) or fresh_since(
        on, sub_action.kind, interval_of(sub_action)
    )
    return sub_action.confirmed_on < fresh_from


def _is_review_passed(sub_action: SubAction, on: date) -> bool:
    return bool(
        sub_action.review_on and sub_action.review_on < on and sub_action.status not in SETTLED
    )


def _contradiction(sub_action: SubAction, late: bool) -> str:
    dates = late and sub_action.status in GOES_WELL
    words = (
        [f"Reported as {sub_action.get_status_display().lower()}, but its date has passed."]
        if dates
        else []
    )
    return " ".join([*words, *sentences(sub_action)])


def _date_sentence(sub_action: SubAction, on: date) -> str:
    # What is replaced or settled says so, whatever its dates were; then what each kind of work
    # goes by.
    if sub_action.replaced_by_id:
        replaced = day(sub_action.replaced_on)
        return f"Replaced by another sub-action on {replaced}: {sub_action.replaced_reason}"
    if sub_action.status == Status.COMPLETE:
        return f"Complete since {day(sub_action.completed_on)}."
    if sub_action.status == Status.STOPPED:
        return _stopped_sentence(sub_action)
    if sub_action.kind == Kind.ONGOING:
        return _review_sentence(sub_action, on)
    if sub_action.kind == Kind.RECURRING:
        return _recurring_sentence(sub_action, on)
    if sub_action.due_on:
        return _due_sentence(sub_action.due_on, on)
    return _source_date_sentence(sub_action, on) or "No date set."


def _stopped_sentence(sub_action: SubAction) -> str:
    if sub_action.decided_on is None:
        return "Stopped, without a recorded decision: nothing more is due."
    decided = f"{sub_action.decided_by} on {day(sub_action.decided_on)}"
    reason = first_words(getattr(sub_action, "stop_reason", "") or "", REASON_LENGTH)
    why = f" Why: “{reason}”" if reason else ""
    return f"Stopped by decision of {decided}: nothing more is due.{why}"


def _review_sentence(sub_action: SubAction, on: date) -> str:
    if sub_action.review_on is None:
        return _source_date_sentence(sub_action, on) or "An ongoing commitment; no review date set."
    verb = "was due" if sub_action.review_on < on else "is due"
    return f"An ongoing commitment; its review {verb} on {day(sub_action.review_on)}."


def _due_sentence(due: date, on: date) -> str:
    left = (due - on).days
    if left < 0:
        return f"Late: due {day(due)}, not complete."
    if left == 0:
        return f"Due today, {day(due)}."
    if left <= SOON_DAYS:
        return f"Due in {left} {'day' if left == 1 else 'days'}, on {day(due)}."
    return f"Due {day(due)}."


def awaits_date(sub_action: SubAction) -> bool:
    """Whether the source states a last day that the council has neither confirmed nor replaced."""
    published = sub_action.published_target
    undated = sub_action.due_on is None and sub_action.review_on is None
    return undated and published is not None and published.last_day is not None


def _source_date_sentence(sub_action: SubAction, on: date) -> str:
    if not awaits_date(sub_action):
        return ""
    published = sub_action.published_target
    passed = "That date has passed" if published.last_day < on else "That date is still to come"
    said = f"The plan says “{published.words}”."
    return f"{said} {passed}; it is not yet confirmed or changed."


def _recurring_sentence(sub_action: SubAction, on: date) -> str:
    months = interval_of(sub_action)
    often = f"Every {months} months" if months else "Recurring, without an interval"
    since = f" from {day(sub_action.start_on)}" if sub_action.start_on else "; no first date set"
    return f"{often}{since}. {_source_date_sentence(sub_action, on)}".strip()


def summary(sub_actions: Iterable[SubAction], on: date) -> str:
    """Counts and a sentence for many: "3 of 7 on track, 1 complete, 3 not yet reported; 2 past
    their date.".
    """
    rows = list(sub_actions)
    if not rows:
        return "No sub-actions yet."
    counts = Counter(row.status for row in rows)
    # What has been said comes first, what nobody has said yet last.
    words = [*list(Status)[1:], Status.NOT_REPORTED]
    parts = [f"{counts[status]} {status.short}" for status in words if counts[status]]
    # Only the first number says of how many: "3 of 7 on track, 1 complete".
    number, rest = parts[0].split(" ", 1)
    sentence = ", ".join([f"{number} of {len(rows)} {rest}", *parts[1:]])
    late = sum(is_late(row, on) for row in rows)
    return sentence + (f"; {late} past {'its' if late == 1 else 'their'} date." if late else ".")
