"""What identifies a person, found in a text: never kept, masked or refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from .births import BORN, judge_birth
from .health_numbers import HEALTH_NUMBER, judge_health_number
from .judging import Judgement
from .other_numbers import (
    CANDIDATE,
    INSURANCE,
    PASSPORT,
    RECORD,
    judge_insurance,
    judge_labelled,
    judge_record,
)
from .private_mail import MAIL, judge_mail
from .telephones import TELEPHONE, judge_telephone

MASK = "[taken out: this looked like something about a person]"

# Low lines, dashes, an apostrophe, strokes and points that part numbers as the plain ones do.
ALIKE = str.maketrans("_\u2212~’‘⁄∕·•‧∙", "---''//....")
# Digits one by one: 3-1-1-2-0-9-1-2-4-8.
ONE_BY_ONE = re.compile(
    r"(?<!\d)(?<!\d[ .\-/])(?<!\d[.,] )\d([ .\-/])\d(?:\1\d){8,9}(?![ .\-/]?\d)"
)
# A space in the address of a page, also in one that is part of another address.
IN_ADDRESSES = re.compile(r"%(?:25)?20|(?<=\w)\+(?=\w)")
# Letters typed for digits: O7700 9OO123.
MISTYPED = re.compile(r"\b[OoIl]*\d[\dOoIl]*\b")
LETTERS = str.maketrans("OoIl", "0011")


@dataclass(frozen=True)
class Kind:
    """A kind of identifier: its words, how it is found, and whose a find is."""

    words: str
    pattern: re.Pattern
    judge: Callable[..., Judgement]


KINDS = (
    Kind("a health (CHI) number", HEALTH_NUMBER, judge_health_number),
    Kind("a National Insurance number", INSURANCE, judge_insurance),
    Kind("a Scottish Candidate Number", CANDIDATE, judge_labelled),
    Kind("a passport or driving licence number", PASSPORT, judge_labelled),
    Kind("a case or pupil number", RECORD, judge_record),
    Kind("a telephone number", TELEPHONE, judge_telephone),
    Kind("a date of birth", BORN, judge_birth),
    Kind("a private e-mail address", MAIL, judge_mail),
)


@dataclass(frozen=True)
class Find:
    """What seems to identify a person: its kind in words, where it stands, how sure that is."""

    kind: str
    start: int
    end: int
    judgement: Judgement


def plain(text: str) -> str:
    """A text with one space for many, plain dashes and digits, and no signs that hide a number."""
    text = unicodedata.normalize("NFKC", _as_read(text)).translate(ALIKE)
    text = re.sub(r"\s+", " ", re.sub(r"[^\x00-\x7f]", _plain_sign, text))
    text = MISTYPED.sub(lambda run: run[0].translate(LETTERS), text)
    return ONE_BY_ONE.sub(lambda run: re.sub(r"\D", "", run[0]), text)


def _as_read(text: str) -> str:
    """A text with the signs that addresses of pages write as %2F or, for a space, as + or %20: a
    space would end the address.
    """
    text = IN_ADDRESSES.sub("-", text)
    return unquote(unquote(text)) if "%" in text else text


def _plain_sign(found: re.Match) -> str:
    sign = found[0]
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    kind = unicodedata.category(sign)
    if kind == "Pd":  # a dash
        return "-"
    # Invisible signs, and marks over or behind another sign.
    return "" if kind in ("Cf", "Mn", "Me") else sign


def judge_text(text: str, *, in_file: bool = False) -> tuple[list[str], list[tuple[str, str]]]:
    """The kinds of personal identifier that a text holds for certain, never the identifiers
    themselves; and what may be one or not, each once with its kind, to be asked about: pairs as
    ("a health (CHI) number", "0412231239"). `in_file`: it was read out of a file, where services
    make their numbers known.
    """
    text = plain(text)
    found = _found_in(text, in_file)
    kinds = (find.kind for find in found if find.judgement is Judgement.PERSONS)
    doubtful = (find for find in found if find.judgement is Judgement.DOUBTFUL)
    pairs = dict.fromkeys((find.kind, text[find.start : find.end]) for find in doubtful)
    return list(dict.fromkeys(kinds)), list(pairs)


def identifiers(text: str, *, in_file: bool = False) -> list[str]:
    """The kinds of personal identifier that a text holds for certain (`judge_text`)."""
    return judge_text(text, in_file=in_file)[0]


def doubtful_identifiers(text: str, *, in_file: bool = False) -> list[tuple[str, str]]:
    """What in a text may be a personal identifier or not (`judge_text`)."""
    return judge_text(text, in_file=in_file)[1]


def _found_in(text: str, in_file: bool = False) -> list[Find]:
    found = []
    for kind in KINDS:
        finds = list(_of_kind(kind, text, in_file))
        found += finds
        # What was found is taken out, so that a health number is not called a telephone number too.
        text = _replaced(text, finds, lambda find: " " * (find.end - find.start))
    return found


def _replaced(text: str, finds: Iterable[Find], by: Callable[[Find], str]) -> str:
    kept, place = [], 0
    for find in sorted(finds, key=lambda find: find.start):
        kept += [text[place : find.start], by(find)]
        place = find.end
    return "".join([*kept, text[place:]])


def _of_kind(kind: Kind, text: str, in_file: bool) -> Iterator[Find]:
    place = 0
    while match := kind.pattern.search(text, place):
        judgement = kind.judge(match, in_file=in_file)
        if judgement is not Judgement.NOBODYS:
            yield Find(kind.words, match.start(), match.end(), judgement)
        # A person's number may begin inside what is nobody's.
        place = match.start() + 1 if judgement is Judgement.NOBODYS else match.end()


def mask_identifiers(text: str) -> str:
    """The text with everything masked that is a personal identifier for certain, for what is stored
    while people type.

    Where the plain form of a text shows an identifier that the text itself does not, the plain form
    is masked.
    """
    if not identifiers(text):
        return text
    masked = _mask_in(text)
    # In its plain form the text loses its lines, so the text itself is masked where that is enough.
    return masked if not identifiers(masked) else _mask_in(plain(text))


def _mask_in(text: str) -> str:
    found = (find for find in _found_in(text) if find.judgement is Judgement.PERSONS)
    return _replaced(text, found, lambda _find: MASK)


def refuse_identifiers(text: str) -> None:
    """Raises ValidationError, with what to do, when a text seems to hold a personal identifier."""
    if found := identifiers(text):
        raise refusal_of(found)


def refusal_of(kinds: list[str]) -> ValidationError:
    """What is said against a text that seems to hold identifiers of these kinds."""
    return ValidationError(
        f"This seems to hold {' and '.join(kinds)}. Please take it out: "
        "nothing about a person may be kept here. "
        "What you typed is still in the box and has not been stored.",
        code="identifier",
    )
