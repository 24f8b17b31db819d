"""By what a row of the workbook is known again: its sub-action, the version that it was read at,
and whether any of its cells was edited since.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import NamedTuple

from actions.models import SubAction
from evidence.files.bringing.columns import Column

from .columns import EDITED, shown_of

FORM = re.compile(r"(\S{1,40}) v(\d{1,9}) ([0-9a-f]{8})", re.ASCII)


class Mark(NamedTuple):
    """What the first column of a row says."""

    key: str
    version: int
    digest: str


def mark_of(found: SubAction) -> str:
    """The mark of a sub-action as it now is: "1.3 v4 9f86d081"."""
    return f"{found.key} v{found.version} {digest_of(shown_of(found))}"


def read_mark(text: str) -> Mark | None:
    """What a mark says; None for any other text."""
    found = FORM.fullmatch(" ".join(text.split()))
    return Mark(found[1], int(found[2]), found[3]) if found else None


def digest_of(shown: dict[Column, str]) -> str:
    """By what it is told whether a row still says what it said when it left."""
    said = json.dumps([shown.get(column, "") for column in EDITED])
    return hashlib.sha256(said.encode()).hexdigest()[:8]
