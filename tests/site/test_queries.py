"""Pages stay cheap (promise T18): the statements a page costs are written down, and do not grow with the work."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from accounts.models import Role
from actions.models import Action, ProgressUpdate, SubAction
from foundations.models import FrameworkItem
from tests.conftest import person
from tests.factories import MeasureFactory, ReplyFactory

from .table import SIGNED_IN, TABLE

BASELINE = json.loads((Path(__file__).parent / "query_baseline.json").read_text())
MANY = 1_000
# Addresses without a line in the baseline, each with its reason.
EXCUSED = {
    "home": "redirects",
    "still-here": "answers without a page",
    "history-export": "streams its lines",
    "propose": "redirects where a service keeps the sub-action",
    "withdraw": "its number is known only at run time",
    **dict.fromkeys(
        [
            "heard",
            "edit-heard",
            "remove-heard",
            "send-heard",
            "answer-heard",
            "measure",
            "edit-measure",
            "correct-actual",
        ],
        "its number is known only at run time",
    ),
    **dict.fromkeys(
        ["person", "rename-person", "give-role", "end-role", "move", "deactivate", "reactivate"],
        "its number is known only at run time, and its cost does not depend on the work",
    ),
}


@pytest.fixture
def busy(framework, service, keeper):
    """The framework with every published sub-action reported once by one Keeper, and the dated ones late."""
    today = timezone.localdate()
    SubAction.objects.update(service=service, confirmed_on=today, confirmed_by=keeper)
    Action.objects.update(service=service)
    SubAction.objects.filter(kind="dated").update(due_on=today - timedelta(days=3))
    for row in SubAction.objects.all():
        row.owners.add(keeper)
    report(SubAction.objects.all(), keeper)
    listen(keeper, 1)


def listen(keeper, times: int) -> None:
    """What was heard about, and measures of, a sub-action and a call; some of it answered."""
    for item in FrameworkItem.objects.filter(key__in=["1.1", "C18"]):
        for number in range(times):
            ReplyFactory(item=item, heard__logged_by=keeper)
            said = {"kind": "changed", "words": "It is done.", "answered_by": keeper}
            ReplyFactory(item=item, heard__logged_by=keeper, answered_on=timezone.localdate(), **said)
            measure = MeasureFactory(item=item, name=f"Measure {times} {number}", added_by=keeper)
            measure.actuals.create(on=timezone.localdate(), number=number, said_by=keeper)


def report(rows, keeper) -> None:
    now = timezone.now()
    ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            sub_action=row,
            service=row.service,
            posted_at=now,
            posted_on=now.date(),
            posted_by=keeper,
            status="on-track",
            changed="It goes on.",
        )
        for row in rows
    )


def add_many(service, keeper) -> None:
    """A thousand more sub-actions with owners, dates and updates."""
    action = Action.objects.get(item__key="1")
    items = FrameworkItem.objects.bulk_create(
        FrameworkItem(
            key=f"1.L{n}", kind="sub-action", heading=f"Local {n}", order=100 + n, parent=action.item, local=True
        )
        for n in range(MANY)
    )
    due = timezone.localdate() - timedelta(days=3)
    rows = SubAction.objects.bulk_create(
        SubAction(
            item=item, action=action, service=service, kind="dated", due_on=due, confirmed_on=due, confirmed_by=keeper
        )
        for item in items
    )
    SubAction.owners.through.objects.bulk_create(
        SubAction.owners.through(subaction_id=row.pk, user_id=keeper.pk) for row in rows
    )
    report(rows, keeper)
    listen(keeper, 30)
    # PostgreSQL plans by statistics, which it would gather by itself a minute later.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def cost(client, path: str) -> int:
    """The statements of a second visit (the first one renews the session)."""
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(seen)


@pytest.fixture
def clients(keeper, administrator, board, service, signed_in):
    everything = person("Eve", Role.KEEPER, service)
    for role in (Role.BOARD, Role.ADMINISTRATOR):
        everything.appointments.create(role=role)
    return signed_in(everything)


def test_every_page_costs_what_the_baseline_says_however_much_work_there_is(busy, clients, service, keeper):
    few = {path: cost(clients, path) for path in BASELINE}
    assert few == BASELINE
    add_many(service, keeper)
    many = {path: cost(clients, path) for path in BASELINE}
    assert many == few


def test_every_page_has_a_line_in_the_baseline():
    pages = {name for name, row in TABLE.items() if not row.post_only and row.allowed <= SIGNED_IN}
    held = {resolve(path.split("?")[0]).url_name for path in BASELINE}
    assert {name for name in pages - held - set(EXCUSED) if not name.startswith("account_")} == set()
