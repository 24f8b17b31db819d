"""Why a status is meant although something contradicts it: a reason, a name and a last day."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Change
from actions.explained import explanation
from actions.models import SubAction
from actions.services import explaining, progress
from actions.standing import standing
from actions.status import Status
from tests.conftest import flat
from tests.factories import SubActionFactory

from .conftest import post, update_form

REASON = "The forms come back on Friday."


@pytest.fixture
def contradicted(service, today):
    """On track by its status, and past its date."""
    return SubActionFactory(
        service=service,
        due_on=today - timedelta(days=3),
        status=Status.ON_TRACK,
        reported_on=today - timedelta(days=10),
        confirmed_on=today - timedelta(days=10),
    )


def sent(row, last, **changes) -> dict:
    return {"version": row.version, "reason": REASON, "until": f"{last:%d/%m/%Y}"} | changes


@pytest.fixture
def explain(signed_in, keeper, contradicted, today):
    """Send the form as the Keeper; the answer."""

    def send(by=keeper, days=30, **changes):
        contradicted.refresh_from_db()
        form = sent(contradicted, today + timedelta(days=days), **changes)
        return signed_in(by).post(f"/sub-actions/{contradicted.key}/explain/", form)

    return send


def page_of(client, row) -> str:
    return flat(client.get(row.get_absolute_url()).content.decode())


def test_it_stands_beside_the_contradiction_with_reason_name_and_day(
    explain, contradicted, signed_in, board, keeper, today
):
    assert explain().status_code == 302
    said = page_of(signed_in(board), contradicted)
    assert "its date has passed" in said
    until = today + timedelta(days=30)
    assert f"by {keeper} on {today.day} {today:%B %Y}, until {until.day} {until:%B %Y}" in said
    assert REASON in said


def test_it_goes_on_counting_as_a_contradiction(explain, contradicted, today):
    explain()
    assert list(SubAction.objects.contradicted(today)) == [contradicted]
    contradicted.refresh_from_db()
    found = standing(contradicted, today)
    assert found.contradiction
    assert found.owes_words


@pytest.mark.parametrize(("days", "holds"), [(29, True), (30, True), (31, False)])
def test_it_lapses_after_its_day(explain, contradicted, today, days, holds):
    explain()
    contradicted.refresh_from_db()
    on = today + timedelta(days=days)
    assert bool(explanation(contradicted, on)) is holds
    assert bool(standing(contradicted, on).explained) is holds
    assert standing(contradicted, on).contradiction


def test_a_list_and_my_work_say_it_too(explain, contradicted, signed_in, keeper):
    explain()
    client = signed_in(keeper)
    for address in (contradicted.action.get_absolute_url(), "/my-work/"):
        assert REASON in client.get(address).content.decode(), address


def test_the_next_update_takes_it_away(explain, contradicted, keeper):
    explain()
    post(keeper, contradicted, Status.AT_RISK)
    contradicted.refresh_from_db()
    assert (contradicted.explained_reason, contradicted.explained_until) == ("", None)


def test_an_update_that_is_withdrawn_brings_it_not_back(explain, contradicted, keeper):
    explain()
    update = post(keeper, contradicted, Status.AT_RISK)
    contradicted.refresh_from_db()
    update.sub_action = contradicted
    progress.withdraw(by=keeper, update=update, seen=contradicted.version, reason="Wrong.")
    contradicted.refresh_from_db()
    assert contradicted.explained_reason == ""


def test_another_one_takes_its_place(explain, contradicted):
    explain()
    explain(reason="It goes on by hand.", days=10)
    contradicted.refresh_from_db()
    assert contradicted.explained_reason == "It goes on by hand."


def test_it_can_be_taken_back(explain, contradicted, signed_in, keeper):
    explain()
    contradicted.refresh_from_db()
    address = f"/sub-actions/{contradicted.key}/explain/end/"
    signed_in(keeper).post(address, {"version": contradicted.version})
    contradicted.refresh_from_db()
    assert contradicted.explained_reason == ""
    lines = list(Change.objects.filter(key=contradicted.key).values_list("act", flat=True))
    assert sorted(lines) == ["explained a contradiction", "took an explanation back"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"reason": " "}, "reason", "Say why the status is right all the same."),
        ({"until": ""}, "until", "Say until when that holds"),
        ({"until": "31/2/2027"}, "until", "February"),
        ({"days": 0}, "until", "Choose a day after today"),
        ({"days": -1}, "until", "Choose a day after today"),
        ({"days": 184}, "until", "Half a year is the most"),
        ({"reason": "x" * 301}, "reason", "by 1 character"),
    ],
)
def test_what_cannot_be_is_said_by_its_field(explain, contradicted, changes, field, words):
    answer = explain(**changes)
    assert answer.status_code == 200
    assert words in " ".join(answer.context["form"].errors[field])
    contradicted.refresh_from_db()
    assert contradicted.explained_reason == ""


def test_where_nothing_contradicts_there_is_nothing_to_explain(
    signed_in, keeper, sub_action, today
):
    until = today + timedelta(days=3)
    address = f"/sub-actions/{sub_action.key}/explain/"
    for answer in (
        signed_in(keeper).get(address, follow=True),
        signed_in(keeper).post(address, sent(sub_action, until), follow=True),
    ):
        assert explaining.NOTHING in answer.content.decode()
    sub_action.refresh_from_db()
    assert sub_action.explained_reason == ""


def test_nobody_explains_for_another_service(explain, contradicted, other_keeper, board):
    assert explain(by=other_keeper).status_code == 403
    assert explain(by=board).status_code == 403
    contradicted.refresh_from_db()
    assert contradicted.explained_reason == ""


def test_an_update_in_between_is_a_conflict(explain, contradicted, keeper):
    version = contradicted.version
    form = update_form(contradicted, status="on-track")
    assert form["version"] == version
    post(keeper, contradicted)
    answer = explain(version=version)
    assert answer.status_code == 409
    assert REASON in answer.content.decode()
    contradicted.refresh_from_db()
    assert contradicted.explained_reason == ""


def test_whoever_may_not_update_is_offered_nothing(contradicted, signed_in, board, keeper):
    assert "Explain it until a day" not in page_of(signed_in(board), contradicted)
    assert "Explain it until a day" in page_of(signed_in(keeper), contradicted)


@pytest.mark.django_db
def test_the_database_takes_no_half_of_it(contradicted, today):
    rows = SubAction.objects.filter(pk=contradicted.pk)
    for half in ({"explained_reason": REASON}, {"explained_until": today}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**half)
