"""Work of the Keeper's own service and of another's, a published text, and a clock that can be set."""

import pytest

from tests.factories import ActionFactory, ItemFactory, SubActionFactory


@pytest.fixture
def march(time_machine):
    """10 March 2026, for what depends on the day."""
    time_machine.move_to("2026-03-10T12:00:00Z", tick=False)


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
