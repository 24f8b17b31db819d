"""Ownerless is what no present Promise Keeper of its service owns; a closed service keeps
nothing.
"""

from datetime import timedelta

import pytest

from accounts.services import edit_service, move, set_active
from actions.models import SubAction
from tests.factories import SubActionFactory

pytestmark = pytest.mark.database


@pytest.fixture
def owned(service, keeper):
    return SubActionFactory(service=service, owners=[keeper])


def ownerless(today) -> list[SubAction]:
    return list(SubAction.objects.ownerless(today))


def test_what_a_present_keeper_owns_is_not_ownerless(owned, today):
    assert ownerless(today) == []


def test_it_is_ownerless_once_its_owner_is_deactivated(owned, keeper, administrator, today):
    set_active(by=administrator, person=keeper, active=False)
    assert ownerless(today) == [owned]


def test_it_is_ownerless_once_its_owner_has_moved(
    owned, keeper, other_service, administrator, today
):
    move(by=administrator, appointment=keeper.appointments.get(), service=other_service)
    assert ownerless(today) == [owned]


def test_one_present_owner_is_enough(owned, keeper, colleague, administrator, today):
    owned.owners.add(colleague)
    set_active(by=administrator, person=keeper, active=False)
    assert ownerless(today) == []


@pytest.mark.parametrize(("days", "kept"), [(0, False), (1, True)])
def test_a_closed_service_keeps_nothing(owned, service, administrator, today, days, kept):
    closing = today + timedelta(days=days)
    edit_service(
        by=administrator,
        service=service,
        seen=service.version,
        name=service.name,
        kind=service.kind,
        closed_on=closing,
    )
    assert list(SubAction.objects.without_service(today)) == ([] if kept else [owned])
