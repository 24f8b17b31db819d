"""The page My work as one Promise Keeper reads it."""

import pytest

from tests.conftest import html_of


@pytest.fixture
def read_page(signed_in, keeper):
    """The page as the Keeper of Education reads it."""

    def read() -> str:
        return html_of(signed_in(keeper).get("/my-work/"))

    return read
