"""Days of birth: a sign before or behind a day says that it is somebody's."""

from __future__ import annotations

import re

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from .judging import Judgement, words_before

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"(?:{'|'.join(NAMES)})[a-z]{{0,6}}\.?"
PART = r" ?[./\\,*|: \-] ?"
# Burns was born in 1759.
YEAR = r"'?(?:19|20)?\d\d"
NTH = r"(?:st|nd|rd|th)?"
# The first, the twenty-third; two thousand and twelve, twenty twelve.
NAMED_DAY = (
    r"(?:(?:twenty|thirty)[ \-]?)?(?:fir|seco|thi|four|fif|six|seven|eigh|nin|ten|eleven|twelf)"
    r"(?:st|nd|rd|th)|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twent|thirt)ieth"
)
DAY_OF_MONTH = rf"(?:\d{{1,2}}{NTH}|(?=[efnst])(?:{NAMED_DAY}))"
NAMED_YEAR = (
    r"(?:two thousand(?: and)?|twenty|nineteen[ \-][a-z]+ty)"
    r"[ \-](?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty)"
    r"(?:[ \-](?:one|two|three|four|five|six|seven|eight|nine))?(?![a-z])"
)
FULL_DAY = (
    rf"(?:[0-3]?\d{PART}\d{{1,2}}{PART}{YEAR}|\d{{8}}|\d{{6}}"
    rf"|(?:19|20)\d\d{PART}(?:0?[1-9]|1[0-2]){PART}[0-3]?\d"
    rf"|{DAY_OF_MONTH}[ .\-]?(?:day )?(?:of )?{MONTH},?[ \-]?(?:{YEAR}|{NAMED_YEAR})"
    rf"|{MONTH} (?:the )?{DAY_OF_MONTH},? (?:(?:19|20)\d\d|{NAMED_YEAR})"
    rf"|(?:in )?(?:19|20)\d\d,? on (?:the )?{DAY_OF_MONTH} (?:of )?{MONTH})(?!\d)"
)
WITHOUT_YEAR = (
    rf"(?:{DAY_OF_MONTH} ?(?:of )?{MONTH}|{MONTH} (?:the )?{DAY_OF_MONTH})(?!\w|,? ?'?\d)"
)
# A day as a spreadsheet counts it, from 1982 to 2036.
SERIAL = r"[34]\d{4}(?:\.0)?(?![\d,.]\d|\d)"
ANY_DAY = rf"(?:{FULL_DAY}|{WITHOUT_YEAR})"
BETWEEN = (
    r"(?:\W{1,3}(?:is|was|on|the|(?:given|recorded)(?: as|(?=:))|about|approx\w*)(?!\w)"
    r"| ?\([^)]{0,20}\))*"
    r"\W{0,4}(?:the )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?"
)
# Without \b, which sees no word in pupil_dob.
LABEL = (
    r"(?:(?<![a-z])(?:d[./\-]? ?o[./\-]? ?b|(?:date|day)[ \-]?of[ \-]?birth|b['-]?day"
    r"|birth[ \-]?da(?:y|te))(?:'?s)?(?![a-z])\.?)"
)
AGE = (
    r"(?:\d\d?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|twenty(?:[ \-]one)?)"
)
# Where a day may begin: so a long text costs little.
BEGINS = r"(?<!\d)(?=\d|(?<![a-z])[adefjmnost])"
# What stands before or behind the day of a birth. Whoever adds a sign says below how sure it is.
SIGNS = {
    "label": rf"{LABEL}{BETWEEN}(?:{FULL_DAY}|{WITHOUT_YEAR}|{SERIAL}|\d\d?/\d\d?(?![\d/]))",
    "born": rf"(?:\bborn\b(?: on\b)?|\(b\b(?!\))){BETWEEN}(?:{ANY_DAY}|{SERIAL})",
    # A weight at birth may look like a day with a short year.
    "birth": r"\bbirth\W{1,3}(?:\d\d?[./\-]\d\d?[./\-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
    r"(?!\d)",
    "b": rf"(?<![\w(])b(?:[.:] ?| (?=\d\d?/)){FULL_DAY}",
    "age": rf"\b(?:turn(?:s|ed|ing)?|(?:she|he|they|who) will be) {AGE} on "
    rf"(?:the )?{ANY_DAY}",
    "label behind": rf"{BEGINS}{ANY_DAY}(?:[ ,:(\-]{{1,3}}(?:the )?"
    rf"| (?:is|was) (?:her|his|my|their|[a-z]+'s) (?:{AGE}{NTH} )?){LABEL}",
    "born behind": rf"{BEGINS}{FULL_DAY}(?: ?[,(\-]? ?born\b(?! (?:to|in|of|on|{MONTH})\b)"
    r"| ?\(b\.?\)(?! ?\d)| is when \w+ (?:was|were) born\b)",
    "nth": rf"\b(?:her|his|my|their|[a-z]+'s) {AGE}{NTH} birthday{BETWEEN}{ANY_DAY}",
}
# Put together at the first text: it takes longer than all other patterns of the start.
BORN = SimpleLazyObject(
    lambda: re.compile(
        "|".join(f"(?P<{name.replace(' ', '_')}>{sign})" for name, sign in SIGNS.items()),
        re.IGNORECASE,
    )
)
# The second of a list is a "b." too, and a service has its birthday and its age.
UNSURE = {"b", "age", "nth"}
# What is counted, or will be, is nobody's.
COUNTED = {"born", "birth", "born_behind", "b"}
DAY = re.compile(FULL_DAY, re.IGNORECASE)
SERIAL_DAY = re.compile(SERIAL)
SPAN = re.compile(rf" ?(?:to|until|till|through|-) ?(?:the )?{ANY_DAY}", re.IGNORECASE)
PARTY = re.compile(
    r" ?(?:part(?:y|ies)|lunch|tea|dinner|meal|breakfast|brunch|picnic|trip|outing|event|disco|"
    r"celebrations?|cake|cards?|treat|visit|week|weekend|present|quiz|do|gathering)\b",
    re.IGNORECASE,
)
LIST = re.compile(r"(?<![\w.])a[.:)] ", re.IGNORECASE)
# A service is born too, and has its birthday; many are born on one day.
NOT_ONE = re.compile(
    r"\b(?:idea|board|group|project|service|plan|promise|network|forum|programme|partnership|team|"
    r"charity|council|movement|campaign|club|festival|babies|children|infants|those|everyone)"
    r"(?:'s)?\b[ ,]*(?:(?:that|which|it|who) )?(?:was |were )?(?:\w+ )?$|\b(?:our|its) (?:\w+ )?$",
    re.IGNORECASE,
)


