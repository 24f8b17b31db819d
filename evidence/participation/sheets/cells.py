"""What a cell of a sheet of sessions says, or why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices

from accounts.fields import WAYS_TO_WRITE_A_DAY
from accounts.models import Service
from actions.models import SubAction

from ..models import AudienceKind, LivedExperience, SessionKind
from ..reasons import MOST, day_reasons
from . import columns

QUOTED = 40  # characters of a cell in a sentence
# More digits than a database's number holds are refused before they are made into one.
MOST_DIGITS = 18
LETTERS = re.compile(r"[A-Za-z][\w .-]{0,19}")
# A workbook's date comes with a time of day, which no session has.
TIME_OF_DAY = re.compile(r"(?<=^\d{4}-\d\d-\d\d) \d\d:\d\d(:\d\d)?(\.\d+)?$")


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
    """A text without what people write differently: capitals, spaces, and the form of apostrophes
    and dashes.
    """
    return " ".join(text.split()).replace("’", "'").replace("–", "-").casefold()


def quoted(text: str) -> str:
    """What was found in a cell, short enough to be shown."""
    text = "".join(sign if sign.isprintable() else "�" for sign in " ".join(text.split()))
    return f"“{text[:QUOTED]}…”" if len(text) > QUOTED else f"“{text}”"


def _read_day(text: str) -> date:
    """A day up to today, as people write it."""
    day = next(
        filter(None, (_day_written(TIME_OF_DAY.sub("", text), way) for way in WAYS_TO_WRITE_A_DAY)),
        None,
    )
    if day is None:
        raise UnreadableError(
            f"{quoted(text)} is not a day. Write it as 31/12/2026 or 31 December 2026."
        )
    if reasons := day_reasons(day):
        raise UnreadableError(" ".join(reasons))
    return day


def _day_written(text: str, way: str) -> date | None:
    try:
        written = datetime.strptime(" ".join(text.split()), way)  # noqa: DTZ007 - no time zone
    except ValueError:
        return None
    return written.date()


def _read_word(text: str, choices: type[TextChoices]) -> str:
    """The choice that a cell names, by its words on the pages or the short word that is stored."""
    for value, label in choices.choices:
        if fold(text) in (fold(label), fold(value)):
            return value
    raise UnreadableError(f"{quoted(text)} is not one of: {', '.join(choices.labels)}.")


def _read_number(text: str, least: int, most: int) -> int:
    """A whole number within these bounds."""
    # Digits of other scripts are digits to Python, and a fault to whoever checks the figures.
    if not (text.isascii() and text.isdigit()):
        raise UnreadableError(f"{quoted(text)} is not a whole number.")
    if len(text) > MOST_DIGITS or not least <= int(text) <= most:
        raise UnreadableError(f"{quoted(text)} is not a number from {least} to {most:,}.")
    return int(text)


def _read_service(text: str, known: Known) -> Service:
    found = known.services.get(text) or known.services.get(fold(text))
    if found is None:
        raise UnreadableError(
            f"There is no service {quoted(text)}. Write its name as the page “Services” does."
        )
    return found


def _read_keys(text: str, known: Known) -> tuple[str, ...]:
    """The keys of sub-actions, each once, in the order in which contents are compared."""
    words = re.split(r"[\s,;]+", text.strip(" ,;"))
    if unknown := [word for word in words if word.casefold() not in known.keys]:
        raise UnreadableError(f"There is no sub-action {', '.join(map(quoted, unknown[:3]))}.")
    return tuple(sorted({known.keys[word.casefold()] for word in words}))


def _read_session(text: str) -> str:
    """The number of a session, or the letters that join the lines of a new one."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return str(int(text))
    if LETTERS.fullmatch(text):
        return text.casefold()
    raise UnreadableError(f"{quoted(text)} is neither a session’s number nor a letter such as A.")


READERS: dict[columns.Column, Callable[[str, Known], object]] = {
    columns.SESSION: lambda text, known: _read_session(text),
    columns.DATE: lambda text, known: _read_day(text),
    columns.KIND: lambda text, known: _read_word(text, SessionKind),
    columns.AUDIENCE: lambda text, known: _read_word(text, AudienceKind),
    columns.SERVICE: _read_service,
    columns.HEADCOUNT: lambda text, known: _read_number(text, 1, MOST),
    columns.LIVED: lambda text, known: _read_word(text, LivedExperience),
    columns.LIVED_NUMBER: lambda text, known: _read_number(text, 0, MOST),
    columns.SUB_ACTIONS: _read_keys,
}
# What an empty cell says, where a cell may be empty.
EMPTY = {
    columns.SESSION: "",
    columns.SERVICE: None,
    columns.LIVED_NUMBER: 0,
    columns.SUB_ACTIONS: (),
}
