"""Help is asked for while somebody else says that it goes well again, or with the same form."""

import uuid
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Change, Role
from accounts.versions import Conflict
from actions.models import Need, SubAction
from actions.services.needs import answer_need, ask_for_help, withdraw_need
from actions.services.progress import post_update
from actions.status import Status
from tests.at_once import TIMES, at_once
from tests.conftest import person

from .conftest import post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

REFUSED = (ValidationError, Conflict)


@pytest.fixture
def colleague(service):
    return person("Catriona", Role.KEEPER, service)


@pytest.fixture
def stuck(keeper, sub_action):
    post(keeper, sub_action, Status.AT_RISK)
    return SubAction.objects.get(pk=sub_action.pk)


def asking(by, page: SubAction, **values) -> partial:
    said = {"would_help": "A second trainer until the summer.", "who_acts": "board"} | values
    return partial(ask_for_help, by=by, sub_action=page, **said)


def pages_of(row: SubAction) -> list[SubAction]:
    return [SubAction.objects.get(pk=row.pk) for _page in range(2)]


def test_help_is_asked_for_only_while_it_does_not_go_well(keeper, colleague, stuck):
    for _time in range(TIMES):
        Need.objects.all().delete()
        if SubAction.objects.get(pk=stuck.pk).status != Status.AT_RISK:
            post(keeper, SubAction.objects.get(pk=stuck.pk), Status.AT_RISK)
        pages = pages_of(stuck)
        goes_on = partial(
            post_update,
            by=colleague,
            sub_action=pages[0],
            seen=pages[0].version,
            status=Status.ON_TRACK,
            changed="The trainer came.",
        )
        said = at_once(goes_on, asking(keeper, pages[1]), allowed=REFUSED)
        assert SubAction.objects.get(pk=stuck.pk).status == Status.ON_TRACK
        assert Need.objects.exists() != isinstance(said[1], ValidationError)
        if Need.objects.exists():
            # Asked first, while it went badly.
            newest = Change.objects.order_by("-id")[:2]
            assert newest[1].act == "asked for help"


def test_one_form_sent_twice_at_once_asks_once(keeper, stuck):
    for _time in range(TIMES):
        Need.objects.all().delete()
        ask = asking(keeper, stuck, form_key=uuid.uuid4())
        first, second = at_once(ask, ask)
        assert (first, Need.objects.count()) == (second, 1)


def test_what_is_answered_is_not_withdrawn_at_the_same_moment(keeper, board, stuck):
    for _time in range(TIMES):
        Need.objects.all().delete()
        need = asking(keeper, stuck)()
        pages = [Need.objects.get(pk=need.pk) for _page in range(2)]
        said = at_once(
            partial(answer_need, by=board, need=pages[0], seen=1, answer="It is agreed."),
            partial(withdraw_need, by=keeper, need=pages[1], seen=1, reason="It came."),
            allowed=REFUSED,
        )
        assert [type(one) for one in said if isinstance(one, Exception)] == [Conflict]
        held = Need.objects.get()
        assert bool(held.answered_on) != bool(held.withdrawn_on)
