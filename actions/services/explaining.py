"""Writes of why a status that something contradicts is meant all the same."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict, hold, save_version
from accounts.words import day

from ..explained import EXPLAINED, LONGEST, take_away
from ..models import SubAction
from ..standing import standing

NOTHING = "Nothing contradicts this status today, so there is nothing to explain."


def nothing_to_explain(sub_action: SubAction, on: date) -> str:
    """Why nothing can be explained, in a sentence; empty where something contradicts the status on
    a day. It reads what `standing()` reads.
    """
    return "" if standing(sub_action, on).contradiction else NOTHING


@transaction.atomic
def explain(*, by: User, sub_action: SubAction, seen: int, reason: str, until: date) -> SubAction:
    """Say why a status is meant although something contradicts it, and until which day that holds;
    it takes the place of what was said before, and goes with the next update.

    Raises PermissionDenied, ValidationError for a day that is past or too far and where nothing
    contradicts, or Conflict.
    """
    check(by, "post_update", sub_action)
    today = timezone.localdate()
    _check_until(until, today)
    hold(sub_action)
    if sub_action.version != seen:
        raise Conflict(sub_action)
    if said := nothing_to_explain(_read_anew(sub_action, today), today):
        raise ValidationError(said)
    before = snapshot(sub_action, EXPLAINED)
    sub_action.explained_reason, sub_action.explained_by = reason, by
    sub_action.explained_on, sub_action.explained_until = today, until
    _store("explained a contradiction", by, sub_action, seen, before)
    return sub_action


def _check_until(until: date, today: date) -> None:
    if until <= today:
        raise ValidationError({"until": "Choose a day after today, until which it holds."})
    if until > today + LONGEST:
        last = day(today + LONGEST)
        raise ValidationError({"until": f"Half a year is the most: choose a day up to {last}."})


def _read_anew(sub_action: SubAction, on: date) -> SubAction:
    rows = SubAction.objects.with_contradictions(on).with_stop_reason()
    return rows.select_related("item__published_target").get(pk=sub_action.pk)


@transaction.atomic
def take_explanation_back(*, by: User, sub_action: SubAction, seen: int) -> None:
    """Take an explanation away before its day; where there is none nothing changes. Raises
    PermissionDenied, or Conflict.
    """
    check(by, "post_update", sub_action)
    before = snapshot(sub_action, EXPLAINED)
    if sub_action.explained_until is None:
        return
    take_away(sub_action)
    _store("took an explanation back", by, sub_action, seen, before)


def _store(act: str, by: User, sub_action: SubAction, seen: int, before: dict) -> None:
    save_version(sub_action, seen=seen, fields=EXPLAINED)
    after = snapshot(sub_action, EXPLAINED)
    record(by=by, act=act, thing="sub-action", key=sub_action.key, before=before, after=after)
