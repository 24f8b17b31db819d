"""Numbers that are nobody's pass; those that may be somebody's are asked about."""

import pytest

from foundations.health_numbers import has_check_digit
from foundations.identifiers import doubtful_identifiers, identifiers, mask_identifiers

CHI, PHONE, BIRTH = "a health (CHI) number", "a telephone number", "a date of birth"
MAIL = "a private e-mail address"

NOBODYS = [
    # Keys that machines make.
    "0x0101004317ECF6796E854B992645B37DCBC628",
    "0x010100C0412141248AB7E4F95D2A40B0104121",
    "{6F9619FF-8B86-D011-B42D-0104121234AB}",
    "/sites/x/9c858901-8a57-4791-81fe-041214124801/item",
    "K7QZ2MWD4XRT-1204141240-218",
    "d41d8cd98f00b2040412141248e9800998ecf8427e",
    "See https://x.gov.uk/doc?sid=8af0412141248c&v=2",
    # Days, times and years.
    "Champions Board 120326 1400.docx",
    "Champions Board 120326 1404.docx",
    "Agenda 310323-1030.docx",
    "Scan 250326 1437.pdf",
    "IMG 260312 1430.jpg",
    "The meeting of 120326 1400 went well",
    "We met on 120326 1430 and 190326 1515.",
    "EQIA 0123 2022-23.docx",
    "EQIA 01234 2022-23.docx",
    "Scan 07122026 001.pdf",
    "2026-03-12T14:30:05.0123456Z",
    "202603121430 and 20260312143005",
    "45292.5833333333 days, 0.1204141240 of the whole",
    "Panel: 231135 1400",
    "Tai chi 231120 1425, 190326 0930",
    # What is numbered by its word, and money.
    "Ref 0412231234 of the committee",
    "Order number 01234567890",
    "Invoices 0104121234, 0104121235 and 01292612000",
    "ISBN 0131103628.pdf",
    "ISBN 0412141248",
    "ISSN 0141-2345 678",
    "£0104121234 was spent",
    "Paper 0131/2026/045",
    "UPRN 0141000001 in Ayr",
    "The rooms 012, 013, 014 and 015",
    "Charity SC012345, company SC123456",
    "Version 16.0.17126.20132, at 010.012.123.123",
    "Driver 12.01.10.1234 was put in.",
    "At 55.4585651234, -4.6291790123 on the map",
    "Orders: 4519223901 8829123456 0412149999 9941234567",
    "Paid: 4519223901, 8829123456, 9941234567 | 260920 1915 | 190326 0930",
    # Services.
    "Lines open: 0330 011 7558 0900-1700, +44 (0) 300 013 5594 0900-1700",
    "0300-123-0900, 0330 123 4567, 0345 111 2222 or +44 (0) 300 123 0900",
    "0800 1111, 0800 123 4567, 0808 800 9060 and 0845 46 47",
    "Dial 18001 0300 123 0900, 111, 116 123 or 101.",
]
PERSONS = {
    CHI: [
        "CHI 101501234",
        "CHI 101501234.0",
        "Chi: 311209 999",
        "CHI (ten digits): 9999999999",
        "health number 9434765919",
        "NHS no 943 476 5919",
        "NHS number: 9434765919",
        "NHS 943 476 5919",
        "9999999999 (CHI number)",
        "Jo0412141248.docx",
        "The pupil's reference 0412141248",
        "3112091248.0",
        "040521 1244 was on the label",
    ],
    PHONE: [
        "Mobile 7700900123",
        "mob no. 7700900123",
        "Telephone 1292612000",
        "Tel 01461 20123",
        "Jo07700900123",
        "Order taken, ring 07700 900123",
        "2026 07700900123",
    ],
    BIRTH: [
        "Born 03/04/2011",
        "born 2011-04-03 00:00:00",
        "pupil_dob 03/04/2011",
        "date_of_birth: 2011-04-03",
        "DOB 40636",
        "Birthday 40636.0",
        "Birth date 03.04.11",
    ],
}
DOUBTFUL = [
    ("The number 0412149999 was on the form.", (CHI, "0412149999")),
    ("Paid: 4519223901, 8829123456, 0412141248, 9941234567", (CHI, "0412141248")),
    ("Ref 0412141248 of the committee", (CHI, "0412141248")),
    ("040308 1236", (CHI, "040308 1236")),
    ("311209, 1248", (CHI, "311209, 1248")),
    ("311 209 1248", (CHI, "311 209 1248")),
    ("CHI ref 0412149999", (CHI, "0412149999")),
    ("231120 1425", (CHI, "231120 1425")),
    ("The panel spoke about 231120 1425", (CHI, "231120 1425")),
    ("Panel: 231120 1425", (CHI, "231120 1425")),
    ("Champions Board 120326 1403.docx", (CHI, "120326 1403")),
    ("Ref 07700 900123", (PHONE, "07700 900123")),
    ("Ring +48 600 123 456", (PHONE, "+48 600 123 456")),
    ("Kim b. 03/04/2012", (BIRTH, "b. 03/04/2012")),
    ("kim at gmail.com", (MAIL, "kim at gmail.com")),
]


