"""Work of one service that answers a call, and what the Board asks about either."""

import pytest

from accounts.models import Role
from tests.conftest import person
from tests.factories import ItemFactory, LinkFactory, SubActionFactory


@pytest.fixture
def colleague(service):
    return person("Catriona", Role.KEEPER, service)


@pytest.fixture
def work(service, keeper):
    """A sub-action of Education, which Kirsty owns."""
    item = ItemFactory(kind="sub-action", key="4.1", text="Open the advice line")
    return SubActionFactory(item=item, service=service, owners=[keeper])


@pytest.fixture
def call(work):
    """A call that this sub-action answers."""
    care = ItemFactory(kind="foundation", key="care", heading="Care")
    call = ItemFactory(key="C18", parent=care, text="Advice must be there for everybody.")
    LinkFactory(from_item=work.item, to_item=call)
    return call
