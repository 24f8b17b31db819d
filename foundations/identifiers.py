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

# Patterns read a text whose spaces and dashes are made plain first (`plain`).
MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
ANY_DAY = (
    r"(?:\d{1,4} ?[./\- ] ?\d{1,2} ?[./\- ] ?\d{2,4}|\d{8}|\d{6}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ \-](?:day )?(?:of )?{MONTHS},?[ \-]\d{{2,4}}"
    rf"|{MONTHS} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})(?!\d)"
)
# Without \b, which sees no word in pupil_dob.
BIRTH = (
    r"(?:(?<![a-z])d\.? ?o\.? ?b(?![a-z])\.?|(?<![a-z])date[ _]?of[ _]?birth(?![a-z])"
    r"|(?<![a-z])birth[ _]?da(?:y|te)(?![a-z]))"
)
# A day as a spreadsheet counts it, from 1982 to 2036.
SERIAL = r"[34]\d{4}(?:\.0)?(?![\d,.]\d|\d)"
PRIVATE_MAIL = (
    "gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|mail|gmx|"
    "zoho|fastmail|proton|protonmail|pm|tutanota|btinternet|btopenworld|sky|talktalk|virginmedia|"
    "blueyonder|ntlworld|tiscali"
)
BORN = re.compile(
    rf"{BIRTH}(?: (?:is|was|on|the)\b| ?\([^)]{{0,20}}\))*\W{{0,4}}"
    rf"(?:(?:the )?(?:\w{{3,6}}day,? )?{ANY_DAY}|{SERIAL})"
    rf"|(?:\bborn\b(?: on\b)?|\(b\.)\W{{0,3}}(?:the )?(?:\w{{3,6}}day,? )?(?:{ANY_DAY}|{SERIAL})"
    rf"|(?<!\d){ANY_DAY} ?\((?:the )?{BIRTH}",
    re.IGNORECASE,
)
MAIL = re.compile(
    rf"(?<![\w.+%'-])[\w.+%'-]+ ?(?:@|[(\[]at[)\]]|\bat (?=\w+ dot )) ?(?:{PRIVATE_MAIL})"
    r"(?:\.| dot )(?:com|co|net|uk|ie|me|de|fr)\b",
    re.IGNORECASE,
)


def _is_certain(_found: re.Match, *, in_file: bool) -> Judgement:
    return Judgement.PERSONS


@dataclass(frozen=True)
class Kind:
    """A kind of identifier: its words, how it is found, and whose a find is."""

    words: str
    pattern: re.Pattern
    judge: Callable[..., Judgement]


KINDS = (
    Kind("a health (CHI) number", HEALTH_NUMBER, judge_health_number),
    Kind("a telephone number", TELEPHONE, judge_telephone),
    Kind("a date of birth", BORN, _is_certain),
    Kind("a private e-mail address", MAIL, _is_certain),
)


@dataclass(frozen=True)
class Find:
    """What seems to identify a person: its kind in words, where it stands, how sure that is."""

    kind: str
    start: int
    end: int
    judgement: Judgement


def plain(text: str) -> str:
    """A text with one space for many and plain dashes, without signs that hide a number."""
    # Digits of full width and invisible signs (Cf) would hide a number from the patterns.
    text = "".join(
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf"
    )
    return re.sub(r"\s+", " ", re.sub(r"[\u2010-\u2015\u2212]", "-", text)).replace("’", "'")


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
