"""Evidence as services and browsers add it."""

import uuid

from django.core.files.base import ContentFile
from django.utils import timezone

from evidence.files.checking import CheckedFile
from evidence.items import services as items
from evidence.models import EvidenceItem


def add(by, *supports, **values) -> EvidenceItem:
    """A note of a practice, unless the values say otherwise."""
    note = {} if "medium" in values else {"medium": "note", "words": "What was written down."}
    said = {
        "kind": "practice",
        "title": "How a session runs",
        "shows": "Young adults lead it.",
        "dated_on": timezone.localdate(),
    }
    return items.add_evidence(by=by, supports=supports, **(said | note | values))


def photo(name="flip chart.png") -> CheckedFile:
    """A photo that has passed the checks."""
    return CheckedFile(name, "png", ContentFile(b"a picture"), "")


def add_photo(by, *supports, **values) -> EvidenceItem:
    return add(by, *supports, medium="file", upload=photo(), **values)


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
