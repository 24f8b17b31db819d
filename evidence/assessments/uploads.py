"""What Word documents put into the boxes of a theme, and what those held before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from accounts.together import Reading
from foundations.models import FrameworkItem

from .models import WordUpload
from .places import Place


@dataclass(frozen=True)
class Replaced:
    """A box that a document changed: its question, what it held before, and whether somebody has
    written in it since.
    """

    question: str
    before: str
    is_changed: bool


@dataclass(frozen=True)
class UploadRow:
    """One upload that can be taken back, and the boxes that it changed here."""

    upload: WordUpload
    boxes: list[Replaced]

    @property
    def can_be_undone(self) -> bool:
        return not all(box.is_changed for box in self.boxes)


def digest_of(text: str) -> int:
    """What tells whether a box still holds what a document put into it."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


def reading_uploads(place: Place) -> Reading:
    """What can be taken back from a theme by one service in a round, the newest first."""
    rows = WordUpload.objects.to_undo(place.service, place.round)
    return list((yield rows.filter(assessment__theme=place.theme)))


def uploads_of(
    uploads: list[WordUpload], prompts: list[FrameworkItem], texts: dict[str, str]
) -> list[UploadRow]:
    """The uploads with what each box held before, beside what stands in it now."""
    return [
        UploadRow(
            upload,
            [
                Replaced(
                    prompt.text,
                    kept["before"],
                    digest_of(texts.get(prompt.key, "")) != kept["took"],
                )
                for prompt in prompts
                if (kept := upload.boxes.get(prompt.key))
            ],
        )
        for upload in uploads
    ]
