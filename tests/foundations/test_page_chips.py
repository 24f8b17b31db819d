"""The page chips of the themes: each leads to the page of its own book that it names."""

import re

from foundations.models import Document, FrameworkItem, Kind, PageReference
from tests.rotation import turn

CHIP = re.compile(r'<a class="pt_chip" href="([^"]+)">([^<]+)</a>')
HEADING = re.compile(r"<h1[^>]*>\s*(.*?)\s*</h1>", re.DOTALL)
CHANGE_PROGRAMME = f"{Document.CHANGE_PROGRAMME.label}, page "


def test_each_chip_leads_to_the_page_of_its_own_book(published, signed_in, board):
    client = signed_in(board)
    chips = chips_of_the_themes(client)
    assert {(key, words) for key, _address, words in chips} == cited()
    assert len({key for key, _at, words in chips if words.startswith(CHANGE_PROGRAMME)}) == 19
    followed = turn(sorted(chips))
    followed += [chip for chip in chips if chip[2].startswith(CHANGE_PROGRAMME)]
    pages = {address: client.get(address) for _key, address, _words in followed}
    for key, address, words in followed:
        assert pages[address].status_code == 200, address
        html = pages[address].content.decode()
        heading = " ".join(HEADING.search(html)[1].split())
        assert heading == words, f"the chip “{words}” of {key} leads to “{heading}”"
        assert re.search(rf"\b{key}\b", html), f"{address} does not name {key}, which cites it"


def chips_of_the_themes(client) -> set[tuple[str, str, str]]:
    """Each chip on the pages of the 25 themes: the theme, where it leads, and what it says."""
    keys = FrameworkItem.objects.of_kind(Kind.THEME).values_list("key", flat=True)
    pages = {key: client.get(f"/themes/{key}/") for key in keys}
    assert [answer.status_code for answer in pages.values()] == [200] * 25
    return {
        (key, address, " ".join(words.split()))
        for key, answer in pages.items()
        for address, words in CHIP.findall(answer.content.decode())
    }


def cited() -> set[tuple[str, str]]:
    """Each theme with the pages that it and its recommendations cite, as the fixtures say."""
    rows = PageReference.objects.filter(item__kind__in=[Kind.THEME, Kind.RECOMMENDATION])
    return {
        (key.split(".")[0], f"{Document(book).label}, page {page}")
        for key, book, page in rows.values_list("item__key", "document", "page")
    }
