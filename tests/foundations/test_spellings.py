"""A person's number, day or address is known in the spellings of people in a hurry, and what only
looks like one is taken or asked about.
"""

import pytest

from accounts.asking.forms import AskingForm
from evidence.items.addresses import AddressField
from foundations.identifiers import doubtful_identifiers, identifiers
from tests.measured.measure import are_good, measure_sentences
from tests.measured.sentences import HARD, ordinary_sentence, sentence_with

CHI, PHONE, BIRTH = "a health (CHI) number", "a telephone number", "a date of birth"
MAIL = "a private e-mail address"
INSURANCE, CANDIDATE = "a National Insurance number", "a Scottish Candidate Number"
PASSPORT, RECORD = "a passport or driving licence number", "a case or pupil number"

STOPPED = {
    CHI: [
        "311209_1248",
        "3-1-1-2-0-9-1-2-4-8",
        "3 1 1 2 0 9 1 2 4 8",
        "311209\ufe631248",
        "CHI=0104121234",
        "CHI\uff1d0104121234",
        "case=3112091248",
        "https://x.scot/pupil/3112091248",
        "https://x.scot/a?patient=3112091248&v=2",
        "x.scot/y?chi_no=3112091248",
        "https://x.scot/?chi%3D0104121234",
        "https://x.scot/?chi%20no=010412%201234",
        "https://x.scot/?chi=010412%2F1234",
        "https://x.scot/?CHINumber=0104121234",
        "nhsNo: 0104121234",
    ],
    PHONE: [
        "44 7700 900123",
        "44-7700-900123",
        "447700900123",
        "07700_900123",
        "phone=07700900123",
        "(07700) 900-123",
        "07 700 900 123",
        "07700:900123",
        "07700(900)123",
        "0-7-7-0-0-9-0-0-1-2-3",
        "07700~900123",
        "https://wa.me/447700900123",
        "https://x.scot/?phone=07700900123",
        "https://x.scot/?tel=%2B447700900123",
        "https://x.scot/?tel=07700%20900123",
        "https://x.scot/?tel=07700+900123",
    ],
    BIRTH: [
        "date-of-birth: 01/04/2012",
        "date of birth recorded: 1/4/12",
        "day of birth 1 April 2012",
        "01.04.2012 born",
        "01-04-2012 is when she was born",
        "01/04/2012 DOB",
        "DoB 1 Apr 12",
        "DoB: 1-Apr-2012",
        "DOB 01*04*2012",
        "dob 01 | 04 | 2012",
        "b'day 1/4/12",
        "1/4/2012 (b)",
        "https://x.scot/?dob=01%2F04%2F2012",
        "https://x.scot/?DOB=1%20April%202012",
        "https://x.scot/?birth=2012-04-01",
        "1 April 2012 is Kim's birthday",
        "born on the first of April 2012",
        "born the twenty-third of May, 2011",
        "born 1st of April two thousand and twelve",
        "DOB the fourteenth of July twenty thirteen",
        "born in 2012 on the thirtieth of April",
    ],
    INSURANCE: [
        "NI AB 12 34 56 C",
        "NINO: ab123456c",
        "National Insurance number JK-12-34-56-A",
        "AB 12 34 56 C",
        "AB123456C",
    ],
    CANDIDATE: [
        "SCN 123456789",
        "S.C.N. 123456789",
        "scn_123456789",
        "SCN is 123 456 789",
        "Scottish Candidate Number (SCN): 123456789",
        "SQA candidate no. 123456789",
        "123456789 (SCN)",
    ],
    PASSPORT: ["passport number 533412345", "Passport: AB1234567", "MCALL054012KM9XX"],
    RECORD: [
        "SEEMiS ID: 12345678",
        "pupil ref 12/345/678",
        "UPN A123456789012",
        "Mosaic 1234567",
        "Mosaic (ID 1234567)",
        "SWIFT number 123456",
        "CareFirst: P123456",
        "the young person's ID is 12345",
    ],
    MAIL: [
        "https://x.scot/?go=%2F%3Fm%3Dkim%2540gmail.com",
        "kim@glow.sch.uk",
        "kim@ed.glow.sch.uk",
        "kim@glowmail.org.uk",
        "kim@students.ayrcollege.ac.uk",
        "gw12smithkim",
        "kim@duck.com",
        "kim@hey.com",
        "kim@tuta.io",
        "kim@proton.me",
        "kim@smithfamily.co.uk",
        "kim@smith-family.com",
        "kim@thesmiths.me.uk",
        "kim@kerr.name",
        "kim@ gmail . com",
        "kim_at_gmail_dot_com",
        "kim -at- gmail -dot- com",
        "kim<at>glow<dot>sch<dot>uk",
        "kim[@]gmail[.]com",
        "kim@gmail,com",
        "kim@gmail",
        "kim@gmail.com.au",
        "kim@live.co.uk.Thanks",
        "kim@glow.sch.uk.pdf",
    ],
}
ASKED = {
    CHI: [
        "010412_1234",
        "010412, 1234",
        "010412 / 1234",
        "ref=0104121234",
        "[311209]1248",
        "3112 09 1248",
        "31.12.09 1248",
        "https://x.scot/?id=3112091248",
        "https://x.scot/?id=311209%201248",
        "https://x.scot/pupils/0104121234",
        "The meeting of 231120 1425",
        "01.04.12.1234",
        "01|04|12|1234",
        "01:04:12:1234",
        "01;04;12;1234",
        "01 / 04 / 12 / 1234",
        "01/04/12|1234",
        "01-04-12/1234",
    ],
    PHONE: ["7700 900123", "7700-900-123", "7700900123", "0 7700 900 123", "x.scot/07700900123"],
    BIRTH: [
        "b. 01/04/2012",
        "b 01/04/2012",
        "b. 1 April 2012",
        "birthday 1 April",
        "DoB: 1/4",
        "born on the 1st of April",
        "born on the first of April",
        "turned 12 on 01/04/2024",
        "turned twelve on 1 April",
        "she will be 16 on 2 June",
        "his 9th birthday is 3 May",
        "The service was born on 4 May 2021",
        "Our 5th birthday was 3 March 2024",
        "The Board's birthday is 3 March 2024",
        "babies born 1 Jan 2025",
        "date of birth 25/12/2098",
    ],
    INSURANCE: ["order number AB123456C"],
    RECORD: [
        "case number 202301234",
        "Home Office ref A1234567",
        "https://x.scot/?client_id=1234567",
        "Young Scot card 6335970123456789",
    ],
    MAIL: ["kim@smith.co.uk", "kim@kerrs.uk"],
}
TAKEN = [
    "SCN 2024; candidate 12 of 15; SQA 2024 results",
    "SEEMiS 2024; Mosaic 2024/25; SEEMiS has 12,345 pupils; pupil numbers 54321",
    "pupil number 12; case 12345; Passport 2025/26",
    "NI 12 34; charity SC012345; AB 12 34 56",
    "build 10.04.12.1234; Board 01.04.26.1400",
    "born on the second of three visits",
    "1 June 2026 is their birthday lunch",
    "14 May 2026 - birthday party in the hall",
    "birth 1/4/2026 to 31/3/2027",
    "Births 1/4/2020 - 31/3/2021: 812",
    "born 1 April 2020 until 31 March 2021",
    "birth: 25/12/2098",
    "25 December 2098 born",
    "a. 3 April 2024 b. 4 May 2024",
    "12 May 2024 born to read session",
    "Attendance reached 95 on 3 May",
    "Referrals: 4/5/2024 (b) 6/5/2024 (c)",
    "1/4/2024, born of a wish",
    "Paper 0121-2026-045",
    "seen-at-the-same-time.py",
    "They turned up 12 at a time on 4 May",
    "Turned 3 empty rooms into studios on 4 May",
    "On 12.05.26 1200 pupils took part",
    "12/05/2026 1403 attendances",
    "Meeting of 231135 1435",
    "We met on 161025 1245 and 140823 0915.",
    "The number 0 1 2 3 4 5 6 7 8 9 and 1 2 3 4 5 6 7 8 9 10",
    "https://x.gov.scot/d/9c858901-8a57-4791-81fe-041214124801?x=1",
    "https://x.gov.scot/K7QZ2MWD4XRT-1204141240-218/view",
    "https://t.co/?utm_id=1203261431",
    "https://x.gov.scot/publications/7420000825/pages/5/",
    "https://x.scot/?from=01%2F04%2F2026&to=31%2F03%2F2027",
    "https://x.scot/Promise%20report%202026%20100%25.pdf",
    "birth=2020-04-01 to 2021-03-31",
    "https://teams.microsoft.com/l/19%3ameeting_YHwsbfb/JhGOB277ZqM%40thread.v2/0",
    "7 700 900 pounds of £7123 456 789",
    "Write to hello@ayrfamilies.co.uk or kim@children-and-families.org.uk.",
    "Write to kim.smith@south-ayrshire.gov.uk.Or to kim@mail.ayr.org.",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in STOPPED.items() for text in texts]
)
def test_what_can_only_be_somebodys_is_stopped(kind, text):
    assert identifiers(f"We spoke about {text} and more") == [kind]
    assert identifiers(text) == [kind]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in ASKED.items() for text in texts]
)
def test_what_may_be_somebodys_is_asked_about(kind, text):
    assert identifiers(text) == []
    assert [found for found, _number in doubtful_identifiers(text)] == [kind]


