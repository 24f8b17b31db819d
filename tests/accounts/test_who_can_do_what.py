"""The page of permissions is drawn from the table that is checked, in words."""

from types import SimpleNamespace

import pytest
from django.utils.html import escape

from accounts.models import Role
from accounts.permissions import PERMISSIONS, may
from accounts.service_views import extent


@pytest.mark.parametrize("who", ["keeper", "board", "champions", "administrator"])
def test_every_role_reads_every_row(request, signed_in, who):
    html = signed_in(request.getfixturevalue(who)).get("/who-can-do-what/").content.decode()

    for permission in PERMISSIONS:
        assert f'<th scope="row">{escape(permission.words)}</th>' in html
    for role in Role:
        assert html.count(f'<td data-label="{role.label}"') == len(PERMISSIONS)
    said = ("Yes</td>", "No</td>", "own services</td>", "given this right</td>")
    assert html.count("<td ") == sum(html.count(words) for words in said)


@pytest.mark.parametrize(
    ("words", "role", "said"),
    [
        ("See the Board&#x27;s page and the lists behind its figures", "board", "Yes"),
        ("Post and withdraw progress updates, and say “still true”", "keeper", "own services"),
        ("Post and withdraw progress updates, and say “still true”", "administrator", "No"),
        ("Add evidence, say what it supports, and remove it", "champions", "Yes"),
        ("Close rounds", "board", "given this right"),
        ("Close rounds", "administrator", "Yes"),
        ("Close rounds", "keeper", "No"),
        ("Invite people, change their roles, move and deactivate them", "administrator", "Yes"),
        ("Invite people, change their roles, move and deactivate them", "champions", "No"),
    ],
)
def test_what_everyone_knows_stands_in_its_cell(signed_in, board, words, role, said):
    html = signed_in(board).get("/who-can-do-what/").content.decode()
    row = html.split(f'<th scope="row">{words}</th>')[1].split("</tr>")[0]
    cell = row.split(f'<td data-label="{Role(role).label}"')[1].split("</td>")[0]
    assert cell.endswith((f">{said}", f"Of their {said}", f"Those {said}"))


@pytest.mark.parametrize("permission", PERMISSIONS, ids=lambda permission: permission.key)
@pytest.mark.parametrize("role", Role)
def test_what_it_says_is_what_is_checked(request, permission, role, service, other_service):
    user = request.getfixturevalue(role.value)
    own, other = (
        SimpleNamespace(service_id=service.pk),
        SimpleNamespace(service_id=other_service.pk),
    )

    done = (
        may(user, permission.key),
        may(user, permission.key, own),
        may(user, permission.key, other),
    )

    expected = {
        "Yes": (True, True, True),
        "Of their own services": (True, True, False),
        "Those given this right": (False, False, False),
        "No": (False, False, False),
    }
    assert done == expected[extent(permission, role)]


def test_nobody_without_a_role_may_do_anything(stranger, board):
    assert may(board, "read")
    assert not any(may(stranger, permission.key) for permission in PERMISSIONS)
