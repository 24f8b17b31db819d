"""Two who agree at the same moment, and an owner who reports while somebody agrees."""

import pytest
from django.db import DatabaseError

from accounts.models import Role
from accounts.versions import Conflict
from actions.models import SubAction
from actions.services import progress
from evidence.models import Agreement
from tests.at_once import at_once
from tests.conftest import person
from tests.factories import open_all

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def together(*works) -> list[Exception]:
    """Do these things at the same moment; what was said against them."""
    said = at_once(*works, allowed=(Conflict, DatabaseError))
    return [one for one in said if isinstance(one, Exception)]


def test_one_of_two_is_stored_and_the_other_is_told(claimed, board, answer):
    second = person("Bill", Role.BOARD)
    for user in (board, second):
        open_all(user, claimed)
    seen = claimed.version

    said = together(
        lambda: answer(board, opened=False, seen=seen),
        lambda: answer(second, opened=False, seen=seen),
    )

    assert [type(error) for error in said] == [Conflict]
    assert Agreement.objects.count() == 1


def test_nobody_agrees_to_what_its_owner_reopens_at_that_moment(claimed, keeper, board, answer):
    open_all(board, claimed)
    row, seen = SubAction.objects.select_related("item").get(pk=claimed.pk), claimed.version
    said = {"status": "off-track", "changed": "It broke."}

    errors = together(
        lambda: answer(board, opened=False, seen=seen),
        lambda: progress.post_update(by=keeper, sub_action=row, seen=seen, **said),
    )

    assert [type(error) for error in errors] == [Conflict]
    row.refresh_from_db()
    assert Agreement.objects.exists() == (row.status == "complete")
