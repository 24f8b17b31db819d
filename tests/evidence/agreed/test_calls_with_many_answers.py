"""Of a call that much work answers, lists show the surest of it and how much there is besides."""

import pytest

from evidence.agreed import answers
from oversight.search import work
from oversight.texts import views
from tests.factories import ItemFactory, LinkFactory, SubActionFactory
from tests.foundations.conftest import words

pytestmark = pytest.mark.database


@pytest.mark.parametrize("path", ["/calls/", "/foundations/care/", "/search/?q=C1"])
@pytest.mark.parametrize(("linked", "more"), [(2, ""), (3, "1 more"), (5, "3 more")])
def test_the_surest_are_shown_and_the_rest_counted(
    monkeypatch, signed_in, board, path, linked, more
):
    for where in (answers, views, work):
        monkeypatch.setattr(where, "MOST_ANSWERS", 2)
    care = ItemFactory(kind="foundation", key="care", heading="Care")
    call = ItemFactory(kind="call", key="C1", heading="Listen", parent=care)
    for number in range(linked):
        confidence = "high" if number else "medium"
        row = SubActionFactory(item__key=f"7.{number}", item__text="Work")
        LinkFactory(from_item=row.item, to_item=call, confidence=confidence)
    page = words(signed_in(board).get(path))
    assert "7.1" in page
    assert ("7.0" in page) == (linked == 2)
    assert (f"{more} " in page or page.endswith(more)) if more else "more" not in page
