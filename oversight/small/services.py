"""Writes of what a person decides otherwise than the rule of small numbers."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict

from .models import Override, Way
from .reading import Told, read_newest, with_another
from .rule import Hidden

KEY = "set_small_numbers"
FIELDS = ["figure", "way", "reason", "made_on"]
# Of two decisions about one figure the second one finds the first.
LOCK = 7_210_356


@transaction.atomic
def decide_otherwise(
    *, by: User, figure: str, way: str, reason: str, form_key: UUID | None = None
) -> Override:
    """Keep that a count of people of the last closed round, by its key, is shown or hidden from
    now on, and why. A form sent twice gives the decision already stored.

    Raises PermissionDenied, ValidationError, or Conflict where the same form was sent with other
    words.
    """
    check(by, KEY)
    take_lock(LOCK)
    form_key = form_key or uuid4()
    values = {"figure": figure, "way": way, "reason": reason, "made_by": by}
    if twin := Override.objects.filter(form_key=form_key).first():
        if any(getattr(twin, name) != value for name, value in values.items()):
            raise Conflict(twin)
        return twin
    if reasons := reasons_against(figure, way):
        raise ValidationError({"figure": reasons})
    made = Override.objects.create(form_key=form_key, **values)
    _record(by, "decided", made, {}, snapshot(made, FIELDS))
    return made


def reasons_against(figure: str, way: str) -> list[str]:
    """Why a figure cannot be shown or hidden by a decision; a sentence each."""
    newest = read_newest()
    if newest is None or figure not in newest.people.counts.figures:
        return ["The last closed round keeps no such count of people. Choose one of the list."]
    if Override.objects.standing().filter(figure=figure).exists():
        return ["Something is decided about this count already. End that first."]
    return list(_against_way(newest, figure, way))


def _against_way(newest: Told, figure: str, way: str):
    number, cell = newest.people.counts.figures[figure], newest.decided.cell(figure)
    if way == Way.HIDE:
        if not number:
            yield "It is nought, which tells of nobody and is always shown."
        elif isinstance(cell, Hidden):
            yield "It is hidden already."
    elif not isinstance(cell, Hidden):
        yield "It is shown already."
    elif isinstance(with_another(newest.edition, figure, way).decided.cell(figure), Hidden):
        yield "With it shown, another count that is hidden could be worked out."


@transaction.atomic
def end_override(*, by: User, override: Override) -> None:
    """Let the rule hold again for a figure; ended twice changes nothing. Raises PermissionDenied.

    What has left the building meanwhile is out.
    """
    check(by, KEY)
    take_lock(LOCK)
    override.refresh_from_db()
    if override.ended_on:
        return
    before = snapshot(override, [*FIELDS, "ended_on"])
    override.ended_on, override.ended_by = timezone.localdate(), by
    override.save(update_fields=["ended_on", "ended_by"])
    _record(by, "ended", override, before, snapshot(override, [*FIELDS, "ended_on"]))


def _record(by: User, act: str, override: Override, before: dict, after: dict) -> None:
    key = f"{override.figure} ({override.pk})"
    record(by=by, act=act, thing="small-number", key=key, before=before, after=after)
