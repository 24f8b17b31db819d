"""Local actions and sub-actions that a Promise Keeper adds beside the published ones."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change, Role
from actions.models import Action, SubAction
from actions.services import assigning, work
from actions.status import Kind, Status
from foundations.models import FrameworkItem
from tests.factories import ActionFactory, AppointmentFactory, ItemFactory, ServiceFactory

from .conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return ActionFactory(item=ItemFactory(key="3", kind="action"))


def add(by, action, service, title="A summer of play", kind=Kind.DATED, **values):
    return work.add_sub_action(
        by=by, action=action, service=service, title=title, kind=kind, **values
    )


def test_local_actions_are_numbered_after_an_l(keeper, service):
    keys = [
        work.add_action(by=keeper, service=service, title=title).key for title in ("Play", "Homes")
    ]
    assert keys == ["L1", "L2"]
    item = FrameworkItem.objects.get(key="L2")
    assert (item.heading, item.kind, item.local) == ("Homes", "action", True)


def test_local_sub_actions_are_numbered_beside_the_published_ones(keeper, service, published):
    local = work.add_action(by=keeper, service=service, title="Play")
    assert add(keeper, published, service).key == "3.L1"
    assert add(keeper, published, service, title="Another").key == "3.L2"
    assert add(keeper, local, service).key == "L1.1"
    assert [row.key for row in published.sub_actions.all()] == ["3.L1", "3.L2"]


def test_an_added_sub_action_is_not_yet_reported_and_its_kind_confirmed(
    keeper, service, published, today
):
    added = add(
        keeper, published, service, due_on=date(2027, 3, 31), target_number=4, target_unit="homes"
    )
    assert (added.status, added.reported_on, added.service) == (Status.NOT_REPORTED, None, service)
    assert added.kind_confirmed_by == added.dates_set_by == added.target_set_by == keeper
    assert Change.objects.first().act == "added"
    assert "A summer of play" in Change.objects.first().after


def test_whoever_adds_it_is_its_owner_unless_said_otherwise(keeper, colleague, service, published):
    assert list(add(keeper, published, service).owners.all()) == [keeper]
    unowned = add(keeper, published, service, title="Another", is_owner=False)
    assert not unowned.owners.exists()
    named = add(keeper, published, service, title="A third", owners=[colleague])
    assert list(named.owners.all()) == [colleague]


def test_an_owner_of_another_service_is_refused(keeper, other_keeper, service, published):
    with pytest.raises(ValidationError, match="Not a Promise Keeper of Education: Omar."):
        add(keeper, published, service, owners=[other_keeper])
    assert not published.sub_actions.exists()


@pytest.mark.parametrize("ticked", [True, False])
def test_the_form_asks_whether_she_owns_it(signed_in, keeper, service, published, ticked):
    client, address = signed_in(keeper), f"/actions/{published.key}/add/"
    assert client.get(address).context["form"]["is_owner"].initial is True
    sent = {"title": "A summer of play", "service": service.pk, "kind": "dated"}
    assert client.post(address, sent | ({"is_owner": "on"} if ticked else {})).status_code == 302
    assert SubAction.objects.get().owners.exists() is ticked


def test_nobody_adds_work_for_a_service_that_she_does_not_keep(
    keeper, board, other_service, published
):
    with pytest.raises(ValidationError, match="Choose a service that you keep."):
        add(keeper, published, other_service)
    with pytest.raises(ValidationError, match="Choose a service that you keep."):
        work.add_action(by=keeper, service=other_service, title="Play")
    with pytest.raises(PermissionDenied):
        add(board, published, other_service)
    assert (SubAction.objects.count(), Action.objects.count()) == (0, 1)


def test_dates_that_contradict_leave_nothing_behind(keeper, service, published):
    with pytest.raises(ValidationError, match="Only dated work has a due date"):
        add(keeper, published, service, kind=Kind.ONGOING, due_on=date(2027, 3, 31))
    assert not FrameworkItem.objects.filter(local=True).exists()


def test_the_same_title_twice_adds_nothing(keeper, service, published):
    add(keeper, published, service)
    with pytest.raises(ValidationError, match=r"Sub-action 3\.L1 has this title already\."):
        add(keeper, published, service)
    work.add_action(by=keeper, service=service, title="Play")
    with pytest.raises(ValidationError, match=r"Improvement action L1 has this title already\."):
        work.add_action(by=keeper, service=service, title="Play")
    assert add(keeper, Action.objects.get(item__key="L1"), service).key == "L1.1"


def test_adding_an_action_in_the_browser(signed_in, keeper):
    client = signed_in(keeper)
    sent = {
        "title": "Play in every village",
        "service": keeper.services[0].pk,
        "expected_difference": "More play.",
    }
    response = client.post("/actions/add/", sent)
    assert (response.url, said(response)) == (
        "/actions/L1/",
        ["Action L1 is added. Now add its first sub-action."],
    )
    again = client.post("/actions/add/", sent)
    assert again.context["form"].errors["title"] == [
        "Improvement action L1 has this title already."
    ]
    assert Action.objects.count() == 1


def test_adding_a_sub_action_in_the_browser(signed_in, keeper, published):
    client, service = signed_in(keeper), keeper.services[0]
    sent = {
        "title": "A summer of play",
        "service": service.pk,
        "kind": "ongoing",
        "review_on": "1 April 2047",
    }
    response = client.post("/actions/3/add/", sent)
    assert response.url == "/sub-actions/3.L1/"
    page = client.get(response.url).content.decode()
    assert "A summer of play" in page
    assert "its review is due on 1 April 2047" in page


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "Say what will be done."),
        ({"title": "x" * 301}, "title", "by 1 character."),
        ({"title": "Help Kim, born 3 March 2014"}, "title", "a date of birth"),
        ({"kind": ""}, "kind", "Choose what kind of work it is."),
        (
            {"kind": "recurring"},
            "interval_months",
            "Say how often it recurs, in months, such as 3.",
        ),
        ({"service": ""}, "service", "Choose one of your services."),
        ({"service": "99999"}, "service", "Choose one of your services."),
        ({"service": "9" * 30}, "service", "Choose one of your services."),
        ({"service": "\x00"}, "service", "Null characters are not allowed."),
        ({"kind": "ongoing", "due_on": "1/4/2027"}, "due_on", "Only dated work has a due date"),
    ],
)
def test_bad_input_adds_nothing(signed_in, keeper, published, changes, field, words):
    sent = {
        "title": "A summer of play",
        "service": keeper.services[0].pk,
        "kind": "dated",
    } | changes
    response = signed_in(keeper).post("/actions/3/add/", sent)
    assert response.status_code == 200
    assert words in " ".join(response.context["form"].errors[field])
    assert not SubAction.objects.exists()


def test_only_own_and_open_services_are_on_offer(
    signed_in, keeper, other_service, published, today
):
    closed = ServiceFactory(name="Closed", closed_on=today)
    AppointmentFactory(user=keeper, role=Role.KEEPER, service=closed)
    for address in ("/actions/add/", "/actions/3/add/"):
        form = signed_in(keeper).get(address).context["form"]
        assert [service.name for service in form.fields["service"].queryset] == ["Education"]


def test_the_leading_service_edits_an_action(signed_in, keeper, administrator, published, service):
    assert assigning.lead(by=administrator, action=published, seen=1, service=service)
    assert not assigning.lead(by=administrator, action=published, seen=2, service=service)
    sent = {
        "version": 2,
        "expected_difference": "Children say that they are heard.",
        "title": "Another wording",
    }
    assert signed_in(keeper).post("/actions/3/edit/", sent).status_code == 302
    published.refresh_from_db()
    assert published.expected_difference == "Children say that they are heard."
    assert published.item.heading != "Another wording"
    assert Change.objects.filter(act="named the lead service", key="3").count() == 1


def test_only_an_administrator_names_the_leading_service(keeper, published, service):
    with pytest.raises(PermissionDenied):
        assigning.lead(by=keeper, action=published, seen=1, service=service)
