"""Whose a number in a text is: what stands round it says whether it belongs to a person."""

from __future__ import annotations

import re
from enum import Enum


class Judgement(Enum):
    """What is done about a number: it is refused, asked about, or taken."""

    PERSONS = "a person's"
    DOUBTFUL = "perhaps a person's"
    NOBODYS = "nobody's"


GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# What a council numbers that is not a person. The word stands before one number or several.
NUMBERED = re.compile(
    r"(?:[£$€#]|\b(?:isbn|issn|doi|ref|reference|order|invoice|requisition|purchase|p\.?o|uprn|"
    r"usrn|osapr|company|charity|charities|vat|account|a/c|code|licen[cs]e|permit|grant|tender|"
    r"contract|job|ticket|call log|version|build|release|driver|firmware|serial|batch|"
    r"barcode|ean|asset|item|document|file|folder|budget|ledger|cost cent(?:re|er)|voucher|receipt|"
    r"transaction|journal|registration|planning|application|warrant|road|grid|easting|northing|"
    r"epoch|timestamp|id)s?"
    r"(?![a-z]))(?: (?:no|nos|number|numbers|num|code|id|is|was|of))*[^\w=]{0,4}"
    r"(?:[a-z]{1,4}[\-/]?)?(?:[\d ,;&\-]| and )*$",
    re.IGNORECASE,
)
BOOK = re.compile(r"\b(?:isbn|issn)\b|[£$€] ?$", re.IGNORECASE)
# After these words even a numbered thing may be a person.
PEOPLE = re.compile(
    r"\b(?:child|baby|infant|patient|pupil|learner|client|young person|sibling|brother|sister|"
    r"mum|mother|dad|father|nan|gran|his|her|their|my|mobile|mob|personal|(?<!tai )chi|"
    r"health (?:index|no|number)s?)(?:'s|s(?=/))?\b[^|]{0,20}$",
    re.IGNORECASE,
)
# SharePoint's number of a document: its library's sign, the list's own number, the place in it.
DOCUMENT = re.compile(r"\b(?=[A-Z]*\d)[0-9A-Z]{6,14}-\d+-\d+\b")
# Of a run of letters and digits so much is looked at on either side: a text may be one run.
RUN = 64
LINK = re.compile(r"://|\bwww\.|\w\.[a-z]{2,}[/?]", re.IGNORECASE)
LINK_LENGTH = 500
BEFORE = 60  # characters: a label, and a number or two between it and this one


def words_before(found: re.Match) -> str:
    """What stands before a number in the same cell or paragraph, at most 60 characters."""
    return found.string[max(0, found.start() - BEFORE) : found.start()].rpartition("|")[2]


def is_numbered_thing(found: re.Match) -> bool:
    """Whether the words before a number say that it is an order's, a building's, or the like."""
    return bool(NUMBERED.search(words_before(found)))


def is_of_a_book_or_money(found: re.Match) -> bool:
    """Whether a book's word or a sign of money stands before a number."""
    return is_numbered_thing(found) and bool(BOOK.search(words_before(found)))


def is_after_people(found: re.Match) -> bool:
    """Whether the words before a number speak of a person."""
    return bool(PEOPLE.search(words_before(found)))


def is_in_link(found: re.Match) -> bool:
    """Whether a number stands in the address of a page, where others count than people."""
    start = found.start()
    return bool(LINK.search(found.string[max(0, start - LINK_LENGTH) : start].rpartition(" ")[2]))


def is_machine_made(found: re.Match) -> bool:
    """Whether a number lies inside a longer run of letters and digits, as machines make them.

    A word at one end is no such run (Jo0101501234); hexadecimal signs at both ends are.
    """
    text = found.string
    ends = _run_round(text, found.start()), _run_round(text, found.end() - 1)
    return any(map(_is_a_machines, ends)) or any(
        whole.start() < found.end() and found.start() < whole.end()
        for pattern in (GUID, DOCUMENT)
        for whole in pattern.finditer(text, max(0, found.start() - 36), found.end() + 36)
    )


def _run_round(text: str, place: int) -> str:
    start = end = place
    first, last = max(0, place - RUN), min(len(text), place + RUN)
    while start > first and text[start - 1].isalnum() and text[start - 1].isascii():
        start -= 1
    while end < last and text[end].isalnum() and text[end].isascii():
        end += 1
    return text[start:end]


def _is_a_machines(run: str) -> bool:
    # From letters to digits and back: once or twice in a name, at every other sign in a key.
    turns = len(re.findall(r"[a-z](?=\d)|\d(?=[a-z])", run, re.IGNORECASE))
    return turns > 2 or (turns == 2 and bool(re.fullmatch(r"[0-9a-fx]*", run, re.IGNORECASE)))
