"""Health numbers: a day of birth, four digits of which the last proves the others, or their word.

The tenth digit of a CHI number and of an NHS number is found by modulus 11 (NHS Data Dictionary,
"NHS number"; Public Health Scotland, "CHI number").
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from django.utils import timezone

from .judging import (
    Judgement,
    is_after_people,
    is_in_link,
    is_machine_made,
    is_numbered_thing,
    is_of_a_book_or_money,
    words_before,
)

GAP = r"[ .\-/]?"
# Signs that people put between the day of birth and the rest, if not just one of these.
PARTS = r"[.\-/\\,:;|*'+=&]"
APART = r"[ .\-/\\,:;|()\[\]*'+=&]{1,3}"
DAY, MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
DAY_MONTH_YEAR = rf"{DAY}{MONTH}\d\d"
_NO = r"(?:no|nos|nr|number|numbers|num|id|index|is|was)"
# Spreadsheets drop a leading nought: nine digits after the word are as many as ten.
LABELLED = (
    rf"(?:(?<![a-z])(?<!tai[ \-])(?:chis?|c\.h\.i\.?)(?:[ _\-]?{_NO}\b)*"
    rf"|(?<![a-z])(?:health|nhs)(?:[ _\-]?{_NO}\b)+)"
    rf"(?: ?\([^)]{{0,20}}\))?[\W_]{{0,4}}(?:the )?"
    rf"(?:\d(?:{GAP}\d){{8,9}}|{DAY_MONTH_YEAR}{APART}\d{{4}})(?!\d)"
    rf"|(?<!\d)\d(?:{GAP}\d){{9}}[ ,:;(\-]{{0,3}}(?:is )?(?:the |her |his )?(?:chi|health n|nhs n)"
    rf"(?:o|umber)?(?![a-z])"
)
HEALTH_NUMBER = re.compile(
    rf"(?P<labelled>{LABELLED})"
    rf"|(?<!\d)(?<!\d[.,])(?:{DAY_MONTH_YEAR}{GAP}\d{{4}}"
    rf"|{DAY}(?P<gap>[ .\-/]){MONTH}(?P=gap)\d\d(?P=gap)\d{{4}}"
    rf"|(?P<same>{DAY}(?P<sign> ?{PARTS} ?){MONTH}(?P=sign)\d\d(?P=sign)\d{{4}})"
    # Few people write one so, and other figures stand side by side like this.
    rf"|(?P<odd>{DAY}(?P<part> | ?{PARTS} ?){MONTH}(?P=part)\d\d{APART}\d{{4}}"
    rf"|{DAY_MONTH_YEAR}{APART}\d{{4}}|(?:\d{{3}}[ \-]\d{{3}}|\d{{4}}[ \-]\d\d)[ \-]\d{{4}}))"
    r"(?!\d|\.\d*[1-9]|%)"
    rf"|\bnhs\b\W{{1,4}}(?P<nhs>[1-9]\d\d{GAP}\d{{3}}{GAP}\d{{4}})(?!\d)",
    re.IGNORECASE,
)
# Years of meetings of which people write now, and of those whose papers are still kept. Children
# are born in them too, so only an unproved number is explained by a time in the older ones.
MEETING_YEARS, PAPERS_YEARS = range(19, 36), range(10, 36)
TEN = re.compile(r"(?<!\d)\d{10}(?!\d)")
SIX = re.compile(r"\d{6}")
SIX_AND_FOUR = re.compile(r"(?<!\d)\d{6}[ .\-/]\d{4}(?!\d)")
FIGURE = re.compile(r"[\d%][,;]? ?$")
NEAR = 500  # characters: some rows of a table
MEETING = re.compile(
    r"\b(?:meetings?|minutes?|agendas?|boards?|committees?|panels?|scan\w*|img|images?|photos?|"
    r"videos?|recordings?|screenshots?|papers?|reports?|drafts?|briefings?|workshops?|sessions?|"
    r"forums?|groups?|visits?|events?|training|conferences?|met)\b.{0,30}$",
    re.IGNORECASE,
)
# A meeting is held on a day, but for or about a person.
ABOUT = re.compile(r"\b(?:about|for|with|re|regarding)\W*$", re.IGNORECASE)


def judge_health_number(found: re.Match, *, in_file: bool) -> Judgement:
    """Whose a match of `HEALTH_NUMBER` is.

    Digits with odd gaps are asked about where somebody typed them; in a file they are a table's.
    """
    if found["labelled"]:
        return Judgement.PERSONS
    digits = re.sub(r"\D", "", found[0])
    if found["nhs"]:
        return Judgement.PERSONS if has_check_digit(digits) else Judgement.NOBODYS
    if is_machine_made(found) or is_of_a_book_or_money(found) or not _may_be_born(digits):
        return Judgement.NOBODYS
    if is_in_link(found):
        return _judge_in_link(found, digits)
    if found["same"] or found["odd"]:
        return _judge_odd(found, digits, in_file)
    if has_check_digit(digits):
        return _judge_proved(found, digits)
    return _judge_unproved(found, digits, in_file)


def _judge_in_link(found: re.Match, digits: str) -> Judgement:
    """Links count pages and visits, so here only a proof, or a person's word, tells."""
    proved, of_people = has_check_digit(digits), is_after_people(found)
    if proved and of_people:
        return Judgement.PERSONS
    return Judgement.DOUBTFUL if proved or of_people else Judgement.NOBODYS


