"""Ticks and ratings are saved as they are made, evidence is found, and the way on stays in view."""

import re

import pytest

from .conftest import problems

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(3)]

KEEPER = "keeper@demo.test"
WELL = "What are we doing well?"
# Of this service the demo council has answered nothing in these themes.
SERVICE = "/self-assessment/second-round/learning-and-inclusion-demo"
UNTOUCHED = iter(["T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T13", "T15", "T16"])

# Whether the box that the keyboard is in ends above the line at the bottom.
CLEAR = """() => document.activeElement.getBoundingClientRect().bottom
  <= document.querySelector(".pt_bar").getBoundingClientRect().top"""


@pytest.fixture
def path():
    """The page of a theme that no other test has touched."""
    return f"{SERVICE}/{next(UNTOUCHED)}/"


def box(page):
    return page.get_by_label(WELL)


def marked(page):
    """Waits for the answer to a tick or a rating."""
    return page.expect_response("**/marks/")


def total(page, text: str) -> None:
    page.locator(".pt_bar", has_text=re.compile(text)).wait_for()


def test_ticks_and_ratings_are_saved_as_they_are_made(visit, path):
    page = visit(KEEPER, path)
    rating = page.locator("[data-rate]").first
    with marked(page):
        rating.get_by_text("Partly").click()
    assert page.locator("[data-rated]").inner_text().startswith("1 of ")
    with marked(page):
        page.get_by_text("We have no evidence yet", exact=True).click()
    total(page, r"Saved just now\s+·\s+1 of 4 answered")
    page.reload()
    assert rating.get_by_label("Partly").is_checked()
    assert page.get_by_label("We have no evidence yet").is_checked()
    # A second choice goes over the first, and one may be taken back.
    with marked(page):
        rating.get_by_text("Fully").click()
    with marked(page):
        rating.get_by_text("Not rated").click()
    with marked(page):
        page.get_by_text("We have no evidence yet", exact=True).click()
    page.reload()
    assert page.locator("[data-rated]").inner_text().startswith("0 of ")
    assert not page.get_by_label("We have no evidence yet").is_checked()
    assert problems(page) == []


def test_what_a_colleague_rated_is_shown_before_it_is_replaced(visit, path):
    first, second = visit(KEEPER, path), visit(KEEPER, path)
    for page, word in ((first, "Fully"), (second, "Partly")):
        with marked(page):
            page.locator("[data-rate]").first.get_by_text(word).click()
    second.get_by_text("Somebody else chose “Fully” meanwhile.").wait_for()
    assert second.locator("[data-rate]").first.get_by_label("Fully").is_checked()
    second.complaints = [text for text in second.complaints if "409" not in text]
    with marked(second):
        second.locator("[data-rate]").first.get_by_text("Partly").click()
    second.reload()
    assert second.locator("[data-rate]").first.get_by_label("Partly").is_checked()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_evidence_is_looked_for_and_what_was_typed_stays(visit, path, script):
    page = visit(KEEPER, path, java_script_enabled=script)
    box(page).fill("Typed before the search.")
    field = page.get_by_role("searchbox", name="Words to look for in the evidence")
    field.fill("pupil")
    field.press("Enter")
    page.locator("[data-found]", has_text="found for “pupil”").wait_for()
    page.locator("label[for^=cited-]").first.click()
    field.fill("nothing is called this")
    page.locator("[data-find]").click()
    page.locator("[data-found]", has_text="found for “nothing is called this”").wait_for()
    # What is chosen stays in the list, whatever is looked for.
    assert page.locator("[name=cited]:checked").count() == 1
    assert box(page).input_value() == "Typed before the search."
    assert field.input_value() == "nothing is called this"


def test_a_tick_that_does_not_arrive_says_so_and_is_sent_again(visit, path):
    page = visit(KEEPER, path)
    page.context.set_offline(True)
    page.get_by_text("We have no evidence yet", exact=True).click()
    total(page, "Not saved: no connection.")
    page.context.set_offline(False)
    total(page, "Saved just now")
    page.complaints = [text for text in page.complaints if "ERR_INTERNET_DISCONNECTED" not in text]
    page.reload()
    assert page.get_by_label("We have no evidence yet").is_checked()


@pytest.mark.parametrize(("height", "stays"), [(900, "sticky"), (479, "static")])
def test_the_way_on_stays_in_view_unless_there_is_no_room(visit, path, height, stays):
    page = visit(KEEPER, path)
    page.set_viewport_size({"width": 1440, "height": height})
    bar = page.locator(".pt_bar")
    assert bar.evaluate("bar => getComputedStyle(bar).position") == stays
    if stays == "sticky":
        assert bar.bounding_box()["y"] + bar.bounding_box()["height"] <= height + 1
        # The first box is there without scrolling.
        assert box(page).bounding_box()["y"] < height / 2


def test_the_way_on_covers_no_box_that_the_keyboard_reaches(visit, path):
    page = visit(KEEPER, path)
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    reached = []
    for _stop in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            reached.append(page.evaluate(CLEAR))
    assert reached == [True] * 4


def test_paper_shows_all_that_was_typed_and_what_was_ticked(visit, path):
    page = visit(KEEPER, path)
    box(page).fill("One line of many.\n" * 40)
    with marked(page):
        page.get_by_text("We have no evidence yet", exact=True).click()
    page.emulate_media(media="print")
    assert box(page).evaluate("box => box.scrollHeight <= box.clientHeight + 1")
    # Browsers leave backgrounds out on paper, and with it the black below a white tick.
    kept = """tick => getComputedStyle(tick.labels[0], "::before").printColorAdjust"""
    assert page.get_by_label("We have no evidence yet").evaluate(kept) == "exact"


def test_filling_one_box_takes_two_presses_from_the_start(visit, path):
    page = visit(KEEPER, "/my-work/")
    page.get_by_role("link", name="Self-assessment", exact=True).click()
    page.get_by_role("link", name=re.compile("^(Continue|Begin) with")).click()
    assert box(page).is_visible()
