"""Before an update is posted: words to look at, and the whole text on paper."""

import io

import pytest
from pypdf import PdfReader

from .conftest import check_widths

pytestmark = pytest.mark.browser

KEEPER = "keeper@demo.test"


def test_words_are_looked_at_before_an_update_is_posted(visit):
    page = visit(KEEPER, "/sub-actions/4.1/update/", width=320)
    text = "Two sessions were held in placements. " + "w" * 5_000
    page.get_by_label("What changed?").fill(text)
    page.get_by_role("button", name="Post the update").click()
    assert "Before you post: 1 word to look at" in page.inner_text("main")
    check_widths(page)
    page.get_by_role("button", name="Change the words").click()
    page.wait_for_load_state("networkidle")
    selected = "(box) => box.value.slice(box.selectionStart, box.selectionEnd)"
    assert page.get_by_label("What changed?").evaluate(selected) == "placements"
    page.get_by_role("button", name="Post the update").click()
    assert "Your update on sub-action 4.1 is posted." in page.inner_text("main")


def test_on_paper_a_box_shows_every_line(visit):
    page = visit(KEEPER, "/sub-actions/10.1/update/")
    lines = [f"Line {number} of the update." for number in range(60)]
    page.get_by_label("What changed?").fill("\n".join(lines))
    pages = PdfReader(io.BytesIO(page.pdf())).pages
    printed = "\n".join(sheet.extract_text() for sheet in pages)
    assert [line for line in lines if line not in printed] == []
    assert page.locator(".pt_typed").count() == 0


def test_on_paper_a_session_has_its_day_as_people_write_it_and_what_it_counts_for(visit):
    page = visit(KEEPER, "/participation/log/")
    page.wait_for_load_state("networkidle")
    (sheet,) = PdfReader(io.BytesIO(page.pdf())).pages
    printed = sheet.extract_text()
    assert "Counts for" in printed
    assert page.locator("[name=held_on]").input_value() not in printed
