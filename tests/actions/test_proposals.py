"""A Keeper proposes her service for a sub-action that has none; an administrator decides."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from actions.models import SubAction
from actions.services import assigning
from tests.factories import SubActionFactory

from .conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def loose():
    return SubActionFactory(service=None)


@pytest.fixture
def proposed(keeper, service, loose):
    assigning.propose_service(by=keeper, sub_action=loose, seen=1, service=service)
    return SubAction.objects.get(pk=loose.pk)


def test_a_proposal_gives_nothing_yet(keeper, service, proposed):
    assert (proposed.service, proposed.proposed_service, proposed.proposed_by) == (
        None,
        service,
        keeper,
    )
    assert Change.objects.get().after == '{"proposed_service": "Education"}'


def test_confirmed_the_service_keeps_it_and_the_proposer_owns_it(
    administrator, keeper, service, proposed
):
    assigning.decide_proposal(by=administrator, sub_action=proposed, seen=2, accept=True)
    proposed.refresh_from_db()
    assert (proposed.service, proposed.proposed_service, proposed.proposed_by) == (
        service,
        None,
        None,
    )
    assert list(proposed.owners.all()) == [keeper]
    assert Change.objects.first().act == "confirmed a proposed service"


def test_a_service_closed_meanwhile_is_declined_only(administrator, service, proposed, today):
    proposed.proposed_service.closed_on = today
    proposed.proposed_service.save()
    with pytest.raises(ValidationError, match="Education is closed."):
        assigning.decide_proposal(by=administrator, sub_action=proposed, seen=2, accept=True)
    assigning.decide_proposal(by=administrator, sub_action=proposed, seen=2, accept=False)
    proposed.refresh_from_db()
    assert (proposed.service, proposed.proposed_service) == (None, None)


def test_a_closed_service_is_not_proposed(keeper, service, loose, today):
    service.closed_on = today
    service.save()
    with pytest.raises(ValidationError, match="Education is closed."):
        assigning.propose_service(by=keeper, sub_action=loose, seen=1, service=service)
    loose.refresh_from_db()
    assert loose.proposed_service is None


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ({"service": True}, "Education keeps this already."),
        (
            {"proposed_service": True},
            "Education is proposed already; an administrator will decide.",
        ),
    ],
)
def test_where_nothing_can_be_proposed_the_page_says_why(
    signed_in, other_keeper, service, other_service, kept, words
):
    row = SubActionFactory(**({"service": None} | dict.fromkeys(kept, service)))
    client, address = signed_in(other_keeper), f"/sub-actions/{row.key}/propose/"
    for response in (
        client.get(address),
        client.post(address, {"version": 1, "service": other_service.pk}),
    ):
        assert response.url == row.get_absolute_url()
        assert said(response)[-1] == words
    row.refresh_from_db()
    assert other_service not in (row.service, row.proposed_service)


def test_a_proposer_who_has_left_becomes_no_owner(administrator, keeper, service, proposed):
    keeper.appointments.all().delete()
    assigning.decide_proposal(by=administrator, sub_action=proposed, seen=2, accept=True)
    assert proposed.service == service
    assert not proposed.owners.exists()


def test_declined_it_is_free_again(administrator, proposed):
    assigning.decide_proposal(by=administrator, sub_action=proposed, seen=2, accept=False)
    proposed.refresh_from_db()
    assert (proposed.service, proposed.proposed_service) == (None, None)
    assert Change.objects.first().act == "declined a proposed service"


def test_assigning_settles_a_proposal(administrator, other_service, proposed):
    assigning.assign(
        by=administrator, sub_action=proposed, seen=2, service=other_service, owners=[]
    )
    proposed.refresh_from_db()
    assert (proposed.service, proposed.proposed_service) == (other_service, None)


def test_what_cannot_be_proposed(
    keeper, other_keeper, service, other_service, sub_action, loose, proposed
):
    with pytest.raises(ValidationError, match="Education keeps this already."):
        assigning.propose_service(by=keeper, sub_action=sub_action, seen=1, service=service)
    with pytest.raises(ValidationError, match="Choose a service that you keep."):
        assigning.propose_service(
            by=keeper, sub_action=SubActionFactory(service=None), seen=1, service=other_service
        )
    with pytest.raises(
        ValidationError, match="Education is proposed already; an administrator will decide."
    ):
        assigning.propose_service(
            by=other_keeper, sub_action=proposed, seen=2, service=other_service
        )


def test_only_keepers_propose_and_only_administrators_decide(
    administrator, keeper, board, service, loose, proposed
):
    with pytest.raises(PermissionDenied):
        assigning.propose_service(by=board, sub_action=loose, seen=1, service=service)
    with pytest.raises(PermissionDenied):
        assigning.decide_proposal(by=keeper, sub_action=proposed, seen=2, accept=True)


def test_decisions_of_the_past_are_refused(administrator, loose, proposed):
    with pytest.raises(Conflict):
        assigning.decide_proposal(by=administrator, sub_action=proposed, seen=1, accept=True)
    proposed.refresh_from_db()
    assigning.decide_proposal(by=administrator, sub_action=proposed, seen=2, accept=False)
    with pytest.raises(ValidationError, match="Nothing is proposed here any more."):
        assigning.decide_proposal(by=administrator, sub_action=proposed, seen=3, accept=True)


def test_the_way_in_the_browser(signed_in, administrator, keeper, service, loose):
    client, address = signed_in(keeper), f"/sub-actions/{loose.key}/propose/"
    assert address in client.get(loose.get_absolute_url()).content.decode()
    response = client.post(address, {"version": 1, "service": service.pk})
    assert said(response) == ["Proposed: Education. An administrator will confirm it."]
    assert "Kirsty proposes Education" in client.get(loose.get_absolute_url()).content.decode()

    assert "Proposed by Kirsty" in signed_in(administrator).get("/assign/").content.decode()
    decided = signed_in(administrator).post(
        f"/assign/{loose.key}/proposal/", {"version": 2, "confirm": "yes"}
    )
    assert said(decided) == [f"Sub-action {loose.key}: Education is now responsible for it."]
    assert client.get(f"/sub-actions/{loose.key}/update/").status_code == 200


def test_declining_in_the_browser_and_twice(signed_in, administrator, proposed):
    client, address = signed_in(administrator), f"/assign/{proposed.key}/proposal/"
    assert said(client.post(address, {"version": "x", "decline": "yes"}))[0].startswith(
        "Someone else changed this"
    )
    assert said(client.post(address, {"version": "2", "decline": "yes"}))[-1].endswith(
        "the proposal is declined."
    )
    assert (
        said(client.post(address, {"version": "2", "decline": "yes"}))[-1]
        == "Nothing is proposed here any more."
    )


def test_old_version_in_the_browser_answers_409(signed_in, keeper, service, loose):
    SubAction.objects.update(version=4)
    response = signed_in(keeper).post(
        f"/sub-actions/{loose.key}/propose/", {"version": 1, "service": service.pk}
    )
    assert response.status_code == 409
    assert response.context["form"]["version"].value() == "4"
    assert response.context["sub_action"].proposed_service is None


def test_a_service_of_others_is_no_choice(signed_in, keeper, other_service, loose):
    sent = {"version": 1, "service": other_service.pk}
    response = signed_in(keeper).post(f"/sub-actions/{loose.key}/propose/", sent)
    assert "Choose one of your services." in response.context["form"].errors["service"][0]
    loose.refresh_from_db()
    assert loose.proposed_service is None
