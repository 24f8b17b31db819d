"""Two presses at the same moment: a list comes in once, and is undone once."""

from functools import partial

import pytest

from actions.models import ProgressUpdate, SubAction
from evidence.models import Workbook
from evidence.workbook import services
from tests.accounts.test_at_the_same_time import both
from tests.at_once import at_once
from tests.factories import ReportedSubActionFactory

from .lists import bring, choose, plan_of, take_out

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def said(service):
    """A list that says something of three sub-actions."""
    for key in ("1.1", "1.2", "1.3"):
        ReportedSubActionFactory(item__key=key, service=service)
    edited = take_out(SubAction.objects.all())
    for key in ("1.1", "1.2", "1.3"):
        edited.say(key, "Two more came.", "At risk")
    return edited


def test_the_button_pressed_three_times_brings_in_once(said, keeper):
    found, changes = choose(said, keeper), plan_of(said, keeper).changes

    def press() -> None:
        mine = Workbook.objects.get(pk=found.pk)
        services.bring_in(by=keeper, workbook=mine, seen=1, changes=changes)

    assert both(press, press, press) == 2
    assert ProgressUpdate.objects.filter(posted_by=keeper).count() == 3


def test_undoing_at_the_same_moment_undoes_once(said, keeper):
    made = bring(said, keeper)

    def press() -> None:
        services.undo(by=keeper, workbook=Workbook.objects.get(pk=made.pk), seen=2)

    assert both(press, press) == 1
    assert all(update.is_withdrawn for update in ProgressUpdate.objects.filter(posted_by=keeper))


def test_a_rehearsal_beside_a_list_that_comes_in_leaves_it_whole(said, keeper):
    found, changes = choose(said, keeper), plan_of(said, keeper).changes
    bring_in = partial(services.bring_in, by=keeper, workbook=found, seen=1, changes=changes)
    at_once(bring_in, partial(services.rehearse, by=keeper, changes=changes))
    assert ProgressUpdate.objects.filter(posted_by=keeper).count() == 3
