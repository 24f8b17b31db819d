"""Files of evidence: a stub until uploads are checked."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.files.base import ContentFile


@dataclass(frozen=True)
class CheckedFile:
    """A file that has passed the checks."""

    name: str
    type: str
    content: ContentFile
    text: str = ""


class EvidenceFileField(forms.FileField):
    """A file, checked: its value is a CheckedFile, or None."""

    def clean(self, data, initial=None) -> CheckedFile | None:
        file = super().clean(data, initial)
        if not file:
            return None
        content = ContentFile(file.read(), name=file.name)
        return CheckedFile(file.name, file.name.rpartition(".")[2].lower(), content)
