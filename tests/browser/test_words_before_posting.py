"""Words to look at before an update is posted, in the browser."""

import pytest

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
    page.wait_for_function("document.activeElement.selectionEnd > 0")
    selected = "(box) => box.value.slice(box.selectionStart, box.selectionEnd)"
    assert page.get_by_label("What changed?").evaluate(selected) == "placements"
    page.get_by_role("button", name="Post the update").click()
    assert "Your update on sub-action 4.1 is posted." in page.inner_text("main")
