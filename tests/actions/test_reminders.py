"""Who is reminded of what on which day: the right mails, once each."""

import re
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Absence, Mail
from actions.models import Due, Reminder, ReminderMail, ReminderRun
from actions.reminders import step_on
from actions.services.reminding import remind
from actions.status import Kind, Status
from foundations.models import Round
from tests.actions.reminding import ADVICE, REVIEW, away, owned, sent
from tests.factories import SubActionFactory

pytestmark = pytest.mark.database


@pytest.fixture
def advice(keeper, service):
    """Due on a Wednesday; the Keeper's day is Monday."""
    return owned(keeper, service, ADVICE, due_on=date(2026, 4, 15))


@pytest.mark.parametrize(
    ("days", "step"),
    [(-31, None), (-30, -30), (-8, -30), (-7, -7), (-1, -1), (0, -1), (1, 1), (6, 1), (7, 7)]
    + [(29, 7), (30, 30), (59, 30), (60, 60), (366, 360)],
)
def test_the_steps_of_a_day(days, step):
    due = date(2028, 2, 29)
    assert step_on(due, due + timedelta(days=days)) == step


def test_her_own_day_of_the_week(keeper, advice):
    keeper.digest_day = 3
    keeper.save()
    for number in range(31):
        remind(date(2026, 3, 10) + timedelta(days=number))
    # Thursdays: 30 before was Monday 16 March, 7 before was Wednesday 8 April.
    assert [on for _who, on in sent()] == [date(2026, 4, 9), date(2026, 3, 19)]


def test_a_round_asks_until_it_is_answered_or_closed(keeper, service, administrator):
    row = owned(keeper, service, REVIEW, kind=Kind.ONGOING)
    days = {"first_day": date(2026, 9, 1), "last_day": date(2026, 9, 30)}
    now = Round.objects.create(key="autumn", name="Autumn", opened_by=administrator, **days)
    remind(date(2026, 8, 31))  # a Monday before it begins
    remind(date(2026, 9, 7))
    assert sent() == {("Kirsty", date(2026, 9, 7)): {REVIEW}}

    row.confirmed_on = date(2026, 9, 8)
    row.save()
    remind(date(2026, 9, 28))
    assert len(sent()) == 1
    row.confirmed_on = date(2026, 8, 31)
    row.save()
    remind(date(2026, 10, 5))
    assert len(sent()) == 2
    now.closed_on = date(2026, 10, 6)
    now.save()
    remind(date(2026, 10, 12))
    assert len(sent()) == 2


def test_days_that_were_left_out_are_made_up_for(advice):
    for on in (date(2026, 3, 15), date(2026, 3, 18)):  # the server was down on Monday
        remind(on)
    assert sent() == {("Kirsty", date(2026, 3, 18)): {ADVICE}}


@pytest.mark.parametrize("gone", ["deactivated", "moved", "replaced", "stopped", "given away"])
def test_nobody_is_reminded_of_what_she_does_not_owe(keeper, colleague, advice, gone):
    if gone == "deactivated":
        keeper.is_active = False
        keeper.save()
    elif gone == "moved":
        keeper.appointments.update(ends_on=date(2026, 3, 16))
    elif gone == "replaced":
        advice.replaced_by, advice.replaced_reason = SubActionFactory(), "Merged."
        advice.replaced_on = date(2026, 1, 2)
    elif gone == "stopped":
        advice.status, advice.reported_on = Status.STOPPED, date(2026, 1, 2)
        advice.decided_on, advice.decided_by = date(2026, 1, 2), "Cabinet"
    else:
        advice.owners.set([colleague])
    advice.save()
    remind(date(2026, 3, 16))
    assert sent() == ({("Catriona", date(2026, 3, 16)): {ADVICE}} if gone == "given away" else {})


@pytest.mark.parametrize(
    ("what", "who"),
    [
        ("nothing", "Catriona"),
        ("over", "Kirsty"),
        ("back", "Kirsty"),
        ("moved", "Kirsty"),
        ("deactivated", "Kirsty"),
        ("away too", "Kirsty"),
    ],
)
def test_the_deputy_gets_them(keeper, colleague, other_service, advice, what, who):
    """Until the absence ends by day or by hand, and unless she is no deputy any more."""
    absence = away(keeper, colleague)
    if what == "over":
        absence.last_day = date(2026, 3, 15)
    elif what == "back":
        absence.ended_on = date(2026, 3, 16)
    elif what == "moved":
        colleague.appointments.update(service=other_service)
    elif what == "deactivated":
        colleague.is_active = False
        colleague.save()
    elif what == "away too":
        away(colleague, keeper, last_day=date(2026, 3, 20))
    absence.save()
    remind(date(2026, 3, 16))
    assert sent() == {(who, date(2026, 3, 16)): {ADVICE}}
    told = "Some of it belongs to a colleague for whom you stand in."
    assert (told in Mail.objects.get().body) == (who == "Catriona")
    # It is the owner who was reminded: back again, she is not reminded of the same.
    Absence.objects.update(ended_on=date(2026, 3, 17))
    remind(date(2026, 3, 23))
    assert [*Reminder.objects.values_list("person__name", "step")] == [("Kirsty", -30)]


def test_the_mail_names_titles_and_leads_to_the_form(keeper, advice, settings):
    remind(date(2026, 3, 16))
    mail = Mail.objects.get()
    assert mail.to == keeper.email
    link = f"{settings.SITE_URL}/sub-actions/{advice.key}/update/"
    assert f"\n{ADVICE}\n{link}\n" in mail.body
    for told in ("Kirsty", "Education", "2026", "April", "reported"):
        assert told not in mail.body + mail.subject

    browser = Client()
    asked = browser.get(f"/sub-actions/{advice.key}/update/")
    assert asked["Location"] == f"/sign-in/?next=/sub-actions/{advice.key}/update/"
    entry = {"login": keeper.email, "password": "a-long-enough-phrase"}
    signed_in = browser.post(asked["Location"], entry)
    assert signed_in["Location"] == f"/sub-actions/{advice.key}/update/"
    assert browser.get(signed_in["Location"]).status_code == 200


def test_its_page_lists_each_mail(keeper, board, advice, signed_in):
    page = f"/sub-actions/{advice.key}/"
    assert "Reminded on" not in signed_in(board).get(page).content.decode()
    for on in (date(2026, 3, 16), date(2026, 4, 13)):
        remind(on)
    html = re.sub(r"\s+", " ", signed_in(board).get(page).content.decode())
    assert "<li>Reminded on 13 April 2026, 16 March 2026.</li>" in html


def test_the_command_says_what_it_did(advice, capsys):
    call_command("remind", on=date(2026, 3, 16))
    call_command("remind", on=date(2026, 3, 16))
    assert capsys.readouterr().out == "1 reminder written.\n0 reminders written.\n"
    with pytest.raises(CommandError, match="2026-02-31 is no day. Write it as 2026-12-31."):
        call_command("remind", "--on", "2026-02-31")
    assert ReminderRun.objects.count() == 1


def test_the_table_refuses_a_second(keeper, advice):
    remind(date(2026, 3, 16))
    told = {"person": keeper, "sub_action": advice, "due": Due.DATE, "due_on": advice.due_on}
    other = ReminderMail.objects.create(to=keeper, on=date(2026, 3, 17))
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**told, step=-30, mail=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderMail.objects.create(to=keeper, on=date(2026, 3, 16))
    Reminder.objects.create(**told, step=-7, mail=other)
