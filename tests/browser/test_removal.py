"""The pages on which words are taken out, with their errors."""

import pytest

from .conftest import check_widths
from .test_every_page import ADMIN

pytestmark = pytest.mark.browser


def test_the_page_of_where_words_stand_is_accessible(visit):
    page = visit(ADMIN, "/removals/")
    page.get_by_label("Which words?").fill("nurture")
    page.get_by_role("button", name="Show where they stand").click()
    page.get_by_role("button", name="Take it out").click()
    assert "Say why you take it out." in page.inner_text("main")
    check_widths(page)


def test_the_page_of_the_texts_of_one_thing_is_accessible(visit):
    page = visit(ADMIN, "/evidence/?supports=4.1")
    page.get_by_role("link", name="The outline of the nurture").first.click()
    page.get_by_role("link", name="Take a passage out").first.click()
    assert page.get_by_role("button", name="All of this").first.is_visible()
    check_widths(page)
