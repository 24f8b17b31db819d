"""A photo stays internal until a second person says that nobody can be recognised in it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change, Role
from accounts.versions import Conflict
from evidence.items import services as items
from evidence.models import EvidenceItem
from tests.conftest import html_of, person
from tests.evidence.items.adding import add, add_photo

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def picture(keeper, sub_action):
    return add_photo(keeper, sub_action.item)


@pytest.fixture
def colleague(service):
    return person("Catriona", Role.KEEPER, service)


def agree(by, evidence, seen=1):
    items.agree_photo(by=by, evidence=evidence, seen=seen)


def sees(user, evidence) -> bool:
    return EvidenceItem.objects.visible_to(user).filter(pk=evidence.pk).exists()


@pytest.mark.parametrize("who", ["colleague", "champions"])
def test_a_second_person_agrees_and_everyone_sees_it(request, board, other_keeper, picture, who):
    assert not sees(board, picture)
    assert not sees(other_keeper, picture)
    second = request.getfixturevalue(who)
    assert sees(second, picture)
    agree(second, picture)
    assert sees(board, picture)
    assert sees(other_keeper, picture)
    picture.refresh_from_db()
    assert picture.agreed_by == second
    assert Change.objects.filter(act="agreed to the photo", actor_id=second.pk).exists()


def test_whoever_added_it_does_not_count_as_second(keeper, board, picture):
    with pytest.raises(PermissionDenied, match="somebody else"):
        agree(keeper, picture)
    assert not sees(board, picture)


@pytest.mark.parametrize("who", ["other_keeper", "board", "administrator"])
def test_nobody_else_agrees(request, who, picture):
    with pytest.raises(PermissionDenied):
        agree(request.getfixturevalue(who), picture)


def test_an_agreed_photo_that_is_internal_stays_internal(
    keeper, colleague, board, champions, sub_action
):
    picture = add_photo(keeper, sub_action.item, visibility="internal")
    assert not sees(champions, picture)
    agree(colleague, picture)
    assert not sees(board, picture)
    assert sees(keeper, picture)


def test_what_is_no_photo_or_agreed_already_needs_no_second_look(
    keeper, colleague, sub_action, picture
):
    with pytest.raises(ValidationError, match="needs no second check"):
        agree(colleague, add(keeper, sub_action.item))
    agree(colleague, picture)
    with pytest.raises(ValidationError, match="needs no second check"):
        agree(colleague, picture, seen=2)


def test_a_photo_that_was_edited_meanwhile_is_a_conflict(keeper, colleague, picture):
    items.edit_evidence(by=keeper, evidence=picture, seen=1, title="Another name")
    with pytest.raises(Conflict):
        agree(colleague, picture)


def test_the_button_stands_where_it_works_and_works(signed_in, keeper, colleague, picture):
    assert "I have looked" not in signed_in(keeper).get(picture.get_absolute_url()).content.decode()
    client = signed_in(colleague)
    assert "I have looked" in client.get(picture.get_absolute_url()).content.decode()
    client.post(f"/evidence/{picture.pk}/agree/", {"version": 1})
    page = html_of(client.get(picture.get_absolute_url()))
    assert "Catriona checked it too, on" in page
    assert "Waiting for a second check" not in page


def test_whoever_added_it_is_refused_in_the_browser_too(signed_in, keeper, picture):
    assert (
        signed_in(keeper).post(f"/evidence/{picture.pk}/agree/", {"version": 1}).status_code == 403
    )
    picture.refresh_from_db()
    assert picture.awaits_second_look