def judge_birth(found: re.Match, *, in_file: bool) -> Judgement:
    """Whose a match of `BORN` is: of many people or of a day ahead it is nobody's."""
    sign, written = found.lastgroup, found[0]
    is_listed = sign == "b" and LIST.search(words_before(found))
    if is_listed or PARTY.match(found.string, found.end()):
        return Judgement.NOBODYS
    if _is_ahead(written) or SPAN.match(found.string, found.end()):
        return Judgement.NOBODYS if sign in COUNTED else Judgement.DOUBTFUL
    of_one = written[:1].lower() != "b" or not NOT_ONE.search(words_before(found))
    asked = not of_one or sign in UNSURE or _has_no_year(written)
    return Judgement.DOUBTFUL if asked else Judgement.PERSONS


def _has_no_year(written: str) -> bool:
    return not (DAY.search(written) or SERIAL_DAY.search(written))


def _is_ahead(written: str) -> bool:
    """Whether a day with a year in four digits has not come yet."""
    year = re.search(r"(?<!\d)20\d\d(?!\d)", written)
    if not year:
        return False
    today = timezone.localdate()
    return int(year[0]) > today.year or (
        int(year[0]) == today.year and _month_in(written, year) > today.month
    )


def _month_in(written: str, year: re.Match) -> int:
    named = re.search(rf"(?<![a-z])(?:{'|'.join(NAMES)})", written, re.IGNORECASE)
    if named:
        return NAMES.index(named[0].lower()) + 1
    before = re.findall(r"\d+", written[: year.start()])
    behind = re.findall(r"\d+", written[year.end() :])
    return int((before or behind or ["0"])[-1 if before else 0])
