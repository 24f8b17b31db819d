"""Sentences as people who record progress may write them, written before the check was run on them:
`…_with` have a softer sign, `…_without` tell of nobody who could be recognised. None is real.

What the check asked about at the first look, of those with a sign and of those without:
first 116 of 200 and 5 of 200; second 84 of 100 and 6 of 100; third 49 of 60 and 1 of 60; fourth
42 of 50 and 2 of 50; fifth 91 of 120 and 3 of 120; sixth 106 of 120 and 5 of 120; seventh 106 of
120 and 5 of 120; eighth 102 of 120 and 4 of 120; ninth 87 of 100 and 4 of 100; tenth 58 of 60 and
2 of 60; eleventh 77 of 80 and 0 of 80; twelfth 77 of 80 and 4 of 80. Before the first look the
check had been made without them; after each look it was mended by the kinds that it had missed, and
all but the first were written by whoever mended it. So today's figures, which are better, are of
sentences that it knows; of new ones expect at most the figures of the last looks.
"""

from pathlib import Path

_LOOKS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)


def _sentences(ending: str) -> list[str]:
    here = Path(__file__).parent
    texts = ((here / f"{look}_{ending}.txt").read_text(encoding="utf-8") for look in _LOOKS)
    return [line for text in texts for line in text.splitlines()]


WITH, WITHOUT = _sentences("with"), _sentences("without")
