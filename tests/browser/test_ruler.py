"""No page scrolls sideways, whatever was typed: a word of 20,000 signs, a title as long as it may
be (promise T28).
"""

import pytest

from .conftest import WIDTHS, scrolls_sideways, sessions_of
from .serving import serving
from .test_every_page import PAGES

pytestmark = pytest.mark.browser

LENGTHEN = """
import django
django.setup()
from tests.browser.lengthen import lengthen, post_a_long_word
post_a_long_word()
lengthen()
"""


@pytest.fixture(scope="module")
def long_words(browser, tmp_path_factory, council):
    """Pages of a demonstration in which every text is one long word: `long_words(email)`."""
    folder = tmp_path_factory.mktemp("long")
    with serving(folder, LENGTHEN, council(folder)) as address:
        state_of, kept = sessions_of(browser, address), {}

        def page_of(email: str | None):
            if email not in kept:
                state = state_of(email) if email else None
                context = browser.new_context(
                    base_url=address, storage_state=state, service_workers="block"
                )
                kept[email] = context.new_page()
            return kept[email]

        yield page_of
        for page in kept.values():
            page.context.close()


@pytest.mark.share(16)
@pytest.mark.parametrize(("email", "path"), PAGES)
def test_no_page_scrolls_sideways_whatever_was_typed(email, path, long_words):
    page = long_words(email)
    answer = page.goto(path)
    assert answer.status < 500
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert scrolls_sideways(page) == [], f"{path} at {width}px"
