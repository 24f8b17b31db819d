"""What an evidence item is made of: for each medium a class with what it holds and must not lack.

Each is drawn by the template of its medium in `templates/evidence/items/content/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from evidence.files.checking import CheckedFile

from .medium import Medium

NO_WORDS = "Write down the words of the note or quote."


@dataclass(frozen=True)
class Content:
    """What an item of one medium holds."""

    medium: ClassVar[Medium]
    # Its fields, each with the sentence for whoever leaves it empty.
    missing: ClassVar[dict[str, str]]

    def check(self) -> None:
        """Raises ValidationError by the field for what is missing."""
        # A figure of 0 is there.
        empty = [name for name in self.missing if getattr(self, name) in ("", None)]
        if empty:
            raise ValidationError({name: self.missing[name] for name in empty})

    def columns(self) -> dict[str, object]:
        """What an EvidenceItem keeps of it, by the field of the model."""
        return {name: getattr(self, name) for name in self.missing}


@dataclass(frozen=True)
class Note(Content):
    """Words written down by whoever adds them."""

    words: str
    medium = Medium.NOTE
    missing = {"words": NO_WORDS}


@dataclass(frozen=True)
class Quote(Content):
    """Somebody's own words. Nothing asks who said them, and without consent nothing is kept."""

    words: str
    consent: str
    medium = Medium.QUOTE
    missing = {
        "words": NO_WORDS,
        "consent": "Say how whoever is quoted agreed. Without consent their words may not be kept.",
    }


@dataclass(frozen=True)
class Figure(Content):
    """A number with what it counts."""

    number: Decimal | None
    unit: str
    medium = Medium.FIGURE
    missing = {"number": "Give the number.", "unit": "Say what the number counts."}


@dataclass(frozen=True)
class Link(Content):
    """The address of a page of the web."""

    url: str
    medium = Medium.LINK
    missing = {"url": "Give the address of the page."}

    def check(self) -> None:
        super().check()
        # The page of the item links to it: "javascript:" would run there.
        if urlsplit(self.url).scheme.lower() not in ("http", "https"):
            raise ValidationError({"url": "Give an address that begins with https:// or http://."})


@dataclass(frozen=True)
class File(Content):
    """A checked file, of which whoever adds it has said that nobody can be recognised from it."""

    upload: CheckedFile | None
    medium = Medium.FILE
    missing = {"upload": "Choose the file."}

    def columns(self) -> dict[str, object]:
        # The file itself goes to the store, in the transaction of the item.
        return {
            "file_name": self.upload.name,
            "file_type": self.upload.type,
            "file_size": self.upload.content.size,
            "pictures": self.upload.pictures,
            "file_note": self.upload.note,
        }


CONTENT = {each.medium: each for each in (Note, Quote, Figure, Link, File)}


def content_of(medium: str, values: Mapping[str, object]) -> Content:
    """The content of a medium out of a form's values; what belongs to other media is left out."""
    made_of = CONTENT[Medium(medium)]
    return made_of(**{name: values[name] for name in made_of.missing})
