"""What the pages of the framework cost: a fixed number of statements, whatever there is to show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundations.models import FrameworkItem, Kind
from tests.factories import ItemFactory, LinkFactory

# Four of each are the session, the person, the appointments and the newest line of history.
STATEMENTS = {
    "/foundations/": 5,
    "/foundations/care/": 10,
    "/calls/": 9,
    "/calls/?answered=no&foundation=care&words=the": 9,
    "/calls/C10/": 11,
    "/themes/": 7,
    "/themes/T1/": 13,
    "/themes/T17/": 13,
    "/recommendations/T17.R1/": 12,
    "/recommendations/T9.R5/": 13,
    "/pages/": 5,
    "/pages/the-promise/85/": 10,
    "/pages/the-promise/19/": 10,
    "/briefing/": 11,
    "/briefing/RB26/": 9,
    "/fundamentals/": 6,
    "/principles/": 6,
    "/background/": 6,
    "/framework/check/": 8,
}


@pytest.fixture
def cost(published, signed_in, board):
    """How many statements a second visit takes (the first one begins the session)."""
    client = signed_in(board)

    def statements(path):
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    return statements


@pytest.mark.parametrize(("path", "statements"), STATEMENTS.items())
def test_a_page_costs_a_fixed_number_of_statements(cost, path, statements):
    assert cost(path) == statements <= 13


@pytest.mark.parametrize(
    "path", ["/calls/", "/calls/C10/", "/foundations/care/", "/themes/T1/", "/pages/the-promise/85/"]
)
def test_many_more_links_cost_nothing_more(cost, path):
    add_links(1)
    before = cost(path)
    add_links(10)
    assert cost(path) == before


def add_links(count):
    """Link as many new sub-actions to each of some items."""
    for key in ("C10", "T1", "T1.R1", "T8.R1", "RB12"):
        parent = FrameworkItem.objects.get(key="1")
        for work in ItemFactory.create_batch(count, kind=Kind.SUB_ACTION, local=True, parent=parent):
            LinkFactory(from_item=work, to_item=FrameworkItem.objects.get(key=key))
