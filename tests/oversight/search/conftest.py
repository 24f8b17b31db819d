"""What is looked for, and by whom."""

import pytest

from foundations.models import FrameworkItem
from tests.factories import ItemFactory


@pytest.fixture
def search_as(signed_in):
    """`search_as(board)("kinship", kind="update")`: the page that a person gets."""

    def of(person):
        client = signed_in(person)

        def found(words: str, **asked):
            answer = client.get("/search/", {"q": words, **asked})
            assert answer.status_code == 200
            return answer

        return found

    return of


@pytest.fixture
def call() -> FrameworkItem:
    care = ItemFactory(key="care", kind="foundation", heading="Care")
    return ItemFactory(key="C18", kind="call", parent=care, text="Rethink short breaks")


@pytest.fixture
def search(search_as, board):
    """The page that a member of the Board gets."""
    return search_as(board)
