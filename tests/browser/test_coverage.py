"""Coverage on a screen and on paper: whole in one view, and on one sheet."""

import io

import pytest
from pypdf import PdfReader

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(3)]

BOARD = "board@demo.test"
# What a finger must hit (WCAG 2.2, 2.5.8).
SMALL = """() => [...document.querySelectorAll('.pt_coverage__groups :is(a, summary)')]
    .filter(one => one.getBoundingClientRect().height < 24).map(one => one.textContent)"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


def test_the_whole_grid_with_its_key_is_in_one_view_on_a_desktop(read):
    page = read(BOARD, "/coverage/")

    box = page.locator(".pt_coverage__grid").bounding_box()
    key = page.locator(".pt_coverage__key").bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1440
    assert key["y"] + key["height"] <= 900
    assert page.locator(".pt_coverage__grid tbody tr").count() == 10
    assert page.locator(".pt_coverage__grid col.pt_coverage__gap").count() == 26


@pytest.mark.parametrize("width", [320, 768, 1199])
def test_on_a_narrow_screen_the_lists_are_the_page(read, width):
    page = read(BOARD, "/coverage/")
    page.set_viewport_size({"width": width, "height": 900})

    assert not page.locator(".pt_coverage__grid").is_visible()
    assert page.get_by_role("link", name="C2 Normalisation of care experience").is_visible()
    page.get_by_text("12 calls with a suggestion").click()
    assert page.get_by_role("link", name="C18 Respite").is_visible()
    page.evaluate(OPEN_ALL)
    assert page.locator(".pt_coverage__groups a").count() == 55
    assert page.evaluate(SMALL) == []


def test_it_is_printed_on_one_sheet_with_the_gaps_in_colour(read):
    page = read(BOARD, "/coverage/")
    page.evaluate(OPEN_ALL)

    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages

    assert len(sheets) == 1
    words = " ".join(sheets[0].extract_text().split())
    assert "26 of 55 calls have no action" in words
    assert "0 are confirmed" in words
    assert "no action answers this call: 26" in words
    page.emulate_media(media="print")
    gap = page.locator(".pt_coverage__gap").first
    assert gap.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(251, 226, 220)"
    page.emulate_media(media="screen")


def test_the_key_tells_a_call_without_an_action_by_its_shape(read):
    """In grey its red and the slate of a strong suggestion are one."""
    page = read(BOARD, "/coverage/")
    key, strong = (
        page.locator(f".pt_coverage__key li:has-text('{words}') > :first-child").bounding_box()
        for words in ("no action answers", "strong suggestion")
    )
    assert key["height"] > 1.3 * strong["height"]
