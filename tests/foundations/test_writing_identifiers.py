"""What identifies a person is stopped before it is stored; a council's ordinary sentences pass."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from foundations.identifiers import identifiers
from foundations.writing import NOTICE, WritingField

CHI = "a health (CHI) number"
PHONE = "a telephone number"
BIRTH = "a date of birth"
MAIL = "a private e-mail address"

STOPPED = {
    CHI: [
        "CHI 0101501234",
        "chi: 010150 1234",
        "CHI number 010150-1234",
        "CHI no. 01 01 50 1234",
        "CHI is 0101501234.",
        "(3112091248)",
        "The number 311209 1248 was on the form.",
        "31/12/09/1248",
        "31-12-09-1248",
        "31.12.09.1248",
        "311209/1248",
        "311209\u00a01248",
        "311209\u20131248",
        "311209\n1248",
        "3112\u200b091248",
        "\uff13\uff11\uff11\uff12\uff10\uff19\uff11\uff12\uff14\uff18",
        "CHI 010 150 12 34",
        "CHI0101501234",
        "CHIs: 010150, 1234",
        "CHI_010150 * 1234",
        "0101501234 is her CHI",
        "\u0663\u0661\u0661\u0662\u0660\u0669\u0661\u0662\u0664\u0668",
        "3\u03361\u03361\u03362\u03360\u03369\u03361\u03362\u03364\u03368",
        "CHI OlOl5O1234",
    ],
    PHONE: [
        "01292 612000",
        "01292612000",
        "(01292) 612000",
        "(01292)612 000",
        "01292-612-000",
        "01292.612.000",
        "0141 287 2000",
        "0131 496 0000",
        "020 7946 0018",
        "07700 900123",
        "07700 900 123",
        "07700900123",
        "077 0090 0123",
        "+44 7700 900123",
        "+447700900123",
        "+44 (0)7700 900123",
        "+44(0)1292 612000",
        "0044 1292 612000",
        "Ring her on 07700\u00a0900123 after school.",
        "Tel.01292 612000",
        "tel:01292612000",
        "01292\u2011612\u2011000",
        "O7700 9OO123",
        "07700·900·123",
        "07700_900_123",
        "07700 / 900 123",
        "07700,900123",
        "07700 - 900123",
        "7700 900123 mobile",
        "447700 900123",
        "+44 07700 900123",
        "(+44) 7700 900123",
        "Call her on 7700 900 123",
        "WhatsApp: 7700900123",
    ],
    BIRTH: [
        "DOB 03/04/2012",
        "dob: 3.4.12",
        "d.o.b. 03-04-2012",
        "D.O.B: 3 April 2012",
        "DOB=03042012",
        "date of birth 3/4/2012",
        "Date of birth: 3rd April 2012",
        "date of birth (dd/mm/yyyy): 03/04/2012",
        "date of birth is the 3rd of April 2012",
        "her date of birth was 2012-04-03",
        "born 3 April 2012",
        "born on 3 April 2012",
        "born on the 3rd of April, 2012",
        "born on Tuesday 3 April 2012",
        "born 03/04/12",
        "Born: April 3, 2012",
        "birthday 3 Apr 2012",
        "His birthday is 3 April 2012.",
        "birth date 03 04 2012",
        "Kim (b. 3 April 2012)",
        "3 April 2012 (date of birth)",
        "03/04/2012 (DOB)",
        "born on\n3 April 2012",
        "D/O/B 03.04.2012",
        "d-o-b 03\\04\\2012",
        "DOBs: 03_04_2012",
        "date-of-birth 3Apr '12",
        "DOB given as 3.4.12",
        "birth: 03/04/2012",
        "born Tue 3 April 2012",
        "Kim (b 3 April 2012)",
        "3 April 2012 is her birthday",
    ],
    MAIL: [
        "kim@gmail.com",
        "kim.smith@googlemail.com",
        "kim_smith99@hotmail.co.uk",
        "Kim@Outlook.com",
        "kim+promise@yahoo.co.uk",
        "mailto:kim@icloud.com",
        "<kim@btinternet.com>",
        "kim@me.com, please",
        "kim@live.co.uk.",
        "kim @ gmail.com",
        "kim (at) gmail.com",
        "kim [at] gmail.com",
        "kim at gmail dot com",
        "kim@protonmail.com",
        "kim@talktalk.net",
        "kim@sky.com",
        "mailto:kim%40gmail.com",
        "kim {at} gmail.com",
        "kim (at) gmail (dot) com",
        "kim@wp.pl",
    ],
}

PASSING = [
    "By 01/04/2026 every school has a named lead.",
    "The plan runs from 01/04/2026 to 31/03/2027.",
    "The plan runs 01.04.2026-31.03.2027.",
    "The plan runs 01.04.26 - 31.03.27.",
    "Dates: 01-04-2026, 02-05-2026 and 03-06-2026.",
    "The panel met on 12/05/26 at 14.30 and again on 19/05/26.",
    "Meeting on 2026-07-31 at 10:00.",
    "On 3 April 2026 the Board met in Ayr.",
    "1,000 participants in 12 months.",
    "1000 participants over 12 months, 250 of them in 2026.",
    "Between 2021 and 2024 the number rose from 120 to 1340.",
    "Plan 21-24 becomes Plan 24-30.",
    "The grant is £1,250,000 over 3 years.",
    "£0.75 a mile, £125 a week, £10m in all.",
    "Spending was £2 345 678 in 2025/26.",
    "Grant reference WFWF/2023/017.",
    "Grant reference SG-2021-0456, order PO 4500123456.",
    "Committee paper 2026/123, item 7, page 85.",
    "See https://www.gov.scot/publications/123456789012/pages/3/.",
    "See https://www.bbc.co.uk/news/1205123456 for the story.",
    "Charity SC012345, company SC 123456.",
    "The room is 2.14, or 012 in the old building.",
    "Rooms 101, 102, 103 and 104 are calm spaces.",
    "The school roll is 0 in P1, 12 in P2 and 15 in P3.",
    "Of 32 sub-actions, 12 are on track, 10 at risk and 10 not reported.",
    "90% of plans, 45 of 50, were reviewed within 28 days.",
    "The ratio was 1:4 in 2024 and 1:3 in 2025.",
    "Scores of 3.5, 4.25 and 4.75 out of 5.",
    "Call C18 and recommendation T9.R5 cite page 85.",
    "Sub-action 1.3 answers calls C1, C18 and C55.",
    "Write to promise@south-ayrshire.gov.uk.",
    "Write to the.promise.team@nhs.scot or info@thepromise.scot.",
    "Write to champions@ea.south-ayrshire.sch.uk.",
    "Write to hello@whocaresscotland.org or admin@carevisions.co.uk.",
    "County Buildings, Wellington Square, Ayr KA7 1DR.",
    "Burns House, 16 Burns Statue Square, Ayr, KA7 1UT.",
    "Barns House, 2nd floor, 15 Barns Street, Ayr KA7 1XB.",
    "Childline is on 0800 1111.",
    "The helpline 0808 800 9060 was added to the letter.",
    "Dial 999 or 101.",
    "We opened a helpline for pupils: 0300 123 0900.",
    "Opening hours are 0900 to 1700, on Fridays 0900-1600.",
    "Buses leave at 07:30, 08:15 and 09:00.",
    "The first home was opened in 2019, the second in 2023.",
    "The idea was born in 2019.",
    "Every baby born in 2026 gets a book.",
    "Children born on or after 1 April 2021 are counted.",
    "Children born between 1 April 2020 and 31 March 2021 start school.",
    "Born to Move ran 12 sessions.",
    "We no longer ask for a date of birth on the first form.",
    "Date of birth and address were taken off the form on 3 April 2026.",
    "b. 31 March 2027 is the second deadline.",
    "14 May 2026 - birthday party in the hall",
    "Birthdays are celebrated in every house, 24 in 2025.",
    "The survey had 1 in 4, 3 in 10 and 7 in 20 agree.",
    "We used Gmail and Outlook calendars to book 14 visits.",
    "Outlook for 2027: 15 more families.",
    "Yahoo! The children chose the name.",
    "Look at chi-square values of 3.84 and 6.63.",
    "Tai chi on Tuesdays, 12 young people, 10 weeks.",
    "Tai chi 1400-1530 12/05; tai chi 1400-1530 12 May.",
    "Robert Burns was born on 25 January 1759",
    "Robert Burns (b. 25 January 1759) wrote it.",
    "25 January 2059 is Burns's birthday.",
    "Weight at birth 3.4.12",
    "Born March 2009, in care since May.",
    "The date of birth recorded on 3 April 2026 was taken off.",
    "Breakfast club 0745-1030 123 children",
    "Thanks to all of us @sky. We will be back.",
    "The lease runs for 99 years from 28 May 2026.",
    "Regulation (EU) 2016/679 and section 57 of the 2014 Act.",
    "UNCRC article 12, general comment 12 (2009).",
    "The budget line 0123-45 moved to 0456-78.",
    "Between 31/12/2021 and 31/12/2024, 3 staff.",
    "Version 2.0.1 of the form, 12 pages, 3 boxes.",
    "5 + 7 = 12; 10 - 3 = 7; 100/4 = 25.",
    "Minutes of 03/03/2026, 10/03/2026, 17/03/2026 and 24/03/2026.",
    "The postcode KA8 0BW had 14 visits; KA9 2AB had 9.",
    "Income of £1,234.56, £22,345.67 and £333,456.78.",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in STOPPED.items() for text in texts]
)
def test_identifiers_are_found_however_they_are_written(kind, text):
    assert kind in identifiers(f"We spoke about it. {text}")
    assert kind in identifiers(text)


@pytest.mark.parametrize("text", PASSING)
def test_a_councils_ordinary_sentences_pass(text):
    assert identifiers(text) == []


def test_all_of_them_in_one_text_pass():
    assert len(PASSING) >= 60
    assert identifiers("\n".join(PASSING)) == []
    assert identifiers(" ".join(PASSING)) == []


@pytest.mark.parametrize(("kind", "text"), [(kind, texts[0]) for kind, texts in STOPPED.items()])
def test_the_sentence_names_the_kind_and_never_the_text(kind, text):
    with pytest.raises(ValidationError) as stopped:
        WritingField().clean(f"It is {text} indeed")
    (message,) = stopped.value.messages
    assert message == (
        f"This seems to hold {kind}. Please take it out: nothing about a person may be kept here. "
        "What you typed is still in the box and has not been stored."
    )
    assert not any(part in message for part in text.split() if part.lower() not in kind.lower())


def test_several_kinds_are_named_together():
    with pytest.raises(ValidationError) as stopped:
        WritingField().clean("Kim, born 3 April 2012, kim@gmail.com")
    assert "a date of birth and a private e-mail address" in stopped.value.messages[0]


@pytest.mark.parametrize(
    "sign",
    ["0", "01 ", "31-", "a", "'", "born on the ", "date of birth (", "+44 (0)", "a at x dot "],
)
def test_the_longest_text_is_read_to_its_end(sign):
    assert identifiers((sign * 20_000)[:20_000]) == []
    assert MAIL in identifiers((sign * 20_000)[:19_900] + " , kim@gmail.com")


class Form(forms.Form):
    text = WritingField(label="Text", help_text="What happened?")
    line = WritingField(label="Line", required=False, max_length=50, widget=forms.TextInput)


def test_the_field_is_a_text_box_with_its_notice():
    form = Form()
    assert form.fields["text"].help_text == f"What happened? {NOTICE}"
    assert form.fields["line"].help_text == NOTICE
    assert "<textarea" in str(form["text"])
    assert 'type="text"' in str(form["line"])


def test_a_form_with_several_boxes_may_say_the_notice_once_itself():
    assert WritingField(help_text="What changed.", with_notice=False).help_text == "What changed."


def test_nothing_is_cut_by_the_browser_and_what_is_too_long_is_counted():
    assert "maxlength" not in str(Form()["line"])
    form = Form({"text": "x" * 20_212, "line": "a\x00b"})
    assert form.errors["text"] == ["Shorten “Text” by 212 characters."]
    assert form.errors["line"][0].startswith("A character in this text cannot be read.")


def test_what_was_typed_stays_in_the_box():
    form = Form({"text": "Ring 01292 612000", "line": "x" * 51})
    assert PHONE in form.errors["text"][0]
    assert form.errors["line"] == ["Shorten “Line” by 1 character."]
    assert form["text"].value() == "Ring 01292 612000"


def test_plain_text_is_kept_as_typed_without_the_space_around_it():
    form = Form({"text": "  “Ceud mìle fàilte” – 100 %\r\nof us  ", "line": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"text": "“Ceud mìle fàilte” – 100 %\r\nof us", "line": ""}
