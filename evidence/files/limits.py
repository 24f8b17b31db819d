"""What all that reads files stands on: how much can be checked, and how a file is refused."""

from __future__ import annotations

from collections.abc import Iterable

TEXT = 500_000
ROWS, COLUMNS = 10_000, 100
# A picture of fewer points cannot show a face: lines, bullets and corners of boxes.
SMALLEST = 40 * 40

TOO_LONG = (
    f"It holds more than {TEXT:,} characters of text, which is more than can be checked. "
    "Choose a file with only the part that shows it."
)
TOO_MANY_ROWS = f"It has more than {ROWS:,} rows. Choose a file with only those that show it."
SMALLER = (
    "Make it smaller and choose it again: on a phone, send it to yourself by e-mail in the size "
    "“Medium” or “Large”; on a computer, open it in Paint, Photos or Preview, choose "
    "“Resize” and save it as JPEG."
)


class Refused(Exception):
    """The file is not taken; the message is the sentence for the person."""


def joined(parts: Iterable[str]) -> str:
    """The parts that say something, a line each; raises Refused if they are too long.

    With a border behind each, without which the numbers of neighbours would read as one.
    """
    lines, size = [], 0
    for part in filter(None, map(str.strip, parts)):
        size += len(part)
        if size > TEXT:
            raise Refused(TOO_LONG)
        lines.append(part)
    # Halves of signs, which no file, page or database can hold, become question marks.
    return " |\n".join(lines).encode("utf-8", errors="replace").decode()
