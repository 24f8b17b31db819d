"""The five tasks that people come for, each in so many presses at most.

A press is a click on a link, a button, a radio button or a box, wherever it leads; moving to the
first box by the keyboard, typing and scrolling are none. What is asked for is found by role and
name, as somebody would look for it. Signing in counts as one press where a task begins there.
"""

import re

import pytest
from django.conf import settings

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(3)]

KEEPER, BOARD = "keeper@demo.test", "board@demo.test"


class Presses:
    """Presses what is named on a page, and counts."""

    def __init__(self, page):
        self.page, self.number = page, 0

    def press(self, role: str, name: str | re.Pattern, **options) -> None:
        """Press the first thing of this role with this name in the page's own part; `within` is
        another part.
        """
        part = self.page.get_by_role(options.pop("within", "main"))
        part.get_by_role(role, name=name, **options).first.click()
        self.page.wait_for_load_state()
        self.number += 1


@pytest.fixture
def begin(visit):
    """A page as a person of the demo, with its presses: `begin(email, path)`."""

    def open_page(email: str | None, path: str = "/"):
        page = visit(email, path)
        return page, Presses(page)

    return open_page


def is_in_view(place) -> bool:
    """Whether all of it is seen without scrolling."""
    box, height = place.bounding_box(), place.page.viewport_size["height"]
    return box["y"] >= 0 and box["y"] + box["height"] <= height


def test_posting_an_update_from_sign_in_takes_four(begin):
    page, presses = begin(None, "/sign-in/")
    page.get_by_label("E-mail").fill(KEEPER)
    page.get_by_label("Password", exact=True).fill(settings.DEMO_PASSWORD)
    presses.press("button", "Sign in", exact=True)
    page.wait_for_url("**/my-work/")
    presses.press("link", re.compile("^Update on"))

    status, changed = page.get_by_role("radio", name="At risk"), page.get_by_label("What changed?")
    assert is_in_view(status)
    assert is_in_view(changed)
    page.locator(f"label[for={status.get_attribute('id')}]").click()
    presses.number += 1
    changed.fill("The room fell through. We look for another one.")
    presses.press("button", "Post the update")

    assert "is posted" in page.inner_text("main")
    assert presses.number <= 4


def test_what_is_late_of_ones_own_stands_on_the_first_page(begin):
    page, presses = begin(KEEPER, "/")
    late = page.get_by_role("listitem").filter(has_text=re.compile(r"\d+ days? late"))

    assert is_in_view(page.get_by_role("heading", name="Overdue"))
    assert is_in_view(late.first)
    assert presses.number <= 1


def test_filling_one_box_of_a_self_assessment_takes_two(begin):
    page, presses = begin(KEEPER, "/my-work/")
    presses.press("link", re.compile("^(Continue|Begin) with"))
    box = page.get_by_role("main").get_by_role("textbox").and_(page.locator("textarea")).first
    box.click()
    presses.number += 1
    box.press_sequentially("We ask them.")

    assert "We ask them." in box.input_value()
    assert presses.number <= 2


def test_adding_evidence_to_a_sub_action_takes_three_and_its_fields(begin):
    page, presses = begin(KEEPER, "/my-work/")
    presses.press("link", re.compile("^Expand existing nurture"))
    presses.press("link", re.compile("^Add evidence"))

    page.wait_for_url("**/evidence/add/4.1/**")
    # What is left is to fill it in, and to press the one button that sends it.
    assert page.locator("main form[method=post] button:not([type=button])").count() >= 1
    assert presses.number + 1 <= 3


def test_who_owns_c18_takes_two(begin):
    page, presses = begin(BOARD, "/board/")
    field = page.get_by_role("banner").get_by_role("searchbox")
    field.click()
    presses.number += 1
    field.fill("C18")
    presses.press("button", "Search", within="banner")

    found = page.get_by_role("listitem").filter(has_text=re.compile(r"^\s*C18"))
    said = found.first.inner_text()
    assert "Children, Families and Justice" in said
    assert "Callum Rowanglen" in said
    assert presses.number <= 2
