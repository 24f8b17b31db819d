"""Writes of what is no longer offered."""

from __future__ import annotations

from django.db import transaction

from accounts.history import record
from accounts.models import User
from accounts.permissions import check

from ..models import Dismissal, FrameworkItem
from ..suggesting import Subject


@transaction.atomic
def dismiss(*, by: User, subject: Subject, text: FrameworkItem) -> Dismissal:
    """Say that a text is not meant by what was written, so that it is no longer offered for it.
    Said twice it changes nothing. Raises PermissionDenied.
    """
    check(by, subject.needs)
    found = {"thing": subject.thing, "key": subject.key, "text": text}
    dismissal, is_new = Dismissal.objects.get_or_create(**found, defaults={"made_by": by})
    if is_new:
        said = {"not_offered": text.label}
        record(by=by, act="dismissed", thing=subject.thing, key=subject.key, before={}, after=said)
    return dismissal
