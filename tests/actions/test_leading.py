"""An administrator names the service that leads an action; its Promise Keepers can then edit the
action.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Change
from actions.services import assigning
from tests.factories import ActionFactory, ServiceFactory

from .conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return ActionFactory()


@pytest.fixture
def address(action):
    return f"/actions/{action.key}/lead/"


def test_once_named_its_keepers_edit_the_action(
    signed_in, administrator, keeper, service, action, address
):
    edit = f"/actions/{action.key}/edit/"
    assert signed_in(keeper).get(edit).status_code == 403
    response = signed_in(administrator).post(address, {"version": 1, "service": service.pk})
    assert response.url == action.get_absolute_url()
    assert said(response) == [f"{action} is led by Education."]
    assert signed_in(keeper).get(edit).status_code == 200
    assert Change.objects.get().act == "named the lead service"


def test_the_way_there_is_for_administrators(signed_in, administrator, keeper, action, address):
    assert address in signed_in(administrator).get(action.get_absolute_url()).content.decode()
    assert address not in signed_in(keeper).get(action.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", ["keeper", "board", "champions", "stranger"])
def test_others_are_refused(request, signed_in, service, action, address, role):
    client = signed_in(request.getfixturevalue(role))
    assert client.get(address).status_code == 403
    assert client.post(address, {"version": 1, "service": service.pk}).status_code == 403
    action.refresh_from_db()
    assert action.service is None


def test_the_form_offers_open_services_and_none(signed_in, administrator, service, today, address):
    ServiceFactory(name="Gone", closed_on=today)
    ServiceFactory(name="Leaving", closed_on=today + timedelta(days=1))
    choices = signed_in(administrator).get(address).context["form"].fields["service"].choices
    assert [label for _value, label in choices] == ["No service leads it", "Education", "Leaving"]


def test_no_service_is_a_choice(signed_in, administrator, service, action, address):
    assigning.lead(by=administrator, action=action, seen=1, service=service)
    response = signed_in(administrator).post(address, {"version": 2, "service": ""})
    assert said(response) == [f"No service leads {action}."]
    action.refresh_from_db()
    assert action.service is None


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"version": 2}, "service", "Choose a service, or “No service leads it”."),
        (
            {"version": 2, "service": "9" * 5000},
            "service",
            "Choose a service, or “No service leads it”.",
        ),
        (
            {"version": 2, "service": "9" * 19},
            "service",
            "Choose a service, or “No service leads it”.",
        ),
        ({"service": ""}, "version", "Part of this form is missing."),
    ],
)
def test_odd_choices_change_nothing(
    signed_in, administrator, service, action, address, sent, field, words
):
    assigning.lead(by=administrator, action=action, seen=1, service=service)
    response = signed_in(administrator).post(address, sent)
    assert words in response.context["form"].errors[field][0]
    action.refresh_from_db()
    assert action.service == service


def test_old_version_answers_409_and_the_next_save_knows(
    signed_in, administrator, service, other_service, action, address
):
    assigning.lead(by=administrator, action=action, seen=1, service=other_service)
    client = signed_in(administrator)
    response = client.post(address, {"version": 1, "service": service.pk})
    assert response.status_code == 409
    assert "Housing leads it now" in response.content.decode()
    assert response.context["form"]["version"].value() == "2"
    assert client.post(address, {"version": 2, "service": service.pk}).status_code == 302
    action.refresh_from_db()
    assert action.service == service


def test_a_closed_service_leads_nothing(administrator, service, action, today):
    service.closed_on = today
    service.save()
    with pytest.raises(ValidationError, match="Education is closed."):
        assigning.lead(by=administrator, action=action, seen=1, service=service)
    assert not Change.objects.exists()


def test_unknown_actions_and_other_methods(signed_in, administrator, address):
    client = signed_in(administrator)
    assert client.get("/actions/99/lead/").status_code == 404
    assert client.put(address).status_code == 405
