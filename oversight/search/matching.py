"""What somebody looks for: the words, and how they are asked of an index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import BigIntegerField, Expression
from django.db.models.sql.compiler import SQLCompiler

from accounts.index_words import whole_words
from accounts.searching import BETWEEN_WORDS

from .indexed import Indexed

# In almost every text, so that they tell none from another; folded.
STOP_WORDS = frozenset([
    *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is"),
    *("it", "its", "of", "on", "or", "our", "that", "the", "their", "they", "this", "to", "was"),
    *("we", "were", "will", "with"),
])  # fmt: skip
# More of them narrow nothing any more.
MOST_WORDS = 20


@dataclass(frozen=True)
class Sought:
    """Words that are looked for. Each is one of several ways to write it, and a way is one word or
    more that stand in the text: self-made is “selfmade”, or “self” and “made”.
    """

    words: tuple[tuple[tuple[str, ...], ...], ...] = ()
    # Whether nothing but words was typed that stand in almost every text.
    is_common: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """What a word may begin with to be one of those."""
        return tuple(word for word in self._each if not is_exact(word))

    @cached_property
    def exact(self) -> frozenset[str]:
        """What a word may be to be one of those."""
        return frozenset(filter(is_exact, self._each))

    @property
    def _each(self) -> list[str]:
        return [word for ways in self.words for way in ways for word in way]

    def stands_for(self, words: list[str]) -> bool:
        """Whether one of these words of a text is one of those."""
        exact, beginnings = self.exact, self.beginnings
        return any(word in exact or word.startswith(beginnings) for word in words)

    def stands_in(self, words: list[str]) -> bool:
        """Whether all that is looked for is among these words of a text."""
        return all(
            any(all(_is_among(word, words) for word in way) for way in ways) for ways in self.words
        )

    def asked(self) -> str:
        """The same as the database understands it."""
        one, both, either = SYNTAX[connection.vendor]
        ways = ([both.join(map(one, way)) for way in ways] for ways in self.words)
        return both.join(f"({either.join(f'({way})' for way in each)})" for each in ways)


def sought(typed: str) -> Sought:
    """What somebody looks for who has typed this; nothing where there is no word in it."""
    every = [ways for part in typed.split() if (ways := _ways(part))]
    telling = [ways for ways in every if ways[-1][0] not in STOP_WORDS]
    return Sought(tuple(telling[:MOST_WORDS]), is_common=bool(every) and not telling)


def _ways(part: str) -> tuple[tuple[str, ...], ...]:
    whole = tuple(whole_words(part))
    apart = tuple(word for piece in BETWEEN_WORDS.split(part) for word in whole_words(piece))
    return tuple(way for way in dict.fromkeys([apart, whole]) if way)


def is_exact(word: str) -> bool:
    """Whether a word is looked for as it is: a number, or a single sign. Others may go on."""
    return len(word) == 1 or word.isdigit()


def _is_among(word: str, words: list[str]) -> bool:
    if is_exact(word):
        return word in words
    return any(one.startswith(word) for one in words)


# A word, and how two are joined of which both, or one, are to be there. None has a sign in it that
# means something here: all of these stand between words.
SYNTAX = {
    "sqlite": (lambda word: f'"{word}"' + ("" if is_exact(word) else "*"), " AND ", " OR "),
    "postgresql": (lambda word: f"'{word}'" + ("" if is_exact(word) else ":*"), " & ", " | "),
}


class Matching(Expression):
    """The numbers of the records whose words are those: `filter(pk__in=Matching(UPDATES, asked))`,
    with what `Sought.asked` says.
    """

    output_field = BigIntegerField()

    def __init__(self, indexed: Indexed, asked: str) -> None:
        super().__init__()
        self.indexed, self.asked = indexed, asked

    @property
    def identity(self) -> tuple:
        """By which two of them are told apart."""
        return (*super().identity, self.indexed.key, self.asked)

    def as_sql(self, compiler: SQLCompiler, connection, **kwargs) -> tuple[str, list]:
        """The same as a part of a statement."""
        return CONDITIONS[connection.vendor].format(index=self.indexed.index), [self.asked]


CONDITIONS = {
    "sqlite": "(SELECT rowid FROM {index} WHERE {index} MATCH %s)",
    "postgresql": "(SELECT id FROM {index} WHERE words @@ %s::tsquery)",
}
