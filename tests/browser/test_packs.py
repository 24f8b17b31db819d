"""The page of packs tells by itself how far one is that is made elsewhere, and when it is ready."""

import re

import pytest

pytestmark = pytest.mark.browser
BEING_MADE = '<p role="status">Writing the PDF</p><progress value="3" max="5"></progress>'
READY = '<ul class="pt_packs__files"><li><a href="/packs/1/pdf/">PDF</a></li></ul>'


def test_what_is_made_elsewhere_appears_without_a_press(visit):
    page = visit("board@demo.test", "/at/")
    address = page.locator("a", has_text="Packs").first.get_attribute("href")
    page.route(re.compile(f"{address}$"), lambda route: route.fulfill(body=_page(route, told)))
    told = [BEING_MADE, BEING_MADE, READY]
    page.goto(address)
    page.get_by_text("Writing the PDF").wait_for()
    page.get_by_role("link", name="PDF").wait_for()
    assert page.locator("progress").count() == 0
    assert not told


def _page(route, told: list[str]) -> str:
    """The page as the server draws it, with the next of what is told."""
    page = route.fetch().text()
    place = '<div class="pt_packs" data-look-again>'
    script = '<script type="module" src="/static/js/look-again.js"></script></head>'
    return page.replace("</head>", script).replace(place, place + told.pop(0))
