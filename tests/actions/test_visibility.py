"""Who reads an update's text: internal ones the service's own Keepers, all others everyone who
signs in.
"""

import pytest

from actions.models import ProgressUpdate, SubAction
from actions.status import Visibility

from .conftest import post

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ROLES = ["keeper", "colleague", "other_keeper", "board", "champions", "administrator"]
OWN = {"keeper", "colleague"}


@pytest.fixture
def three(keeper, sub_action):
    """One update of each visibility, its text the name of it."""
    for visibility in Visibility:
        post(keeper, sub_action, changed=f"Text for {visibility}.", visibility=visibility)


@pytest.mark.parametrize("role", ROLES)
def test_internal_updates_are_for_the_keepers_of_the_service(three, request, role):
    seen = set(
        ProgressUpdate.objects.visible_to(request.getfixturevalue(role)).values_list(
            "visibility", flat=True
        )
    )
    assert seen == (set(Visibility) if role in OWN else {Visibility.BOARD, Visibility.PUBLIC})


@pytest.mark.parametrize("role", ROLES)
def test_the_page_shows_no_more(three, request, signed_in, sub_action, role):
    page = (
        signed_in(request.getfixturevalue(role)).get(sub_action.get_absolute_url()).content.decode()
    )
    assert "Text for board." in page
    assert "Text for public." in page
    assert ("Text for internal." in page) == (role in OWN)


@pytest.mark.parametrize("role", ROLES)
def test_the_status_itself_is_for_everyone(keeper, request, signed_in, sub_action, role):
    post(keeper, sub_action, "off-track", visibility=Visibility.INTERNAL)
    page = signed_in(request.getfixturevalue(role)).get("/sub-actions/").content.decode()
    assert ">Off track</span>" in page


def test_internal_update_of_another_service_is_not_found(
    keeper, other_keeper, signed_in, sub_action
):
    update = post(keeper, sub_action, visibility=Visibility.INTERNAL)
    address = f"/sub-actions/{sub_action.key}/updates/{update.pk}/withdraw/"
    assert signed_in(other_keeper).get(address).status_code == 404
    assert signed_in(keeper).get(address).status_code == 200


def test_a_service_that_takes_work_over_is_not_shown_the_internal_update_before(
    three, keeper, other_keeper, other_service, signed_in, sub_action
):
    post(keeper, sub_action, changed="Only for us.", visibility=Visibility.INTERNAL)
    page = f"/sub-actions/{sub_action.key}/update/"
    assert "Only for us." in signed_in(keeper).get(page).content.decode()
    SubAction.objects.update(service=other_service)
    moved = signed_in(other_keeper).get(page).content.decode()
    assert "Only for us." not in moved
    assert "Text for public." in moved


def test_whoever_is_deactivated_reads_no_internal_update(three, keeper):
    def read_by_the_keeper() -> list[str]:
        updates = ProgressUpdate.objects.visible_to(keeper)
        return sorted(updates.values_list("visibility", flat=True))

    assert read_by_the_keeper() == ["board", "internal", "public"]
    keeper.is_active = False
    assert read_by_the_keeper() == ["board", "public"]
