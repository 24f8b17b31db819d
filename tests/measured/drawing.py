"""Draws sentences from the templates of `spoken` and `softer`."""

from __future__ import annotations

from random import Random

from . import softer, spoken
from .words import Words

AGES = [*map(str, range(2, 18)), "nine", "twelve", "fifteen"]


class _Drawn(dict):
    """What stands in the gaps of a template, drawn when it is asked for."""

    def __init__(self, words: Words):
        self.words = words

    def __missing__(self, gap: str) -> object:
        words, n, one_of = self.words, self.words.number, self.words.random.choice
        return {
            "name": lambda: one_of(softer.NAMES),
            "street": lambda: one_of(softer.STREETS),
            "staff": lambda: one_of(spoken.STAFF),
            "surname": lambda: one_of(spoken.SURNAMES),
            "school": lambda: one_of(spoken.SCHOOLS),
            "place": words.place,
            "team": words.team,
            "age": lambda: one_of(AGES),
            "young": lambda: n(3, 9),
            "older": lambda: n(10, 17),
            "stage": lambda: n(1, 6),
            "n": lambda: n(4, 60),
            "n2": lambda: n(61, 300),
            "door": lambda: n(1, 160),
            "district": lambda: n(1, 29),
            "sector": lambda: n(1, 9),
            "postcode": lambda: f"KA{n(1, 29)} {n(1, 9)}{one_of(['DR', 'QT', 'LX', 'SB'])}",
            "year": lambda: n(2019, 2026),
            "month": lambda: f"{words.day():%B}",
            "day": lambda: f"{words.day():{one_of(['%d %B', '%d %B %Y', '%d/%m/%Y', '%d.%m.%y'])}}",
        }[gap]()


def _filled(template: str, words: Words) -> str:
    return template.format_map(_Drawn(words))


def spoken_sentence(seed: int, place: int) -> str:
    """An ordinary sentence, each template in turn."""
    templates = spoken.SPOKEN
    words = Words(Random(f"spoken {seed} {place}"))
    return _filled(templates[place % len(templates)], words)


def softer_sentence(seed: int, place: int) -> tuple[str, str]:
    """A sentence with a softer sign, each template in turn: (kind of sign, text)."""
    templates = [(kind, one) for kind, some in softer.ALL_SIGNS for one in some]
    kind, template = templates[place % len(templates)]
    return kind, _filled(template, Words(Random(f"softer {seed} {place}")))
