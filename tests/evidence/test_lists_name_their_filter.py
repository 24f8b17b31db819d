"""Lists say in their heading and in the title of the window what they are narrowed to."""

import re

import pytest

from tests.conftest import html_of
from tests.factories import ItemFactory, SubActionFactory

LISTS = {
    "/evidence/": ("Evidence", "Evidence"),
    "/heard/": ("What we heard, and what changed", "What we heard"),
    "/participation/sessions/": ("Sessions", "Sessions"),
}
NARROWED = [
    ("/evidence/", "kind=voice&supports=C18", "Voice, Supports “C18”"),
    ("/heard/", "answered=no&about=1.3", "Waiting for an answer, About “1.3”"),
    (
        "/participation/sessions/",
        "kind=workshop&lived=any&since=1/2/2026",
        "From 1 February 2026, Workshop, People with lived experience: Designed or delivered it",
    ),
]


def named(client, address: str) -> tuple[str, str]:
    html = html_of(client.get(address))
    [heading] = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    [title] = re.findall(r"<title>(.*?) – Promise Tracker</title>", html, re.DOTALL)
    return heading.strip(), title.strip()


@pytest.mark.parametrize(("page", "filters", "words"), NARROWED)
def test_the_filter_stands_in_the_heading_and_the_title(signed_in, board, page, filters, words):
    SubActionFactory(item__key="1.3")
    ItemFactory(key="C18", kind="call")
    heading, title = LISTS[page]
    assert named(signed_in(board), f"{page}?{filters}") == (
        f"{heading}: {words}",
        f"{title}: {words}",
    )


@pytest.mark.parametrize("page", LISTS)
@pytest.mark.parametrize("filters", ["", "?page=abc", "?kind=", "?kind=zzz"])
def test_a_list_that_is_not_narrowed_has_its_name_alone(signed_in, board, page, filters):
    heading, title = named(signed_in(board), f"{page}{filters}")
    assert (heading, title.removeprefix("Error: ")) == LISTS[page]