@pytest.mark.parametrize("text", TAKEN)
def test_what_explains_itself_is_taken(text):
    assert identifiers(text) == []
    assert doubtful_identifiers(text) == []


def test_an_hour_to_ring_at_is_asked_about():
    assert identifiers("phone at 1400 500 600") == []
    assert len(doubtful_identifiers("phone at 1400 500 600")) == 1
    assert identifiers("phone on 1292 500 600") == [PHONE]


def test_in_a_file_the_address_of_a_firm_and_a_page_are_nobodys():
    texts = ("kim@smith.co.uk", "https://x.scot/07700900123", "7700 900123", "01.04.12.1234")
    for text in texts:
        assert doubtful_identifiers(text, in_file=True) == []


class Page(AskingForm):
    url = AddressField()


@pytest.mark.django_db
def test_the_address_of_a_page_asks_too():
    page = Page({"url": "https://x.scot/?id=3112091248"})
    assert "This may tell who somebody is." in page.errors["url"][0]
    (doubt,) = page.question.passages
    assert doubt[:2] == ("perhaps somebody’s health (CHI) number", "3112091248")
    answer = {"asked-about": doubt.digest, "asked-why": "nobody"}
    assert Page({"url": "https://x.scot/?id=3112091248"} | answer).is_valid()
    assert not Page({"url": "https://x.scot/pupil/3112091248"} | answer).is_valid()


