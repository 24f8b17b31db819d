"""What identifies a person, found in a text: never kept, masked or refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from .health_numbers import HEALTH_NUMBER, judge_health_number
from .judging import Judgement
from .telephones import TELEPHONE, judge_telephone

MASK = "[taken out: this looked like something about a person]"

# Dashes, an apostrophe, strokes and points that look like the plain ones.
ALIKE = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2015\u2212’⁄∕·•", "-------'//..")
# Letters typed for digits: O7700 9OO123.
MISTYPED = re.compile(r"\b[OoIl]*\d[\dOoIl]*\b")
LETTERS = str.maketrans("OoIl", "0011")

# Patterns read a text whose spaces and dashes are made plain first (`plain`).
MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
PART = r" ?[./\\_ \-] ?"
# Burns was born in 1759.
YEAR = r"'?(?:19|20)?\d\d"
ANY_DAY = (
    rf"(?:[0-3]?\d{PART}\d{{1,2}}{PART}{YEAR}|\d{{8}}|\d{{6}}"
    rf"|(?:19|20)\d\d{PART}(?:0?[1-9]|1[0-2]){PART}[0-3]?\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ \-]?(?:day )?(?:of )?{MONTHS},?[ \-]?{YEAR}"
    rf"|{MONTHS} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d)(?!\d)"
)
# Without \b, which sees no word in pupil_dob.
BIRTH = (
    r"(?:(?<![a-z])(?:d[./\-]? ?o[./\-]? ?b|date[ _\-]?of[ _\-]?birth|birth[ _\-]?da(?:y|te))"
    r"(?:'?s)?(?![a-z])\.?)"
)
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?"
# A day as a spreadsheet counts it, from 1982 to 2036.
SERIAL = r"[34]\d{4}(?:\.0)?(?![\d,.]\d|\d)"
PRIVATE_MAIL = (
    "gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|mail|gmx|"
    "zoho|fastmail|proton|protonmail|pm|tutanota|btinternet|btopenworld|sky|talktalk|virginmedia|"
    "blueyonder|ntlworld|tiscali|virgin|o2|wp|onet|interia|t-online|libero|hey|duck|tuta|inbox|"
    "yandex|qq|163|rediffmail|seznam|ukr|lineone|freeserve|fsmail|plusnet|supanet|email"
)
BORN = re.compile(
    rf"{BIRTH}(?:\W{{1,3}}(?:is|was|on|the|given as|recorded as|about|approx\w*)\b"
    r"| ?\([^)]{0,20}\))*"
    rf"\W{{0,4}}(?:(?:the )?{WEEKDAY}{ANY_DAY}|{SERIAL})"
    rf"|(?:\bborn\b(?: on\b)?|\(b\b(?!\)))\W{{0,3}}(?:the )?{WEEKDAY}(?:{ANY_DAY}|{SERIAL})"
    # A weight at birth may look like a day with a short year.
    r"|\bbirth\W{1,3}\d\d?[./\-]\d\d?[./\-](?:19|20)\d\d(?!\d)"
    # "b. 31/3/27" may be the second of a list.
    rf"|(?P<listed>(?<![\w(])b[.:] ?\d\d?[./\-]\d\d?[./\-]{YEAR}(?!\d))"
    rf"|(?<!\d){ANY_DAY}(?: ?\((?:the )?| (?:is|was) (?:her|his|my|their) ){BIRTH}",
    re.IGNORECASE,
)
MAIL = re.compile(
    rf"(?<![\w.+%'-])[\w.+%'-]+ ?"
    # "Sign in at gmail.com" names nobody.
    rf"(?:@|%40|[(\[{{]at[)\]}}]|\bat (?=\w+ ?[(\[]?dot\b)|(?P<place>\bat )) ?"
    rf"(?:{PRIVATE_MAIL})(?:\.| ?[(\[{{]?dot[)\]}}]? ?)(?:com|net|[a-z]{{2}})\b",
    re.IGNORECASE,
)


def _judge_birth(found: re.Match, *, in_file: bool) -> Judgement:
    return Judgement.DOUBTFUL if found["listed"] else Judgement.PERSONS


def _judge_mail(found: re.Match, *, in_file: bool) -> Judgement:
    return Judgement.DOUBTFUL if found["place"] else Judgement.PERSONS


@dataclass(frozen=True)
class Kind:
    """A kind of identifier: its words, how it is found, and whose a find is."""

    words: str
    pattern: re.Pattern
    judge: Callable[..., Judgement]


KINDS = (
    Kind("a health (CHI) number", HEALTH_NUMBER, judge_health_number),
    Kind("a telephone number", TELEPHONE, judge_telephone),
    Kind("a date of birth", BORN, _judge_birth),
    Kind("a private e-mail address", MAIL, _judge_mail),
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
    text = unicodedata.normalize("NFKC", text).translate(ALIKE)
    text = re.sub(r"\s+", " ", re.sub(r"[^\x00-\x7f]", _plain_sign, text))
    return MISTYPED.sub(lambda run: run[0].translate(LETTERS), text)


def _plain_sign(found: re.Match) -> str:
    sign = found[0]
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    # Invisible signs, and marks over or behind another sign.
    return "" if unicodedata.category(sign) in ("Cf", "Mn", "Me") else sign


def identifiers(text: str, *, in_file: bool = False) -> list[str]:
    """The kinds of personal identifier that a text holds for certain, never the identifiers
    themselves. `in_file`: it was read out of a file, where services make their numbers known.
    """
    found = _found_in(plain(text), in_file)
    kinds = (find.kind for find in found if find.judgement is Judgement.PERSONS)
    return list(dict.fromkeys(kinds))


def doubtful_identifiers(text: str, *, in_file: bool = False) -> list[tuple[str, str]]:
    """What in a text may be a personal identifier or not, each once with its kind, to be asked
    about: pairs as ("a health (CHI) number", "0412231239").
    """
    text = plain(text)
    found = (find for find in _found_in(text, in_file) if find.judgement is Judgement.DOUBTFUL)
    return list(dict.fromkeys((find.kind, text[find.start : find.end]) for find in found))


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
    found = identifiers(text)
    if found:
        kinds = " and ".join(found)
        raise ValidationError(
            f"This seems to hold {kinds}. Please take it out: "
            "nothing about a person may be kept here. "
            "What you typed is still in the box and has not been stored.",
            code="identifier",
        )
