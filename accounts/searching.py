"""Search by words. What is sought and what is searched are folded alike, so that a text is found
however its apostrophes, quotation marks, dashes, accents and capitals are typed.
"""

from __future__ import annotations

import re
import unicodedata

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, Q
from django.db.models.sql.compiler import SQLCompiler

# Written as numbers, since half of these signs cannot be seen. The decomposed form of a text
# (NFKD), which comes first, has already made others into these.
DASHES = "-\u2010-\u2015\u2212"
QUOTES = "'\"`\u02b9-\u02bd\u2018-\u201f\u2032-\u2037\u2039\u203a\u00ab\u00bb"
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef"
)
# One expression for Python and PostgreSQL. The hyphen stands first, where it means itself.
LEFT_OUT = f"[{DASHES}{QUOTES}{_ACCENTS}{_INVISIBLE}]"
ACUTE = "\u00b4"
# Letters that are no letter with an accent to Unicode, but are typed without their stroke; capitals
# too, since PostgreSQL makes small letters of ASCII only where its locale is C.
STROKES = dict(zip("øłđðıςħŧØŁĐÐΣĦŦ", "olddiσhtolddσht", strict=True))
DOUBLE = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
DOUBLE |= {letter.upper(): two for letter, two in DOUBLE.items() if letter != "ß"} | {"ẞ": "ss"}

_LEFT_OUT = re.compile(LEFT_OUT)
LETTERS = str.maketrans(STROKES | DOUBLE)
# What a word that is pasted may bring along at its ends, and what joins two in either way.
_AT_ENDS, _JOINS = ".,;:!?()[]", {"&", "and"}
BETWEEN_WORDS = re.compile(rf"[{DASHES}\s]+")


def fold(text: str) -> str:
    """A text in small letters, without accents, apostrophes, quotation marks, dashes and what
    cannot be seen: “Òrán’s self-made” becomes “orans selfmade”.
    """
    if not text.isascii():
        # Decomposed by itself, an acute in place of an apostrophe would become a space.
        text = unicodedata.normalize("NFKD", text.replace(ACUTE, ""))
    return _LEFT_OUT.sub("", text).lower().translate(LETTERS)


def words_of(text: str) -> list[str]:
    """The words that are sought, folded, without the stops beside them. What a dash joins is two
    of them, since some write it as one word and some as two; “&” or “and” is none among others.
    """
    folded = (fold(word).strip(_AT_ENDS) for word in BETWEEN_WORDS.split(text))
    words = [word for word in folded if word]
    return [word for word in words if word not in _JOINS] or words


def holds_all(text: str, words: str) -> bool:
    """Whether a text has all of these words in it, in any order."""
    folded = fold(text)
    return all(word in folded for word in words_of(words))


def having(words: str, *fields: str) -> Q:
    """The condition that each of these words stands in one of the fields; none for no words."""
    sought = words_of(words)
    return Q(Having(*fields, words=sought)) if sought else Q()


class Having(Func):
    """Whether all of these words, which are folded, stand in the fields together. Each row is
    folded once: on PostgreSQL that is what a search costs.
    """

    output_field = BooleanField()

    def __init__(self, *fields: str, words: list[str]) -> None:
        super().__init__(*fields)
        self.words = words

    @property
    def identity(self) -> tuple:
        """By which two conditions are told apart: the words are no expression among the others."""
        return (*super().identity, tuple(self.words))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **kwargs) -> tuple:
        """By the function that every connection is given."""
        fields, params = self._compile_fields(compiler)
        return f"{SQLITE_HAVING}(%s, {fields})", ["\n".join(self.words), *params]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **kwargs
    ) -> tuple:
        """By the database's own functions: nothing has to be installed in it."""
        fields, params = self._compile_fields(compiler)
        folded = f"REPLACE(CONCAT_WS(' ', {fields}), %s, '')"
        folded = f"LOWER(REGEXP_REPLACE(NORMALIZE({folded}, NFKD), %s, '', 'g'))"
        folded = f"TRANSLATE({folded}, %s, %s)"
        params += [ACUTE, LEFT_OUT, "".join(STROKES), "".join(STROKES.values())]
        for letter, two in DOUBLE.items():
            folded = f"REPLACE({folded}, %s, %s)"
            params += [letter, two]
        return f"{folded} LIKE ALL (%s)", [*params, [f"%{_escaped(word)}%" for word in self.words]]

    def _compile_fields(self, compiler: SQLCompiler) -> tuple[str, list]:
        parts = [compiler.compile(field) for field in self.source_expressions]
        return ", ".join(sql for sql, _params in parts), [one for _sql, own in parts for one in own]


def _escaped(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", word)


SQLITE_HAVING = "PT_HAVING"


def teach_to_fold(connection: BaseDatabaseWrapper, **kwargs) -> None:
    """Give a new connection to SQLite, which has no such functions of its own, ours."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(SQLITE_HAVING, -1, _has_all, deterministic=True)


def _has_all(words: str, *texts: str | None) -> bool:
    folded = fold(" ".join(text for text in texts if text))
    return all(word in folded for word in words.split("\n"))
