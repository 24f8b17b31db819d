"""What a cell of a sheet of sessions says, or why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from accounts.days import BEGINNINGS, read_day
from accounts.models import Service
from accounts.numbers import read_whole
from accounts.searching import fold as folded
from accounts.words import as_keyed
from actions.models import SubAction
from evidence.files.bringing.columns import word_of

from ..reasons import MOST, day_reasons

Value = TypeVar("Value")
QUOTED = 40  # characters of a cell in a sentence
# More digits than a database's number holds are refused before they are made into one.
MOST_DIGITS = 18
NUMBERED = re.compile(r"[0-9][0-9,]*(\.0*)?")
LETTERS = re.compile(r"[A-Za-z][\w .-]{0,19}")
# What stands between the keys of several sub-actions.
BETWEEN_KEYS = re.compile(r"(?:[\s,;&+/]|\band\b)+", re.IGNORECASE)


# What stands in a column of days, of months or of years.
PART_OF_A_DAY = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)\d\d|(?:{BEGINNINGS})[a-z]{{0,6}}",
    re.ASCII | re.IGNORECASE,
)
ONE_COLUMN = (
    "This cell holds only a part of a day. Put day, month and year into one column: in a "
    "spreadsheet program =DATE(year, month, day) does it, with the three cells in place of these "
    "words."
)
OWN_NUMBERS = "If these are numbers or names of your own, say that this column is not read."
FORMULA = (
    "This cell holds a formula without its result. Open the sheet in your spreadsheet program, "
    "save it there, and choose it again."
)


class UnreadableError(Exception):
    """The reason why a cell cannot be read."""


@dataclass(frozen=True)
class Known:
    """What a sheet may name: services by name, and sub-actions by key."""

    services: dict[str, Service]
    keys: dict[str, str]

    @classmethod
    def now(cls) -> Known:
        """What there is today; a service that is closed by now may have had sessions before."""
        names = {service.name: service for service in Service.objects.all()}
        keys = SubAction.objects.values_list("item__key", flat=True)
        # A name just as it stands goes before one that differs in spaces and capitals.
        return cls(
            {fold(name): service for name, service in names.items()} | names,
            {key.casefold(): key for key in keys},
        )


def fold(text: str) -> str:
    """A text without what people write differently: capitals, accents, spaces, apostrophes,
    dashes, and “&” or “and”.
    """
    return " ".join(folded(text).replace("&", " and ").split())


def quoted(text: str) -> str:
    """What was found in a cell, short enough to be shown."""
    text = "".join(sign if sign.isprintable() else "�" for sign in " ".join(text.split()))
    return f"“{text[:QUOTED]}…”" if len(text) > QUOTED else f"“{text}”"


def read_day_held(text: str, known: Known) -> date:
    """A day up to today, as people write it. Raises UnreadableError, as every reader here."""
    if PART_OF_A_DAY.fullmatch(text):
        raise UnreadableError(ONE_COLUMN)
    day = _read(read_day, text, "is not a day. Write it as 31/12/2026 or 31 December 2026.")
    if reasons := day_reasons(day):
        raise UnreadableError(" ".join(reasons))
    return day


def _read(reader: Callable[[str], Value], text: str, unclear: str) -> Value:
    """What a reader reads; `unclear` follows on a text of which it says nothing particular."""
    try:
        return reader(text)
    except ValidationError as error:
        if error.code == "invalid":
            raise UnreadableError(f"{quoted(text)} {unclear}") from error
        raise UnreadableError(f"{error.message} The cell says {quoted(text)}.") from error


def reader_of(
    choices: type[TextChoices], also: dict[str, tuple[str, ...]] | None = None
) -> Callable[[str, Known], str]:
    """What reads the choice that a cell names, by its words on the pages, the short word that is
    stored, or what else people call it (`also`).
    """
    called = [(value, (value, label)) for value, label in choices.choices] + [*(also or {}).items()]
    meant = {word_of(word): value for value, words in called for word in words}

    def read(text: str, known: Known) -> str:
        if value := meant.get(word_of(text)):
            return value
        raise UnreadableError(f"{quoted(text)} is not one of: {', '.join(choices.labels)}.")

    return read


def read_headcount(text: str, known: Known) -> int:
    """How many came."""
    return _read_number(text, 1)


def read_how_many(text: str, known: Known) -> int:
    """How many had a part in it, or none."""
    return _read_number(text, 0)


def _read_number(text: str, least: int) -> int:
    number = _read(
        read_whole, text, "is not a whole number. Write it alone, in digits, such as 12."
    )
    if not least <= number <= MOST:
        raise UnreadableError(f"{quoted(text)} is not a number from {least} to {MOST:,}.")
    return number


def read_service(text: str, known: Known) -> Service:
    """The service of this name."""
    found = known.services.get(text) or known.services.get(fold(text))
    if found is None:
        raise UnreadableError(
            f"There is no service {quoted(text)}. Write its name as the page “Services” does."
        )
    return found


def read_keys(text: str, known: Known) -> tuple[str, ...]:
    """The keys of sub-actions, each once, in the order in which contents are compared."""
    words = [word for part in BETWEEN_KEYS.split(as_keyed(text)) if (word := part.strip("."))]
    if unknown := [word for word in words if word.casefold() not in known.keys]:
        raise UnreadableError(f"There is no sub-action {', '.join(map(quoted, unknown[:3]))}.")
    return tuple(sorted({known.keys[word.casefold()] for word in words}))


def read_session(text: str, known: Known) -> str:
    """The number of a session, or the letters that join the lines of a new one."""
    if NUMBERED.fullmatch(text) and len(text) <= MOST_DIGITS:
        return str(_read(read_whole, text, "is not a session’s number."))
    if LETTERS.fullmatch(text):
        return text.casefold()
    raise UnreadableError(
        f"{quoted(text)} is neither a session’s number nor a letter such as A. {OWN_NUMBERS}"
    )
