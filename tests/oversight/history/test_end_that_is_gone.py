"""Where the newest lines of the history are gone, records say more than it does; and each mail that
has left holds an end by which that is seen.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from lxml import html

from accounts import database
from accounts.models import Change, Role
from accounts.outbox.sending import send_due
from accounts.services import add_service, edit_service, invite, rename_person
from actions.models import SubAction
from actions.services.progress import post_update
from actions.services.work import edit_action, edit_sub_action
from evidence.assessments.services.states import set_aside, take_up
from evidence.heard.services import edit_heard, log_heard
from evidence.items.link_check import Answer
from evidence.items.upkeep import note_answers
from evidence.measures.services import add_measure
from evidence.models import EvidenceItem
from evidence.participation.reasons import Heads
from evidence.participation.services import edit_session
from foundations.models import Round
from foundations.services.correcting import answer_correction, propose_correction
from foundations.services.linking import add_link, confirm_link
from foundations.services.rounds import edit_round, open_round
from oversight.history.comparing import COMPARED
from tests.conftest import person
from tests.evidence.items.adding import add
from tests.evidence.participation.participants import log
from tests.factories import ActionFactory, ItemFactory, SelfAssessmentFactory, SubActionFactory

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


def add_evidence(people) -> EvidenceItem:
    return add(people["keeper"], SubActionFactory(service=people["service"]).item)


def open_autumn(people) -> Round:
    days = {"first_day": timezone.localdate(), "last_day": timezone.localdate()}
    asks = {"asks_progress": False, "asks_assessment": True}
    return open_round(by=people["administrator"], name="Autumn", **days, **asks)


def rename_a_round(people) -> None:
    made = open_autumn(people)
    edit_round(by=people["administrator"], round=made, seen=1, name="Winter")


def confirm_a_link(people) -> None:
    ends = {"from_item": ItemFactory(kind="sub-action"), "to_item": ItemFactory()}
    made = add_link(by=people["keeper"], **ends, reason="It answers it.")
    colleague = person("Catriona", Role.KEEPER, people["service"])
    confirm_link(by=colleague, link=made, seen=1, reason="It does.")


def agree_to_a_correction(people) -> None:
    said = {"item": ItemFactory(), "part": "text", "wording": "Better.", "reason": "A line."}
    made = propose_correction(by=people["keeper"], **said)
    answered = {"state": "agreed", "answer": "Yes."}
    answer_correction(by=people["administrator"], correction=made, seen=1, **answered)


def edit_an_action(people) -> None:
    row = ActionFactory(service=people["service"])
    for seen, words in ((1, "Children stay."), (2, "Children stay at home.")):
        edit_action(by=people["keeper"], action=row, seen=seen, expected_difference=words)


def name_a_measure(people) -> None:
    item = SubActionFactory(service=people["service"]).item
    said = {"unit": "children", "why": "They move.", "data_source": "Ours"}
    said |= {"counts_people": True, "baseline_unknown": "Nobody counted."}
    add_measure(by=people["keeper"], item=item, name="Moves", **said)


def correct_a_session(people) -> None:
    by = person("Chris", Role.CHAMPIONS)
    made, day = log(by, held_on=date(2025, 3, 3)), date(2025, 3, 4)
    values = {name: getattr(made, name) for name in ("kind", "lived_experience", "lived_number")}
    values |= {"audiences": [Heads("workforce", 25)], "sub_actions": [], "held_on": day}
    edit_session(by=by, session=made, seen=1, **values)


def date_what_was_heard(people) -> None:
    by, day = person("Chris", Role.CHAMPIONS), timezone.localdate()
    said = {"theme": "Moves", "words": "We move too often.", "consent": ""}
    said |= {"items": [ItemFactory()], "five_or_more": True, "visibility": "board"}
    made = log_heard(by=by, kind="heard", heard_on=day, **said)
    edit_heard(by=by, heard=made, seen=1, heard_on=day - timedelta(days=1), **said)


def take_a_theme_up_again(people) -> None:
    row = SelfAssessmentFactory(service=people["service"], round=open_autumn(people))
    where = {"theme": row.theme, "service": row.service, "round": row.round}
    made = set_aside(by=people["keeper"], **where, reason="It is not ours.")
    take_up(by=people["keeper"], assessment=made, seen=made.version)


ACTS = {
    edit_dates: "sub-action",
    report: "sub-action",
    rename_a_service: "service",
    rename_somebody: "person",
    add_evidence: "evidence",
    rename_a_round: "round",
    confirm_a_link: "link",
    agree_to_a_correction: "correction",
    edit_an_action: "action",
    name_a_measure: "measure",
    correct_a_session: "session",
    date_what_was_heard: "heard",
    take_a_theme_up_again: "self-assessment",
}


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
    assert told.thing == ACTS[act]
    cut_off(1)
    with pytest.raises(CommandError, match=f"{told.thing} {told.key}.*Lines are gone"):
        call_command("verify_history")


def test_each_kind_of_record_that_is_compared_is_tried():
    assert {*ACTS.values()} == {*COMPARED}


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


def test_what_was_taken_out_or_is_told_elsewhere_is_no_break(people, signed_in):
    edit_dates(people)
    row, by = SubAction.objects.latest("pk"), people["keeper"]
    for words in ("Ishbel Quill is at home.", "Children are at home."):
        row.refresh_from_db()
        edit_sub_action(by=by, sub_action=row, seen=row.version, expected_difference=words)
    item = add_evidence(people)
    found = {item.url: Answer("No answer", broken=True)}
    for words in ("No answer", "500"):
        answers = {item.url: replace(found[item.url], words=words)}
        note_answers(items=[item], answers=answers, on=timezone.localdate())
    client = signed_in(people["administrator"])
    page = client.post("/removals/", {"words": "Ishbel Quill"})
    (shown,) = html.fromstring(page.content).xpath("//input[@name='found']/@value")
    client.post("/removals/take/", {"found": shown, "reason": "A name."})
    assert Change.objects.filter(removed=True).exists()
    call_command("verify_history")


SHOWN = ["{} · {}", "{}:{}", " {} · {}…\n", "on 1 May 2026: {} · {}"]


@pytest.mark.parametrize("shown", SHOWN)
def test_an_end_is_taken_as_it_was_said(people, shown):
    rename_a_service(people)
    seal = Change.objects.first().seal
    for said in (seal, seal[:16]):
        call_command("verify_history", head=shown.format(2, said))
        with pytest.raises(CommandError, match="lines are gone"):
            call_command("verify_history", head=shown.format(3, said))
    with pytest.raises(CommandError, match="is no whole end of the history"):
        call_command("verify_history", head=shown.format(2, seal[:8]))


@pytest.mark.parametrize("kept", ["", "END", "2:", "2:Z", "0123456789abcdef0123", "2 lines"])
def test_what_is_no_end_is_not_taken_for_a_proof_nor_for_a_loss(people, kept):
    rename_a_service(people)
    with pytest.raises(CommandError, match=f"“{kept}” is no whole end of the history"):
        call_command("verify_history", head=kept)