def test_a_few_of_the_measured_sentences():
    assert are_good(measure_sentences(1, 60))


def test_the_same_seed_makes_the_same_sentences():
    assert sentence_with(HARD, 7, 3) == sentence_with(HARD, 7, 3)
    assert sentence_with(HARD, 7, 3) != sentence_with(HARD, 8, 3)
    assert ordinary_sentence(7, 3) == ordinary_sentence(7, 3)


def test_figures_that_are_not_good_enough_are_told():
    at_most = {"ordinary": (0.5, 9.5), "spoken": (0.5, 9.5), "written without": (0.5, 9.5)}
    at_least = {"hard": (90, 9), "softer": (0, 95), "written with": (0, 95)}
    good = measure_sentences(1, 60)
    for kind, (stopped, asked) in (at_most | at_least).items():
        good |= {f"{kind} stopped, per cent": stopped, f"{kind} asked about, per cent": asked}
    assert are_good(good)
    for kind, (stopped, asked) in at_most.items():
        assert not are_good(good | {f"{kind} stopped, per cent": stopped + 0.1})
        assert not are_good(good | {f"{kind} asked about, per cent": asked + 0.1})
    for kind, (_stopped, asked) in at_least.items():
        assert not are_good(good | {f"{kind} asked about, per cent": asked - 0.1})
