"""Telephone numbers: those of people are stopped, those of services pass."""

from __future__ import annotations

import re

from .judging import (
    Judgement,
    is_after_people,
    is_in_link,
    is_machine_made,
    is_numbered_thing,
    words_before,
)

# Landlines and mobiles. 03 and 08 are services (Ofcom, National Telephone Numbering Plan).
# Three digits in a row to begin with: dates, as in 01.04.2026-31.03.2027, have two.
GAP = r"[ ._\-]?"
COUNTRY = rf"(?:\(?\+|\b00{GAP})44\)?{GAP}(?:\(?0\)? ?)?\(?"
SPELLINGS = {
    # 01292 612000, (01292) 612000, +44 (0)7700 900123, 0044 7700 900123
    "whole": rf"(?:{COUNTRY}|\(?0)[127]\d(?:\)?{GAP}\d){{7,8}}",
    # 07700 / 900123, 07700,900123: behind the code stands any sign; references have strokes
    # elsewhere too (0131/2026/045).
    "sign": r"\(?0[127]\d{2,3}\)? ?[,/*:;(\-] ?\d{3}\)?[ \-]?\d{3,4}",
    # 07 700 900 123
    "parted": rf"0{GAP}7[ .\-]\d{{3}}{GAP}\d{{3}}{GAP}\d{{3}}",
    # 447700900123, 44 7700 900123
    "country": rf"44(?:7\d{{3}}{GAP}\d{{3}}{GAP}\d{{3}}|[ .\-]7\d{{3}}{GAP}\d{{6}})",
    # 7700 900 123 mobile
    "mobile": rf"7\d{{3}}{GAP}\d{{3}}{GAP}\d{{3}} ?\(?(?:mobile|mob)\b",
    # 7700 900123, 0 7700 900 123: figures in a table stand so too
    "bare": rf"(?:(?:0|44) )?7\d{{3}}{GAP}\d{{3}}{GAP}\d{{3}}(?![ ,.]\d)",
    "abroad": r"\+(?!44)[1-9](?:[ \-]?\d){9,13}",
}
# Spreadsheets drop a leading nought; the word says what it was.
AFTER_A_WORD = (
    r"(?<![a-z])(?:(?:mobile|mob|phone|tel|telephone)s?|call|ring|text|whatsapp)"
    r"(?:[ _](?:no|nos|number|num|me|us|him|her|them|on|at|is)\b)*\W{1,4}"
    r"[127]\d{2,3}[ \-]?\d{3}[ \-]?\d{3,4}(?!\d|\.\d*[1-9])"
)
ANY_SPELLING = "|".join(f"(?P<{name}>{spelling})" for name, spelling in SPELLINGS.items())
TELEPHONE = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?<!£)(?:{ANY_SPELLING})(?!\d)|{AFTER_A_WORD}", re.IGNORECASE
)
# "Phone at 1400" is an hour.
HOUR = re.compile(r"\bat\W{1,4}(?:1\d|2[0-3])[0-5][05]\b", re.IGNORECASE)
SERVICE = re.compile(r"(?<!\d)(?:(?:\+|00)44 ?(?:\(0\) ?)?|\(?0)[38]\d\)?(?:[ .\-]?\d){7,8}(?!\d)")
MOBILE = re.compile(r"7(?:[1-57-9]|624)")
LANDLINE = re.compile(r"1(?:1[3-8]|[2-9]\d)|2(?:0[34578]|3[0389]|47|[89])")
# The few places whose whole numbers, without the nought, have nine digits.
SHORT = re.compile(
    r"1(?:204|208|254|276|297|298|363|364|384|386|404|420|460|461|480|488|524|527|562|566|606|629|"
    r"635|647|659|695|697|726|744|750|768|827|837|884|900|905|935|946|949|963|995)"
)
ASKED_FOR = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob|ring|call|text|whatsapp|"
    r"wa\.me)s?\b",
    re.IGNORECASE,
)
# In a file these words make known how a service is reached.
MADE_KNOWN = re.compile(
    r"\b(?:enquir\w+|inquir\w+|contact(?: us)?|call(?: us)?|tel|telephone|phone(?: us|(?=:))|"
    r"helpline|hotline|switchboard|reception|office|fax|minicom|textphone|18001|dial(?:-in)?|"
    r"council|academy|library|t(?=:)|[a-z]{1,2}\d{1,2} \d[a-z]{2}|scot|uk)"
    r"(?![a-z])[^|\d]{0,25}"
    r"(?:[+(]?\d[\d ()\-]{5,16}\d[^|\d]{1,6})*$",
    re.IGNORECASE,
)
EXTENSION = re.compile(r"[ ,;(]{0,2}(?:ext|extn|extension|x)\b", re.IGNORECASE)
LABEL = re.compile(r"\D*")
YEARS = re.compile(r"\b20(\d\d)[-/](\d\d)$")
DAY_AND_COUNT = re.compile(r"[0-3]\d[01]\d(?:19|20)\d\d[ \-]?\d{2,3}")
# Of a committee: 0121-2026-045.
PAPER = re.compile(r"\d{4}[\-./]20\d\d[\-./]\d{2,3}")
HOURS_AND_COUNT = re.compile(r"[012]\d[0-5][05]-[012]\d[0-5][05] \d+")


