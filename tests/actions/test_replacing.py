"""A sub-action that another one replaces says so, with day and reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from accounts.words import day
from actions.models import SubAction
from actions.services import replacing
from actions.standing import standing, summary
from actions.status import Status
from tests.conftest import html_of
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
REASON = "Both ask for the same."


@pytest.fixture
def another(service):
    return SubActionFactory(service=service)


def replace(by, sub_action, replacement, seen=None):
    sub_action.refresh_from_db()
    seen = seen or sub_action.version
    replacing.replace(
        by=by, sub_action=sub_action, seen=seen, replacement=replacement, reason=REASON
    )
    sub_action.refresh_from_db()


@pytest.mark.parametrize("who", ["keeper", "administrator"])
def test_its_keeper_and_an_administrator_say_so(request, who, sub_action, another, today):
    replace(request.getfixturevalue(who), sub_action, another)

    assert (sub_action.replaced_by, sub_action.replaced_on) == (another, today)
    line = Change.objects.first()
    assert (line.act, line.key) == ("said what replaces", sub_action.key)
    assert REASON in line.after


@pytest.mark.parametrize("who", ["other_keeper", "board", "champions"])
def test_nobody_else_does(request, who, sub_action, another):
    with pytest.raises(PermissionDenied):
        replace(request.getfixturevalue(who), sub_action, another)


def test_nothing_replaces_itself_or_goes_round(keeper, sub_action, another):
    with pytest.raises(ValidationError, match="Nothing replaces itself"):
        replace(keeper, sub_action, sub_action)
    replace(keeper, sub_action, another)
    with pytest.raises(ValidationError, match="they would go round"):
        replace(keeper, another, sub_action)


def test_what_is_replaced_itself_replaces_nothing(keeper, sub_action, another):
    last = SubActionFactory()
    replace(keeper, another, last)
    with pytest.raises(ValidationError, match="is replaced itself"):
        replace(keeper, sub_action, another)


def test_what_is_stopped_replaces_nothing(keeper, sub_action, today):
    stopped = SubActionFactory(status=Status.STOPPED, reported_on=today)
    with pytest.raises(ValidationError, match="is stopped. Choose one that goes on"):
        replace(keeper, sub_action, stopped)


def test_the_form_shows_what_replaces_it_also_when_that_is_replaced_itself(
    signed_in, keeper, sub_action, another
):
    replace(keeper, sub_action, another)
    last = SubActionFactory()
    replace(keeper, another, last)
    address = f"/sub-actions/{sub_action.key}/replace/"
    page = html_of(signed_in(keeper).get(address))
    assert f'<option value="{another.pk}" selected>' in page

    sent = {"version": sub_action.version, "replacement": another.pk, "reason": REASON}
    answer = signed_in(keeper).post(address, sent)

    refused = f"{another} is replaced itself. Choose {last}."
    assert answer.context["form"].errors == {"replacement": [refused]}
    sub_action.refresh_from_db()
    assert sub_action.replaced_by == another


def test_it_is_taken_back_once(keeper, sub_action, another):
    replace(keeper, sub_action, another)
    replace(keeper, sub_action, None)
    assert (sub_action.replaced_by, sub_action.replaced_on, sub_action.replaced_reason) == (
        None,
        None,
        "",
    )
    with pytest.raises(ValidationError, match="Choose the sub-action"):
        replace(keeper, sub_action, None)


def test_the_second_of_two_writers_is_told(keeper, sub_action, another):
    replace(keeper, sub_action, another)
    with pytest.raises(Conflict):
        replace(keeper, sub_action, None, seen=1)


def test_what_was_replaced_or_stopped_since_the_form_was_opened_is_said_to_be(
    signed_in, keeper, sub_action, another, today
):
    stopped = SubActionFactory(status=Status.STOPPED, reported_on=today)
    last = SubActionFactory()
    replace(keeper, another, last)
    client, address = signed_in(keeper), f"/sub-actions/{sub_action.key}/replace/"
    page = html_of(client.get(address))
    for row, offered in ((last, True), (another, False), (stopped, False), (sub_action, False)):
        assert (f'<option value="{row.pk}">' in page) == offered
    for chosen, words in (
        (another.pk, f"{another} is replaced itself. Choose {last}."),
        (stopped.pk, f"{stopped} is stopped. Choose one that goes on."),
        (sub_action.pk, "Nothing replaces itself. Choose another one."),
        (0, "There is no such sub-action. Choose one from the list."),
    ):
        sent = {"version": 1, "replacement": chosen, "reason": REASON}
        assert client.post(address, sent).context["form"].errors == {"replacement": [words]}


def test_none_is_offered_only_where_there_is_something_to_take_back(
    signed_in, keeper, sub_action, another
):
    client, address = signed_in(keeper), f"/sub-actions/{sub_action.key}/replace/"
    takes_back = "“None” takes back what was said before."
    assert "Choose a sub-action" in html_of(client.get(address))
    answer = client.post(address, {"version": 1, "replacement": "", "reason": REASON})
    assert answer.context["form"].errors == {
        "replacement": ["Choose the sub-action that replaces it."]
    }
    assert answer.context["form"]["reason"].value() == REASON

    replace(keeper, sub_action, another)

    assert "take back what replaces it" in html_of(client.get(sub_action.get_absolute_url()))
    page = html_of(client.get(address))
    assert takes_back in page
    assert "Choose a sub-action" not in page


def test_the_page_offers_it_and_then_says_so(signed_in, keeper, board, sub_action, another):
    address = f"/sub-actions/{sub_action.key}/replace/"
    assert address in html_of(signed_in(keeper).get(sub_action.get_absolute_url()))
    sent = {"version": 1, "replacement": another.pk, "reason": REASON}

    assert signed_in(keeper).post(address, sent).status_code == 302

    page = html_of(signed_in(board).get(sub_action.get_absolute_url()))
    assert f'Replaced by <a href="{another.get_absolute_url()}">{another}</a>' in page
    assert REASON in page
    assert address not in page


def test_the_form_refuses_a_name_and_a_lost_race(signed_in, keeper, sub_action, another):
    address = f"/sub-actions/{sub_action.key}/replace/"
    sent = {"version": 1, "replacement": another.pk, "reason": "call 07700 900123"}
    answer = signed_in(keeper).post(address, sent)
    assert "reason" in answer.context["form"].errors
    unsaid = signed_in(keeper).post(address, sent | {"reason": ""}).context["form"].errors
    assert unsaid == {"reason": ["Give a reason."]}

    assert signed_in(keeper).post(address, sent | {"version": 7, "reason": REASON}).status_code == (
        409
    )
    assert SubAction.objects.get(pk=sub_action.pk).replaced_by is None


def test_what_is_replaced_is_neither_late_nor_stale_nor_contradicted(keeper, service, today):
    past = today - timedelta(days=400)
    late = SubActionFactory(
        service=service,
        status=Status.ON_TRACK,
        due_on=past,
        reported_on=past,
        confirmed_on=past,
        owners=[keeper],
    )
    before = standing(late, today)
    assert (before.late, before.stale, bool(before.contradiction)) == (True, True, True)

    replace(keeper, late, SubActionFactory(service=service))

    after = standing(late, today)
    assert (after.late, after.stale, after.contradiction) == (False, False, "")
    said = f"Replaced by another sub-action on {day(today)}: Both ask for the same."
    assert after.sentence == said
    assert "past its date" not in summary([late], today)
