"""The pages on which an administrator gives, ends and moves roles."""

from datetime import date

import pytest

from accounts.forms import ABOUT_ROLES
from accounts.models import User

from .conftest import text_of


@pytest.fixture(autouse=True)
def fixed_day(time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.fixture
def clerk(administrator, signed_in):
    return signed_in(administrator)


def test_giving_a_role(clerk, stranger, service):
    values = {
        "role": "keeper",
        "service": service.pk,
        "starts_on": "23 November 2026",
        "ends_on": "31/12/2026",
    }

    page = clerk.post(f"/people/{stranger.pk}/roles/give/", values, follow=True)

    assert "Promise Keeper of Education from 23 November 2026 until 31 December 2026" in text_of(
        page
    )
    assert fresh(stranger).services == [service]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"starts_on": "soon"}, "Write the day as 31/12/2026 or 31 December 2026."),
        ({"starts_on": ""}, "Say from which day, as 31/12/2026."),
        ({"ends_on": "22/11/2026"}, "The role must end after the day on which it starts."),
        ({"role": "keeper"}, "Choose the service"),
    ],
)
def test_a_role_that_does_not_fit_is_said_by_the_field(clerk, stranger, values, said):
    sent = {"role": "board", "service": "", "starts_on": "23/11/2026", "ends_on": ""} | values

    page = clerk.post(f"/people/{stranger.pk}/roles/give/", sent)

    assert text_of(page).count(said) == 2
    assert not stranger.appointments.exists()


def test_ending_a_role(clerk, board):
    address = f"/people/{board.pk}/roles/{board.appointments.get().pk}/end/"

    page = clerk.post(address, {"ends_on": "30/11/2026"}, follow=True)

    assert "Oversight Board member: ends on 30 November 2026." in text_of(page)
    assert board.appointments.get().ends_on == date(2026, 11, 30)


def test_the_last_administrator_is_told_why(clerk, administrator):
    held = administrator.appointments.get()

    ending = clerk.post(
        f"/people/{administrator.pk}/roles/{held.pk}/end/", {"ends_on": "23/11/2026"}
    )
    leaving = clerk.post(f"/people/{administrator.pk}/deactivate/", follow=True)

    for page in (ending, leaving):
        assert "This is the last administrator who can sign in." in text_of(page)
    assert fresh(administrator).roles == {"administrator"}


def test_someone_elses_role_is_not_found_under_a_person(clerk, board, keeper):
    held = keeper.appointments.get()

    for step in ("end", "move"):
        answer = clerk.post(
            f"/people/{board.pk}/roles/{held.pk}/{step}/", {"ends_on": "23/11/2026"}
        )
        assert answer.status_code == 404
    assert fresh(keeper).roles == {"keeper"}


@pytest.mark.parametrize("who", ["keeper", "board", "champions"])
def test_nobody_else_gives_or_ends_roles(request, signed_in, board, who):
    user = request.getfixturevalue(who)
    client, held = signed_in(user), board.appointments.get()

    for path in (f"/people/{user.pk}/roles/give/", f"/people/{board.pk}/roles/{held.pk}/end/"):
        values = {"role": "administrator", "starts_on": "23/11/2026", "ends_on": "23/11/2026"}
        assert client.post(path, values).status_code == 403
    assert fresh(user).roles == {who}
    assert board.appointments.get().ends_on is None


def test_each_role_says_what_it_does_where_one_is_chosen(clerk, keeper):
    for path in ("/people/invite/", f"/people/{keeper.pk}/roles/give/"):
        html = clerk.get(path).content.decode()
        for role, words in ABOUT_ROLES.items():
            assert f'value="{role.value}"' in html
            assert words in html


@pytest.mark.parametrize("way", ["roles/give", "roles/{}/end", "deactivate"])
def test_whoever_changes_her_own_roles_is_told_that_it_signs_her_out(
    clerk, administrator, keeper, way
):
    for person, is_told in ((administrator, True), (keeper, False)):
        held = person.appointments.get()
        page = text_of(clerk.get(f"/people/{person.pk}/{way.format(held.pk)}/"))
        assert ("you are signed out then, and sign in again" in page) == is_told
    assert "signed out" not in text_of(clerk.get(f"/people/{administrator.pk}/rename/"))
