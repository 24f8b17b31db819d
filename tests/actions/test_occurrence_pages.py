"""Recurring work on its pages: what was due and held, and the form by which one is kept."""

from datetime import date
from uuid import uuid4

import pytest

from accounts.once import SENT_BEFORE
from actions.status import Kind
from tests.factories import SubActionFactory

from .conftest import START, edit_form, post, said, update_form

TODAY = date(2026, 3, 10)


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-10T12:00:00Z", tick=False)
    return TODAY


def test_the_page_lists_each_and_says_how_many(signed_in, keeper, recurring):
    post(keeper, recurring, keeps=START)

    html = signed_in(keeper).get(recurring.get_absolute_url()).content.decode()
    assert "Up to 14 January 2026: due 2, held 1, missed 1." in html
    assert "Every 6 months from 15 January 2025." in html
    assert "15 January 2025 to 14 July 2025" in html
    assert "Reported in the update of 10 March 2026" in html
    assert html.count('<strong class="pt_alarm">Missed</strong>') == 1
    assert "Still to be held, by 14 July 2026" in html
    assert "Still to come" in html


def test_without_a_start_the_page_says_that_the_council_has_not_set_it(signed_in, keeper, service):
    row = SubActionFactory(service=service, kind=Kind.RECURRING, interval_months=6)

    html = signed_in(keeper).get(row.get_absolute_url()).content.decode()
    assert "The council has not set when counting begins" in html
    assert "Missed" not in html


def test_other_work_says_nothing_of_it(signed_in, keeper, sub_action):
    html = signed_in(keeper).get(sub_action.get_absolute_url()).content.decode()
    assert sub_action.item.text in html
    assert "Due and held" not in html


def test_the_form_offers_those_that_are_open_and_keeps_the_one_chosen(signed_in, keeper, recurring):
    client, address = signed_in(keeper), f"{recurring.get_absolute_url()}update/"
    choices = client.get(address).context["form"].fields["keeps"].choices
    assert [value for value, _words in choices] == ["", "2026-01-15", "2025-07-15", "2025-01-15"]

    answer = client.post(address, update_form(recurring, keeps="2025-07-15"))
    assert answer.status_code == 302
    assert recurring.occurrences.held().get().first_day == date(2025, 7, 15)


@pytest.mark.parametrize("value", ["2024-01-15", "soon", "\x00", "9" * 300])
def test_what_is_not_on_offer_is_refused(signed_in, keeper, recurring, value):
    answer = signed_in(keeper).post(
        f"{recurring.get_absolute_url()}update/", update_form(recurring, keeps=value)
    )

    assert answer.status_code == 200
    assert "keeps" in answer.context["form"].errors
    assert not recurring.updates.exists()


def test_other_work_is_not_asked(signed_in, keeper, sub_action):
    answer = signed_in(keeper).get(f"{sub_action.get_absolute_url()}update/")
    assert "changed" in answer.context["form"].fields
    assert "keeps" not in answer.context["form"].fields


def test_a_form_sent_twice_keeps_once_and_one_with_another_choice_is_a_conflict(
    signed_in, keeper, recurring
):
    client, address = signed_in(keeper), f"{recurring.get_absolute_url()}update/"
    sent = update_form(recurring, keeps="2025-07-15")
    assert client.post(address, sent).status_code == 302
    # It keeps that one already, which is on offer to nobody else any more.
    assert said(client.post(address, sent))[-1] == SENT_BEFORE
    assert client.post(address, sent | {"form_key": str(uuid4())}).status_code == 200
    assert recurring.updates.count() == recurring.occurrences.held().count() == 1

    assert client.post(address, sent | {"keeps": "2026-01-15"}).status_code == 409


def test_editing_in_the_browser_makes_them(signed_in, keeper, sub_action, today):
    sent = edit_form(sub_action, kind="recurring", start_on="15/01/2025", interval_months="6")
    assert signed_in(keeper).post(f"{sub_action.get_absolute_url()}edit/", sent).status_code == 302
    assert sub_action.occurrences.count() == 7