def _judge_proved(found: re.Match, digits: str) -> Judgement:
    of_a_meeting = _is_of_a_meeting(found, digits, MEETING_YEARS)
    if is_after_people(found) and not of_a_meeting:
        return Judgement.PERSONS
    if of_a_meeting or _is_a_moment(found[0]):
        # Children were born on the day of any meeting but one that is still to come.
        explained = _is_among_moments(found) or (of_a_meeting and _is_ahead(digits))
        return Judgement.NOBODYS if explained else Judgement.DOUBTFUL
    # One in eleven of any numbers has a right check digit.
    stands_alone = not words_before(found).strip() or FIGURE.search(words_before(found))
    if is_numbered_thing(found) or (stands_alone and _is_among_others(found)):
        return Judgement.DOUBTFUL
    return Judgement.PERSONS


def _judge_odd(found: re.Match, digits: str, in_file: bool) -> Judgement:
    is_one = found["same"] or SIX.match(found[0]) or " " not in found[0]
    is_typed_so = is_one and not in_file
    likely = has_check_digit(digits) or is_typed_so
    explained = in_file or _is_a_moment(found[0]) or is_numbered_thing(found)
    asked = likely and (is_after_people(found) or not explained)
    return Judgement.DOUBTFUL if asked else Judgement.NOBODYS


def _judge_unproved(found: re.Match, digits: str, in_file: bool) -> Judgement:
    is_moment = _is_a_moment(found[0])
    if is_after_people(found) and not is_moment:
        return Judgement.DOUBTFUL
    # A version, a date and time, an order: something other than a person explains it.
    is_version = in_file and found[0].count(".") > 2
    explained = is_version or is_moment or is_numbered_thing(found)
    explained = explained or _is_of_a_meeting(found, digits, PAPERS_YEARS)
    explained = explained or _is_among_others(found)
    return Judgement.NOBODYS if explained else Judgement.DOUBTFUL


def _is_among_others(found: re.Match) -> bool:
    """Whether a number stands in a list of numbers most of which cannot be health numbers, as those
    of orders.
    """
    near = found.string[max(0, found.start() - NEAR) : found.end() + NEAR]
    others = TEN.findall(near)
    return len(others) > 2 and sum(map(_may_be_born, others)) <= len(others) / 2


@lru_cache(maxsize=4096)  # each number is looked at again for every neighbour
def _may_be_born(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    # 1900 and 2000 differ in February alone; who was born on its 29th may live.
    return 0 < month < 13 and 0 < day <= monthrange(2000 + year, month)[1]


def has_check_digit(digits: str) -> bool:
    """Whether the last of ten digits proves the others by modulus 11."""
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 0, -1), digits, strict=True))
    return total % 11 == 0


def _time_of(digits: str) -> tuple[int, int] | None:
    hour, minute = int(digits[6:8]), int(digits[8:])
    return (hour, minute) if hour < 24 and minute < 60 else None


def _is_of_a_meeting(found: re.Match, digits: str, years: range) -> bool:
    """Whether a day, a gap and a time follow the word of a meeting or a picture."""
    words = words_before(found)
    named = MEETING.search(words) and not ABOUT.search(words)
    named = named and _years_of(digits) & set(years)
    return bool(named and _time_of(digits) and found[0] != digits)


def _is_ahead(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return date(2000 + year, month, day) > timezone.localdate()


def _years_of(digits: str) -> set[int]:
    # A picture's name may begin with the year.
    return {int(digits[:2]), int(digits[4:6])}


def _is_a_moment(written: str) -> bool:
    """Whether a day, a gap and four digits are when people meet: in the day, at five past or half
    past; the last digits of a health number are any.
    """
    digits = re.sub(r"\D", "", written)
    hour, minute = _time_of(digits) or (0, 1)
    of_our_years = int(digits[4:6]) in MEETING_YEARS
    return written != digits and of_our_years and 7 <= hour < 22 and minute % 5 == 0


def _is_among_moments(found: re.Match) -> bool:
    """Whether other numbers of this form stand near, and all of them are moments."""
    near = found.string[max(0, found.start() - NEAR) : found.end() + NEAR]
    others = SIX_AND_FOUR.findall(near)
    return len(others) > 1 and all(map(_is_a_moment, others))
