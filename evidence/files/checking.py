"""Files on their way in: checked before a parser sees them, read apart, free of identifiers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from accounts.asking.forms import Asks
from foundations.identifiers import doubtful_identifiers, identifiers

from . import apart, reading
from .kept import unpacked
from .kinds import CSV_SIZE, KINDS, look_at
from .limits import SMALLER
from .pictures.kinds import IPHONE, PICTURE_ENDINGS, kind_of

SIZE = 20 * 1024 * 1024
NAME_LENGTH = 150
# What else a picture that is kept in this way may be called.
SAME_ENDING = {"jpg": ("jpg", "jpeg"), "png": ("png",)}
TOO_LARGE = (
    f"This file is larger than {SIZE // 1024 // 1024} MB. "
    "Choose a smaller one, or link to where it is."
)
TAKEN = (
    "Choose an Excel workbook (.xlsx), a Word document (.docx), a table (.csv), a PDF file, "
    "or a picture (.jpg, .png and other common kinds)."
)
HOW_LARGE = (
    f"Up to {SIZE // 1024 // 1024} MB, a table (.csv) up to {CSV_SIZE // 1_000_000} MB. {TAKEN}"
)
TOO_MUCH_WORK = (
    "This file takes too long to read, so it was not taken. "
    "Choose a shorter or simpler one, or link to where it is."
)
BUSY = "The server is busy just now. Try again in a minute."
UNREADABLE = (
    "This file could not be read: it is damaged, or too large to open. "
    "Save it anew and choose it again."
)


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed every check; `content` is what is kept, `text` what was found in it."""

    name: str
    type: str
    content: ContentFile
    text: str
    # How many pictures, and pages without readable words, a second person has to look at.
    pictures: int = 0
    # What the person should know of what is kept.
    note: str = ""
    # What may be a person's number: pairs of its kind in words and what was found.
    doubtful: tuple[tuple[str, str], ...] = ()


def check_file(upload: UploadedFile) -> CheckedFile:
    """Check an upload; of a picture a copy without any hidden data is kept.

    Raises ValidationError with a sentence that names the reason.
    """
    name = clean_name(upload.name)
    ending = _ending_of(name)
    refuse_identifiers_in("name", name.replace("_", " "))
    if upload.size > SIZE:
        raise ValidationError(f"{TOO_LARGE} {SMALLER}" if ending in PICTURE_ENDINGS else TOO_LARGE)
    content = upload.read()
    kind = kind_of(ending, content)
    look_at(kind, content)
    kept = unpacked(read_apart(f"{reading.KEEP}{kind}", content))
    refuse_identifiers_in("text", kept.text)
    return CheckedFile(
        _named_as(name, kept.kind),
        kept.kind,
        ContentFile(kept.content or content),
        kept.text,
        kept.pictures,
        kept.note,
        _doubtful_in(name.replace("_", " "), kept.text),
    )


def _doubtful_in(*parts: str) -> tuple[tuple[str, str], ...]:
    return tuple(each for part in parts for each in doubtful_identifiers(part, in_file=True))


def clean_name(name: str) -> str:
    """The name of a file without folders, line breaks or invisible signs, at most 150 characters
    long.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(
        " " if sign.isspace() else sign for sign in last if sign.isspace() or sign.isprintable()
    )
    stem, ending = os.path.splitext(" ".join(seen.split()).replace('"', "'"))
    return stem[: NAME_LENGTH - len(ending)] + ending


def _ending_of(name: str) -> str:
    ending = os.path.splitext(name)[1].lower().removeprefix(".")
    if ending not in (*KINDS, *PICTURE_ENDINGS):
        raise ValidationError(f"Files of this kind are not taken. {TAKEN}")
    return ending


def _named_as(name: str, kind: str) -> str:
    """The name with an ending that fits what is kept."""
    stem, ending = os.path.splitext(name)
    fits = ending.lower().removeprefix(".") in SAME_ENDING.get(kind, (kind,))
    return name if fits else f"{stem}.{kind}"


def read_apart(kind: str, content: bytes) -> bytes:
    """What a process of its own, with little time and memory and no secrets, makes of the content.

    Raises ValidationError when it refuses the file or breaks, when the file is too much work, or
    when the clock ended before the work: then the server was busy, and the file is not to blame.
    """
    # Isolated (-I), and by its path: neither the working folder nor the environment decides what is
    # run.
    command = [sys.executable, "-I", apart.__file__, kind]
    options = {
        "stdout": subprocess.PIPE,
        "stderr": subprocess.DEVNULL,
        "timeout": reading.PATIENCE,
    }
    try:
        done = subprocess.run(  # noqa: S603 - all that could vary is the kind, one of ours
            command, input=content, env={}, **options
        )
    except subprocess.TimeoutExpired as error:
        raise ValidationError(BUSY) from error
    if done.returncode == reading.REFUSED:
        raise ValidationError(f"This file cannot be taken. {done.stdout.decode()}")
    if done.returncode == reading.OUT_OF_TIME:
        raise ValidationError(TOO_MUCH_WORK)
    if done.returncode:
        raise ValidationError(UNREADABLE)
    return done.stdout


def refuse_identifiers_in(where: str, text: str) -> None:
    """Raises ValidationError when the name or the text of a file seems to hold a personal
    identifier.
    """
    if found := identifiers(text, in_file=True):
        kinds = " and ".join(found)
        raise ValidationError(
            f"The {where} of this file seems to hold {kinds}. Please take it out and choose the "
            "file again: nothing about a person may be kept here. The file has not been stored.",
            code="identifier",
        )


class EvidenceFileField(Asks, forms.FileField):
    """A box to choose a file; its value is a CheckedFile, or None where none was chosen."""

    widget = forms.FileInput
    default_error_messages = {
        "required": "Choose a file.",
        "invalid": "The file did not arrive. Choose it again.",
        "missing": "The file did not arrive. Choose it again.",
        "empty": "This file is empty. Choose another.",
        "max_length": "The name of this file is too long. Give it a shorter one.",
        "contradiction": "Choose a file, or none.",
    }

    def __init__(self, **options):
        options.setdefault("help_text", HOW_LARGE)
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        # So that the phone offers only the kinds that are taken.
        # Without HEIC: asked for other pictures, an iPhone sends its photos as JPEG.
        endings = dict.fromkeys([*KINDS, *PICTURE_ENDINGS])
        return super().widget_attrs(widget) | {
            "accept": ",".join(f".{ending}" for ending in endings if ending not in IPHONE)
        }

    def clean(self, data: UploadedFile | None, initial: object = None) -> CheckedFile | None:
        """The checked file. Raises ValidationError with the reason against it.

        The form asks about what is doubtful in it, since a file may have come before the answer.
        """
        upload = super().clean(data, initial)
        return check_file(upload) if upload else None

    def text_of(self, value: object) -> str:
        """The name and the text of a file, which may bring back words that were taken out."""
        return f"{value.name}\n{value.text}" if isinstance(value, CheckedFile) else ""
