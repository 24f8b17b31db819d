"""Search by words. What is sought and what is searched are folded alike, so that a text is found
however its apostrophes, quotation marks, dashes, accents and capitals are typed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import reduce
from operator import and_, or_

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup, Q, TextField
from django.db.models.sql.compiler import SQLCompiler

# Written as numbers, since half of these signs cannot be seen. The decomposed form of a text
# (NFKD), which comes first, has already made others into these.
_DASHES = "-\u2010-\u2015\u2212"
_QUOTES = "'\"`\u02b9-\u02bd\u2018-\u201f\u2032-\u2037\u2039\u203a\u00ab\u00bb"
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
# One expression for Python and PostgreSQL. The hyphen stands first, where it means itself.
LEFT_OUT = f"[{_DASHES}{_QUOTES}{_ACCENTS}{_INVISIBLE}]"
ACUTE = "\u00b4"
# Letters that are no letter with an accent to Unicode, but are typed without their stroke.
STROKES = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ς": "σ"}
# PostgreSQL knows small letters beyond ASCII only where its locale is not C.
_CAPITALS = [letter for letter in map(chr, range(0xC0, 0x530)) if len(letter.lower()) == 1]
SMALL = {letter: letter.lower() for letter in _CAPITALS if letter != letter.lower()} | {"ẞ": "ß"}
LETTERS = STROKES | {one: STROKES.get(small, small) for one, small in SMALL.items()}
DOUBLE = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}

_LEFT_OUT = re.compile(LEFT_OUT)
_LETTERS = str.maketrans(LETTERS | DOUBLE)
_BETWEEN_WORDS = re.compile(rf"[{_DASHES}\s]+")


def fold(text: str) -> str:
    """A text in small letters, without accents, apostrophes, quotation marks, dashes and what
    cannot be seen: “Òrán’s self-made” becomes “orans selfmade”.
    """
    if not text.isascii():
        # Decomposed by itself, an acute in place of an apostrophe would become a space.
        text = unicodedata.normalize("NFKD", text.replace(ACUTE, ""))
    return _LEFT_OUT.sub("", text).lower().translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """The words that are sought, folded. What a dash joins is two of them, since some write it as
    one word and some as two.
    """
    return [word for word in map(fold, _BETWEEN_WORDS.split(text)) if word]


def holds_all(text: str, words: str) -> bool:
    """Whether a text has all of these words in it, in any order."""
    folded = fold(text)
    return all(word in folded for word in words_of(words))


def having(words: str, *fields: str) -> Q:
    """The condition that each of these words stands in one of the fields; none for no words."""
    each = (_in_one_of(fields, word) for word in words_of(words))
    return reduce(and_, each, Q())


def _in_one_of(fields: tuple[str, ...], word: str) -> Q:
    return reduce(or_, (Q(**{f"{field}__holds": word}) for field in fields))


@CharField.register_lookup
@TextField.register_lookup
class Holds(Lookup):
    """`field__holds=text`: whether the field has this text in it, both of them folded."""

    lookup_name = "holds"

    def get_prep_lookup(self) -> str:
        """What is sought, folded."""
        return fold(self.rhs)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple:
        """By the function that every connection is given."""
        field, values = self.process_lhs(compiler, connection)
        return f"INSTR({SQLITE_FOLD}({field}), %s) > 0", [*values, self.rhs]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple:
        """By the database's own functions: nothing has to be installed in it."""
        field, values = self.process_lhs(compiler, connection)
        parted = f"REPLACE({field}, %s, '')"
        folded = f"LOWER(REGEXP_REPLACE(NORMALIZE({parted}, NFKD), %s, '', 'g'))"
        folded = f"TRANSLATE({folded}, %s, %s)"
        params = [*values, ACUTE, LEFT_OUT, "".join(LETTERS), "".join(LETTERS.values())]
        for letter, two in DOUBLE.items():
            folded = f"REPLACE({folded}, %s, %s)"
            params += [letter, two]
        return f"STRPOS({folded}, %s) > 0", [*params, self.rhs]


SQLITE_FOLD = "PT_FOLD"


def teach_to_fold(connection: BaseDatabaseWrapper, **kwargs) -> None:
    """Give a new connection to SQLite, which has no such functions of its own, ours."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(SQLITE_FOLD, 1, _fold_or_none, deterministic=True)


def _fold_or_none(text: str | None) -> str | None:
    return None if text is None else fold(text)
