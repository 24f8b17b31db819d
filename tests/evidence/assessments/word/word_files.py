"""Word documents as people take them out, edit them, and bring them in."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.document import Document as WordDocument

from evidence.models import Answer

WHOLE = "/self-assessment/autumn/education/"
PLACES = {"Q1": 5, "Q2": 7, "Q3": 9, "Q4": 11}
VERSION = re.compile(r'<input type="hidden"\s+name="(T\d+-Q\d)-version"\s+value="([^"]*)"')
BROUGHT = re.compile(r'<input type="hidden"\s+name="brought"\s+value="([^"]*)"')
EMPTIES = re.compile(r'<input[^>]*name="(T\d+-Q\d)-choice"[^>]*value="empty"')


def taken_out(client, url: str, theme: str = "all", filled: str = "yes") -> bytes:
    """The document as it is downloaded."""
    return client.get(f"{url}word/download/", {"theme": theme, "filled": filled}).getvalue()


def box(document: WordDocument, theme: int, prompt: str):
    """The cell of one box; themes are counted from 0."""
    return document.tables[theme].rows[PLACES[prompt]].cells[0]


def edited(content: bytes, **texts: str) -> bytes:
    """The document with other texts in the boxes of its first theme: `edited(content, Q1="We
    listen.")`.
    """

    def change(document: WordDocument) -> None:
        for prompt, text in texts.items():
            box(document, 0, prompt).text = text

    return changed(content, change)


def changed(content: bytes, change: Callable[[WordDocument], None]) -> bytes:
    """The document after something was done to it."""
    document = Document(BytesIO(content))
    change(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def bring_in(client, url: str, content: bytes, name: str = "edited.docx"):
    """Choose a document and have it compared."""
    return client.post(f"{url}word/in/", {"document": SimpleUploadedFile(name, content)})


def form_of(answer, choice: str = "take") -> dict[str, str]:
    """What the page of differences sends with every box on the same choice; where the document
    says nothing, taking that is to empty the box.
    """
    page = answer.content.decode()
    empties = set(EMPTIES.findall(page))
    sent = {}
    for name, version in VERSION.findall(page):
        chosen = "empty" if choice == "take" and name in empties else choice
        sent |= {f"{name}-version": version, f"{name}-choice": chosen}
    return sent | {"brought": brought_by(answer)} if sent else {}


def brought_by(answer) -> str:
    """What a page holds of the document, as we sealed it."""
    return BROUGHT.findall(answer.content.decode())[0]


def take(client, url: str, answer, **changes: str):
    """Press the button on the page of differences: `T1_Q1="keep"` changes a choice."""
    choices = {f"{name.replace('_', '-')}-choice": choice for name, choice in changes.items()}
    return client.post(f"{url}word/in/take/", form_of(answer) | choices)


def stored() -> dict[str, str]:
    """What stands in the boxes that are not empty."""
    rows = Answer.objects.exclude(text="").values_list(
        "assessment__theme__key", "prompt__key", "text"
    )
    return {f"{theme}-{prompt}": text for theme, prompt, text in rows}
