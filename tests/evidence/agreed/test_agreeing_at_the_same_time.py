"""Two who agree at the same moment, and an owner who reports while somebody agrees."""

from functools import partial

import pytest
from django.db import DatabaseError

from accounts.models import Role
from accounts.versions import Conflict
from actions.models import SubAction
from actions.services import progress
from evidence.agreed import answering
from evidence.models import Agreement
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import ClaimedFactory, open_all

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def together(*works) -> list[Exception]:
    """Do these things at the same moment; what was said against them."""
    said = at_once(*works, allowed=(Conflict, DatabaseError))
    return [one for one in said if isinstance(one, Exception)]


@pytest.fixture
def claim(service, keeper):
    """Another claim each time, whose evidence these have opened: `claim(board)`."""

    def make(*people):
        made = ClaimedFactory(service=service, by=keeper, owners=[keeper])
        for one in people:
            open_all(one, made)
        return made

    return make


def agreeing(by, claimed):
    row = SubAction.objects.get(pk=claimed.pk)
    said = {"kind": "agreed", "words": "The report shows it.", "seen": row.version}
    return partial(answering.answer_claim, by=by, sub_action=row, **said)


def test_one_of_two_is_stored_and_the_other_is_told(claim, board):
    second = person("Bill", Role.BOARD)
    for number in range(TIMES):
        claimed = claim(board, second)
        said = together(agreeing(board, claimed), agreeing(second, claimed))
        assert [type(error) for error in said] == [Conflict]
        assert Agreement.objects.count() == number + 1


def test_nobody_agrees_to_what_its_owner_reopens_at_that_moment(claim, keeper, board):
    for _time in range(TIMES):
        claimed = claim(board)
        row = SubAction.objects.select_related("item").get(pk=claimed.pk)
        said = {"status": "off-track", "changed": "It broke.", "seen": row.version}
        errors = together(
            agreeing(board, claimed),
            partial(progress.post_update, by=keeper, sub_action=row, **said),
        )
        assert [type(error) for error in errors] == [Conflict]
        row.refresh_from_db()
        found = Agreement.objects.filter(claim__sub_action=row)
        assert found.exists() == (row.status == "complete")
