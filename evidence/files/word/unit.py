"""What is read out of a Word document, for those who do not read one themselves: without lxml."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..limits import Refused


class Unreadable(Refused):
    """A document that is refused, with the sentence that says why and what to do."""


class Unit(NamedTuple):
    """A paragraph between tables, or a whole cell of one. `mark` is that of a list before its first
    line; `left` is what stays in the document: the kind ("comment", "struck", "prompt", "pages")
    and the words of each.
    """

    text: str
    in_table: bool
    mark: str = ""
    left: Iterable[tuple[str, str]] = ()
