"""Presses at the same moment: a register comes in once and is undone once, and whoever adds work
meanwhile waits for it and gets a key of her own.
"""

from functools import partial

import pytest

from accounts.models import Service
from actions.models import Action, SubAction
from actions.services.work import add_action, add_sub_action
from evidence.models import Register
from evidence.registers import services
from evidence.registers.comparing import compare
from tests.accounts.test_at_the_same_time import both
from tests.at_once import at_once

from .registers import bring, choose, layout_of, read, register

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
HEADINGS = ("What", "Priority", "By when")
CONTENT = [
    ["Recruit more foster carers", "", "1 May 2099"],
    ["A kitchen", "Food", "1 May 2099"],
    ["A garden", "Food", "1 May 2099"],
    ["A room", "4", "1 May 2099"],
]


@pytest.fixture
def content(foster, others):
    return register(*CONTENT, headings=HEADINGS)


def ready(content: bytes, by):
    """The register of this file, and what it would do."""
    sheet = read(content)
    return choose(sheet, by), compare(sheet, layout_of(sheet), {}, by)


def local() -> list[str]:
    return sorted(one.key for one in SubAction.objects.filter(item__local=True))


def test_the_button_pressed_three_times_brings_in_once(content, keeper):
    found, plan = ready(content, keeper)

    def press() -> None:
        mine = Register.objects.get(pk=found.pk)
        services.bring_in(by=keeper, register=mine, seen=1, plan=plan)

    assert both(press, press, press) == 2
    assert local() == ["4.L1", "L1.1", "L1.2"]


def test_undoing_at_the_same_moment_undoes_once(content, keeper):
    made = bring(content, keeper)

    def press() -> None:
        mine = Register.objects.get(pk=made.pk)
        services.undo(by=keeper, register=mine, seen=made.version)

    assert both(press, press) == 1
    assert local() == []


def test_whoever_adds_work_meanwhile_gets_a_key_of_her_own(content, keeper, foster, service):
    found, plan = ready(content, keeper)
    action = Action.objects.get(pk=foster.action_id)
    mine = Service.objects.get(pk=service.pk)
    about = {"by": keeper, "service": mine}
    at_once(
        partial(services.bring_in, by=keeper, register=found, seen=1, plan=plan),
        partial(add_action, **about, title="Play"),
        partial(add_sub_action, **about, action=action, title="A hall", kind="dated"),
    )
    assert {one.key for one in Action.objects.filter(item__local=True)} == {"L1", "L2"}
    assert {"4.L1", "4.L2"} <= set(local())


def test_a_rehearsal_beside_a_register_that_comes_in_leaves_it_whole(content, keeper):
    found, plan = ready(content, keeper)
    bring_in = partial(services.bring_in, by=keeper, register=found, seen=1, plan=plan)
    other = Register.objects.get(pk=found.pk)
    at_once(bring_in, partial(services.rehearse, by=keeper, register=other, plan=plan))
    assert local() == ["4.L1", "L1.1", "L1.2"]
