"""Loading the published framework from its fixtures: all of it, or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import models, transaction

from .models import FrameworkItem, Kind, Link, PageReference, PublishedTarget

# Links name items of every other file, so they come last.
FILES = [
    "foundations",
    "principles",
    "themes",
    "briefing",
    "slide_deck",
    "improvement_actions",
    "progress_framework",
    "links",
]
# What higher apps load beside it, from the same folder; they add their own.
ALSO_LOADED: list[Callable[[Path, LoadReport], None]] = []
NATURAL_KEYS: dict[type[models.Model], tuple[str, ...]] = {
    FrameworkItem: ("key",),
    PageReference: ("item", "document", "page"),
    PublishedTarget: ("item",),
    Link: ("from_item", "to_item"),
}
# What the council says about a link, which no fixture may undo.
SAID_HERE = [
    "state",
    "made_by",
    "made_on",
    "reason",
    "decided_by",
    "decided_on",
    "decision_reason",
    "version",
]
NAMELESS = "a row without key"
MODELS = {model._meta.label_lower: model for model in NATURAL_KEYS}


class BrokenFixture(Exception):
    """A fixture that cannot be loaded: its file, the key of the row, and the reason."""

    def __init__(self, file: str, key: str, reason: str):
        super().__init__(f"{file}, {key}: {reason}")
        self.file, self.key, self.reason = file, key, reason


@dataclass
class LoadReport:
    """How many rows of each kind were added, changed or left as they were."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return ", ".join(f"{counts.total()} {word}" for word, counts in vars(self).items())


@dataclass(frozen=True)
class Row:
    """One row of a fixture: its file, its model and its fields."""

    file: str
    model: type[models.Model]
    fields: dict

    @property
    def key(self) -> tuple:
        return tuple(plain(self.fields[name]) for name in NATURAL_KEYS[self.model])

    @property
    def name(self) -> str:
        """The key as a reader would look for it in the file."""
        return " → ".join(str(part) for part in self.key) or NAMELESS

    @property
    def kind(self) -> str:
        """What the row is, in the words of the source documents."""
        if self.model is FrameworkItem and self.fields.get("kind") in Kind:
            return Kind(self.fields["kind"]).label
        return self.model._meta.verbose_name.capitalize()


@transaction.atomic
def load_framework(folder: Path) -> LoadReport:
    """Load the fixtures of a folder. Raises BrokenFixture, leaving the database as it was.

    Rows that are there already take the fixture's wording; what the council has said about a link
    stays.
    """
    report = LoadReport()
    for row in read_rows(folder):
        getattr(report, _load_row(row))[row.kind] += 1
    return report


def read_rows(folder: Path) -> Iterator[Row]:
    """The rows of all fixtures of a folder, each once, in loading order. Raises BrokenFixture."""
    seen: set[tuple] = set()
    for name in FILES:
        path = folder / f"{name}.json"
        for data in _read_file(path):
            row = _read_row(path.name, data)
            if (row.model, row.key) in seen:
                raise BrokenFixture(row.file, row.name, "it is there twice.")
            seen.add((row.model, row.key))
            yield row


def _read_file(path: Path) -> list:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenFixture(path.name, "the whole file", f"it cannot be read: {error}.") from error
    if not isinstance(data, list):
        raise BrokenFixture(path.name, "the whole file", "it should hold a list of rows.")
    return data


def _read_row(file: str, data: object) -> Row:
    """A row whose model and fields are known. Raises BrokenFixture."""
    if not isinstance(data, dict) or not isinstance(data.get("fields"), dict):
        raise BrokenFixture(file, NAMELESS, "every row needs a model and fields.")
    fields = data["fields"]
    name = str(
        plain(fields.get("key") or fields.get("item") or fields.get("from_item") or NAMELESS)
    )
    if data.get("model") not in MODELS:
        raise BrokenFixture(file, name, f"“{data.get('model')}” is no model of the framework.")
    model = MODELS[data["model"]]
    unknown = sorted(set(fields) - {column.name for column in model._meta.concrete_fields})
    # A name that is mistyped would otherwise be left out without a word.
    if unknown:
        raise BrokenFixture(file, name, f"the field “{unknown[0]}” is unknown.")
    missing = [part for part in NATURAL_KEYS[model] if part not in fields]
    if missing:
        raise BrokenFixture(file, name, f"the field “{missing[0]}” is missing.")
    return Row(file, model, fields)


def plain(value: object) -> object:
    """A field's value; a reference to an item is written as a list, and stands for the item's
    key.
    """
    return value[0] if isinstance(value, list) and value else value


def _load_row(row: Row) -> str:
    """Store one row; returns whether it was added, changed or unchanged. Raises BrokenFixture."""
    try:
        loaded = next(
            iter(Deserializer([{"model": row.model._meta.label_lower, "fields": row.fields}]))
        )
        stored = row.model.objects.filter(pk=loaded.object.pk).first()
        _keep_decision(loaded.object, stored)
        # A record that is there already is not its own double.
        loaded.object._state.adding = stored is None
        loaded.object.full_clean()
    except ValidationError as error:
        raise BrokenFixture(row.file, row.name, _complaints(error)) from error
    except DeserializationError as error:
        raise BrokenFixture(
            row.file, row.name, _why_unread(row) or f"it cannot be read: {error}."
        ) from error
    # Loading the same fixtures again leaves no trace.
    if stored and _values(stored) == _values(loaded.object):
        return "unchanged"
    loaded.save()
    return "changed" if stored else "added"


def _keep_decision(record: models.Model, stored: models.Model | None) -> None:
    # What the council has said about a link is not the source's to change.
    if isinstance(record, Link) and stored:
        for name in SAID_HERE:
            setattr(record, name, getattr(stored, name))


def _complaints(error: ValidationError) -> str:
    return " ".join(
        " ".join(said) if name == NON_FIELD_ERRORS else f"{name}: {' '.join(said)}"
        for name, said in error.message_dict.items()
    )


def _why_unread(row: Row) -> str:
    """A sentence that names the first item that the row refers to in vain; empty if there is
    none.
    """
    named = [plain(value) for value in row.fields.values() if isinstance(value, list)]
    lost = [key for key in named if not FrameworkItem.objects.filter(key=key).exists()]
    said = "which is not among the items loaded before it"
    return f"it refers to “{lost[0]}”, {said}." if lost else ""


def _values(record: models.Model) -> dict:
    return {
        column.attname: column.to_python(getattr(record, column.attname))
        for column in record._meta.concrete_fields
    }
