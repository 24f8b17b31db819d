"""The rule of the four groups for many sub-actions at once, as sets that are each read once;
`rule.py` says the same of one.
"""

from __future__ import annotations

from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear

from actions.groups import CLAIMS, SAID_AGAIN, SAID_BADLY, Group
from actions.models import Move, Occurrence
from actions.querysets import SubActionQuerySet
from actions.recurring import YEAR
from actions.status import SETTLED, Kind, Status

from ..items.voice import heard_lately
from .agreements import agreed
from .bodies import is_badly, is_unkept, is_unknown, joint, last_word

IN_NONE = ""


def with_group(rows: SubActionQuerySet, on: date) -> SubActionQuerySet:
    """Sub-actions with `group`, that of a day, or "" for what is in none; and with the terms that
    count on it.
    """
    found = Case(
        When(stopped_by_decision() | replaced(), then=Value(IN_NONE)),
        When(_not_going_well(on) | is_badly(on), then=Value(Group.NOT_GOING_WELL)),
        When(_not_known(on) | is_unknown(on), then=Value(Group.NOT_KNOWN)),
        When(_kept(on) & ~is_unkept(on), then=Value(Group.KEPT)),
        default=Value(Group.IN_HAND),
        output_field=CharField(),
    )
    return rows.with_fresh_from(on).annotate(body_said=last_word(on)).annotate(group=found)


def by_body(on: date) -> Case:
    """Whether a sub-action is in its group only because of the part of a body; for rows that were
    read `with_group()`.
    """
    no, yes = Value(False), Value(True)
    return Case(
        # First, so that of all others nothing more is asked.
        When(~Q(pk__in=joint(on)) | stopped_by_decision() | replaced(), then=no),
        When(_not_going_well(on), then=no),
        When(is_badly(on), then=yes),
        When(_not_known(on), then=no),
        When(is_unknown(on), then=yes),
        When(_kept(on) & is_unkept(on), then=yes),
        default=no,
        output_field=BooleanField(),
    )


def replaced() -> Q:
    """Merged into another, or superseded by it."""
    return Q(replaced_by__isnull=False)


def whether(*conditions: Q, **named: object) -> Case:
    """A column that says whether a condition holds, and no where it is not known."""
    # As a set in a list of columns it would be NULL where something is.
    return Case(
        When(*conditions, then=Value(True), **named),
        default=Value(False),
        output_field=BooleanField(),
    )


def stopped_by_decision() -> Q:
    """Stopped, and who decided it and when is recorded."""
    return Q(counted_status=Status.STOPPED, decided_on__isnull=False)


def _not_going_well(on: date) -> Q:
    idle = Q(counted_start=None) | Q(counted_start__lte=on)
    missed = Q(pk__in=_missed(on)) | Q(pk__in=missed_before_a_move(on))
    return (
        Q(counted_status__in=[*SAID_BADLY, Status.STOPPED])
        | (Q(counted_status=Status.NOT_STARTED) & idle)
        | (Q(counted_kind=Kind.DATED, counted_due__lt=on) & ~Q(counted_status__in=SETTLED))
        | (Q(counted_kind=Kind.RECURRING) & missed)
    )


def is_silent() -> Q:
    """Neither reported nor confirmed since the day from which a report is fresh."""
    return Q(counted_confirmed=None) | Q(counted_confirmed__lt=F("fresh_from"))


def _not_known(on: date) -> Q:
    unreviewed = Q(counted_kind=Kind.ONGOING, review_on__lt=on)
    return Q(counted_status=Status.NOT_REPORTED) | (
        Q(counted_status__in=SAID_AGAIN) & (is_silent() | unreviewed)
    )


def _kept(on: date) -> Q:
    unheard = Q(counted_status=Status.BEING_KEPT) & ~Q(pk__in=heard_lately(on))
    gap = Q(pk__in=_with_gap(on)) | Q(pk__in=gap_before_a_move(on))
    gap &= Q(counted_kind=Kind.RECURRING)
    return Q(counted_status__in=CLAIMS, pk__in=agreed()) & ~unheard & ~gap


def _owed(on: date) -> Q:
    """That an occurrence had fallen due by that day, and before the work ended."""
    running = ~Q(sub_action__status__in=SETTLED)
    return Q(last_day__lt=on) & (running | Q(last_day__lt=F("sub_action__reported_on")))


def _missed(on: date) -> QuerySet:
    rows = Occurrence.objects.order_by().values("sub_action")
    rows = rows.annotate(
        due=Max("last_day", filter=_owed(on)),
        held=Max("last_day", filter=Q(kept_on__isnull=False)),
    )
    rows = rows.filter(Q(held=None) | Q(held__lt=F("due")), due__isnull=False)
    return rows.values("sub_action")


def missed_before_a_move(on: date) -> QuerySet:
    """The ids of those whose last occurrence had been missed when they were moved; what was moved
    does not count yet, and nothing was held since.
    """
    since = Occurrence.objects.filter(
        sub_action=OuterRef("sub_action"), kept_on__gte=OuterRef("made_on")
    )
    moves = Move.objects.waiting(on).filter(~Exists(since), found_missed=True)
    return moves.order_by().values("sub_action")


def gap_before_a_move(on: date) -> QuerySet:
    """The ids of those that had not been held every time when they were moved; what was moved does
    not count yet.
    """
    return Move.objects.waiting(on).filter(found_gap=True).order_by().values("sub_action")


def _with_gap(on: date) -> QuerySet:
    rows = Occurrence.objects.order_by().filter(_owed(on), kept_on=None)
    ended = Coalesce(F("sub_action__reported_on"), Value(on))
    rows = rows.alias(ended=ended).alias(number=_number("last_day"), since=_number("ended") - YEAR)
    return rows.filter(number__gte=F("since")).values("sub_action")


def _number(name: str):
    return ExtractYear(name) * YEAR + ExtractMonth(name) * 100 + ExtractDay(name)
