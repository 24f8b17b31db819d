"""Short names of published texts, for where the whole wording has no room."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from .models import FrameworkItem

# Who must do it is the same in most texts, and says nothing that tells them apart.
WHO_MUST = re.compile(r"^(South Ayrshire|Scotland) must ")
# A no-break space, so that the sign never stands alone on a line.
MORE = "\N{NO-BREAK SPACE}…"


def first_words(text: str, length: int) -> str:
    """The first words of a text in at most so many characters, cut at a word and marked with "…";
    without "South Ayrshire must" at the beginning when it is cut.
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return _cut(WHO_MUST.sub("…\N{NO-BREAK SPACE}", text), length)


def shortened(text: str, length: int = 110) -> str:
    """A text on one line in at most so many characters, cut at a word and marked with "…"."""
    return _cut(" ".join(text.split()), length)


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    room = text[: length - len(MORE) + 1]
    return room.rpartition(" ")[0].rstrip(",;:.") + MORE if " " in room else room[:-1] + MORE


def call_names(calls: Iterable[FrameworkItem], length: int = 46) -> dict[int, str]:
    """A name for each call by its id: its heading, or its own first words where several share the
    heading.
    """
    calls = list(calls)
    headings = Counter(call.heading for call in calls)
    return {
        call.pk: call.heading
        if call.heading and headings[call.heading] == 1
        else first_words(call.text, length)
        for call in calls
    }
