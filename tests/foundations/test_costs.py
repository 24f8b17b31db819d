"""What the pages of the framework cost: a fixed number of statements, whatever there is to show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundations.models import FrameworkItem, Kind
from tests.factories import CorrectionFactory, ItemFactory, LinkFactory, UserFactory

pytestmark = pytest.mark.database


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


@pytest.mark.parametrize(
    "path",
    ["/calls/", "/calls/C10/", "/foundations/care/", "/themes/T1/", "/pages/the-promise/85/"],
)
def test_many_more_links_cost_nothing_more(cost, path):
    add_links(1)
    before = cost(path)
    add_links(10)
    assert cost(path) == before


def test_many_corrections_cost_nothing_more(cost):
    before = cost("/fundamentals/")
    for item in FrameworkItem.objects.of_kind(Kind.FUNDAMENTAL):
        CorrectionFactory.create_batch(3, item=item)
    assert cost("/fundamentals/") == before


def add_links(count):
    """Link as many new sub-actions to each of some items."""
    for key in ("C10", "T1", "T1.R1", "T8.R1", "RB12"):
        parent = FrameworkItem.objects.get(key="1")
        for work in ItemFactory.create_batch(
            count, kind=Kind.SUB_ACTION, local=True, parent=parent
        ):
            said = {"state": "confirmed", "made_by": UserFactory(), "decided_by": UserFactory()}
            LinkFactory(from_item=work, to_item=FrameworkItem.objects.get(key=key), **said)
