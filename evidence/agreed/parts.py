"""What the groups are made of, and when people were last heard: the lists that the Board's figures
open, and the same as columns for its counts.
"""

from __future__ import annotations

from datetime import date

from django.db.models import BooleanField, Case, CharField, Q, TextChoices, Value, When

from actions.filters import offer
from actions.groups import CLAIMS, Group
from actions.models import SubAction
from actions.querysets import SubActionQuerySet
from actions.status import SETTLED, Kind, Status

from ..items.voice import voices, year_before
from .agreements import agreed
from .reading import UNDATED, UNMEASURED
from .sets import IN_NONE, replaced, with_group


class Part(TextChoices):
    """What a sub-action is within its group, or why it is in none."""

    CLAIMED = "claimed", "Reported as kept, not yet agreed"
    LAPSED = "lapsed", "Agreed, but not borne out since"
    WORSE = "off-track-or-late", "Off track, late or not kept"
    AT_RISK = "at-risk", "At risk"
    NEVER = "never-reported", "Never reported"
    SILENT = "silent", "No update since the last round"
    STOPPED = "stopped", "Stopped by decision"
    REPLACED = "replaced", "Replaced by another"


class WhenHeard(TextChoices):
    """When care experienced people were last heard on a sub-action."""

    LATELY = "lately", "In the last 12 months"
    BEFORE = "longer-ago", "Longer ago"
    NOT_YET = "not-yet", "Not yet"


# Lists of the filter that are neither a group nor a part of one.
ALL, NONE, UNDATED_IN_HAND, DATELESS = "all", "none", "undated", "no-date"


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


def with_parts(rows: SubActionQuerySet, on: date) -> SubActionQuerySet:
    """Sub-actions with `group`, that of a day, `part`, what it is within it, `when_heard`, and
    whether it is `undated`, without a date or target, and `dateless`, without a date.
    """
    late = Q(counted_kind=Kind.DATED, counted_due__lt=on) & ~Q(counted_status__in=SETTLED)
    claims, in_hand = Q(counted_status__in=CLAIMS), Q(group=Group.IN_HAND)
    part = Case(
        When(Q(group=IN_NONE) & replaced(), then=Value(Part.REPLACED)),
        When(group=IN_NONE, then=Value(Part.STOPPED)),
        When(Q(group=Group.NOT_GOING_WELL) & late, then=Value(Part.WORSE)),
        When(group=Group.NOT_GOING_WELL, counted_status=Status.AT_RISK, then=Value(Part.AT_RISK)),
        When(group=Group.NOT_GOING_WELL, then=Value(Part.WORSE)),
        When(group=Group.NOT_KNOWN, counted_status=Status.NOT_REPORTED, then=Value(Part.NEVER)),
        When(group=Group.NOT_KNOWN, then=Value(Part.SILENT)),
        When(in_hand & claims & ~Q(pk__in=agreed()), then=Value(Part.CLAIMED)),
        When(in_hand & claims, then=Value(Part.LAPSED)),
        default=Value(""),
        output_field=CharField(),
    )
    return with_when_heard(with_group(rows, on), on).annotate(
        part=part, undated=whether(UNDATED & UNMEASURED), dateless=whether(UNDATED)
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
    wanted = with_parts(SubAction.objects.order_by(), on)
    meant = {
        ALL: ~Q(group=IN_NONE),
        NONE: Q(group=IN_NONE),
        UNDATED_IN_HAND: Q(group=Group.IN_HAND, undated=True),
        DATELESS: ~Q(group=IN_NONE) & Q(dateless=True),
    }
    found = meant.get(key) or (Q(group=key) if key in Group.values else Q(part=key))
    return rows.filter(pk__in=wanted.filter(found).values("pk"))


def heard_when(rows: SubActionQuerySet, key: str, on: date) -> SubActionQuerySet:
    """Those of these sub-actions on which people were last heard then."""
    wanted = with_when_heard(SubAction.objects.order_by(), on).filter(when_heard=key)
    return rows.filter(pk__in=wanted.values("pk"))


def whether(*conditions: Q, **named: object) -> Case:
    """A column that says whether a condition holds, and no where it is not known."""
    # As a set in a list of columns it would be NULL where something is.
    return Case(
        When(*conditions, then=Value(True), **named),
        default=Value(False),
        output_field=BooleanField(),
    )


def _speaking(supports) -> Q:
    # Two sets that are read once each: of the sub-action itself, and of its criteria.
    supports = supports.order_by()
    return Q(item__in=supports.values("item")) | Q(item__in=supports.values("item__parent"))


def join_the_filters() -> None:
    """Offer the lists as filters of the sub-actions, once, when the app starts."""
    offer("group", "Group", "Every group", group_lists, in_list)
    offer("heard", "Care experienced people heard", "Heard or not", WhenHeard.choices, heard_when)
