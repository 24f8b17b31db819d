"""A register that comes again and says its local work in other words."""

import pytest

from evidence.registers.plan import NEW

from .registers import bring, only, register, row

pytestmark = pytest.mark.django_db
FIRST = "Open a music room in Leith"
LATER = "Find a room for music by Easter"
NOTE = (
    "If it is 4.L1 “Open a music room in Leith”, which is here already, choose that below. "
    "Both "
    "have the words: room, music."
)


def test_local_work_that_shares_its_words_is_offered(plan, keeper):
    bring(register(row(FIRST)), keeper, action="4")
    content = register(row(LATER))
    found = only(content, keeper, action="4")
    assert (found.becomes, found.notes) == (NEW, [NOTE])
    assert [one.sub_action.key for one in found.offers] == ["4.L1"]
    chosen = only(content, keeper, row_2="4.L1")
    assert (chosen.becomes, chosen.notes, chosen.comes_in) == ("4.L1", [], False)
    assert only(content, keeper, row_2=NEW, action="4").becomes == NEW


def test_local_work_of_others_is_not(plan, keeper, other_keeper):
    bring(register(row(FIRST)), other_keeper, action="4")
    found = only(register(row(LATER)), keeper, action="4")
    assert (found.becomes, found.offers, found.notes) == (NEW, [], [])
