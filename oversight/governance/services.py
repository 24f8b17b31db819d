"""Writes of who does what around the promise."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.history import record, snapshot
from accounts.models import Role, User
from accounts.permissions import check, may
from accounts.versions import Conflict, hold, save_version

from .models import KINDS, Body, Entry, Member

FIELDS = {
    "member": ["body", "role", "name", "starts_on", "ends_on"],
    "stakeholder": ["name", "part", "starts_on", "ends_on"],
    "priority": ["words", "origin", "source", "starts_on", "ends_on"],
}
OWN_BODY_ONLY = "An Oversight Board member keeps the members of the Oversight Board only."


def may_edit(user: User, kind: str, body: str = "") -> bool:
    """Whether the person may add or change such an entry: an administrator each, a Board member
    those of the Board's own members.
    """
    if not may(user, "edit_bodies"):
        return False
    return Role.ADMINISTRATOR in user.roles or (kind, body) == ("member", Body.OVERSIGHT_BOARD)


def check_edit(by: User, kind: str, body: str = "") -> None:
    """Raises PermissionDenied, with the reason, unless she may."""
    check(by, "edit_bodies")
    if not may_edit(by, kind, body):
        raise PermissionDenied(OWN_BODY_ONLY)


def _body_of(values: dict) -> str:
    return values.get("body", "")


@transaction.atomic
def add(*, by: User, kind: str, form_key: UUID | None = None, **values: object) -> Entry:
    """Add a member, a stakeholder or a priority (`kind`). A form sent twice gives the entry already
    stored.

    Raises PermissionDenied, ValidationError, or Conflict where the same form was sent with other
    words.
    """
    check_edit(by, kind, _body_of(values))
    _check_days(values)
    # Whoever sends the same form waits here.
    hold(User(pk=by.pk))
    form_key = form_key or uuid4()
    if twin := KINDS[kind].objects.filter(form_key=form_key).first():
        if any(getattr(twin, name) != value for name, value in values.items()):
            raise Conflict(twin)
        return twin
    entry = KINDS[kind].objects.create(form_key=form_key, added_by=by, **values)
    _record("added", by, entry, {})
    return entry


@transaction.atomic
def edit(*, by: User, entry: Entry, seen: int, **values: object) -> Entry:
    """Change an entry, or say from when it holds no longer. Raises PermissionDenied,
    ValidationError or Conflict.
    """
    hold(entry)
    for body in {getattr(entry, "body", ""), _body_of(values) or getattr(entry, "body", "")}:
        check_edit(by, entry.kind, body)
    _check_days(values)
    before = snapshot(entry, FIELDS[entry.kind])
    for name, value in values.items():
        setattr(entry, name, value)
    save_version(entry, seen=seen, fields=FIELDS[entry.kind])
    _record("changed", by, entry, before)
    return entry


def _check_days(values: dict) -> None:
    if values.get("ends_on") and values["ends_on"] < values["starts_on"]:
        raise ValidationError({"ends_on": "This is before the first day. Give a later day."})


def _record(act: str, by: User, entry: Entry, before: dict) -> None:
    after, key = snapshot(entry, FIELDS[entry.kind]), f"{entry.kind} {entry.pk}"
    record(by=by, act=act, thing="governance", key=key, before=before, after=after)


def bodies_for(user: User) -> list[Body]:
    """Of which bodies the person keeps the members."""
    return [body for body in Body if may_edit(user, Member.kind, body)]
