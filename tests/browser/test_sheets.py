"""A sheet of past sessions: what is asked about it, and that answers stay."""

import pytest

from .conftest import check_widths
from .test_every_page import CHAMPIONS

pytestmark = pytest.mark.browser


def choose_sheet(visit, rows: list[str]):
    """The page that follows on a table of past sessions."""
    page = visit(CHAMPIONS, "/participation/import/")
    table = {"name": "past.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    page.get_by_label("Spreadsheet", exact=True).set_input_files([table])
    page.get_by_role("button", name="Check the sheet").click()
    return page


def test_the_page_of_the_columns_of_a_sheet_is_accessible(visit):
    row = "3 March 2025,Workshop,12,3,Neither"
    page = choose_sheet(visit, ["Date,Type,Workforce,Community,Lived experience", row])
    assert "columns C and D are one each for it" in page.inner_text("main")
    check_widths(page)
    page.get_by_role("button", name="Check the sheet").click()
    assert "Say which column is “Headcount”." in page.inner_text("main")
    check_widths(page)


def test_answers_about_rows_of_a_sheet_stay_from_page_to_page(visit):
    row = "3 March 2025,Workshop,Community,12,Neither"
    lines = [f"{day} April 2025,Workshop,Community,12,Neither" for day in range(1, 31)]
    heading = "Date,Kind,Audience,Headcount,Lived experience"
    page = choose_sheet(visit, [heading, row, row, *lines, *lines])
    page.get_by_text("Say it for each of them").click()
    page.get_by_label("Rows 2 and 3 are alike").select_option("own")
    check_widths(page)
    held = "document.addEventListener('submit', (event) => event.preventDefault(), {once: true})"
    for button, is_busy in (("Page 2", False), ("Bring in the sessions", True)):
        page.evaluate(held)
        page.get_by_role("button", name=button).click()
        assert page.get_by_text("Bringing it in").first.is_visible() is is_busy
    page.get_by_role("button", name="Page 2").click()
    page.wait_for_url("**page=2**")
    check_widths(page)
    assert page.get_by_label("Rows 2 and 3 are alike").input_value() == "own"
