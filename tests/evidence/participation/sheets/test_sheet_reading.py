"""Lines of a sheet are read as people write them; each fault is named with row and column."""

from datetime import date

import pytest

from evidence.participation.sheets.cells import Known
from evidence.participation.sheets.entries import Attendance, Entry
from evidence.participation.sheets.reading import told_once
from tests.evidence.participation.sheets.sample_sheets import line, read, sheet
from tests.factories import ServiceFactory, SubActionFactory

pytestmark = pytest.mark.django_db
FEBRUARY = "February has no 30th: it has 28 days."
KINDS = "Information session, Workshop,"


@pytest.fixture
def known(service, other_service):
    for key in ("1.1", "1.3", "1.L1"):
        SubActionFactory(item__key=key)
    return Known.now()


@pytest.fixture
def entries(known):
    """The sessions of a sheet without faults."""

    def entries_of(*lines):
        found, faults = read(sheet(*lines), known)
        assert faults == []
        return found

    return entries_of


@pytest.fixture
def faults(known):
    """What is said against a sheet."""

    def faults_of(*lines):
        return [str(fault) for fault in read(sheet(*lines), known)[1]]

    return faults_of


def test_a_line_is_a_session(entries, service):
    (entry,) = entries(line(Lived_experience="Delivered it", How_many="2", Sub_actions="1.3, 1.1"))

    assert (entry.row, entry.number) == (2, None)
    content = entry.content
    assert (content.held_on, content.kind) == (date(2025, 3, 3), "workshop")
    assert (content.lived_experience, content.lived_number) == ("delivered", 2)
    assert content.sub_actions == ("1.1", "1.3")
    assert content.audiences == (Attendance("workforce", service.pk, 12),)


def test_a_service_is_found_by_its_name(entries, other_service):
    assert entries(line(Service="housing"))[0].content.audiences[0].service == other_service.pk


def test_of_two_like_names_the_exact_one_is_meant(service):
    other = ServiceFactory(name="EDUCATION")
    known = Known.now()
    for name, meant in (("Education", service), ("EDUCATION", other)):
        (entry,), _faults = read(sheet(line(Service=name)), known)
        assert entry.content.audiences[0].service == meant.pk


def test_headings_may_stand_in_any_order_and_what_may_be_empty_may_be_missing(known):
    heading = ["headcount", "Lived  Experience", "Audience", "KIND", "Date"]
    found, faults = read([heading, ["4", "Neither", "Community", "Other", "3 March 2025"]], known)

    assert faults == []
    assert found[0].content.audiences == (Attendance("community", 0, 4),)


def test_lines_with_the_same_letter_are_one_session_wherever_they_stand(entries, service):
    joined, alone = entries(
        line(Session="A"),
        line(),
        line(Session="a", Audience="Community", Service="", Headcount="5"),
    )

    assert joined.content.audiences == (
        Attendance("community", 0, 5),
        Attendance("workforce", service.pk, 12),
    )
    assert len(alone.content.audiences) == 1


def test_lines_without_a_letter_are_sessions_of_their_own_also_when_alike(entries):
    assert [entry.row for entry in entries(line(), line())] == [2, 3]


def test_lines_with_a_number_name_a_session(entries):
    (entry,) = entries(line(Session="17"), line(Session="017", Headcount="3"))
    assert (entry.number, len(entry.content.audiences)) == (17, 2)


def test_days_months_and_years_in_columns_of_their_own_are_told_of_once(known):
    heading = ["Day", "Month", "Year", "Kind", "Audience", "Headcount", "Lived experience"]
    rest = ["Workshop", "Community", "12", "Neither"]
    _found, faults = read([heading, ["4", "3", "2025", *rest], ["21", "May", "2025", *rest]], known)
    assert {fault.row for fault in faults} == {2, 3}
    (said,) = told_once(faults)
    assert "=DATE(year, month, day)" in said


