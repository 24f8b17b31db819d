"""The words of a text as an index of words has them: folded as in every search (`searching.py`),
each by itself, whole and by its parts where a dash or an apostrophe joins it. By the same signs in
Python, which SQLite borrows, and in PostgreSQL.
"""

from __future__ import annotations

import re
import unicodedata

from django.db.backends.base.base import BaseDatabaseWrapper

from .searching import ACUTE, DASHES, DOUBLE, LEFT_OUT, LETTERS, QUOTES, STROKES

# Raised when other words come out of the same text: then every index is made anew.
EDITION = 1
# Longer ones are cut, in a text and where they are sought.
LONGEST = 60
# Nobody writes more into one record; PostgreSQL keeps no more than a megabyte of words of one.
MOST_SIGNS = 200_000
JOINTS = f"[{DASHES}{QUOTES}]"
# What stands between words, as both databases' expressions write it: white space, signs of ASCII
# and of other scripts, pictures.
POINTS = (
    r"\s\u0001-/:-@\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb\u00bf\u060c\u061b"
    r"\u061f\u2000-\u2bff\u3000-\u303f\ufe30-\ufe6f\U0001f000-\U0001faff"
)
BETWEEN = f"[{POINTS}]+"
SQLITE_WORDS = "PT_WORDS"
POSTGRESQL_WORDS = "search_words"

_LEFT_OUT, _JOINTS, _SPLIT = re.compile(LEFT_OUT), re.compile(JOINTS), re.compile(BETWEEN)


def words_in(text: str) -> list[str]:
    """The words of a text, each once, as an index has them."""
    plain = _decomposed(text[:MOST_SIGNS])
    whole, apart = _folded(plain), _folded(_JOINTS.sub(" ", plain))
    return list(dict.fromkeys(_split(whole if whole == apart else f"{whole} {apart}")))


def whole_words(text: str) -> list[str]:
    """The words of a text, of which each that a dash or an apostrophe joins is one."""
    return _split(_folded(_decomposed(text)))


def _decomposed(text: str) -> str:
    # Decomposed by itself, an acute in place of an apostrophe would become a space.
    return text if text.isascii() else unicodedata.normalize("NFKD", text.replace(ACUTE, ""))


def _folded(plain: str) -> str:
    return _LEFT_OUT.sub("", plain).lower().translate(LETTERS)


def _split(folded: str) -> list[str]:
    return [word[:LONGEST] for word in _SPLIT.split(folded) if word]


def teach_words(connection: BaseDatabaseWrapper, **kwargs) -> None:
    """Give a new connection to SQLite the function by which its triggers fill an index."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(SQLITE_WORDS, -1, _all_words, deterministic=True)


def _all_words(*texts: str | None) -> str:
    return " ".join(words_in(" ".join(text for text in texts if text)))


# Capitals that PostgreSQL leaves as they are where its locale is C: of Greek, Cyrillic, Armenian.
CAPITALS = {
    sign: sign.lower()
    for sign in map(chr, range(0x370, 0x557))
    if sign != sign.lower() and sign == unicodedata.normalize("NFKD", sign)
}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _letters(sql: str) -> str:
    small = CAPITALS | STROKES
    sql = f"TRANSLATE({sql}, {_quoted(''.join(small))}, {_quoted(''.join(small.values()))})"
    for letter, two in DOUBLE.items():
        sql = f"REPLACE({sql}, {_quoted(letter)}, {_quoted(two)})"
    return sql


def _without(sql: str) -> str:
    return f"REGEXP_REPLACE({sql}, {_quoted(LEFT_OUT)}, '', 'g')"


# The same for PostgreSQL, of its own functions alone: nothing else has to be installed in it.
POSTGRESQL_FUNCTION = f"""CREATE OR REPLACE FUNCTION {POSTGRESQL_WORDS}(said text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE AS $words$
    DECLARE plain text := NORMALIZE(REPLACE(LEFT(said, {MOST_SIGNS}), '{ACUTE}', ''), NFKD);
    BEGIN
        IF plain ~ {_quoted(JOINTS)} THEN
            plain := {_without("plain")} || ' ' ||
                {_without(f"REGEXP_REPLACE(plain, {_quoted(JOINTS)}, ' ', 'g')")};
        ELSE
            plain := {_without("plain")};
        END IF;
        plain := LOWER(plain);
        IF plain ~ '[^\u0001-\u007f]' THEN plain := {_letters("plain")}; END IF;
        RETURN ARRAY_TO_TSVECTOR(ARRAY(
            SELECT DISTINCT LEFT(word, {LONGEST})
            FROM REGEXP_SPLIT_TO_TABLE(plain, {_quoted(BETWEEN)}) word WHERE word <> ''
        ));
    END $words$"""  # noqa: S608 - no text from outside
