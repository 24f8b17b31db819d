"""Work of the Keeper's own service and of another's, and a published text."""

import pytest

from tests.factories import ActionFactory, ItemFactory, SubActionFactory


@pytest.fixture
def sub_action(service):
    action = ActionFactory()
    return SubActionFactory(service=service, action=action, item__parent=action.item)


@pytest.fixture
def elsewhere(other_service):
    """A sub-action that another service keeps."""
    return SubActionFactory(service=other_service)


@pytest.fixture
def call(db):
    return ItemFactory(kind="call", key="C18")
