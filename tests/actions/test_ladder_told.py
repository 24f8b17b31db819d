"""What is told of the ladder's steps, to whom and where; and that each is taken once."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accounts.history import SYSTEM
from accounts.models import Change, Mail
from actions.models import SilenceStep
from actions.services.climbing import climb
from tests.actions.climbing import (
    ADVICE,
    AGAIN,
    ASKED,
    FORUM,
    NAMED,
    SAID,
    climb_to,
    mailed,
    named,
    reported,
    steps,
)
from tests.actions.conftest import post
from tests.at_once import at_once
from tests.conftest import html_of

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def days(settings):
    settings.SILENT_AFTER_DAYS = 120
    settings.ASKED_AGAIN_AFTER_DAYS = settings.NAMED_AFTER_DAYS = 14


@pytest.fixture
def advice(keeper, service):
    return reported(service, owners=[keeper])


def test_the_mail_names_titles_and_leads_to_the_form(keeper, advice, settings):
    climb(ASKED)
    climb(AGAIN)
    first, second = Mail.objects.order_by("pk")
    link = f"{settings.SITE_URL}/sub-actions/{advice.key}/update/"
    for mail in (first, second):
        assert f"\n{ADVICE}\n{link}\n" in mail.body
        for told in ("Kirsty", "Education", "2026", "May", "January"):
            assert told not in mail.body + mail.subject
    warning = "You are asked again. If nobody answers within 14 days, the Oversight Board\n"
    assert [warning in mail.body for mail in (first, second)] == [False, True]


def test_history_tells_each_step(advice):
    climb_to(NAMED)
    lines = Change.objects.of("sub-action", advice.key).order_by("pk")
    acts = ["asked", "asked again", "named to the Board"]
    assert [*lines.values_list("act", flat=True)] == acts
    assert {line.actor_email for line in lines} == {SYSTEM}
    assert lines[2].after == '{"service": "Education", "waits_since": "2026-01-05"}'


def test_its_page_lists_the_steps(advice, board, signed_in, time_machine):
    def page():
        return html_of(signed_in(board).get(f"/sub-actions/{advice.key}/"))

    time_machine.move_to("2026-05-07T12:00:00Z", tick=False)
    assert "Asked for a word" not in page()
    climb(ASKED)
    html = page()
    told = "Nothing said since 5 January 2026: asked on 6 May 2026"
    coming = "Unless somebody answers, asked again on 20 May 2026."
    assert f"<h2>Asked for a word</h2><p>{told}. {coming}</p>" in html
    assert "asked again after 14 days; after another 14 days the service is named" in html
    climb_to(NAMED)
    time_machine.move_to("2026-06-04T12:00:00Z", tick=False)
    html = page()
    told += ", asked again on 20 May 2026, named to the Board on 3 June 2026."
    assert f"<h2>Asked for a word</h2><p>{told}</p>" in html

    advice.confirmed_on = date(2026, 6, 4)
    advice.save()
    html = page()
    assert "Asked for a word" not in html
    assert f"<li>{told}</li>" in html


def test_the_command_counts_its_mails(advice, keeper, capsys):
    call_command("remind", on=ASKED)
    call_command("remind", on=ASKED)
    assert capsys.readouterr().out == "1 reminder written.\n0 reminders written.\n"


def test_the_table_refuses_a_second(advice, service, other_service):
    climb(ASKED)
    step = {"thing": advice, "service": service, "since": SAID, "rung": 1, "on": AGAIN}
    with pytest.raises(IntegrityError), transaction.atomic():
        SilenceStep.objects.create(**step)
    for other in ({"rung": 2}, {"since": ASKED}, {"service": other_service}):
        SilenceStep.objects.create(**step | other)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_one_step(keeper, other_keeper, service, other_service, advice):
    reported(other_service, FORUM, owners=[other_keeper])
    said = at_once(*[lambda: climb(ASKED)] * 3)
    assert sum(said) == 2
    # Nor do two whose days differ, about midnight.
    at_once(lambda: climb(AGAIN), lambda: climb(AGAIN + timedelta(days=1)))
    assert sorted(rung for _on, rung in steps()) == [1, 1, 2, 2]
    assert len(mailed()) == 4


@pytest.mark.django_db(transaction=True)
def test_an_answer_at_that_moment_is_the_last_word(keeper, advice, time_machine):
    time_machine.move_to("2026-06-03T12:00:00Z", tick=False)
    climb_to(AGAIN)
    at_once(lambda: climb(NAMED), lambda: post(keeper, advice))
    assert named(NAMED) == []
    climb(NAMED + timedelta(days=1))
    assert set(steps()) <= {(ASKED, 1), (AGAIN, 2), (NAMED, 3)}
