"""Saves that never overwrite what somebody else saved meanwhile."""

from __future__ import annotations

from django.db import models
from django.db.models import F


class Conflict(Exception):
    """Someone else saved the record after the version that the writer had read."""

    def __init__(self, current: models.Model):
        super().__init__(f"{current} was changed by someone else meanwhile.")
        self.current = current


def save_version(record: models.Model, *, seen: int, fields: list[str]) -> None:
    """Store the named fields if the record is still at the version seen, and count the version up.

    The version stands in the UPDATE's own WHERE clause, so two writers cannot both pass.
    Raises Conflict with the record as it now stands.
    """
    rows = type(record).objects.filter(pk=record.pk, version=seen)
    if not rows.update(
        version=F("version") + 1, **{name: getattr(record, name) for name in fields}
    ):
        raise Conflict(type(record).objects.get(pk=record.pk))
    record.version = seen + 1
