"""The one reader of days: what people in Scotland, their spreadsheets and the web write."""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.utils import timezone

from .words import as_keyed, day, ordinal

UNCLEAR = "Write the day as 31/12/2026 or 31 December 2026."
FIRST_YEAR = 1900  # an earlier one is a slip of the finger, such as 0206
# Excel here reads a year of two digits as one of 1950 to 2049, and writes it so into its csv.
FIRST_OF_TWO_DIGITS = 50
MONTHS, WEEKDAYS = [name.lower() for name in month_name], [name.lower() for name in day_name]
BEGINNINGS = "|".join(name[:3] for name in MONTHS[1:])
ONE_DAY = "Give one day, with its month and its year."
SEVERAL = {"and", "to", "until", "till"}
PASSED_OVER = {"of", "the", "on", "day"}
# How Excel stores a day: how many have passed since the end of 1899. From 2000 to 2099 here, where
# five digits are no other way to write a day.
EXCEL_DAY, EXCEL_BEGINS = re.compile(r"([3-7]\d{4})(\.\d+)?", re.ASCII), date(1899, 12, 30)
EXCEL_DAYS = range(36_526, 73_051)
# Those that are no part of a day, and all: “10.30” may be the 10th of some month.
CLOCK = (
    r"(?:\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"|\d{1,2}(?:\.\d\d)? ?[ap]\.?m\.?|(?:12 ?)?(?:noon|midday))"
)
TIME = rf"(?:{CLOCK}|\d{{1,2}}\.\d\d)"
TO = " ?(?:-|to|until) ?"
UNTIL = rf"(?:{TIME}(?:{TO}(?:{TIME}|\d{{1,2}}))?|\d{{1,2}}{TO}{TIME})(?: ?(?:gmt|bst))?"
PART_OF_DAY = r"(?:[ap]\.?m\.?|(?:in the )?(?:morning|afternoon|evening)|all day)"
# Three digits or more go before a time, since “12 10.26” may be a day.
WITH_TIME = re.compile(
    rf"(.*?\d.*?\d\d)(?: ?[,:-]? (?:(?:at|from|@) ?)?|t)"
    rf"(?:{UNTIL}|\({UNTIL}\)|{PART_OF_DAY}|\({PART_OF_DAY}\))",
    re.ASCII,
)
TIME_FIRST = re.compile(rf"{CLOCK},?(?: on)? (.*\d\d)", re.ASCII)
WEEK = re.compile(r"\b(?:w/?[cbe]|week)\b")
# The third Tuesday is not the 3rd.
COUNTED = re.compile(r"\d ?(?:st|nd|rd|th) (?:mon|tue|wed|thu|fri|sat|sun)[a-z]* (?:of |in )?[a-z]")
# A moment in another time zone may be the day before or after here.
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(:\d\d(\.\d+)?)?(z|[+-]\d\d(:?\d\d)?)", re.ASCII)
PARTS = re.compile(r"[0-9]+|[a-z]+")
BETWEEN = re.compile(r"[ /.,'\"“”()_\-\\]*")
LONGEST = 60  # characters
ENDING = re.compile(rf"(?<=\d) ?(?:st|nd|rd|th)(?![a-z])|(?<=\d)(?:st|nd|rd|th)(?={BEGINNINGS})")


def read_day(text: str) -> date:
    """The day that a text says: day, month and year in figures or words, a weekday beside them or
    not; as Excel stores it; or a moment, of which the day here is taken. The day comes first, then
    the month, unless the year stands before both.

    A year of two digits is one of 1950 to 2049. Raises ValidationError with the reason; its code is
    "invalid" where the text is no day at all.
    """
    typed = as_keyed(text).strip(" .,;").lower()
    if len(typed) > LONGEST:
        raise _fault(UNCLEAR, "invalid")
    if MOMENT.fullmatch(typed):
        return _day_of(typed)
    if whole := WITH_TIME.fullmatch(typed) or TIME_FIRST.fullmatch(typed):
        typed = whole[1]
    _refuse_described(typed)
    if found := EXCEL_DAY.fullmatch(typed):
        if int(found[1]) in EXCEL_DAYS:
            return EXCEL_BEGINS + timedelta(days=int(found[1]))
        raise _fault(UNCLEAR, "invalid")
    typed = ENDING.sub("", typed).replace("&", " and ")
    if BETWEEN.sub("", PARTS.sub("", typed)):
        raise _fault(UNCLEAR, "invalid")
    return _of_parts(PARTS.findall(typed))


def read_month(text: str) -> date | None:
    """The first day of the month that a text names with its year of four digits and without a day:
    March 2026, mar. 2026, 2026 March; None where it says something else.
    """
    parts = PARTS.findall(as_keyed(text).lower())
    months = [month for part in parts if (month := _place(MONTHS, part))]
    years = [int(part) for part in parts if part.isdigit() and len(part) == 4]
    if (len(parts), len(months), len(years)) != (2, 1, 1) or years[0] < FIRST_YEAR:
        return None
    return date(years[0], months[0], 1)


def _fault(sentence: str, code: str = "impossible") -> ValidationError:
    return ValidationError(sentence, code=code)


def _day_of(moment: str) -> date:
    try:
        return timezone.localdate(datetime.fromisoformat(moment.upper()))
    except (ValueError, OverflowError) as error:
        raise _fault(UNCLEAR, "invalid") from error


def _refuse_described(typed: str) -> None:
    """Days that are told without their number."""
    if WEEK.search(typed):
        raise _fault("Give the day itself: this names a week.")
    if COUNTED.search(typed):
        raise _fault("Give the day with its number, as in 31 December 2026.")


