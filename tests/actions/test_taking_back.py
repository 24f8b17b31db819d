"""Local work that was added can be taken back while nothing hangs on it; its key is never given
again.
"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from actions.models import Action, ProgressUpdate, SubAction
from actions.services import progress, taking_back, work
from actions.status import Kind
from foundations.models import FrameworkItem
from tests.factories import (
    ActionFactory,
    ItemFactory,
    LinkFactory,
    NeedFactory,
    SessionFactory,
    SubActionFactory,
)

from .conftest import post

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def published():
    return ActionFactory(item=ItemFactory(key="3", kind="action"))


@pytest.fixture
def play(keeper, service):
    return work.add_action(by=keeper, service=service, title="Play")


def add(by, action, service, title="A summer of play", **values):
    about = {"kind": Kind.DATED, "due_on": date(2027, 3, 31)} | values
    return work.add_sub_action(by=by, action=action, service=service, title=title, **about)


def take_back(by, sub_action):
    taking_back.take_back_sub_action(by=by, sub_action=sub_action, seen=sub_action.version)


def test_it_is_gone_with_its_item_and_the_history_tells_of_it(keeper, service, published):
    take_back(keeper, add(keeper, published, service))
    assert not SubAction.objects.exists()
    assert not FrameworkItem.objects.filter(key="3.L1").exists()
    line = Change.objects.latest("pk")
    assert (line.act, line.thing, line.key) == ("took back", "sub-action", "3.L1")
    assert "A summer of play" in line.before


def test_a_key_is_never_given_again(keeper, service, published, play):
    first = add(keeper, published, service)
    second = add(keeper, published, service, title="Another")
    take_back(keeper, second)
    assert add(keeper, published, service, title="A third").key == "3.L3"
    take_back(keeper, first)
    assert add(keeper, published, service, title="A fourth").key == "3.L4"
    taking_back.take_back_action(by=keeper, action=play, seen=1)
    assert work.add_action(by=keeper, service=service, title="Play").key == "L2"


def test_recurring_work_takes_its_occurrences_along(keeper, service, published):
    about = {"kind": Kind.RECURRING, "start_on": date(2026, 1, 1), "interval_months": 3}
    added = add(keeper, published, service, due_on=None, **about)
    assert added.occurrences.exists()
    take_back(keeper, added)
    assert not SubAction.objects.exists()


def test_an_update_that_stands_keeps_it_and_a_withdrawn_one_goes_with_it(
    keeper, service, published
):
    added = add(keeper, published, service)
    update = post(keeper, added)
    with pytest.raises(ValidationError, match="An update of it stands"):
        take_back(keeper, added)
    progress.withdraw(by=keeper, update=update, seen=added.version, reason="A slip.")
    added.refresh_from_db()
    take_back(keeper, added)
    assert not ProgressUpdate.objects.exists()


def _link(added):
    LinkFactory(from_item=added.item)


def _need(added):
    NeedFactory(sub_action=added)


def _session(added):
    SessionFactory().sub_actions.add(added)


@pytest.mark.parametrize(
    ("hang", "words"), [(_link, "links"), (_need, "needs"), (_session, "sessions")]
)
def test_what_hangs_on_it_keeps_it(keeper, service, published, hang, words):
    added = add(keeper, published, service)
    hang(added)
    with pytest.raises(ValidationError, match=f"Something hangs on it by now: .*{words}"):
        take_back(keeper, added)
    assert SubAction.objects.get() == added


def test_an_action_with_sub_actions_stays(keeper, service, play):
    add(keeper, play, service)
    with pytest.raises(ValidationError, match="sub actions"):
        taking_back.take_back_action(by=keeper, action=play, seen=1)
    assert Action.objects.get() == play


def test_what_somebody_changed_since_stays(keeper, service, published):
    added = add(keeper, published, service)
    SubAction.objects.update(version=2)
    with pytest.raises(Conflict):
        taking_back.take_back_sub_action(by=keeper, sub_action=added, seen=1)
    assert SubAction.objects.exists()


def test_what_the_plan_says_is_not_taken_back(keeper, service):
    with pytest.raises(ValidationError, match="What the plan says"):
        take_back(keeper, SubActionFactory(service=service))


def test_nobody_of_another_service_takes_it_back(keeper, other_keeper, service, published):
    with pytest.raises(PermissionDenied, match="Only a Promise Keeper of Education"):
        take_back(other_keeper, add(keeper, published, service))
