"""Presses at the same moment on a register and an edited list that met in one sub-action."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.history import broken_changes
from actions.models import Move
from evidence.files.bringing.trying import Refused
from evidence.models import Register, Undoable
from tests.accounts.test_at_the_same_time import both
from tests.at_once import TIMES, at_once

from .registers import stored
from .test_undone_in_turn import KEY, by_list, by_register, reads, undo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def before(foster, others):
    return reads()


def test_of_two_undone_at_once_the_earlier_follows_or_is_told_what_to_undo_first(
    before, keeper, colleague
):
    for _time in range(TIMES):
        first, second = by_list(keeper, 1), by_register(colleague, 2)
        undoing = partial(undo, first), partial(undo, second)
        earlier, later = at_once(*undoing, allowed=(ValidationError,))
        assert not isinstance(later, ValidationError)
        if isinstance(earlier, ValidationError):
            assert "Undo that first." in str(earlier)
            undo(first)
        assert (reads(), Undoable.objects.exists()) == (before, False)
    assert list(broken_changes()) == []


def test_the_later_pressed_twice_is_undone_once_and_the_earlier_stays(before, keeper):
    first, second = by_register(keeper, 1), by_list(keeper, 2)
    assert both(partial(undo, second), partial(undo, second)) == 1
    assert Undoable.objects.get().version == stored(KEY).version
    assert Move.objects.count() == 1
    undo(first)
    assert reads() == before


def test_what_comes_in_beside_an_undo_comes_before_it_or_finds_the_row_changed(
    before, keeper, colleague
):
    first = by_list(keeper, 1)
    comes_in = partial(by_register, colleague, 2)
    undone, came = at_once(partial(undo, first), comes_in, allowed=(ValidationError, Refused))
    # What began to come in once the undo was done met nothing of it.
    assert not (isinstance(undone, ValidationError) and isinstance(came, Refused))
    for register in Register.objects.exclude(brought_in_at=None):
        undo(register)
    if isinstance(undone, ValidationError):
        undo(first)
    assert (reads(), Undoable.objects.exists()) == (before, False)
