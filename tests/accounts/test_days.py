"""A day is read however people here, their spreadsheets or the web write it, or refused with the
true reason.
"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from accounts.days import UNCLEAR, read_day
from accounts.fields import DayField
from accounts.words import day

MARCH = date(2026, 3, 4)
WRITTEN = """
04-Mar-26 | 04-Mar-2026 | 4 March 26 | 4.3.26 | 4/3/26 | 04-03-2026 | 4 3 2026 | 04. 03. 2026
46085 | 46085.75 | 2026-03-04 | 2026-03-04 00:00:00 | 2026-03-04T09:30 | 2026-03-04T09:30:00.000Z
2026/03/04 | 2026-3-4 | 2026.03.04 | 20260304 | 04032026 | 04/03/2026 09:30 | 4 March 2026 at 10am
4th of March 2026 | the 4th March, 2026 | 4 th March 2026 | Wed 4 March 2026 | Weds. 4 Mar. 2026
Wednesday, 4 March 2026 | Wednesday, March 4, 2026 | March 4th 26 | 2026 March 4 | 4 MARCH 2026
4march2026 | 04MAR26 | 4–3–2026 | 4−3−2026 | 4\u00a0March\u202f2026 | ４/３/２０２６
4 March '26
\u200e04/\u200e03/\u200e2026 | 4 Mar\u00adch 2026 | 4 March ’26. | (Wed) 4 March 2026 | 4\\3\\2026
4/3/2026 10.30am | 04/03/2026 14.00 | 4 March 2026, 2-4pm | 4.3.26 10.00 - 11.30 | 4thMarch 2026
4 March 2026 from 10am to noon | 04_03_2026 | "04/03/2026" | “4 March 2026”
4⁄3⁄2026 | 4thMar26
4 March 2026, 12 noon | 12 noon on 4 March 2026 | 10:00, 4 March 2026 | 10.30am 4/3/26
4/3/26 (am) | 4 March 2026 in the afternoon | 4/3/26, all day | 4/3/2026 (9.30 - 11)
4/3/26 9:30 to 12 | 4/3/26 @ 2pm | Wed 4 Mar 2026 09:30:00 GMT | 2026-03-04 00:00:00+00
4th day of March 2026 | 4/3/2026 14:00 - 16:00 | Wed 04/03/2026 10:00-11:00
""".replace("\n", " | ")


@pytest.mark.share(2)
@pytest.mark.parametrize("text", [part.strip() for part in WRITTEN.split(" | ") if part.strip()])
def test_a_day_with_one_meaning_is_taken(text):
    assert DayField().clean(text) == MARCH


SEVERAL = ("1-3 March 2026", "4 & 5 March 2026", "4 and 5/3/26", "4-5/3/2026", "4/3/26 to 6/3/26")
WEEKS = (
    "w/c 2 March 2026",
    "wc 2/3/26",
    "W/B 2.3.26",
    "week commencing 2 March 2026",
    "w/e 6/3/26",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4 Sept 2025", date(2025, 9, 4)),
        ("31 Octo. 2025", date(2025, 10, 31)),
        ("29/2/24", date(2024, 2, 29)),
        ("26-03-04", date(2004, 3, 26)),
        ("31/12/49", date(2049, 12, 31)),
        ("1/1/50", date(1950, 1, 1)),
        ("20102010", date(2010, 10, 20)),
        ("2026-06-03T23:30:00Z", date(2026, 6, 4)),
        ("2026-06-04T00:30:00+02:00", date(2026, 6, 3)),
    ],
)
def test_which_day_is_meant(text, found):
    assert read_day(text) == found


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2026", "February has no 31st: it has 28 days."),
        ("29 February 2026", "February 2026 has no 29th: 2026 is not a leap year."),
        ("29.2.1900", "February 1900 has no 29th: 1900 is not a leap year."),
        ("31 April 2026", "April has no 31st: it has 30 days."),
        ("0/4/2026", "April has no 0th: it has 30 days."),
        ("32 Dec 26", "December has no 32nd: it has 31 days."),
        (
            "12/31/2026",
            "There is no 31st month. Here the day comes first: write 31/12/2026 for "
            "31 December 2026.",
        ),
        (
            "2/13/26",
            "There is no 13th month. Here the day comes first: write 13/2/2026 for "
            "13 February 2026.",
        ),
        ("13/13/2026", "There is no 13th month."),
        ("2/31/2026", "There is no 31st month."),
        ("4/0/2026", "There is no 0th month."),
        ("Thursday 4 March 2026", "4 March 2026 is a Wednesday. Which of the two is right?"),
        ("4 March", "Add the year: 4 March of which year?"),
        ("Wed 4th of March", "Add the year: 4 March of which year?"),
        ("4/3", "Add the year: a day has its day, month and year, as in 31/12/2026."),
        ("4thursday March 2026", "4 March 2026 is a Wednesday. Which of the two is right?"),
        ("Mar-26", "Give the day, the month and the year: is it 26 March, or March 2026?"),
        ("26-Mar", "Add the year: 26 March of which year?"),
        ("May 4", "Add the year: 4 May of which year?"),
        ("March 2026", "Add the day: which day of March 2026?"),
        ("03/2026", "Add the day: a day has its day, month and year, as in 31/12/2026."),
        *((text, "Give one day, with its month and its year.") for text in SEVERAL),
        *((text, "Give the day itself: this names a week.") for text in WEEKS),
        ("3rd Tuesday of March 2026", "Give the day with its number, as in 31 December 2026."),
        ("1st Sun March 2026", "Give the day with its number, as in 31 December 2026."),
        ("4/3/206", "Give the year with its four digits, as in 31/12/2026."),
        ("4 March 0206", "Look at the year: it says 0206."),
        ("4 Febuary 2026", "“Febuary” is not known. Do you mean February?"),
        ("Wendesday 4 March 2026", "“Wendesday” is not known. Do you mean Wednesday?"),
    ],
)
def test_what_cannot_be_a_day_is_refused_with_the_reason(text, reason):
    with pytest.raises(ValidationError) as refused:
        DayField().clean(text)
    assert refused.value.messages == [reason]


@pytest.mark.parametrize(
    "text",
    ["soon", "2026", "040326", "99999", "4 March 2026 May", "March", "Wed", "10:30", "\x00",
     "٣/3/26", "4/3/26 or 5/3/26", "9" * 5_000, "4/3/" + "9" * 5_000, "2026-02-30T10:00Z",
     "4³/3/2026", "46,085"],
)  # fmt: skip
def test_what_is_no_day_is_told_how_to_write_one(text):
    with pytest.raises(ValidationError) as refused:
        read_day(text)
    assert (refused.value.message, refused.value.code) == (UNCLEAR, "invalid")


def test_a_field_says_in_its_own_words_what_is_no_day_and_takes_an_empty_one():
    field = DayField(required=False, error_messages={"invalid": "On which day?"})
    assert field.clean(" \u200b") is None
    with pytest.raises(ValidationError, match="On which day?"):
        field.clean("soon")


@pytest.mark.parametrize("form", ["%d-%b-%y", "%d %B %Y", "%A, %d %B %Y", "%Y-%m-%d %H:%M:%S"])
def test_every_day_of_a_leap_year_in_the_ways_of_spreadsheets(form):
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(366)]
    assert [read_day(one.strftime(form)) for one in days] == days


def test_what_pages_and_files_write_is_read_back():
    days = [date(1996, 2, 27) + timedelta(days=37 * number) for number in range(700)]
    for write in (day, str, DayField().widget.format_value, lambda one: date_format(one, "j F Y")):
        assert [read_day(write(one)) for one in days] == days
