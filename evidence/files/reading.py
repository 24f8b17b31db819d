"""Reads one uploaded file, for whatever the process is asked: to keep it, to show one of its
pictures, or to bring in what it holds.

It runs in a process of its own (`apart.py`), which knows nothing of Django, of the database or of
any secret: whatever breaks here breaks that process only. What reads a kind of file is loaded when
one of its kind comes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module

from .limits import Refused

# Of work, which the process counts itself; and by the clock, when others are at work too.
SECONDS, PATIENCE = 5, 20
MEMORY = 250 * 1024 * 1024
# How the process ends when it wrote a sentence about the file instead of what is in it.
REFUSED = 3
# How it is ended once its time of work is over (SIGXCPU, which Windows does not have).
OUT_OF_TIME = -24

# Before the name of a kind: the file is to be kept.
KEEP = "kept "
# Of one of its pictures as a page shows it: "picture 3 of pdf".
PICTURE = "picture "
# What is brought in, and the module and the function that read it.
READERS = {
    "sheet of csv": ("sheets", "sheet_of_csv"),
    "sheet of xlsx": ("sheets", "sheet_of_xlsx"),
    "typed sheet of csv": ("sheets", "sheet_of_csv"),
    "typed sheet of xlsx": ("sheets", "typed_sheet_of_xlsx"),
    "units of docx": ("word.units", "read_units"),
}


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


def read(kind: str, content: bytes) -> bytes:
    """What is kept of a file, one of its pictures, or as JSON what is brought in. Raises Refused
    with the reason.
    """
    if kind.startswith(KEEP):
        return _reader("kept", "read_for_keeping")(kind.removeprefix(KEEP), content)
    if kind.startswith(PICTURE):
        number, _of, of_kind = kind.removeprefix(PICTURE).split()
        return _reader("shown", "picture_of")(of_kind, content, int(number))
    return json.dumps(_reader(*READERS[kind])(content)).encode("ascii")


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
