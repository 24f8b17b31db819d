"""Two services, an action of the plan with its sub-actions, and a second Promise Keeper."""

from datetime import date

import pytest
from django.utils import timezone

from actions.status import Kind, Status
from tests.conftest import person
from tests.factories import ActionFactory, ItemFactory, ReportedSubActionFactory, SubActionFactory


@pytest.fixture
def action():
    return ActionFactory(item=ItemFactory(key="4", kind="action", heading="Homes"))


@pytest.fixture
def colleague(service):
    return person("Catriona", "keeper", service)


@pytest.fixture
def foster(service, action):
    """Dated work of the plan; nothing is reported of it."""
    item = ItemFactory(
        key="4.1",
        kind="sub-action",
        heading="Recruit more foster carers",
        text="",
        parent=action.item,
    )
    return SubActionFactory(item=item, action=action, service=service, due_on=date(2099, 5, 1))


@pytest.fixture
def brothers(service, action):
    """A commitment of the plan, in place."""
    item = ItemFactory(
        key="4.2", kind="sub-action", heading="Keep brothers and sisters together", text=""
    )
    about = {"kind": Kind.ONGOING, "status": Status.IN_PLACE, "reported_on": date(2025, 1, 1)}
    return ReportedSubActionFactory(
        item=item, action=action, service=service, confirmed_on=date(2025, 1, 1), **about
    )


@pytest.fixture
def elsewhere(other_service, action):
    """What the other service keeps."""
    item = ItemFactory(
        key="4.3", kind="sub-action", heading="Offer tenancies to care leavers", text=""
    )
    return SubActionFactory(item=item, action=action, service=other_service)


@pytest.fixture
def others(action):
    """Texts of other work, so that a word may be rare."""
    for number in range(40):
        item = ItemFactory(
            key=f"9.{number + 1}", kind="sub-action", heading=f"Plain wording {number}", text=""
        )
        SubActionFactory(item=item, action=action)


@pytest.fixture
def plan(foster, brothers, elsewhere, others):
    """All of it."""
    return [foster, brothers, elsewhere]


@pytest.fixture
def browser(signed_in, keeper):
    return signed_in(keeper)


@pytest.fixture
def today():
    return timezone.localdate()
