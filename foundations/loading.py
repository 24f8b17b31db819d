"""Loading the published framework from its fixtures: all of it, or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.core.serializers.python import Deserializer
from django.db import models, transaction

from .models import Link

# Links name items of every other file, so they come last.
FILES = ["foundations", "principles", "themes", "briefing", "slide_deck", "improvement_actions", "links"]


class BrokenFixture(Exception):
    """A fixture that cannot be loaded: its file, the key of the row, and the reason."""

    def __init__(self, file: str, key: str, reason: str):
        super().__init__(f"{file}, {key}: {reason}")
        self.file, self.key, self.reason = file, key, reason


@dataclass
class LoadReport:
    """How many rows were added, changed or left as they were."""

    counts: Counter = field(default_factory=Counter)

    def __str__(self) -> str:
        words = ("added", "changed", "unchanged")
        return ", ".join(f"{self.counts[word]} {word}" for word in words)


@transaction.atomic
def load_framework(folder: Path) -> LoadReport:
    """Load the fixtures of a folder. Raises BrokenFixture, leaving the database as it was.

    Rows that are there already take the fixture's wording; what the council has said about a link stays.
    """
    report = LoadReport()
    for name in FILES:
        for row in rows_of(folder / f"{name}.json"):
            report.counts[load_row(f"{name}.json", row)] += 1
    return report


def rows_of(path: Path) -> Iterable[dict]:
    """The rows of one fixture file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenFixture(path.name, "the whole file", f"it cannot be read: {error}.") from error


def load_row(file: str, row: dict) -> str:
    """Store one row; returns whether it was added, changed or unchanged."""
    key = key_of(row)
    try:
        loaded = next(iter(Deserializer([row])))
        stored = type(loaded.object)._default_manager.filter(pk=loaded.object.pk).first()
        loaded.object._state.adding = stored is None
        keep_decision(loaded.object, stored)
        loaded.object.full_clean()
    except ValidationError as error:
        raise BrokenFixture(file, key, " ".join(error.messages)) from error
    except (DeserializationError, LookupError, TypeError, ValueError) as error:
        raise BrokenFixture(file, key, str(error.__cause__ or error)) from error
    return save(loaded, stored)


def key_of(row: dict) -> str:
    """How a reader finds the row in its file: its key, or the keys that it joins."""
    fields = row.get("fields", {}) if isinstance(row, dict) else {}
    parts = [fields.get("key"), fields.get("item"), fields.get("from_item"), fields.get("to_item")]
    return (
        " → ".join(" ".join(part) if isinstance(part, list) else part for part in parts if part) or "a row without key"
    )


def keep_decision(record: models.Model, stored: models.Model | None) -> None:
    """A link that the council has confirmed or rejected stays so."""
    if isinstance(record, Link) and stored:
        record.state = stored.state


def save(loaded: DeserializedObject, stored: models.Model | None) -> str:
    if stored and values(stored) == values(loaded.object):
        return "unchanged"
    loaded.save()
    return "changed" if stored else "added"


def values(record: models.Model) -> dict:
    return {
        column.attname: column.to_python(getattr(record, column.attname)) for column in record._meta.concrete_fields
    }