@pytest.mark.parametrize("text", NOBODYS)
def test_what_machines_and_services_number_is_nobodys(text):
    for in_file in (False, True):
        assert identifiers(text, in_file=in_file) == []
        assert doubtful_identifiers(text, in_file=in_file) == []


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in PERSONS.items() for text in texts]
)
def test_a_label_or_a_check_digit_makes_it_a_persons(kind, text):
    assert identifiers(text) == [kind]


@pytest.mark.parametrize(("text", "find"), DOUBTFUL)
def test_a_day_and_four_digits_without_proof_are_asked_about_and_stay_as_typed(text, find):
    assert identifiers(text) == []
    assert doubtful_identifiers(text) == [find]
    assert mask_identifiers(text) == text


@pytest.mark.parametrize(
    "words",
    ["Enquiries:", "Contact", "Call us on", "Tel.", "Telephone", "Phone us:", "Fax", "18001"],
)
@pytest.mark.parametrize("number", ["01292 000000", "(0141) 496 0123", "07700 900123"])
def test_in_a_file_a_number_that_is_made_known_is_asked_about(words, number):
    text = f"{words} {number}"
    assert identifiers(text, in_file=True) == []
    ((kind, found),) = doubtful_identifiers(text, in_file=True)
    assert kind == PHONE
    assert number.strip("(") in found
    assert identifiers(text) == [PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "Ayr Academy 01292 612000",
        "Ayr KA7 1DR 01292 612000",
        "promise@south-ayrshire.gov.uk 01292 612000",
        "T: 01292 612000",
        "01292 612000 ext 12",
    ],
)
def test_in_a_file_the_number_of_a_place_is_asked_about(text):
    assert identifiers(text, in_file=True) == []
    assert len(doubtful_identifiers(text, in_file=True)) == 1
    assert identifiers(text) == [PHONE]


@pytest.mark.parametrize("text", ["311209, 1248", "311 209 1248"])
def test_in_a_file_figures_stand_side_by_side(text):
    figures = "Figures of each term: | 0 7123 456 789 | 44 7123 456 789 |"
    assert identifiers(figures, in_file=True) == []
    assert doubtful_identifiers(f"{figures} {text}", in_file=True) == []
    assert len(doubtful_identifiers(f"pupil {text}", in_file=True)) == 1


@pytest.mark.parametrize("text", ["Key a4+48600123456b7c", "0300 123 0900 +48 600 123 456"])
def test_a_number_from_abroad_inside_a_machines_is_nobodys(text):
    expected = [] if text.startswith("Key") else [(PHONE, "+48 600 123 456")]
    assert doubtful_identifiers(text) == expected


@pytest.mark.parametrize("text", ["Call her mum on 01292 612000", "Contact (mobile) 07700 900123"])
def test_in_a_file_the_number_of_somebody_is_stopped_all_the_same(text):
    assert identifiers(text, in_file=True) == [PHONE]


def test_two_numbers_after_one_word_are_both_asked_about():
    text = "Tel 01292 612000 or 01292 612001"
    assert identifiers(text, in_file=True) == []
    assert len(doubtful_identifiers(text, in_file=True)) == 2


def test_the_last_digit_proves_the_others():
    assert has_check_digit("9434765919")
    assert not has_check_digit("9434765918")
    assert sum(has_check_digit(f"0102031{number:03}") for number in range(1000)) == 91


@pytest.mark.parametrize(("between", "found"), [(7, []), (70, [PHONE])])
def test_only_what_stands_near_makes_a_number_a_machines(between, found):
    assert identifiers("0a1b2c3d" + "x" * between + "07700900123") == found
