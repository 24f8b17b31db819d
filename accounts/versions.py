"""Saves that never overwrite what somebody else saved meanwhile."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import F


class Conflict(Exception):
    """Someone else saved the record after the version that the writer had read."""

    def __init__(self, current: models.Model):
        super().__init__(f"{current} was changed by someone else meanwhile.")
        self.current = current


def hold(record: models.Model, *related: str) -> None:
    """Let nobody else change a record until this transaction ends, and read it anew with what is
    named `related`: what was read before the lock decides nothing.

    README ("One order of locks") says in which order records are held. Raises DoesNotExist.
    """
    rows = type(record).objects.select_for_update(of=("self",), no_key=True)
    record.refresh_from_db(from_queryset=rows.select_related(*related) if related else rows)


def digest_of(text: str) -> str:
    """What tells whether a text is still the same, however its lines end."""
    lines = "\n".join(text.strip().splitlines())
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def merged(
    record: models.Model, typed: dict[str, str], *, seen: int, shown: dict[str, str]
) -> dict[str, str]:
    """What is to be stored of fields that are independent, of a record that is held: what was
    typed, but what was left alone stays as somebody else has saved it meanwhile. `shown` has the
    digest of what each field held when its page was opened.

    Raises Conflict where two have changed the same field.
    """
    if record.version == seen:
        return typed
    stored = {name: getattr(record, name) for name in typed}
    changed = [name for name, text in typed.items() if digest_of(text) != shown.get(name)]
    for name in changed:
        if digest_of(stored[name]) not in (shown.get(name), digest_of(typed[name])):
            raise Conflict(record)
    return stored | {name: typed[name] for name in changed}


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
