"""Evidence as services and browsers add it."""

import uuid
from dataclasses import fields

from django.core.files.base import ContentFile
from django.utils import timezone

from evidence.files.checking import CheckedFile
from evidence.items import services as items
from evidence.items.content import File, Note
from evidence.items.said import Said
from evidence.models import EvidenceItem

NOTE = Note("What was written down.")
SAID = {field.name for field in fields(Said)}


def add(by, *supports, content=NOTE, **values) -> EvidenceItem:
    """A note of a practice, unless the values say otherwise."""
    said = {
        "kind": "practice",
        "title": "How a session runs",
        "shows": "Young adults lead it.",
        "dated_on": timezone.localdate(),
    }
    said |= {name: values.pop(name) for name in SAID & values.keys()}
    return items.add_evidence(
        by=by, supports=supports, content=content, said=Said(**said), **values
    )


def photo(name="flip chart.png") -> CheckedFile:
    """A photo that has passed the checks."""
    return CheckedFile(name, "png", ContentFile(b"a picture"), "")


def add_photo(by, *supports, **values) -> EvidenceItem:
    return add(by, *supports, content=File(photo()), **values)


def form(**changes) -> dict:
    """What the browser sends when a note is added; None leaves a field out."""
    sent = {
        "medium": "note",
        "words": "What was written down.",
        "kind": "practice",
        "title": "How a session runs",
        "shows": "Young adults lead it.",
        "dated_on": f"{timezone.localdate():%d/%m/%Y}",
        "visibility": "board",
        "form_key": str(uuid.uuid4()),
    }
    return {name: value for name, value in (sent | changes).items() if value is not None}


def stored_files() -> set[str]:
    """The files in the store of evidence."""
    _folders, names = EvidenceItem._meta.get_field("file").storage.listdir("")
    return set(names)
