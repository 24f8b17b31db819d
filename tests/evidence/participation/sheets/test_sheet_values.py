"""A column that its heading does not tell is told by what stands below it, and asked about."""

import pytest

from evidence.models import SessionImport
from tests.evidence.participation.sheets.sample_sheets import csv_of, file_of, laid_out
from tests.evidence.participation.sheets.test_sheet_columns import CHANGE, sent_by
from tests.evidence.participation.sheets.test_sheet_layouts import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]
HEADINGS = ["Who", "When it was", "Bums on seats", "Sort", "LE"]
ROWS = [
    ["Community", "04-Mar-25", "7", "Workshop", "Neither"],
    ["elected members", "46085", "1,200", "Elected members' briefing", "Designed it"],
    ["Foster carers", "TBC", "about 20", "Coffee", "?"],
    ["Total", "", "1,207", "", ""],
]
FOUND = {"Audience": 0, "Date": 1, "Headcount": 2, "Kind": 3, "Lived experience": 4}


def test_days_numbers_and_known_words_tell_their_columns():
    layout = laid_out(file_of([HEADINGS, *ROWS]))
    assert layout.places == FOUND
    assert sorted(layout.by_values) == sorted(FOUND)


def test_a_heading_goes_before_what_stands_below_it():
    layout = laid_out(file_of([["Headcount", *HEADINGS], *(["5", *row] for row in ROWS)]))
    assert layout.places["Headcount"] == 0
    assert "Headcount" not in layout.by_values


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Minutes", ["90", "60", "45"]),
        ("Booked", ["1/2/25", "2/2/25", "3/2/25"]),
        ("Where to", ["Community", "Community", "Workforce"]),
    ],
)
def test_of_two_columns_alike_none_is_chosen(heading, cells):
    rows = [[*row, cell] for row, cell in zip(ROWS[:3], cells, strict=True)]
    layout = laid_out(file_of([[*HEADINGS, heading], *rows]))
    assert len(layout.by_values) == 4
    assert 5 not in layout.places.values()


def test_few_cells_that_would_do_tell_nothing():
    rows = [["x", "soon", "many", "Chat", "-"]] * 2 + [ROWS[0]]
    layout = laid_out(file_of([HEADINGS, *rows]))
    assert (layout.places, layout.by_values) == ({}, ())


def test_what_was_told_so_is_asked_about_before_anything_is_checked(send, browser):
    other = ["Workforce", "5 March 2025", "8", "Workshop", "Neither"]
    page = send(content=csv_of([HEADINGS, ROWS[0], other]))
    assert (
        "Row 1, column Audience: column A is chosen for it, by what stands in it. Is that right?"
    ) in told(page)
    assert not SessionImport.objects.exists()
    done = browser.post(CHANGE, sent_by(page), follow=True)
    assert "2 sessions would be added." in told(done)


def test_a_sheet_without_headings_loses_no_line(send, browser):
    lines = [
        ["4 March 2025", "Workshop", "Community", "7", "Neither"],
        ["5 March 2025", "Workshops", "Workforce.", "8", "Neither"],
    ]
    for titles in ([], [["Sessions of 2025"]]):
        page = send(content=csv_of([*titles, *lines]))
        assert page.context["form"]["heading_row"].value() == len(titles)
        done = told(browser.post(CHANGE, sent_by(page), follow=True))
        assert "2 sessions would be added." in done
        assert ("No row holds headings." in done) is (not titles)


def test_a_fault_below_a_heading_that_is_missing_is_told(send, browser):
    row = ["4 March 2025", "Workshop", "Community", "7", "All of it"]
    page = send(content=csv_of([["Date", "Kind", "Audience", "Headcount"], row]))
    sent = sent_by(page, column_4="Lived experience")
    done = told(browser.post(CHANGE, sent, follow=True))
    assert "Row 2, column Lived experience: “All of it” is not one of" in done
