"""Ownerless is what no present Promise Keeper of its service owns; a closed service keeps
nothing.
"""

from datetime import timedelta

import pytest

from accounts.models import Role
from accounts.services import edit_service, move, set_active
from accounts.words import day
from actions.models import SubAction
from tests.conftest import html_of
from tests.factories import AppointmentFactory, SubActionFactory

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


@pytest.mark.parametrize(("days", "word"), [(0, "closed"), (1, "closes")])
def test_a_closed_service_is_said_to_be_closed_where_it_is_named(
    signed_in, board, owned, service, today, days, word
):
    service.closed_on = today + timedelta(days=days)
    service.save()
    words = f"Education ({word} on {day(service.closed_on)})"
    for path in ("/sub-actions/", owned.action.get_absolute_url(), owned.get_absolute_url()):
        assert words in named(signed_in, board, path), path


# Wherever owners are named


def named(signed_in, who, path: str) -> str:
    answer = signed_in(who).get(path)
    assert answer.status_code == 200
    return html_of(answer)


@pytest.mark.parametrize("how", ["moved", "deactivated", "given away"])
def test_whoever_answers_for_it_no_longer_is_not_shown_as_its_owner(
    signed_in, owned, keeper, colleague, other_service, administrator, today, how
):
    if how == "moved":
        move(by=administrator, appointment=keeper.appointments.get(), service=other_service)
        why = f"who moved on {day(today)}"
    elif how == "deactivated":
        set_active(by=administrator, person=keeper, active=False)
        why = "whose account is deactivated"
    else:
        SubAction.objects.update(service=other_service)
        AppointmentFactory(user=colleague, role=Role.KEEPER, service=other_service)
        why = "who is no Promise Keeper of Housing"
    said = f"Former owner: Kirsty, {why}."
    places = [
        (administrator, "/sub-actions/?attention=no-owner"),
        (administrator, owned.get_absolute_url()),
        (administrator, owned.action.get_absolute_url()),
        (administrator, "/assign/?service=housing"),
        (colleague, "/my-work/"),
    ]
    for who, path in places:
        html = named(signed_in, who, path)
        assert "<strong>No owner now</strong>" in html, path
        assert said in html, path


def test_a_present_owner_is_named_and_so_is_it_that_there_never_was_one(
    signed_in, service, owned, board
):
    never = SubActionFactory(service=service)
    html = named(signed_in, board, owned.get_absolute_url())
    assert "Kirsty" in html
    assert "Former owner" not in html
    assert "<strong>No owner yet</strong>" in named(signed_in, board, never.get_absolute_url())
