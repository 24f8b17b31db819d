"""Pages of a feed: a cursor names the edition that a reader has begun, so that no answer mixes
two.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from .description import MOST, USUAL
from .reading import Data, current, one_of, read_data
from .rows import Answer

CHANGED = "The data has changed since your first page. Begin again without a cursor."
NOTHING = "Nothing is published yet: no round has been closed."


class NoPage(Exception):
    """That there is no such page, with the status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class Cursor(NamedTuple):
    """The edition that is being read, the seal of its data, and the key of the last row read."""

    edition: int
    seal: str
    after: str

    def __str__(self) -> str:
        whole = f"{self.edition} {self.seal} {self.after}"
        return urlsafe_b64encode(whole.encode()).decode().rstrip("=")


def read_cursor(text: str) -> Cursor:
    """The cursor that was given. Raises NoPage for what is none."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        edition, seal, after = urlsafe_b64decode(padded).decode().split(" ", 2)
        if not (edition.isascii() and edition.isdigit() and len(edition) < 10):
            raise ValueError
        return Cursor(int(edition), seal, after)
    except (Error, ValueError):
        sentence = "This cursor cannot be read. Take the address in `next` as it is."
        raise NoPage(400, sentence) from None


def read_limit(text: str) -> int:
    """How many rows are wanted. Raises NoPage for what is no number from 1 on."""
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MOST:
        return int(text)
    raise NoPage(400, f"The limit is a whole number from 1 to {MOST:,}.")


def data_of(cursor: Cursor | None) -> Data:
    """The data that a reader has begun, or the current one. Raises NoPage where there is none, or
    where it has changed.
    """
    edition = one_of(cursor.edition) if cursor else current()
    if edition is None:
        raise NoPage(410, CHANGED) if cursor else NoPage(404, NOTHING)
    data = read_data(edition)
    if cursor and cursor.seal != data.seal:
        raise NoPage(410, CHANGED)
    return data


def page_of(data: Data, name: str, cursor: Cursor | None, limit: int = USUAL) -> Answer:
    """The rows of a feed after the cursor. Raises NoPage where its row is gone."""
    rows, begin = data.rows[name], 0
    if cursor:
        keys = [row.key for row in rows]
        if cursor.after not in keys:
            raise NoPage(410, CHANGED)
        begin = keys.index(cursor.after) + 1
    some = rows[begin : begin + limit]
    more = begin + limit < len(rows)
    address = None
    if more:
        follows = Cursor(data.edition.edition, data.seal, some[-1].key)
        query = urlencode({"cursor": str(follows), "limit": limit})
        address = f"{reverse('open-data-json', args=[name])}?{query}"
    return Answer(data.edition, len(rows), some, address)
