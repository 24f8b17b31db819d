"""`python3 dev.py measure`: how often the checks of files and of typed sentences take
nobody's number for somebody's, and how often they miss one.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.files.checking import EvidenceFileField
from foundations.identifiers import judge_text
from foundations.softer.signs import softer_signs

from .documents import File, ordinary_file, planted_file
from .drawing import softer_sentence, spoken_sentence
from .sentences import HARD, ordinary_sentence, sentence_with
from .written import WITH, WITHOUT

# Of a hundred ordinary ones, how many may be stopped; with those asked about; of a hundred
# sentences with somebody's number, how many may be taken; and of those with a softer sign.
MOST, MOST_ASKED, MOST_MISSED, MOST_SOFTER_MISSED = 0.5, 10, 1, 5
ORDINARY, SOFTER = ("ordinary", "spoken", "written without"), ("softer", "written with")


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


def answer_to_sentence(text: str) -> str:
    """What a text box does with a sentence: taken, stopped or asked about."""
    kinds, doubtful = judge_text(text)
    if kinds:
        return "stopped"
    return "asked about" if doubtful or softer_signs(text) else "taken"


def measure_sentences(seed: int, count: int, *, say: bool = False) -> dict[str, float]:
    """The figures, in per cent, of so many sentences of each kind: ordinary ones with numbers and
    ones with people, schools and places, those with somebody's number and those with a softer sign.
    Of sentences written by hand each is typed once.
    """
    kinds = {
        "ordinary": lambda place: ordinary_sentence(seed, place),
        "spoken": lambda place: spoken_sentence(seed, place),
        "hard": lambda place: sentence_with(HARD, seed, place)[1],
        "softer": lambda place: softer_sentence(seed, place)[1],
    }
    texts = {kind: [sentence(place) for place in range(count)] for kind, sentence in kinds.items()}
    texts |= {"written without": WITHOUT, "written with": WITH}
    figures = {"sentences of each kind": count}
    for kind, typed in texts.items():
        answers = Counter()
        for text in typed:
            answers[done := answer_to_sentence(text)] += 1
            if say and (done == "taken") != (kind in ORDINARY):
                print(f"{kind}, {done}: {text!r}")
        for done in ("stopped", "asked about"):
            figures[f"{kind} {done}, per cent"] = 100 * answers[done] / len(typed)
    return figures


def are_good(figures: dict[str, float]) -> bool:
    """Whether the figures of `measure_sentences` are as they must be."""

    def stopped(kind: str) -> float:
        return figures[f"{kind} stopped, per cent"]

    def found(kind: str) -> float:
        return stopped(kind) + figures[f"{kind} asked about, per cent"]

    few = all(stopped(kind) <= MOST and found(kind) <= MOST_ASKED for kind in ORDINARY)
    softer = all(found(kind) >= 100 - MOST_SOFTER_MISSED for kind in SOFTER)
    return few and softer and found("hard") >= 100 - MOST_MISSED


def main(arguments: Sequence[str]) -> int:
    """Print the figures of one run; returns 1 where more ordinary files or sentences were stopped
    than may be, or more of somebody's numbers were missed.
    """
    parser = argparse.ArgumentParser(prog="dev.py measure", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=330)
    parser.add_argument("--planted", type=int, default=80)
    parser.add_argument("--say", action="store_true", help="name each file that was not taken")
    parser.add_argument("--sentences", type=int, default=400, help="of each kind")
    given = parser.parse_args(arguments)
    found = measure(given.seed, given.documents, given.planted, say=given.say)
    typed = measure_sentences(given.seed, given.sentences, say=given.say)
    for figures in (found, typed):
        print(", ".join(f"{name}: {figure:g}" for name, figure in figures.items()))
    return int(found["per cent"] > MOST or found["misses"] > 0 or not are_good(typed))
