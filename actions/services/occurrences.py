"""Writes of recurring work: its occurrences, and what keeps each of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.words import day

from ..models import Occurrence, ProgressUpdate, SubAction
from ..months import add_months
from ..recurring import counts_from, missing

AHEAD = 24  # months

# What may keep occurrences besides updates: functions that are given those of one sub-action, and
# give the day on which each was held, by its id, as far as it was. Higher apps add theirs in
# `AppConfig.ready()`.
KEEPERS: list[Callable[[SubAction, list[Occurrence]], dict[int, date]]] = []


@transaction.atomic(savepoint=False)
def make_occurrences(sub_action: SubAction, until: date | None = None) -> None:
    """Give recurring work its occurrences until a day (two years ahead), and each the day on which
    it was held.

    What is kept stays. What is not is made anew from the dates as they now are, and never over a
    kept one. Every write that may change them calls this; it may be called at any time.
    """
    if counts_from(sub_action) is None and not sub_action.occurrences.exists():
        return
    # Two writers make them one after the other. Without the lock both would find the same ones
    # missing, and the second would fail at the constraint of one a period.
    SubAction.objects.select_for_update(of=("self",), no_key=True).filter(pk=sub_action.pk).first()
    fill_occurrences(sub_action, until)


def fill_occurrences(sub_action: SubAction, until: date | None = None) -> None:
    """The same for a sub-action that is held already."""
    until = until or add_months(timezone.localdate(), AHEAD)
    # What is kept has to be known before anything is deleted, and is asked again for what is new.
    stored = _settle(sub_action)
    held = [one for one in stored if one.kept_on]
    wanted = {_span(one): one for one in missing(sub_action, held, until)}
    unkept = {_span(one): one.pk for one in stored if not one.kept_on}
    sub_action.occurrences.filter(
        pk__in=[pk for days, pk in unkept.items() if days not in wanted]
    ).delete()
    new = [one for days, one in wanted.items() if days not in unkept]
    if new:
        Occurrence.objects.bulk_create(new)
        _settle(sub_action)


def _span(occurrence: Occurrence) -> tuple[date, date]:
    return occurrence.first_day, occurrence.last_day


def _settle(sub_action: SubAction) -> list[Occurrence]:
    """The occurrences that are stored, each with the day on which it was held."""
    rows = list(sub_action.occurrences.select_related("kept_by_update"))
    held = [{row.pk: row.kept_by_update.posted_on for row in rows if row.kept_by_update}]
    held += [keeper(sub_action, rows) for keeper in KEEPERS]
    for row in rows:
        # Of several that keep it, the first day counts: that is when it was done.
        kept_on = min((days[row.pk] for days in held if row.pk in days), default=None)
        if row.kept_on != kept_on:
            row.kept_on = kept_on
            row.save(update_fields=["kept_on"])
    return rows


def keep_occurrence(update: ProgressUpdate, first_day: date) -> Occurrence:
    """Let an update keep the occurrence that begins on a day.

    Raises ValidationError when there is none, it has not begun, or something keeps it already.
    """
    sub_action = update.sub_action
    make_occurrences(sub_action)
    begun = sub_action.occurrences.filter(first_day=first_day, first_day__lte=update.posted_on)
    occurrence = begun.filter(kept_on=None).first()
    if occurrence is None:
        raise ValidationError(
            {"keeps": f"None that begins on {day(first_day)} is still open. Choose another one."}
        )
    occurrence.kept_by_update, occurrence.kept_on = update, update.posted_on
    occurrence.save(update_fields=["kept_by_update", "kept_on"])
    return occurrence


def release_occurrences(update: ProgressUpdate) -> None:
    """Let go of what an update kept, as when it is withdrawn; a session may keep it still."""
    update.occurrences_kept.update(kept_by_update=None)
    make_occurrences(update.sub_action)
