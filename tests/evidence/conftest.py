"""A clock that stands on 10 March 2026, for what depends on the day."""

import pytest

from tests.factories import SubActionFactory


@pytest.fixture
def march(time_machine):
    time_machine.move_to("2026-03-10T12:00:00Z", tick=False)


@pytest.fixture
def sub_action(service):
    return SubActionFactory(service=service)
