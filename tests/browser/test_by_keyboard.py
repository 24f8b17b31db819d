"""A Promise Keeper goes through her work from sign-in to the last row of it, by Tab, Enter, Space
and Escape alone.
"""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from .conftest import problems

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(3)]

KEEPER = "other-keeper@demo.test"
MOST = 60  # so many Tabs lead through any page on the way
YELLOW = "rgb(253, 213, 34)"
# What has the focus: its name, whether it is in view, and how it or the box drawn for it looks.
FOCUS = """async () => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const isSeen = ({ bottom, top }) => bottom > 0 && top < innerHeight;
  // The page glides to it.
  const since = Date.now();
  while (Date.now() < since + 5000 && !isSeen(one.getBoundingClientRect())) {
    await new Promise(requestAnimationFrame);
  }
  const looks = [];
  for (const part of [one, one.nextElementSibling ?? one]) for (const piece of ["", "::before"]) {
    const { outline, boxShadow, backgroundColor } = getComputedStyle(part, piece);
    looks.push(outline, boxShadow, backgroundColor);
  }
  const name = [one.name ?? "", one.innerText ?? ""].join(" ").replace(/\\s+/g, " ").trim();
  return { name, seen: isSeen(one.getBoundingClientRect()), looks: looks.join() };
}"""


class Keys:
    """The keyboard, and what has the focus."""

    def __init__(self, page):
        self.page = page

    def is_on(self, name: str) -> None:
        """Check that the focus is, or soon comes, on what has this in its text."""
        expect(self.page.locator(":focus")).to_contain_text(name)

    def tab_to(self, name: str, key: str = "Tab") -> None:
        """Press Tab until the focus is on what has this in its name; on the way it is always in
        view, and yellow.
        """
        for _ in range(MOST):
            self.page.keyboard.press(key)
            found = self.page.evaluate(FOCUS)
            if found:
                assert found["seen"], found
                assert YELLOW in found["looks"], found
                if name in found["name"]:
                    return
        pytest.fail(f"No Tab leads to “{name}” on {self.page.url}.")

    def press(self, name: str, key: str = "Enter") -> None:
        """Go there by Tab and press it, until the page has come."""
        self.tab_to(name)
        self.send(key)

    def send(self, key: str) -> None:
        with self.page.expect_event("load"):
            self.page.keyboard.press(key)
        self.page.wait_for_load_state("networkidle")

    def write(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.page.keyboard.type(text)

    def go_to_my_work(self, width: int) -> None:
        """By the menu, which stands before what the focus is on; on a phone it is opened first."""
        self.tab_to("Menu" if width < 640 else "My work", "Shift+Tab")
        if width < 640:
            self.page.keyboard.press("Space")
            self.tab_to("My work")
        self.send("Enter")


@pytest.mark.parametrize("width", [320, 1440])
def test_a_list_is_worked_through_by_keyboard_alone(visit, width):
    page = visit(None, "/sign-in/?next=/my-work/", width=width)
    keys = Keys(page)
    keys.write("login", KEEPER)
    keys.write("password", settings.DEMO_PASSWORD)
    keys.press("Sign in")

    # Past the menus to the first row, which is late: it is explained, and this is taken back.
    keys.tab_to("Skip to main content")
    page.keyboard.press("Enter")
    keys.press("The Signs of Safety")
    keys.press("Explain it until a day")
    keys.press("Save the explanation")
    keys.is_on("Two things to put right")
    keys.tab_to("Say why the status is right")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("name", "reason")
    page.keyboard.type("The Board agrees a new date for the last part.")
    keys.tab_to("Choose date")
    page.keyboard.press("Space")
    keys.tab_to("OK")
    page.keyboard.press("Escape")
    keys.is_on("Choose date")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type(f"{timezone.localdate() + timedelta(days=30):%d/%m/%Y}")
    keys.press("Save the explanation")
    keys.is_on("Your explanation stands beside it")
    keys.press("Take the explanation back")
    keys.is_on("The explanation is taken back.")

    # What is typed and left is back; posted, it leads on to the same row.
    keys.go_to_my_work(width)
    keys.press("Update on sub-action 9.1")
    keys.write("changed", "Two families")
    page.go_back()
    keys.press("Update on sub-action 9.1")
    page.get_by_text("Your words are back.").wait_for()
    keys.write("changed", " met the team.")
    keys.press("Post the update")
    keys.is_on("Your update on sub-action 9.1 is posted.")
    assert "Two families met the team." in page.inner_text("main")
    keys.press("Go on with my work")
    keys.is_on("South Ayrshire Health and Social")

    # The last row is still true, by a slip.
    keys.press("Still true for sub-action 5.4", "Space")
    keys.is_on("Checked just now")
    keys.press("Undo", "Space")
    keys.is_on("Still true for sub-action 5.4")
    keys.tab_to("Update on sub-action 5.4")
    assert problems(page) == []