def test_empty_rows_are_passed_over_and_counted(faults):
    assert faults(["", ""], [], line(Headcount="0")) == [
        "Row 4, column Headcount: “0” is not a number from 1 to 20,000."
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Headcount": "a few"}, "column Headcount: “a few” is not a whole number."),
        (
            {"Headcount": "12.5"},
            "column Headcount: Give a whole number, such as 12. The cell says “12.5”.",
        ),
        ({"Headcount": "-3"}, "column Headcount: “-3” is not a number from 1 to 20,000."),
        ({"Headcount": "٣"}, "column Headcount: “٣” is not a whole number."),
        (
            {"Headcount": "9" * 300},
            f"column Headcount: “{'9' * 40}…” is not a number from 1 to 20,000.",
        ),
        ({"Headcount": ""}, "column Headcount: This cell is empty."),
        (
            {"Date": "last spring"},
            "column Date: “last spring” is not a day. Write it as 31/12/2026",
        ),
        (
            {"Date": "30 February 2025"},
            f"column Date: {FEBRUARY} The cell says “30 February 2025”.",
        ),
        (
            {"Date": "12/31/2025"},
            "column Date: There is no 31st month. Here the day comes first: write 31/12/2025",
        ),
        (
            {"Date": "4"},
            "column Date: This cell holds only a part of a day. Put day, month and year into one",
        ),
        ({"Date": "21st"}, "column Date: This cell holds only a part of a day."),
        ({"Date": "March"}, "column Date: This cell holds only a part of a day."),
        ({"Date": "2025"}, "column Date: This cell holds only a part of a day."),
        ({"Lived_experience": "Yes"}, "column Lived experience: “Yes” is not one of:"),
        ({"Headcount": "1,2"}, "column Headcount: Do you mean 1.2?"),
        ({"Headcount": "75 %"}, "column Headcount: Leave out “%”"),
        ({"Date": "1 January 1999"}, "column Date: Give a day in 2000 or later."),
        ({"Date": "1 January 2999"}, "column Date: The day is in the future."),
        ({"Kind": "Party"}, f"column Kind: “Party” is not one of: {KINDS}"),
        (
            {"Audience": "Cats"},
            "column Audience: “Cats” is not one of: Workforce, Commissioned service,",
        ),
        ({"Service": "Magic"}, "column Service: There is no service “Magic”."),
        ({"Audience": "Community"}, "column Service: “Community” belongs to no service."),
        ({"Lived_experience": "Sang"}, "column Lived experience: “Sang” is not one of:"),
        ({"How_many": "2"}, "column How many with lived experience: Leave the number empty or 0"),
        (
            {"Lived_experience": "Designed it"},
            "column How many with lived experience: How many people",
        ),
        ({"Sub_actions": "1.1, 9.9"}, "column Sub-actions: There is no sub-action “9.9”."),
        (
            {"Session": "?"},
            "column Session: “?” is neither a session’s number nor a letter such as A.",
        ),
    ],
)
def test_a_fault_is_named_with_its_row_and_column(faults, changes, said):
    found = faults(line(), line(**changes))
    assert len(found) == 1
    assert found[0].startswith(f"Row 3, {said}")


@pytest.mark.parametrize(
    "changes",
    [
        {"Headcount": "1"},
        {"Headcount": "20000"},
        {"Lived_experience": "Both", "How_many": "1"},
        {"Lived_experience": "Both", "How_many": "20000"},
        {"Date": "1 January 2000"},
        {"Session": "9" * 18},
    ],
)
def test_what_stands_just_inside_the_edges_is_read(faults, changes):
    assert faults(line(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Headcount": "0"}, "“0” is not a number from 1 to 20,000."),
        ({"Headcount": "20001"}, "“20001” is not a number from 1 to 20,000."),
        ({"Lived_experience": "Both", "How_many": "0"}, "A number from 1 to 20,000."),
        ({"Lived_experience": "Both", "How_many": "20001"}, "is not a number from 0 to 20,000."),
        ({"Date": "31 December 1999"}, "Give a day in 2000 or later."),
        ({"Session": "9" * 19}, "is neither a session’s number nor a letter"),
    ],
)
def test_what_stands_just_outside_is_a_fault(faults, changes, said):
    [found] = faults(line(**changes))
    assert said in found


@pytest.mark.parametrize(("day", "found"), [("10 March 2026", 0), ("11 March 2026", 1)])
def test_a_session_of_today_is_read_and_one_of_tomorrow_is_not(march, faults, day, found):
    assert len(faults(line(Date=day))) == found


@pytest.mark.parametrize(("length", "cut"), [(40, ""), (41, "…")])
def test_forty_characters_of_a_cell_are_quoted(faults, length, cut):
    said = f"“{'x' * 40}{cut}” is not a whole number. Write it alone, in digits, such as 12."
    assert said in faults(line(Headcount="x" * length))[0]


def test_all_faults_of_all_rows_come_at_once(faults):
    found = faults(
        line(Date="", Headcount="x"), line(), line(Kind="", Service="Nobody", Sub_actions="x")
    )
    assert [text.split(":")[0] for text in found] == [
        "Row 2, column Date",
        "Row 2, column Headcount",
        "Row 4, column Kind",
        "Row 4, column Service",
        "Row 4, column Sub-actions",
    ]


def test_lines_of_one_session_that_differ_in_what_is_the_sessions(faults):
    found = faults(
        line(Session="A"), line(Session="A", Date="4 March 2025", Kind="Other", Headcount="3")
    )
    assert found == [
        "Row 3, column Date: This differs from row 2, which is the same session.",
        "Row 3, column Kind: This differs from row 2, which is the same session.",
    ]


def test_a_closed_service_still_takes_sessions_of_its_time(known, service):
    service.closed_on = date(2025, 3, 3)
    service.save()
    assert read(sheet(line(Date="2 March 2025")), Known.now())[1] == []
    _entries, faults = read(sheet(line(Date="3 March 2025")), Known.now())
    assert (
        str(faults[0])
        == "Row 2, column Service: Education was closed on 3 March 2025, before this day."
    )


def test_what_is_quoted_is_one_line_that_can_be_sent(faults):
    said = "is not a whole number. Write it alone, in digits, such as 12."
    (fault,) = faults(line(Headcount="a\nb\0\ud800"))
    assert fault == f"Row 2, column Headcount: “a b��” {said}"


@pytest.mark.parametrize("rows", [sheet(), sheet(["", ""]), sheet(["", "", "", "", "", "9"])])
def test_a_sheet_without_a_line(known, rows):
    entries, faults = read(rows, known)
    assert entries == []
    assert str(faults[0]).startswith("Row 2: There is no session in this sheet.")


def test_an_entry_is_kept_as_json(entries):
    found = entries(
        line(Session="7"), line(Session="A"), line(Session="A", Headcount="1", Sub_actions="")
    )
    assert [Entry.from_json(entry.as_json()) for entry in found] == found
