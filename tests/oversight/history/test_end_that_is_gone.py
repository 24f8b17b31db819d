"""Where the newest lines of the history are gone, records say more than it does; and each mail that
has left holds an end by which that is seen.
"""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts import database
from accounts.models import Change, Role
from accounts.outbox.sending import send_due
from accounts.services import add_service, edit_service, invite, rename_person
from actions.services.progress import post_update
from actions.services.work import edit_sub_action
from tests.evidence.items.adding import add
from tests.factories import SubActionFactory

pytestmark = pytest.mark.database


def edit_dates(people) -> None:
    row = SubActionFactory(service=people["service"])
    day, by = timezone.localdate(), people["keeper"]
    edit_sub_action(by=by, sub_action=row, seen=1, due_on=day)
    row.refresh_from_db()
    edit_sub_action(by=by, sub_action=row, seen=row.version, why="Late.", due_on=None)


def report(people) -> None:
    row = SubActionFactory(service=people["service"])
    values = {"status": "on-track", "changed": "It began."}
    post_update(by=people["keeper"], sub_action=row, seen=1, **values)
    post_update(by=people["keeper"], sub_action=row, seen=2, **values | {"status": "at-risk"})


def rename_a_service(people) -> None:
    made = add_service(by=people["administrator"], name="Libraries", kind="council")
    values = {"kind": "council", "closed_on": None, "seen": 1}
    edit_service(by=people["administrator"], service=made, name="Reading", **values)


def rename_somebody(people) -> None:
    renamed = {"by": people["administrator"], "person": people["keeper"]}
    rename_person(**renamed, name="Kirstin", seen=people["keeper"].version)
    people["keeper"].refresh_from_db()
    rename_person(**renamed, name="Kirsteen", seen=people["keeper"].version)


def add_evidence(people) -> None:
    add(people["keeper"], SubActionFactory(service=people["service"]).item)


ACTS = [edit_dates, report, rename_a_service, rename_somebody, add_evidence]


@pytest.fixture
def people(keeper, administrator, service):
    return {"keeper": keeper, "administrator": administrator, "service": service}


def cut_off(number: int) -> None:
    """Delete so many of the newest lines, as who has the database's own password could."""
    database.lift()
    ids = list(Change.objects.order_by("-id").values_list("id", flat=True)[:number])
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM accounts_change WHERE id = %s", [(pk,) for pk in ids])


@pytest.mark.parametrize("act", ACTS)
def test_a_record_that_says_more_than_its_last_line_is_named(act, people):
    act(people)
    call_command("verify_history")
    told = Change.objects.first()
    cut_off(1)
    with pytest.raises(CommandError, match=f"{told.thing} {told.key}.*Lines are gone"):
        call_command("verify_history")


def test_the_last_line_of_a_mail_proves_that_lines_are_gone(people, settings):
    settings.EMAIL_BACKEND = "accounts.outbox.backend.Outbox"
    invite(by=people["administrator"], email="a@council.test", name="A", role=Role.BOARD)
    send_due()
    (sent,) = mail.outbox
    end = sent.body.strip().splitlines()[-1]
    assert end.startswith("The record’s last line on ")
    rename_a_service(people)
    call_command("verify_history", head=end)
    cut_off(Change.objects.count())
    with pytest.raises(CommandError, match="lines are gone"):
        call_command("verify_history", head=end)


@pytest.mark.parametrize("shown", ["{} · {}", "{}:{}", " {} · {}…\n", "on 1 May 2026: {} · {}"])
def test_an_end_is_taken_as_it_was_said(people, shown):
    rename_a_service(people)
    seal = Change.objects.first().seal
    for said in (seal, seal[:16]):
        call_command("verify_history", head=shown.format(2, said))
        with pytest.raises(CommandError, match="lines are gone"):
            call_command("verify_history", head=shown.format(3, said))
    with pytest.raises(CommandError, match="lines are gone"):
        call_command("verify_history", head=shown.format(2, seal[:8]))