def judge_telephone(found: re.Match, *, in_file: bool) -> Judgement:
    """Whose a match of `TELEPHONE` is.

    In a file a number that is made known as a service's is asked about; in a text it is stopped,
    since nobody needs to type one.
    """
    if is_machine_made(found) or _is_inside_a_services(found):
        return Judgement.NOBODYS
    if found["abroad"]:
        return Judgement.DOUBTFUL
    if not _is_dialled(found):
        return Judgement.NOBODYS
    in_link = is_in_link(found)
    if (found["bare"] or in_link) and not ASKED_FOR.search(words_before(found)):
        tells = not (found["bare"] and (in_link or is_numbered_thing(found)))
        unclear = tells and not in_file
        return Judgement.DOUBTFUL if unclear else Judgement.NOBODYS
    if HOUR.search(found[0]):
        return Judgement.DOUBTFUL
    if is_numbered_thing(found) and not ASKED_FOR.search(words_before(found)):
        # Few orders begin as mobiles do.
        return Judgement.DOUBTFUL if found[0].startswith("07") else Judgement.NOBODYS
    label = LABEL.match(found[0])[0]
    made_known = MADE_KNOWN.search(words_before(found) + label)
    made_known = made_known or EXTENSION.match(found.string, found.end())
    is_services = in_file and made_known and not is_after_people(found)
    is_services = is_services and "mob" not in label.lower()
    return Judgement.DOUBTFUL if is_services else Judgement.PERSONS


def _is_inside_a_services(found: re.Match) -> bool:
    # "0330 012 3456 0900-1700": the hours do not belong to it.
    near = SERVICE.finditer(found.string, max(0, found.start() - 24), found.end() + 2)
    return any(each.start() < found.start() < each.end() for each in near)


def _is_dialled(found: re.Match) -> bool:
    """Whether a number has the beginning and the length that telephones have, and is no date."""
    number = re.sub(r"\D", "", found[0])
    number = re.sub(r"^(?:(?:00)?44)?0?(?=[127])", "", number)
    if YEARS.search(found[0]) and _are_neighbours(YEARS.search(found[0])):
        return False
    asked_for = ASKED_FOR.search(words_before(found) + found[0])
    counted = DAY_AND_COUNT.fullmatch(found[0]) or HOURS_AND_COUNT.fullmatch(found[0])
    counted = counted or PAPER.fullmatch(found[0])
    if counted and not asked_for:
        return False
    if len(number) == 9:
        # Ten digits in one are as often an order's.
        return bool(LANDLINE.match(number) and (asked_for or _is_short(found[0], number)))
    return len(number) == 10 and bool(MOBILE.match(number) or LANDLINE.match(number))


def _is_short(written: str, number: str) -> bool:
    return bool(SHORT.match(number)) and not written.isdigit()


def _are_neighbours(years: re.Match) -> bool:
    return (int(years[1]) + 1) % 100 == int(years[2])
