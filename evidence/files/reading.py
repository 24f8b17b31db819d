"""Reads one uploaded file: its text, or its picture written anew.

It runs in a process of its own (`apart.py`), which knows nothing of Django, of the database or of
any secret: whatever breaks here breaks that process only. Each kind of file is read by a file
beside this one, which is loaded when one of its kind comes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from importlib import import_module

# Of work, which the process counts itself; and by the clock, when others are at work too.
SECONDS, PATIENCE = 5, 20
MEMORY = 250 * 1024 * 1024
TEXT = 500_000
ROWS, COLUMNS = 10_000, 100
# A picture of fewer points cannot show a face: lines, bullets and corners of boxes.
SMALLEST = 40 * 40
# How the process ends when it wrote a sentence about the file instead of what is in it.
REFUSED = 3
# How it is ended once its time of work is over (SIGXCPU, which Windows does not have).
OUT_OF_TIME = -24

TOO_LONG = (
    f"It holds more than {TEXT:,} characters of text, which is more than can be checked. "
    "Choose a file with only the part that shows it."
)
TOO_MANY_ROWS = f"It has more than {ROWS:,} rows. Choose a file with only those that show it."
SMALLER = (
    "Make it smaller and choose it again: on a phone, send it to yourself by e-mail in the size "
    "“Medium” or “Large”; on a computer, open it in Paint, Photos or Preview, choose "
    "“Resize” and "
    "save it as JPEG."
)
# Before the name of a kind: the file is to be kept.
PREFIX = "kept "
# Of one of its pictures as a page shows it: "picture 3 of pdf".
PICTURE = "picture "
# The file and the function that read each kind.
READERS = {
    "csv": ("tables", "text_of_csv"),
    "xlsx": ("office", "text_of_xlsx"),
    "docx": ("office", "text_of_docx"),
    "sheet of csv": ("sheets", "sheet_of_csv"),
    "sheet of xlsx": ("sheets", "sheet_of_xlsx"),
    "units of docx": ("word.units", "read_units"),
}


class Refused(Exception):
    """The file is not taken; the message is the sentence for the person."""


def keep_within_limits() -> None:
    """Give this process its limits, before anything of the file is read."""
    try:
        import resource
    except ImportError:
        # On Windows. Its time is limited all the same, by whoever started it.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


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
    return " |\n".join(lines)


def read(kind: str, content: bytes) -> bytes:
    """The text in UTF-8, all that is kept of a file, or one of its pictures. Raises Refused with
    the reason.
    """
    if kind.startswith(PREFIX):
        return _reader("kept", "kept")(kind.removeprefix(PREFIX), content)
    if kind.startswith(PICTURE):
        number, _of, of_kind = kind.removeprefix(PICTURE).split()
        return _reader("shown", "picture_of")(of_kind, content, int(number))
    found = _reader(*READERS[kind])(content)
    text = found if isinstance(found, str) else json.dumps(found)
    return text.encode("utf-8", errors="replace")


def _reader(file: str, function: str) -> Callable:
    return getattr(import_module(f".{file}", __package__), function)


def main(kind: str) -> int:
    """Read stdin, write stdout; any exit but 0 and REFUSED says that the file could not be read."""
    keep_within_limits()
    try:
        answer, code = read(kind, sys.stdin.buffer.read()), 0
    except Refused as refusal:
        answer, code = str(refusal).encode(), REFUSED
    sys.stdout.buffer.write(answer)
    return code
