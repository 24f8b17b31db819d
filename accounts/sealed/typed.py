"""The texts of a form that was not taken, to copy from where they cannot be put back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from .sealing import is_secret

# A single word up to this length is quickly chosen or typed again.
SHORT = 20


@dataclass(frozen=True)
class Typed:
    """A text that was sent in a form, and the name of its box."""

    label: str
    text: str

    @property
    def rows(self) -> int:
        """How high its box is on the page."""
        return min(20, 2 + self.text.count("\n") + len(self.text) // 80)


def typed_in(request: HttpRequest) -> list[Typed]:
    """The texts of a form that was refused."""
    return typed_of(request.POST.lists())


def typed_of(sent: Iterable[tuple[str, list[str]]]) -> list[Typed]:
    """What takes effort to type again, and neither secrets nor keys."""
    return [
        Typed(name.replace("_", " ").capitalize(), text)
        for name, texts in sent
        if not is_secret(name) and "key" not in name.lower()
        for text in texts
        if len(text) > SHORT or " " in text.strip()
    ]
