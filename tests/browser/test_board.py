"""The Board's page on a screen and on paper: everything in one view, and on one sheet."""

import io

import pytest
from pypdf import PdfReader

from tests.factories import ServiceFactory, SubActionFactory

from .conftest import check_widths

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(3)]

BOARD = "board@demo.test"
# Where the last part ends.
END = """() => Math.max(0, ...[...document.querySelectorAll('.pt_board__part')]
    .map(one => one.getBoundingClientRect().bottom))"""
# Whether a rule stands at the left of each group, and where the group begins.
RULED = """() => [...document.querySelectorAll('.pt_groups__group')].map(one =>
    [one.getBoundingClientRect().left, getComputedStyle(one).borderLeftWidth !== '0px'])"""
COLOURS = """() => [...document.querySelectorAll('.pt_sign, .pt_bubble, .pt_mark')]
    .map(one => getComputedStyle(one).color)"""
# What a finger must hit (WCAG 2.2, 2.5.8).
SMALL = """() => [...document.querySelectorAll('.pt_signs a')].filter(one => {
    const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24 })"""


@pytest.fixture(scope="module", autouse=True)
def beside_the_driver():
    """The browser's driver runs in this thread, and Django takes that for asynchronous code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


def test_all_is_in_one_view_on_a_desktop(read):
    page = read(BOARD, "/board/")

    assert page.evaluate(END) <= 900
    assert page.locator(".pt_signs a").count() >= 37


def test_nothing_is_wrong_at_any_width(read):
    page = read(BOARD, "/board/")
    check_widths(page)
    assert page.evaluate(SMALL) == []


def test_marks_take_the_colours_of_whoever_reads_light_on_dark(read):
    page = read(BOARD, "/board/")
    page.emulate_media(forced_colors="active", color_scheme="dark")

    colours = page.evaluate(COLOURS)
    text = page.evaluate("getComputedStyle(document.body).color")
    page.emulate_media(forced_colors="none", color_scheme="light")

    assert set(colours) == {text}


@pytest.mark.parametrize("width", [768, 1440])
def test_a_rule_stands_between_groups_alone(read, width):
    page = read(BOARD, "/board/")
    page.set_viewport_size({"width": width, "height": 900})

    groups = page.evaluate(RULED)

    assert len(groups) == 4
    first = min(left for left, _ruled in groups)
    assert [ruled for _left, ruled in groups] == [left > first for left, _ruled in groups]


def sheets_of(page) -> list[str]:
    found = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [" ".join(sheet.extract_text().split()) for sheet in found]


def test_it_is_printed_on_one_sheet_with_the_rule_at_its_end(read):
    page = read(BOARD, "/board/")
    said = [page.locator(f".pt_board__{part}").inner_text() for part in ("answer", "second")]

    (words,) = sheets_of(page)

    for sentence in said:
        assert sentence in words
    assert "Silence never makes a group better." in words
    assert words.endswith("progress was closed.")


def test_how_we_count_is_one_sheet(read):
    (words,) = sheets_of(read(BOARD, "/board/how-we-count/"))

    assert "Promise Tracker" in words
    assert "Silence never makes a group better." in words
    assert words.endswith("The answer begins with its first word.")


@pytest.fixture
def printed(django_db_setup, signed_in, read):
    """The page as the test's own database gives it, with the site's styles: where its last part
    ends on a desktop, and its sheets.
    """

    def sheets(reader) -> tuple[int, list[str]]:
        html = signed_in(reader).get("/board/").content.decode()
        page = read(BOARD, "/help/")
        page.route("**/board/", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("/board/")
        found = page.evaluate(END), sheets_of(page)
        page.unroute("**/board/")
        return found

    return sheets


@pytest.mark.parametrize("number", [0, 120])
def test_with_none_and_with_many_it_is_one_view_and_one_sheet_too(printed, board, number):
    reported = {"reported_on": "2026-01-01", "confirmed_on": "2026-01-01"}
    long = {"service": ServiceFactory(name="Partnerships and neighbourhoods " * 4)}
    long["item__text"] = "An extraordinarily comprehensive arrangement " * 6
    SubActionFactory.create_batch(number // 2)
    SubActionFactory.create_batch(number // 2, status="at-risk", **long, **reported)

    end, (words,) = printed(board)

    assert end <= 900
    assert (f"Of {number} sub-actions" in words) == bool(number)
    assert "How we count" in words
