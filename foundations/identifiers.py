"""What identifies a person, found in a text: never kept, masked or refused."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError

MASK = "[taken out: this looked like something about a person]"

# Patterns read a text whose spaces and dashes are made plain first (`plain`).
GAP = r"[ .\-/]?"
DAY_MONTH_YEAR = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
ANY_DAY = (
    r"(?:\d{1,4} ?[./\- ] ?\d{1,2} ?[./\- ] ?\d{2,4}|\d{8}|\d{6}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ \-](?:day )?(?:of )?{MONTHS},?[ \-]\d{{2,4}}"
    rf"|{MONTHS} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})(?!\d)"
)
BIRTH = r"(?:\bd\.? ?o\.? ?b\b\.?|\bdate of birth\b|\bbirth ?da(?:y|te)\b)"
PRIVATE_MAIL = (
    "gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|mail|gmx|"
    "zoho|fastmail|proton|protonmail|pm|tutanota|btinternet|btopenworld|sky|talktalk|virginmedia|"
    "blueyonder|ntlworld|tiscali"
)

# Things that identify a person for certain. The sentence names the kind, never the text that was
# found.
IDENTIFIERS = {
    "a health (CHI) number": re.compile(
        # The day of birth and four digits; or ten digits, however spaced, after the word.
        rf"(?<![\d/=]){DAY_MONTH_YEAR}{GAP}\d{{4}}(?!\d)"
        rf"|(?<![\d/=])(?:0[1-9]|[12]\d|3[01])([ .\-/])(?:0[1-9]|1[0-2])\1\d\d\1\d{{4}}(?!\d)"
        rf"|\bchi\b(?: (?:no|number|num|is)\b)*\W{{0,4}}\d(?:{GAP}\d){{9}}(?!\d)",
        re.IGNORECASE,
    ),
    "a telephone number": re.compile(
        # Three digits in a row to begin with: dates, as in 01.04.2026-31.03.2027, have two.
        r"(?<!\d)(?<!\d[.,])(?<![£/=])"
        r"(?:(?:\+|\b00)44[ .\-]?(?:\(0\) ?)?\(?|\(?0)[1-37]\d(?:\)?[ .\-]?\d){7,8}(?!\d)"
    ),
    "a date of birth": re.compile(
        rf"{BIRTH}(?: (?:is|was|on|the)\b| ?\([^)]{{0,20}}\))*\W{{0,4}}"
        rf"(?:the )?(?:\w{{3,6}}day,? )?{ANY_DAY}"
        rf"|(?:\bborn\b(?: on\b)?|\(b\.)\W{{0,3}}(?:the )?(?:\w{{3,6}}day,? )?{ANY_DAY}"
        rf"|(?<!\d){ANY_DAY} ?\((?:the )?{BIRTH}",
        re.IGNORECASE,
    ),
    "a private e-mail address": re.compile(
        rf"(?<![\w.+%'-])[\w.+%'-]+ ?(?:@|[(\[]at[)\]]|\bat (?=\w+ dot )) ?(?:{PRIVATE_MAIL})"
        r"(?:\.| dot )(?:com|co|net|uk|ie|me|de|fr)\b",
        re.IGNORECASE,
    ),
}


def plain(text: str) -> str:
    """A text with one space for many and plain dashes, without signs that hide a number."""
    # Digits of full width and invisible signs (Cf) would hide a number from the patterns.
    text = "".join(
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf"
    )
    return re.sub(r"\s+", " ", re.sub(r"[\u2010-\u2015\u2212]", "-", text)).replace("’", "'")


def identifiers(text: str) -> list[str]:
    """The kinds of personal identifier that a text seems to hold, never the identifiers
    themselves.
    """
    found, text = [], plain(text)
    for kind, pattern in IDENTIFIERS.items():
        # What was found is taken out, so that a health number is not called a telephone number too.
        text, times = pattern.subn(" ", text)
        if times:
            found.append(kind)
    return found


def mask_identifiers(text: str) -> str:
    """The text with everything that looks like a personal identifier masked, for what is stored
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
    for pattern in IDENTIFIERS.values():
        text = pattern.sub(MASK, text)
    return text


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
