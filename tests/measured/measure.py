"""`python3 dev.py measure`: how often the check of files takes nobody's number for somebody's."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.files.checking import EvidenceFileField

from .documents import File, ordinary_file, planted_file

# Of a hundred ordinary files, how many may be stopped.
MOST = 0.5


def answer_to(file: File) -> tuple[str, str]:
    """What the check does with a file: taken, stopped, asked about or refused for another reason;
    and its sentence.
    """
    name, content = file
    try:
        checked = EvidenceFileField().clean(SimpleUploadedFile(name, content))
    except ValidationError as error:
        done = "stopped" if error.code == "identifier" else "refused otherwise"
        return done, error.messages[0]
    return ("asked about", f"{checked.doubtful}") if checked.doubtful else ("taken", "")


def measure(seed: int, ordinary: int, planted: int, *, say: bool = False) -> dict[str, float]:
    """The figures of one run: documents, false alarms (number and per cent), misses, and more."""
    started, found = time.monotonic(), Counter()
    for name, content in (ordinary_file(seed, place) for place in range(ordinary)):
        done, why = answer_to((name, content))
        found[done] += 1
        if say and done != "taken":
            print(f"{done}: {name}: {why}")
    misses = 0
    for name, content in (planted_file(seed, place) for place in range(planted)):
        done, why = answer_to((name, content))
        misses += done not in ("stopped", "asked about")
        if say and done != "stopped":
            print(f"PLANTED, {done}: {name}: {why}")
    return {
        "documents": ordinary,
        "false alarms": found["stopped"],
        "per cent": 100 * found["stopped"] / ordinary,
        "asked about": found["asked about"],
        "refused otherwise": found["refused otherwise"],
        "planted": planted,
        "misses": misses,
        "seconds": round(time.monotonic() - started),
    }


def main(arguments: Sequence[str]) -> int:
    """Print the figures of one run; returns 1 where more ordinary files were stopped than may be,
    or somebody's number was missed.
    """
    parser = argparse.ArgumentParser(prog="dev.py measure", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=330)
    parser.add_argument("--planted", type=int, default=80)
    parser.add_argument("--say", action="store_true", help="name each file that was not taken")
    given = parser.parse_args(arguments)
    found = measure(given.seed, given.documents, given.planted, say=given.say)
    print(", ".join(f"{name}: {figure:g}" for name, figure in found.items()))
    return int(found["per cent"] > MOST or found["misses"] > 0)
