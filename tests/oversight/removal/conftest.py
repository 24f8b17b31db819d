"""What somebody should not have written, and the pages on which it goes."""

import pytest
from lxml import html

NAME = "Ishbel Quill"


@pytest.fixture
def pages(signed_in, administrator):
    """The pages of an administrator."""
    return signed_in(administrator)


@pytest.fixture
def find(pages):
    """Look for words; returns the page of where they stand."""

    def look(words=NAME, **more):
        return pages.post("/removals/", {"words": words, **more})

    return look


@pytest.fixture
def take(pages):
    """Take out what a page has shown; returns the answer."""

    def send(page, reason="A name that must not be here."):
        found = html.fromstring(page.content).xpath("//input[@name='found']/@value")[0]
        return pages.post("/removals/take/", {"found": found, "reason": reason})

    return send
