"""Stopping by a decision: who decided, and when, stand beside the status; the text says why."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.words import day
from actions.models import SubAction
from actions.services import progress
from actions.standing import standing
from actions.status import Kind, Status, Visibility
from tests.conftest import html_of

from .conftest import post, update_form

pytestmark = [pytest.mark.django_db, pytest.mark.database]
COMMITTEE = "Education Committee"


def stop(by, sub_action, **values):
    return post(by, sub_action, Status.STOPPED, changed="The law changed.", **values)


def test_a_decision_stands_on_the_sub_action_and_its_update(keeper, sub_action, today):
    update = stop(keeper, sub_action, decided_by=COMMITTEE, decided_on=today)

    for row in (update, SubAction.objects.get(pk=sub_action.pk)):
        assert (row.decided_by, row.decided_on) == (COMMITTEE, today)
    assert standing(sub_action, today).sentence.startswith(f"Stopped by decision of {COMMITTEE} on")


def test_the_page_names_who_decided(signed_in, keeper, board, sub_action, today):
    stop(keeper, sub_action, decided_by=COMMITTEE, decided_on=today)

    page = html_of(signed_in(board).get(sub_action.get_absolute_url()))

    assert "The law changed." in page
    assert f"Decided by {COMMITTEE} on" in page


def test_the_list_and_its_file_say_who_decided_when_and_why(
    signed_in, keeper, board, sub_action, today
):
    stop(keeper, sub_action)
    stop(keeper, sub_action, decided_by=COMMITTEE, decided_on=today)
    client = signed_in(board)

    page = html_of(client.get("/sub-actions/?group=stopped"))
    file = b"".join(client.get("/sub-actions/export/?group=stopped").streaming_content).decode()

    said = f"Stopped by decision of {COMMITTEE} on {day(today)}: nothing more is due."
    for words in (page, file):
        assert f"{said} Why: “The law changed.”" in words


def test_a_long_reason_is_shortened_in_the_list(signed_in, keeper, board, sub_action, today):
    decision = {"decided_by": COMMITTEE, "decided_on": today}
    post(keeper, sub_action, Status.STOPPED, changed="why " * 4_000, **decision)

    page = html_of(signed_in(board).get("/sub-actions/?group=stopped"))

    assert "why …”" in page
    assert page.count("why why") < 200


def test_without_a_decision_it_says_so(keeper, sub_action, today):
    stop(keeper, sub_action)
    assert standing(sub_action, today).sentence.startswith("Stopped, without a recorded decision")


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ({"decided_by": COMMITTEE}, "A decision needs both"),
        ({"decided_on": 0}, "A decision needs both"),
        ({"decided_by": COMMITTEE, "decided_on": 1}, "The day of the decision is in the future"),
        (
            {"decided_by": COMMITTEE, "decided_on": 0, "visibility": Visibility.INTERNAL},
            "for the Board to read too",
        ),
    ],
)
def test_half_a_decision_a_future_and_a_secret_one_are_refused(
    keeper, sub_action, today, decision, words
):
    if "decided_on" in decision:
        decision = decision | {"decided_on": today + timedelta(days=decision["decided_on"])}
    with pytest.raises(ValidationError, match=words):
        stop(keeper, sub_action, **decision)
    sub_action.refresh_from_db()
    assert sub_action.status == Status.NOT_REPORTED


def test_only_stopping_takes_a_decision(keeper, sub_action, today):
    with pytest.raises(ValidationError, match="Only stopping takes a decision"):
        post(keeper, sub_action, Status.ON_TRACK, decided_by=COMMITTEE, decided_on=today)


def test_the_next_update_and_a_withdrawal_take_the_decision_away(keeper, sub_action, today):
    update = stop(keeper, sub_action, decided_by=COMMITTEE, decided_on=today)
    progress.withdraw(by=keeper, update=update, seen=sub_action.version, reason="Wrong one.")
    sub_action.refresh_from_db()
    assert (sub_action.status, sub_action.decided_on) == (Status.NOT_REPORTED, None)

    stop(keeper, sub_action, decided_by=COMMITTEE, decided_on=today)
    post(keeper, sub_action, Status.ON_TRACK)
    assert (sub_action.decided_by, sub_action.decided_on) == ("", None)


def test_the_form_asks_and_says_what_is_missing(signed_in, keeper, sub_action, today):
    address = f"/sub-actions/{sub_action.key}/update/"
    html = html_of(signed_in(keeper).get(address))
    assert "it is counted apart, as stopped by decision" in html
    assert "without them it counts as not going well" in html

    sent = update_form(sub_action, status="stopped", decided_by=COMMITTEE)
    answer = signed_in(keeper).post(address, sent)
    assert answer.context["form"].errors == {
        "decided_on": ["A decision needs both: who decided, and on which day."]
    }
    assert signed_in(keeper).post(address, sent | {"decided_on": "1/2/2024"}).status_code == 302
    sub_action.refresh_from_db()
    assert sub_action.decided_by == COMMITTEE


def test_the_form_of_a_commitment_does_not_ask(signed_in, keeper, ongoing):
    form = signed_in(keeper).get(f"/sub-actions/{ongoing.key}/update/").context["form"]
    assert "status" in form.fields
    assert not {"decided_by", "decided_on"} & set(form.fields)


def test_the_database_refuses_half_a_decision(keeper, sub_action, today):
    stop(keeper, sub_action, decided_by=COMMITTEE, decided_on=today)
    assert sub_action.kind == Kind.DATED
    for wrong in ({"decided_by": ""}, {"decided_on": today + timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SubAction.objects.filter(pk=sub_action.pk).update(**wrong)
