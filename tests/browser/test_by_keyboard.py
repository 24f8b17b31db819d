"""A Promise Keeper goes through her work from sign-in to the last row of it, by Tab, Enter, Space
and Escape alone.
"""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from .conftest import problems

pytestmark = [pytest.mark.browser, pytest.mark.share_of_file(2)]

KEEPER = "other-keeper@demo.test"
MOST = 60  # so many Tabs lead through any page on the way
# What has the focus: its name, whether it is seen, and whether it looks other than without it.
FOCUS = """async () => {
  const one = document.activeElement;
  const isSeen = ({ bottom, top }) => bottom > 0 && top < innerHeight;
  // The page glides to it.
  for (let frame = 0; frame < 60 && !isSeen(one.getBoundingClientRect()); frame += 1) {
    await new Promise(requestAnimationFrame);
  }
  if (one === document.body) return { name: "", seen: true, marked: true };
  const looks = () => [one, one.nextElementSibling ?? one].flatMap((part) =>
    ["", "::before"].map((piece) => {
      const { outline, boxShadow, backgroundColor } = getComputedStyle(part, piece);
      return outline + boxShadow + backgroundColor;
    })).join();
  const seen = isSeen(one.getBoundingClientRect()), focused = looks();
  one.blur();
  const marked = focused !== looks();
  one.focus({ preventScroll: true });
  const name = [one.name ?? "", one.innerText ?? ""].join(" ").replace(/\\s+/g, " ").trim();
  return { name, seen, marked };
}"""


class Keys:
    """The keyboard, and what has the focus."""

    def __init__(self, page):
        self.page = page

    def focus(self) -> dict:
        return self.page.evaluate(FOCUS)

    def tab_to(self, name: str) -> None:
        """Press Tab until the focus is on what has this in its name; on the way it is always seen
        where it is.
        """
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            found = self.focus()
            assert found["seen"], found
            assert found["marked"], found
            if name in found["name"]:
                return
        pytest.fail(f"No Tab leads to “{name}” on {self.page.url}.")

    def press(self, name: str, key: str = "Enter") -> str:
        """Go there by Tab and press it; what has the focus on the page that comes."""
        self.tab_to(name)
        with self.page.expect_event("load"):
            self.page.keyboard.press(key)
        self.page.wait_for_load_state("networkidle")
        return self.focus()["name"]

    def write(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.page.keyboard.type(text)

    def go_to_my_work(self, width: int) -> None:
        if width < 640:
            self.tab_to("Menu")
            self.page.keyboard.press("Space")
        self.press("My work")


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
    assert keys.press("Save the explanation").startswith("Two things to put right")
    keys.tab_to("Say why the status is right")
    page.keyboard.press("Enter")
    assert keys.focus()["name"].startswith("reason")
    page.keyboard.type("The Board agrees a new date for the last part.")
    keys.tab_to("Choose date")
    page.keyboard.press("Space")
    keys.tab_to("OK")
    page.keyboard.press("Escape")
    assert keys.focus()["name"] == "Choose date"
    page.keyboard.press("Shift+Tab")
    page.keyboard.type(f"{timezone.localdate() + timedelta(days=30):%d/%m/%Y}")
    assert keys.press("Save the explanation").startswith("Your explanation stands")
    assert keys.press("Take the explanation back") == "The explanation is taken back."

    # What is typed and left is back; posted, it leads on to the same row.
    keys.go_to_my_work(width)
    keys.press("Update on sub-action 9.1")
    keys.write("changed", "Two families")
    keys.press("Cancel")
    keys.go_to_my_work(width)
    keys.press("Update on sub-action 9.1")
    page.get_by_text("Your words are back.").wait_for()
    keys.write("changed", " met the team.")
    assert keys.press("Post the update").startswith("Your update on sub-action 9.1 is posted.")
    assert "Two families met the team." in page.inner_text("main")
    assert "South Ayrshire Health and Social" in keys.press("Go on with my work")

    # The last row is still true, by a slip.
    assert "Checked just now" in keys.press("Still true for sub-action 5.4", "Space")
    assert "Still true" in keys.press("Undo", "Space")
    keys.tab_to("Update on sub-action 5.4")
    assert problems(page) == []
