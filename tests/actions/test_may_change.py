"""Who may change the work: 403 with the reason for everyone else, never 404 on what they may
read.
"""

import pytest

from actions.models import SubAction
from tests.factories import ActionFactory

from .conftest import edit_form, post, update_form

pytestmark = [pytest.mark.django_db, pytest.mark.database]
OWN_SERVICE = "Only a Promise Keeper of Education may do this: "
KEEPERS = "Only a Promise Keeper may do this"
ADMINISTRATORS = "Only an administrator may do this"


def addresses(row) -> dict[str, str]:
    """Everything that can be done to a sub-action by the Keepers of its service."""
    return {
        "update": f"/sub-actions/{row.key}/update/",
        "still-true": f"/sub-actions/{row.key}/still-true/",
        "edit": f"/sub-actions/{row.key}/edit/",
        "confirm-date": f"/sub-actions/{row.key}/confirm-date/",
    }


def state(row) -> dict:
    return SubAction.objects.filter(pk=row.pk).values().get()


@pytest.mark.parametrize("door", ["update", "still-true", "edit", "confirm-date"])
@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("other_keeper", OWN_SERVICE),
        ("board", KEEPERS),
        ("champions", KEEPERS),
        ("administrator", KEEPERS),
    ],
)
def test_others_are_refused_with_the_reason(
    request, signed_in, keeper, sub_action, door, role, reason
):
    post(keeper, sub_action)
    sub_action.refresh_from_db()
    before, client = state(sub_action), signed_in(request.getfixturevalue(role))
    assert client.get(sub_action.get_absolute_url()).status_code == 200
    answer = client.post(
        addresses(sub_action)[door], update_form(sub_action) | edit_form(sub_action)
    )
    assert answer.status_code == 403
    assert reason in answer.content.decode()
    assert state(sub_action) == before


@pytest.mark.parametrize("door", ["update", "edit"])
def test_others_are_refused_before_they_type(signed_in, other_keeper, sub_action, door):
    answer = signed_in(other_keeper).get(addresses(sub_action)[door])
    assert answer.status_code == 403
    assert OWN_SERVICE in answer.content.decode()


@pytest.mark.parametrize("door", ["update", "edit"])
def test_keepers_of_the_service_may(signed_in, keeper, colleague, sub_action, door):
    for person in (keeper, colleague):
        assert signed_in(person).get(addresses(sub_action)[door]).status_code == 200


def test_nobody_edits_what_no_service_keeps(signed_in, keeper, sub_action):
    SubAction.objects.update(service=None)
    assert signed_in(keeper).get(addresses(sub_action)["edit"]).status_code == 403


def test_a_published_action_is_edited_by_its_leading_service_only(
    signed_in, keeper, other_keeper, service
):
    action = ActionFactory(service=service)
    assert signed_in(keeper).get(f"/actions/{action.key}/edit/").status_code == 200
    assert signed_in(other_keeper).get(f"/actions/{action.key}/edit/").status_code == 403
    assert signed_in(keeper).get(f"/actions/{ActionFactory().key}/edit/").status_code == 403


@pytest.mark.parametrize("role", ["board", "champions", "administrator"])
def test_adding_and_proposing_are_for_keepers(request, signed_in, sub_action, role):
    client = signed_in(request.getfixturevalue(role))
    for address in (
        "/actions/add/",
        f"/actions/{sub_action.action.key}/add/",
        f"/sub-actions/{sub_action.key}/propose/",
    ):
        answer = client.post(address, {"title": "New"})
        assert answer.status_code == 403
        assert KEEPERS in answer.content.decode()


@pytest.mark.parametrize("role", ["keeper", "board", "champions"])
def test_assigning_is_for_administrators(request, signed_in, sub_action, role):
    client = signed_in(request.getfixturevalue(role))
    for address in ("/assign/", f"/assign/{sub_action.key}/proposal/"):
        answer = client.post(address, {"rows": f"{sub_action.key}:1", "confirm": "yes"})
        assert answer.status_code == 403
        assert ADMINISTRATORS in answer.content.decode()


def test_pages_offer_only_what_may_be_done(signed_in, keeper, board, sub_action):
    post(keeper, sub_action)
    own = signed_in(keeper).get(sub_action.get_absolute_url()).content.decode()
    others = signed_in(board).get(sub_action.get_absolute_url()).content.decode()
    for address in ("/update/", "/still-true/", "/edit/", "/withdraw/"):
        assert address in own
        assert address not in others


def test_strangers_and_visitors_read_nothing(client, signed_in, stranger, sub_action):
    for address in (
        "/actions/",
        "/sub-actions/",
        sub_action.get_absolute_url(),
        addresses(sub_action)["update"],
    ):
        assert signed_in(stranger).get(address).status_code == 403
        assert client.get(address).status_code == 302


def test_a_keeper_who_moves_loses_the_old_work_at_the_next_click(
    signed_in, keeper, other_service, sub_action
):
    client = signed_in(keeper)
    assert client.get(addresses(sub_action)["update"]).status_code == 200
    keeper.appointments.update(service=other_service)
    assert client.get(addresses(sub_action)["update"]).status_code == 403
