"""Where each role begins."""

import pytest

from accounts.models import Role
from tests.factories import AppointmentFactory


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("keeper", "/my-work/"),
        ("board", "/board/"),
        ("champions", "/participation/"),
        ("administrator", "/administration/"),
    ],
)
def test_home_is_the_first_page_of_the_role(request, signed_in, name, place):
    answer = signed_in(request.getfixturevalue(name)).get("/")

    assert answer.status_code == 302
    assert answer.url == place


def test_whoever_holds_several_roles_begins_at_the_first(signed_in, administrator, board, keeper):
    AppointmentFactory(user=board, role=Role.ADMINISTRATOR)
    AppointmentFactory(user=keeper, role=Role.BOARD)

    assert signed_in(administrator).get("/").url == "/administration/"
    assert signed_in(board).get("/").url == "/board/"
    assert signed_in(keeper).get("/").url == "/my-work/"


def test_home_tells_a_person_without_a_role_so(signed_in, stranger):
    assert signed_in(stranger).get("/").status_code == 403


def test_home_is_only_read(signed_in, keeper):
    assert signed_in(keeper).post("/").status_code == 405
