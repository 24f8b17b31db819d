"""What anyone reads without signing in: no axe violation, no sideways scroll, a quick way out."""

import re

import pytest

from .conftest import problems

pytestmark = [pytest.mark.browser]

PAGES = [
    "",
    "is/not-going-well/",
    "foundations/care/",
    "commitments/10.3/",
    "said/",
    "evidence/",
    "young-people/",
    "how-we-count/",
    "accessibility/",
    "privacy/",
    "commitments/nothing/",
]
# Pages of their own that anyone opens, too.
BESIDE = ["/code/", "/open-data/"]
ALL = [*(f"/public/{path}" for path in PAGES), *BESIDE]
# Whatever a keyboard can reach, in the order in which it does.
REACHED = """() => {
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden])')];
    return all.filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120));
}"""
FOCUSED = "document.activeElement.outerHTML.slice(0, 120)"
# A page of the site itself, so that no other is asked.
ELSEWHERE = "/help/"
TARGET = "one => { one.href = location.origin + '/help/'; }"


@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_is_wrong_with_any_page(visit, width):
    page = visit(None, "/public/", width)
    for path in ALL:
        page.goto(path)
        # That a page is missing is what one of them says.
        page.complaints = [one for one in page.complaints if "status of 404" not in one]
        assert problems(page) == [], path
    assert page.context.cookies() == []


def test_nothing_is_wrong_where_plain_words_are_written(visit):
    for path in ("/plain-words/", "/plain-words/people/"):
        assert problems(visit("champions@demo.test", path, 320)) == []


@pytest.mark.parametrize("path", ALL)
def test_a_keyboard_alone_reaches_all_that_can_be_pressed_in_its_order(visit, path):
    page = visit(None, path)
    wanted, reached = page.evaluate(REACHED), []
    for _one in wanted:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert reached == wanted
    assert ("data-leave" in reached[0]) == (path != "/open-data/")


def test_one_press_of_a_key_reaches_the_way_out_which_leaves_no_way_back(visit):
    page = visit(None, "/public/")
    page.goto("/public/said/")
    way_out = page.get_by_role("link", name="Leave this site quickly")
    way_out.evaluate(TARGET)
    page.keyboard.press("Tab")
    assert way_out.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(ELSEWHERE))
    page.go_back()
    assert page.url.endswith("/public/")


def test_without_a_script_it_is_a_plain_link_and_all_can_be_read(visit):
    page = visit(None, "/public/young-people/", 320, java_script_enabled=False)
    way_out = page.get_by_role("link", name="Leave this site quickly")
    assert way_out.get_attribute("href") == "https://www.bbc.co.uk/weather"
    assert page.get_by_text("Nobody has written this in plain words yet.").count() > 0
    page.get_by_role("link", name="Is it being kept?").click()
    assert page.get_by_role("heading", name="What has not been done").is_visible()


def test_the_way_out_stays_in_view_and_covers_nothing_that_has_the_focus(visit):
    page = visit(None, "/public/foundations/care/", 320)
    page.mouse.wheel(0, 4000)
    page.wait_for_function("scrollY > 500")
    way_out = page.get_by_role("link", name="Leave this site quickly")
    assert way_out.bounding_box()["y"] >= 0
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
    # The page glides to it.
    page.wait_for_function(
        "height => document.activeElement.getBoundingClientRect().top >= height - 1",
        arg=way_out.bounding_box()["height"],
    )
