"""A local action that another one replaces says so on its page, and takes nothing more on."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from accounts.words import day
from actions.services import replacing, work
from tests.conftest import html_of
from tests.factories import ActionFactory, SubActionFactory

from .conftest import said

pytestmark = [pytest.mark.django_db, pytest.mark.database]
REASON = "Both ask for the same."


def local(key: str, service):
    return ActionFactory(item__key=key, item__local=True, service=service)


@pytest.fixture
def action(service):
    return local("L1", service)


@pytest.fixture
def another(service):
    return local("L2", service)


def replace(by, action, replacement, seen=None):
    action.refresh_from_db()
    seen = seen or action.version
    replacing.replace_action(
        by=by, action=action, seen=seen, replacement=replacement, reason=REASON
    )
    action.refresh_from_db()


@pytest.mark.parametrize("who", ["keeper", "administrator"])
def test_the_keeper_of_its_service_and_an_administrator_say_so(
    request, signed_in, who, action, another, today
):
    client = signed_in(request.getfixturevalue(who))
    page = html_of(client.get(action.get_absolute_url()))
    assert 'href="/actions/L1/replace/"' in page

    sent = {"version": 1, "replacement": another.pk, "reason": REASON}
    answer = client.post("/actions/L1/replace/", sent)

    assert (answer.status_code, answer["Location"]) == (302, action.get_absolute_url())
    action.refresh_from_db()
    assert (action.replaced_by, action.replaced_on) == (another, today)
    line = Change.objects.first()
    assert (line.act, line.thing, line.key) == ("said what replaces", "action", "L1")


@pytest.mark.parametrize("who", ["other_keeper", "board"])
def test_nobody_else_does(request, signed_in, who, action, another):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        replace(person, action, another)
    assert signed_in(person).get("/actions/L1/replace/").status_code == 403
    assert "/replace/" not in html_of(signed_in(person).get(action.get_absolute_url()))


def test_its_page_and_the_list_name_the_successor(
    signed_in, keeper, board, service, action, another, today
):
    row = SubActionFactory(action=action, service=service)
    replace(keeper, action, another)
    page = html_of(signed_in(board).get(action.get_absolute_url()))
    assert f'Replaced by <a href="/actions/L2/">{another}</a></strong> on {day(today)}' in page
    assert REASON in page
    assert row.key in page
    assert "the work goes on as" not in page
    assert f"Replaced by {another}" in html_of(signed_in(board).get("/actions/"))


def test_a_chain_names_the_last(signed_in, keeper, board, service, action, another):
    last = local("L3", service)
    replace(keeper, action, another)
    replace(keeper, another, last)
    page = html_of(signed_in(board).get(action.get_absolute_url()))
    assert 'the work goes on as <a href="/actions/L3/">action L3</a>.' in page


def test_nothing_is_added_to_it(signed_in, keeper, service, action, another):
    replace(keeper, action, another)
    sentence = f"{action} was replaced. Add it to {another}."
    with pytest.raises(ValidationError, match=sentence):
        work.add_sub_action(
            by=keeper, action=action, service=service, title="One more", kind="dated"
        )
    answer = signed_in(keeper).get("/actions/L1/add/")
    assert (answer.status_code, said(answer)) == (302, [sentence])
    typed = {"title": "One more", "service": service.pk, "kind": "dated"}
    page = html_of(signed_in(keeper).post("/actions/L1/add/", typed))
    assert sentence in page
    assert "One more" in page
    assert not action.sub_actions.exists()


def test_a_published_one_stays_as_it_is_published(signed_in, administrator, another):
    published = ActionFactory(item__key="9")
    with pytest.raises(ValidationError, match="own actions stay as they are published"):
        replace(administrator, published, another)
    answer = signed_in(administrator).get("/actions/9/replace/")
    assert (answer.status_code, said(answer)) == (302, [replacing.PUBLISHED])


def test_nothing_replaces_itself_or_goes_round(keeper, action, another):
    with pytest.raises(ValidationError, match="Nothing replaces itself"):
        replace(keeper, action, action)
    replace(keeper, action, another)
    with pytest.raises(ValidationError, match="they would go round"):
        replace(keeper, another, action)


def test_it_is_taken_back_once_and_the_second_writer_is_told(keeper, action, another):
    replace(keeper, action, another)
    with pytest.raises(Conflict):
        replace(keeper, action, None, seen=1)
    replace(keeper, action, None)
    assert (action.replaced_by, action.replaced_on, action.replaced_reason) == (None, None, "")
    with pytest.raises(ValidationError, match="Choose the action that replaces it"):
        replace(keeper, action, None)
