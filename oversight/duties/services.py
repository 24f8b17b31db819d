"""Writes of the duties: whether a report is published, what belongs under its headings, and the
sentences for children.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import hold, save_version
from accounts.words import day
from actions.models import SubAction
from evidence.items.models import EvidenceItem
from evidence.measures.models import Measure

from .models import Duty, Heading, Period, Said, Tag

ANSWER = ["answer", "published_on", "address", "said_by", "said_on"]
CHILDREN = ["children_words", "children_by", "children_on"]
DAYS = ["starts_on", "ends_on"]
MOST_TAGS = 50
FULL = f"{MOST_TAGS} are tagged to this heading, which is all that it takes. Untag one first."
INTERNAL = "This evidence is internal, and a report goes out. Choose another."
NO_VERSION = "The law asks for no version for children of this report."
Thing = SubAction | Measure | EvidenceItem


def why_not_published(period: Period, published_on: date, on: date) -> list[str]:
    """Why a report cannot have been published on a day, a sentence each."""
    if published_on > on:
        return ["This day is in the future. Give the day on which it was published."]
    # What the law wants by a day may be given before the period has ended.
    first = period.starts_on if period.required_by else period.ends_on
    if published_on < first:
        return [f"Give a day from {day(first)} on."]
    return []


def why_not_owed(period: Period, on: date) -> list[str]:
    """Why it cannot be said that a report is not published yet, a sentence each."""
    if not period.has_ended(on):
        return [f"The period runs until {day(period.ends_on)}: nothing is owed before."]
    return []


@transaction.atomic
def say_published(
    *,
    by: User,
    period: Period,
    seen: int,
    published_on: date,
    address: str = "",
    on: date | None = None,
) -> Period:
    """Say that the report on a period is published: on which day, and at which address.

    Raises PermissionDenied, ValidationError or Conflict.
    """
    check(by, "answer_duty")
    on = on or timezone.localdate()
    if reasons := why_not_published(period, published_on, on):
        raise ValidationError({"published_on": reasons})
    said = {"answer": Said.PUBLISHED, "published_on": published_on, "address": address}
    return _answer(by, period, seen, "said it is published", said | {"said_by": by, "said_on": on})


@transaction.atomic
def say_not_yet(*, by: User, period: Period, seen: int, on: date | None = None) -> Period:
    """Say that the report on a period that has ended is not published yet. Raises PermissionDenied,
    ValidationError or Conflict.
    """
    check(by, "answer_duty")
    on = on or timezone.localdate()
    if reasons := why_not_owed(period, on):
        raise ValidationError(reasons)
    said = {"answer": Said.NOT_YET, "published_on": None, "address": ""}
    return _answer(
        by, period, seen, "said it is not published", said | {"said_by": by, "said_on": on}
    )


@transaction.atomic
def undo_answer(*, by: User, period: Period, seen: int) -> Period:
    """Take back what was said of a period: it is asked again. Raises PermissionDenied or
    Conflict.
    """
    check(by, "answer_duty")
    said = {"answer": Said.NOTHING, "published_on": None, "address": ""}
    return _answer(by, period, seen, "took back", said | {"said_by": None, "said_on": None})


def _answer(by: User, period: Period, seen: int, act: str, said: dict) -> Period:
    hold(period, "duty")
    before = snapshot(period, ANSWER)
    for name, value in said.items():
        setattr(period, name, value)
    save_version(period, seen=seen, fields=ANSWER)
    _record(by, act, period.duty, before, snapshot(period, ANSWER), period=str(period))
    return period


@transaction.atomic
def add_period(*, by: User, duty: Duty, starts_on: date, ends_on: date) -> Period:
    """Add a period that does not stand in the law. The same form sent twice gives the one already
    stored. Raises PermissionDenied or ValidationError.
    """
    check(by, "answer_duty")
    hold(duty)
    if ends_on < starts_on:
        raise ValidationError({"ends_on": "This is before the first day. Give a later day."})
    same = duty.periods.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if same and (same.starts_on, same.ends_on, same.added_by_id) == (starts_on, ends_on, by.pk):
        return same
    if same:
        raise ValidationError({"starts_on": f"There is a period already from {same}."})
    period = duty.periods.create(starts_on=starts_on, ends_on=ends_on, added_by=by)
    _record(by, "added a period", duty, {}, snapshot(period, DAYS))
    return period


@transaction.atomic
def tag(*, by: User, heading: Heading, thing: Thing) -> Tag:
    """Say that a sub-action, a measure or a piece of evidence belongs under a heading; said twice
    it is so once. Raises PermissionDenied or ValidationError.
    """
    check(by, "tag_duty")
    hold(heading, "duty")
    field = field_of(thing)
    if found := heading.tags.filter(**{field: thing}).first():
        return found
    if field == "evidence" and not is_readable(thing):
        raise ValidationError({"thing": INTERNAL})
    if heading.tags.count() >= MOST_TAGS:
        raise ValidationError({"thing": FULL})
    made = heading.tags.create(added_by=by, **{field: thing})
    _record(by, "tagged", heading.duty, {}, _told(made))
    return made


@transaction.atomic
def untag(*, by: User, tag: Tag) -> None:
    """Say that something no longer belongs under a heading. Raises PermissionDenied."""
    check(by, "tag_duty")
    hold(tag.heading, "duty")
    before = _told(tag)
    if tag.heading.tags.filter(pk=tag.pk).delete()[0]:
        _record(by, "untagged", tag.heading.duty, before, {})


@transaction.atomic
def write_for_children(*, by: User, period: Period, seen: int, words: str) -> Period:
    """Keep what the version for children says. Raises PermissionDenied, ValidationError or
    Conflict.
    """
    check(by, "write_for_children")
    hold(period, "duty")
    if not period.duty.has_children_version:
        raise ValidationError(NO_VERSION)
    before = snapshot(period, CHILDREN)
    said = {"children_words": words, "children_by": by, "children_on": timezone.localdate()}
    for name, value in said.items():
        setattr(period, name, value)
    save_version(period, seen=seen, fields=CHILDREN)
    after = snapshot(period, CHILDREN)
    _record(by, "wrote for children", period.duty, before, after, period=str(period))
    return period


def field_of(thing: Thing) -> str:
    """In which column a tag names it."""
    return {SubAction: "sub_action", Measure: "measure", EvidenceItem: "evidence"}[type(thing)]


def is_readable(evidence: EvidenceItem) -> bool:
    """Whether evidence stands and may be named in what goes out."""
    return evidence.removed_on is None and evidence.is_for_board


def name_of(thing: Thing) -> str:
    """What pages and files call it; nothing of what is not for everybody."""
    if isinstance(thing, SubAction):
        return f"{thing.item.key} {thing.item.title}"
    if isinstance(thing, EvidenceItem) and not is_readable(thing):
        return "Evidence that was removed or is internal now"
    return str(thing)


def _told(tag: Tag) -> dict:
    thing = tag.thing
    named = f"Sub-action {thing.item.key}" if isinstance(thing, SubAction) else str(thing)
    return {"heading": tag.heading.words, "tagged": named}


def _record(by: User, act: str, duty: Duty, before: dict, after: dict, **also: str) -> None:
    # Which period it is of stands in what was said, however little of it differs.
    after = after | also if after != before else after
    record(by=by, act=act, thing="duty", key=duty.key, before=before, after=after)