def _of_parts(parts: list[str]) -> date:
    """The day of figures and words in the order in which they stand."""
    parts = [part for part in parts if part not in PASSED_OVER]
    if SEVERAL & set(parts):
        raise _fault(ONE_DAY)
    weekdays = [_place(WEEKDAYS, part) for part in parts]
    months = [_place(MONTHS, part) for part in parts]
    told = [part for part, weekday in zip(parts, weekdays, strict=True) if weekday is None]
    figures = [part for part in told if part.isdigit()]
    named = [month for month in months if month is not None]
    weekdays = [weekday for weekday in weekdays if weekday is not None]
    if len(told) - len(figures) > len(named):
        _refuse_word(next(part for part in told if part.isalpha() and _place(MONTHS, part) is None))
    if len(figures) > (2 if named else 3):
        raise _fault(ONE_DAY)
    if len(named) > 1 or len(weekdays) > 1:
        raise _fault(UNCLEAR, "invalid")
    if named:
        found = _with_name(figures, named[0], month_first=told[0].isalpha())
    else:
        found = _in_figures(figures)
    if weekdays and weekdays[0] != found.weekday():
        raise _fault(f"{day(found)} is a {day_name[found.weekday()]}. Which of the two is right?")
    return found


def _place(names: list[str], part: str) -> int | None:
    """Which of these names a word is or begins with three letters or more, if any."""
    if part.isdigit() or len(part) < 3:
        return None
    part = "wed" if part == "weds" else part  # the one that is shortened in its middle
    return next((place for place, name in enumerate(names) if name.startswith(part)), None)


def _refuse_word(word: str) -> None:
    meant = get_close_matches(word, [*MONTHS[1:], *WEEKDAYS], n=1, cutoff=0.75)
    if meant:
        said, month = word.capitalize(), meant[0].capitalize()
        raise _fault(f"“{said}” is not known. Do you mean {month}?")
    raise _fault(UNCLEAR, "invalid")


def _with_name(figures: list[str], month: int, *, month_first: bool) -> date:
    """The day where the month is a word: 4 March 2026, March 4 2026, 2026 March 4."""
    name = month_name[month]
    if len(figures) == 1 and len(figures[0]) == 2 and month_first:
        # So Excel writes a month and its year too: Mar-26.
        either = f"{int(figures[0])} {name}, or {name} {_year(figures[0])}"
        raise _fault(f"Give the day, the month and the year: is it {either}?")
    if len(figures) == 1 and len(figures[0]) <= 2:
        raise _fault(f"Add the year: {int(figures[0])} {name} of which year?")
    if len(figures) == 1:
        raise _fault(f"Add the day: which day of {name} {figures[0]}?")
    if not figures:
        raise _fault(UNCLEAR, "invalid")
    first, last = figures
    number, year = (last, first) if len(first) > 2 else (first, last)
    if len(number) > 2:
        raise _fault(UNCLEAR, "invalid")
    return _checked(number, month, year)


def _in_figures(figures: list[str]) -> date:
    """The day where all is in figures: day, month, year, or the year before the month."""
    if len(figures) == 1 and len(figures[0]) == 8:
        figures = _apart(figures[0])
    if len(figures) == 2 and max(map(len, figures)) in (1, 2, 4):
        missing = "the day" if max(map(len, figures)) == 4 else "the year"
        raise _fault(f"Add {missing}: a day has its day, month and year, as in 31/12/2026.")
    if len(figures) != 3:
        raise _fault(UNCLEAR, "invalid")
    first, month, last = figures
    number, year = (last, first) if len(first) > 2 else (first, last)
    if max(len(number), len(month)) > 2:
        raise _fault(UNCLEAR, "invalid")
    if int(month) not in range(1, 13):
        _refuse_month(number, int(month), year)
    return _checked(number, int(month), year)


def _apart(figures: str) -> list[str]:
    """Eight digits without signs between them: with the year first, or else last. Only one of the
    two can be, since no month has the number 19 or more.
    """
    if figures[:2] in ("19", "20") and figures[4:6] <= "12":
        return [figures[:4], figures[4:6], figures[6:]]
    return [figures[:2], figures[2:4], figures[4:]]


def _refuse_month(number: str, month: int, year: str) -> None:
    """Say why there is no such month: as a rule it is the day, written as Americans do."""
    why = f"There is no {ordinal(month)} month."
    if 1 <= int(number) <= 12 and 1 <= month <= monthrange(2024, int(number))[1]:
        meant = f"{month} {month_name[int(number)]} {_year(year)}"
        why += f" Here the day comes first: write {month}/{int(number)}/{_year(year)} for {meant}."
    raise _fault(why)


def _year(figures: str) -> int:
    """Raises ValidationError unless it is a year of four digits, or of two."""
    if len(figures) not in (2, 4):
        raise _fault("Give the year with its four digits, as in 31/12/2026.")
    number = int(figures)
    if len(figures) == 2:
        return number + (1900 if number >= FIRST_OF_TWO_DIGITS else 2000)
    if number < FIRST_YEAR:
        raise _fault(f"Look at the year: it says {figures}.")
    return number


def _checked(figures: str, month: int, year: str) -> date:
    number, of = int(figures), _year(year)
    last = monthrange(of, month)[1]
    if 1 <= number <= last:
        return date(of, month, number)
    name = month_name[month]
    if (month, number) == (2, 29):
        raise _fault(f"February {of} has no 29th: {of} is not a leap year.")
    raise _fault(f"{name} has no {ordinal(number)}: it has {last} days.")
