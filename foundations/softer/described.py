"""Children told of without a name: the only one, "the boy who …", brothers and sisters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .ages import ONE

_FEW = r"(?:two|three|four|five|six|[2-6])"
_BOY_OR_GIRL = "(?:boy|girl|lad|laddie|lass|lassie|pupil|baby)"
_PARENT = r"(?:mum|mam|mother|dad|father|granny|gran|family|couple)"
# "The only time a child" is no child.
_NO_OTHER = r"(?:(?!an? |the |any |each |every |when |if |way |one )[\w-]+ ){0,3}?"
DESCRIBED = [
    (
        "the only or the youngest one",
        rf"\b(?:only|youngest|oldest|eldest) {_NO_OTHER}(?:{ONE}|resident|care leaver)\b"
        rf"|\b(?:the|our) one {ONE}\b"
        rf"|\b(?:the|our|{_FEW}) (?:youngest|oldest|eldest) "
        rf"(?:at|in|of (?:the|our|her|his|their|these) {_FEW})\b",
    ),
    (
        "what is told of one child",
        rf"\b(?:the|our|that|this) (?:[\w-]+ )?(?:{ONE}|{_PARENT}) "
        r"(?:who|whose|with the|from (?-i:[A-Z])\w*)\b"
        rf"|\b(?:the|our|that|this) (?:[\w-]+ )?{_BOY_OR_GIRL} (?:with|at|in|from|next)\b"
        rf"|\b(?:an?|one|the|our) (?:{ONE}|{_PARENT})(?: (?:in|from|at) \w+)? whose\b"
        rf"|\b(?:{ONE}|{_PARENT}) of (?:an?|one) {ONE}\b(?! or)",
    ),
    (
        "brothers and sisters",
        rf"(?<!groups of )\b(?:{_FEW}|both) (?:(?:wee|little|young|older|younger|half|step)[ -])?"
        r"(?:brothers|sisters|siblings)\b(?!'| (?:and|can|may|must|should))"
        rf"|\b{_FEW} (?:wee|little) (?:boys|girls)\b"
        r"|\b(?:an?|the) (?:brother|sister|boy|girl) and (?:(?:a|his|her) )?(?:\w+ )?"
        r"(?:brother|sister)\b(?! (?:can|may|must|should|groups?))",
    ),
]
_PATTERNS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in DESCRIBED]
# So many words more tell a reader which child is meant.
_SOME_MORE = re.compile(r"(?: [\w'-]+){0,4}")


def children_in(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Where a sentence tells of one child or one family by what others know: (kind, start, end)."""
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(sentence):
            yield kind, found.start(), _SOME_MORE.match(sentence, found.end()).end()
