"""What the groups are made of, and when people were last heard: the lists that the Board's figures
open, and the same as columns for its counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Case, CharField, Q, TextChoices, Value, When

from actions.filters import offer
from actions.groups import CLAIMS, SAID_AGAIN, Group
from actions.models import SubAction
from actions.querysets import SubActionQuerySet
from actions.status import SETTLED, Kind, Status

from ..items.voice import voices, year_before
from .agreements import agreed
from .sets import IN_NONE, by_body, is_silent, replaced, whether, with_group

UNDATED = Q(due_on=None, review_on=None, start_on=None)
UNMEASURED = Q(target_number=None, item__published_target__number=None)


class Part(TextChoices):
    """What a sub-action is within its group, or why it is in none."""

    CLAIMED = "claimed", "Reported as kept, not yet agreed"
    LAPSED = "lapsed", "Agreed, but not borne out since"
    WORSE = "off-track-or-late", "Off track, late or not kept"
    AT_RISK = "at-risk", "At risk"
    NEVER = "never-reported", "Never reported"
    SILENT = "silent", "No update since the last round"
    UNREVIEWED = "unreviewed", "Its review has passed"
    BODY_BADLY = "body-badly", "A body’s part does not go well"
    BODY_SILENT = "body-not-known", "A body’s part is not known"
    BODY_UNKEPT = "body-not-kept", "Agreed, but a body’s part is not kept"
    STOPPED = "stopped", "Stopped by decision"
    REPLACED = "replaced", "Replaced by another"


class WhenHeard(TextChoices):
    """When care experienced people were last heard on a sub-action."""

    LATELY = "lately", "In the last 12 months"
    BEFORE = "longer-ago", "Longer ago"
    NOT_YET = "not-yet", "Not yet"


# Marks that are not those of the group; within one, claims and what is only at risk differ.
MARKS = {
    Part.CLAIMED: "claimed",
    Part.LAPSED: "claimed",
    Part.BODY_UNKEPT: "claimed",
    Part.AT_RISK: "at-risk",
}
# What is in a group only because of the part of a body.
BODIES = {
    Group.NOT_GOING_WELL: Part.BODY_BADLY,
    Group.NOT_KNOWN: Part.BODY_SILENT,
    Group.IN_HAND: Part.BODY_UNKEPT,
}
OF_ITSELF = {*Part} - {*BODIES.values()}
# Lists of the filter that are neither a group nor a part of one.
ALL, NONE, UNDATED_IN_HAND, DATELESS = "all", "none", "undated", "no-date"
ENDED = (NONE, Part.STOPPED, Part.REPLACED)


def group_lists() -> list[tuple[str, str]]:
    """The lists of the filter "group" by key, with their words."""
    return [
        (ALL, "In any of the four groups"),
        *Group.choices,
        *Part.choices,
        (UNDATED_IN_HAND, "In hand, without a date or target"),
        (DATELESS, "No date set by the council"),
        (NONE, "Stopped by decision, or replaced"),
    ]


def part_of(row: Mapping[str, object], on: date) -> Part | str:
    """What a sub-action is within its group; "" where that has no parts, or it is of none. `row`
    holds its `group` and the terms that count, `by_body`, `is_agreed` and `is_replaced`.
    """
    group, status = row["group"], row["counted_status"]
    if not group:
        return Part.REPLACED if row["is_replaced"] else Part.STOPPED
    if row["by_body"]:
        return BODIES[group]
    if group == Group.NOT_GOING_WELL:
        return Part.AT_RISK if status == Status.AT_RISK and not is_late(row, on) else Part.WORSE
    if group == Group.NOT_KNOWN:
        return Part.NEVER if status == Status.NOT_REPORTED else _unknown_part(row)
    if group == Group.IN_HAND and status in CLAIMS:
        return Part.LAPSED if row["is_agreed"] else Part.CLAIMED
    return ""


def mark_of(group: str, part: str) -> str:
    """The name of the mark of a sub-action; "" for what is in no group."""
    return MARKS.get(part) or group


def _unknown_part(row: Mapping[str, object]) -> Part:
    # What was said in time and is not known all the same is past its review.
    said = row["counted_confirmed"]
    return Part.UNREVIEWED if said and said >= row["fresh_from"] else Part.SILENT


def is_late(row: Mapping[str, object], on: date) -> bool:
    """Whether dated work is past the day that counts, and neither complete nor stopped."""
    dated = row["counted_kind"] == Kind.DATED and row["counted_due"]
    return bool(dated and dated < on and row["counted_status"] not in SETTLED)


def with_parts(rows: SubActionQuerySet, on: date) -> SubActionQuerySet:
    """Sub-actions with `group`, that of a day, and all that `part_of` reads; with `when_heard`, and
    whether each is `undated`, without a date or target, and `dateless`, without a date.
    """
    # The part itself would name the rule of the group again in each of its cases.
    return with_when_heard(with_group(rows, on), on).annotate(
        by_body=by_body(on),
        is_agreed=whether(pk__in=agreed()),
        is_replaced=whether(replaced()),
        undated=whether(UNDATED & UNMEASURED),
        dateless=whether(UNDATED),
    )


def with_when_heard(rows: SubActionQuerySet, on: date) -> SubActionQuerySet:
    """Sub-actions with `when_heard`: whether people were heard on them, or on one of their
    criteria, in the twelve months up to a day, longer ago, or not yet.
    """
    every = voices()
    lately = every.filter(evidence__dated_on__range=(year_before(on), on))
    return rows.annotate(
        when_heard=Case(
            When(_speaking(lately), then=Value(WhenHeard.LATELY)),
            When(_speaking(every), then=Value(WhenHeard.BEFORE)),
            default=Value(WhenHeard.NOT_YET),
            output_field=CharField(),
        )
    )


def in_list(rows: SubActionQuerySet, key: str, on: date) -> SubActionQuerySet:
    """Those of these sub-actions that a list of `group_lists()` holds on a day."""
    wanted = with_group(SubAction.objects.order_by(), on)
    if key in Group.values or key == NONE:
        wanted = wanted.filter(group=IN_NONE if key == NONE else key)
    elif key in (ALL, DATELESS):
        wanted = wanted.exclude(group=IN_NONE)
        wanted = wanted.filter(UNDATED) if key == DATELESS else wanted
    else:
        group, condition, holds = _parts(on)[key]
        wanted = wanted.annotate(held=condition).filter(group=group, held=holds)
        if key in OF_ITSELF:
            wanted = wanted.annotate(by_body=by_body(on)).filter(by_body=False)
    return rows.filter(pk__in=wanted.values("pk"))


def _parts(on: date) -> dict[str, tuple[str, Case, bool]]:
    """The group of each part, and what holds or does not hold within it; as `part_of` says."""
    late = Q(counted_kind=Kind.DATED, counted_due__lt=on) & ~Q(counted_status__in=SETTLED)
    no, yes = Value(False), Value(True)
    at_risk = Case(When(late, then=no), When(counted_status=Status.AT_RISK, then=yes), default=no)
    claims = Q(counted_status__in=CLAIMS)
    never, gone = whether(counted_status=Status.NOT_REPORTED), whether(replaced())
    silent = whether(Q(counted_status__in=SAID_AGAIN) & is_silent())
    unsaid = whether(Q(counted_status=Status.NOT_REPORTED) | is_silent())
    return {
        Part.CLAIMED: (Group.IN_HAND, whether(claims & ~Q(pk__in=agreed())), True),
        Part.LAPSED: (Group.IN_HAND, whether(claims & Q(pk__in=agreed())), True),
        Part.AT_RISK: (Group.NOT_GOING_WELL, at_risk, True),
        Part.WORSE: (Group.NOT_GOING_WELL, at_risk, False),
        Part.NEVER: (Group.NOT_KNOWN, never, True),
        Part.SILENT: (Group.NOT_KNOWN, silent, True),
        Part.UNREVIEWED: (Group.NOT_KNOWN, unsaid, False),
        Part.STOPPED: (IN_NONE, gone, False),
        Part.REPLACED: (IN_NONE, gone, True),
        UNDATED_IN_HAND: (Group.IN_HAND, whether(UNDATED & UNMEASURED), True),
        **{part: (group, by_body(on), True) for group, part in BODIES.items()},
    }


def heard_when(rows: SubActionQuerySet, key: str, on: date) -> SubActionQuerySet:
    """Those of these sub-actions on which people were last heard then."""
    wanted = with_when_heard(SubAction.objects.order_by(), on).filter(when_heard=key)
    return rows.filter(pk__in=wanted.values("pk"))


def _speaking(supports) -> Q:
    # Two sets that are read once each: of the sub-action itself, and of its criteria.
    supports = supports.order_by()
    return Q(item__in=supports.values("item")) | Q(item__in=supports.values("item__parent"))


def join_the_filters() -> None:
    """Offer the lists as filters of the sub-actions, once, when the app starts."""
    offer("group", "Group", "Every group", group_lists, in_list)
    offer("heard", "Care experienced people heard", "Heard or not", WhenHeard.choices, heard_when)
