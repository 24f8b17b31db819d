"""Which pages of the published books are cited, and what cites a page."""

import pytest

from foundations.models import Kind
from tests.factories import ItemFactory, LinkFactory

PAGE = "/pages/the-promise/{}/"


def test_the_cited_pages_by_book(published, read):
    promise, programme = read("/pages/").split("Change Programme", 1)
    assert "The Promise 51 pages cited." in promise
    assert "Page 85 (17 texts)" in promise
    assert "Page 19 (1 text)" in promise
    assert "19 pages cited." in programme
    assert "Page 42 (1 text)" in programme


def test_each_cited_page_is_a_link(published, board, signed_in):
    html = signed_in(board).get("/pages/").content.decode()
    assert 'href="/pages/the-promise/85/"' in html
    assert 'href="/pages/change-programme/42/"' in html
    assert html.count('href="/pages/the-promise/') == 51


def test_no_page_is_cited_before_the_framework_is_here(db, read):
    assert read("/pages/").count("No text of the framework cites this book yet.") == 2


def test_everything_that_cites_a_page_by_kind(published, read, board, signed_in):
    answer = signed_in(board).get(PAGE.format(85))
    assert [item.key for item in answer.context["read"].items] == [
        *("T8.R1", "T8.R2", "T8.R3"),
        *(f"RB{number}" for number in range(12, 26)),
    ]
    page = read(PAGE.format(85))
    assert page.startswith(
        "Cited page Pages that are cited The Promise, page 85 17 texts of the framework cite this "
        "page."
    )
    order = ["Who works on this", "No evidence for these texts", "3 recommendations that cite"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    outcomes = "T8.R1 Plan 21-24: Change Programme Outcomes, line 375 Theme: Physical Intervention"
    assert page.index(outcomes) < page.index(
        "14 residential briefing points that cite this page RB12"
    )


def test_the_page_itself_is_no_chip_of_the_texts_that_cite_it(published, board, signed_in):
    html = signed_in(board).get(PAGE.format(85)).content.decode()
    assert 'href="/pages/the-promise/85/"' not in html
    assert 'href="/pages/the-promise/86/"' in html


def test_a_citing_text_stands_there_word_for_word_with_its_source(published, read):
    page = read(PAGE.format(85))
    assert (
        "Services should work to create environments that actively reduce the likelihood of "
        "restraint (p85)" in page
    )
    assert "T8.R2 Plan 21-24: Change Programme Outcomes, line 376" in page


def test_a_text_that_cites_two_pages_stands_on_both(published, read):
    for page in (46, 47):
        assert (
            "Preventive work to address poverty should be undertaken with families (p46/47)"
            in read(PAGE.format(page))
        )


def test_calls_that_the_citing_texts_touch(published, read):
    touched = read(PAGE.format(85)).split("Calls to action that it touches")[1]
    assert "C19 Restraint through Residential briefing point RB19" in touched


def test_a_page_whose_texts_touch_no_call_says_so(db, read):
    point = ItemFactory(key="RB01", kind=Kind.POINT, parent=ItemFactory(kind=Kind.SECTION))
    point.pages.create(document="the-promise", page=5)
    assert "1 text of the framework cites this page." in read(PAGE.format(5))
    assert "None yet: no call is linked to a text that cites this page." in read(PAGE.format(5))


@pytest.mark.parametrize(
    ("state", "confidence", "touches"),
    [("confirmed", "low", 1), ("suggested", "low", 0), ("rejected", "high", 0)],
)
def test_only_links_that_count_lead_to_a_call(db, board, signed_in, state, confidence, touches):
    point = ItemFactory(key="RB01", kind=Kind.POINT)
    point.pages.create(document="the-promise", page=5)
    call = ItemFactory(key="C1", parent=ItemFactory(kind=Kind.FOUNDATION))
    LinkFactory(from_item=point, to_item=call, state=state, confidence=confidence)

    assert len(signed_in(board).get(PAGE.format(5)).context["read"].calls_reached) == touches


@pytest.mark.parametrize(
    ("page", "before", "after"), [(19, None, 21), (85, 84, 86), (116, 115, None)]
)
def test_the_way_to_the_cited_page_before_and_after(
    published, board, signed_in, page, before, after
):
    answer = signed_in(board).get(PAGE.format(page))
    assert answer.context["neighbours"] == (before, after)
    html = answer.content.decode().split("Previous and next cited page")[1]
    assert [f'href="{PAGE.format(near)}"' in html for near in (before, after)] == [
        before is not None,
        after is not None,
    ]


def test_the_other_book_has_its_own_pages(published, board, signed_in):
    answer = signed_in(board).get("/pages/change-programme/42/")
    assert [item.key for item in answer.context["read"].items] == ["T9"]
    assert answer.context["neighbours"] == (40, 45)
