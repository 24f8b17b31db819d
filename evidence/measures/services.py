"""Writes of measures: what is measured, which targets are set, and what it was on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check, may
from accounts.versions import hold, save_version
from accounts.words import day, written
from actions.models import SubAction
from foundations.models import FrameworkItem
from foundations.models import Kind as ItemKind

from .models import Actual, Measure, MeasureTarget

KEY = "set_measures"
BASELINE = ["baseline", "baseline_on", "baseline_unknown"]
TARGET = ["due_on", "number"]
ACTUAL = ["on", "number", "unknown"]
FIELDS = ["name", "unit", "counts_people", "is_public", "why", "data_source", "gaps", *BASELINE]


def _kept_by(item: FrameworkItem) -> SubAction | None:
    # A call is no service's own, so every Keeper measures it.
    if item.kind not in (ItemKind.SUB_ACTION, ItemKind.CALL):
        raise ValidationError("Only sub-actions and calls to action have measures.")
    return item.sub_action if item.kind == ItemKind.SUB_ACTION else None


def may_measure(user: User, item: FrameworkItem) -> bool:
    """Whether the person may set measures of this sub-action or call."""
    return may(user, KEY, _kept_by(item))


def check_may_measure(by: User, item: FrameworkItem) -> None:
    """Raises PermissionDenied, with the reason, for anyone else."""
    check(by, KEY, _kept_by(item))


def add_measure(
    *,
    by: User,
    item: FrameworkItem,
    name: str,
    unit: str,
    counts_people: bool,
    why: str,
    data_source: str,
    is_public: bool = False,
    gaps: str = "",
    baseline: Decimal | None = None,
    baseline_on: date | None = None,
    baseline_unknown: str = "",
) -> Measure:
    """Add a measure to a sub-action or call; a form sent twice adds one.

    Raises PermissionDenied, or ValidationError for a second measure of the name or an unclear
    baseline.
    """
    check_may_measure(by, item)
    measure = Measure(
        item=item,
        name=name,
        unit=unit,
        counts_people=counts_people,
        is_public=is_public,
        why=why,
        data_source=data_source,
        gaps=gaps,
        baseline=baseline,
        baseline_on=baseline_on,
        baseline_unknown=baseline_unknown,
        added_by=by,
    )
    _check_baseline(measure)
    return _store_measure(measure)


@transaction.atomic
def _store_measure(measure: Measure) -> Measure:
    # The same form twice is no error; another measure of the same name is one.
    values = {name: getattr(measure, name) for name in [*FIELDS, "added_by"] if name != "name"}
    stored, new = Measure.objects.get_or_create(
        item=measure.item, name=measure.name, defaults=values
    )
    if new:
        after = snapshot(stored, FIELDS) | {"of": stored.item.key}
        _write_history(stored, measure.added_by, "added", {}, after)
    elif any(getattr(stored, name) != value for name, value in values.items()):
        _raise_same_name(stored.item)
    return stored


def _raise_same_name(item: FrameworkItem) -> None:
    raise ValidationError(
        {"name": f"{item.label} has a measure of this name already. Give this one another name."}
    )


def _write_history(measure: Measure, by: User, act: str, before: dict, after: dict) -> None:
    record(by=by, act=act, thing="measure", key=str(measure.pk), before=before, after=after)


def _check_baseline(measure: Measure) -> None:
    number, on, unknown = (getattr(measure, name) for name in BASELINE)
    _check_known("baseline", "baseline_unknown", number, unknown)
    if (number is None) != (on is None):
        raise ValidationError({"baseline_on": "Give both: the starting figure and its date."})
    _check_day("baseline_on", on)
    _check_number(measure, "baseline", number)


def _check_known(field: str, unknown_field: str, number: Decimal | None, unknown: str) -> None:
    # Nothing may just be missing: a gap without a reason reads as nought or as forgotten.
    if number is None and not unknown:
        raise ValidationError(
            {field: "Enter a number, such as 25, or say why the figure is not known."}
        )
    if number is not None and unknown:
        raise ValidationError({unknown_field: "Leave this empty: you entered a figure."})


def _check_day(field: str, on: date | None) -> None:
    if on and on > timezone.localdate():
        raise ValidationError({field: "This day is in the future. Give a day up to today."})


def _check_number(measure: Measure, field: str, number: Decimal | None) -> None:
    # Part of a person, or fewer than nobody, is a slip of the keyboard.
    if number is not None and measure.counts_people and (number < 0 or number != int(number)):
        raise ValidationError(
            {field: "Enter a whole number, such as 25: this measure counts people."}
        )


@transaction.atomic
def edit_measure(*, by: User, measure: Measure, seen: int, **values: object) -> Measure:
    """Change what a measure says of itself (`FIELDS`). Raises PermissionDenied, ValidationError or
    Conflict.
    """
    check_may_measure(by, measure.item)
    # Whoever says a figure or sets a target is waited for: it must fit what is counted.
    hold(measure, "item")
    before = snapshot(measure, FIELDS)
    for name in FIELDS:
        setattr(measure, name, values[name])
    _check_baseline(measure)
    _check_series(measure)
    try:
        with transaction.atomic():
            save_version(measure, seen=seen, fields=FIELDS)
    except IntegrityError:  # the constraint, also where another one is named so just now
        _raise_same_name(measure.item)
    _write_history(measure, by, "edited", before, snapshot(measure, FIELDS))
    return measure


def _check_series(measure: Measure) -> None:
    # It may say only now that it counts people, when numbers stand already.
    for row in [*measure.targets.all(), *measure.actuals.all()]:
        _check_number(measure, "counts_people", row.number)


@transaction.atomic
def set_target(*, by: User, measure: Measure, due_on: date, number: Decimal) -> MeasureTarget:
    """Set what the measure should have reached by a day; the same one twice changes nothing.

    Raises PermissionDenied, or ValidationError where another target stands for that day.
    """
    check_may_measure(by, measure.item)
    hold(measure, "item")
    _check_number(measure, "number", number)
    target, new = measure.targets.get_or_create(
        due_on=due_on, defaults={"number": number, "set_by": by}
    )
    if target.number != number:
        stands = f"There is a target of {written(target.number)} for {day(due_on)}."
        raise ValidationError({"due_on": f"{stands} Remove it first to set another."})
    if new:
        _write_history(measure, by, "set a target", {}, snapshot(target, TARGET))
    return target


@transaction.atomic
def remove_target(*, by: User, target: MeasureTarget, seen: int) -> None:
    """Take a target away; history keeps it. `seen` is the measure's version. Raises
    PermissionDenied or Conflict.
    """
    measure = target.measure
    check_may_measure(by, measure.item)
    # Targets and actuals have no version of their own: whoever changes one moves the measure's.
    save_version(measure, seen=seen, fields=[])
    before = snapshot(target, TARGET)
    target.delete()
    _write_history(measure, by, "removed a target", before, {})


@transaction.atomic
def say_actual(
    *, by: User, measure: Measure, on: date, number: Decimal | None = None, unknown: str = ""
) -> Actual:
    """Say what the measure was on a day, or why that is not known; the same twice changes nothing.

    Raises PermissionDenied, or ValidationError for a day to come or one for which something else is
    said.
    """
    check_may_measure(by, measure.item)
    hold(measure, "item")
    _check_actual(measure, on, number, unknown)
    values = {"number": number, "unknown": unknown, "said_by": by}
    actual, new = measure.actuals.get_or_create(on=on, defaults=values)
    if (actual.number, actual.unknown) != (number, unknown):
        _raise_taken(on)
    if new:
        _write_history(measure, by, "said what it was", {}, snapshot(actual, ACTUAL))
    return actual


def _check_actual(measure: Measure, on: date, number: Decimal | None, unknown: str) -> None:
    _check_day("on", on)
    _check_known("number", "unknown", number, unknown)
    _check_number(measure, "number", number)


def _raise_taken(on: date) -> None:
    raise ValidationError(
        {"on": f"There is a figure for {day(on)} already. Correct that one instead."}
    )


@transaction.atomic
def correct_actual(
    *,
    by: User,
    actual: Actual,
    seen: int,
    on: date,
    number: Decimal | None = None,
    unknown: str = "",
) -> Actual:
    """Say again what the measure was; history keeps what was said before. `seen` is the measure's
    version.

    Raises PermissionDenied, ValidationError or Conflict.
    """
    measure = actual.measure
    check_may_measure(by, measure.item)
    # Of two who correct to one day, the second one finds the first one's.
    hold(measure, "item")
    _check_actual(measure, on, number, unknown)
    if measure.actuals.filter(on=on).exclude(pk=actual.pk).exists():
        _raise_taken(on)
    before = snapshot(actual, ACTUAL)
    save_version(measure, seen=seen, fields=[])
    actual.on, actual.number, actual.unknown = on, number, unknown
    actual.said_by, actual.said_on = by, timezone.localdate()
    actual.save()
    _write_history(measure, by, "corrected what it was", before, snapshot(actual, ACTUAL))
    return actual


@transaction.atomic
def remove_actual(*, by: User, actual: Actual, seen: int) -> None:
    """Take away what was said for a day; history keeps it. `seen` is the measure's version.

    Raises PermissionDenied or Conflict.
    """
    measure = actual.measure
    check_may_measure(by, measure.item)
    save_version(measure, seen=seen, fields=[])
    before = snapshot(actual, ACTUAL)
    actual.delete()
    _write_history(measure, by, "removed what was said", before, {})
