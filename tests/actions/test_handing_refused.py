"""What is refused when work is handed over: a sentence each, and nothing has changed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Mail, Role, User
from accounts.services import move, set_active
from accounts.versions import Conflict
from actions.models import HandOver, SubAction
from tests.conftest import html_of
from tests.factories import AppointmentFactory, SubActionFactory

from .handing_over import give, owners, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def untouched(owned) -> bool:
    nothing = not HandOver.objects.exists() and not Mail.objects.exists()
    return owners(*owned) == [{"Kirsty"}] * 3 and nothing


def test_only_she_herself_and_administrators(
    signed_in, keeper, colleague, other_keeper, board, owned
):
    for who in (colleague, other_keeper):
        with pytest.raises(PermissionDenied, match="Only the person who owns this work"):
            give(who, keeper, owned, colleague)
        page = signed_in(who).get(f"/people/{keeper.pk}/hand-over/")
        assert page.status_code == 403
        assert "Only the person who owns this work, or an administrator" in html_of(page)
    with pytest.raises(PermissionDenied):
        give(board, keeper, owned, colleague)
    assert untouched(owned)


def test_the_link_followed_after_she_moved_offers_nothing(
    signed_in, administrator, keeper, colleague, other_service, owned
):
    body = sent(*owned, education=colleague) | {"confirm": "yes"}
    move(by=administrator, appointment=keeper.appointments.get(), service=other_service)
    client = signed_in(keeper)
    page = html_of(client.get(f"/people/{keeper.pk}/hand-over/"))
    assert "You own no sub-action that is to be done." in page
    assert client.post(f"/people/{keeper.pk}/hand-over/", body).status_code == 200
    with pytest.raises(ValidationError, match="Not Kirsty’s to hand over"):
        give(User.objects.get(pk=keeper.pk), keeper, owned, colleague)
    assert untouched(owned)


def test_an_heir_outside_the_service(signed_in, keeper, other_keeper, owned):
    with pytest.raises(ValidationError, match="Not a Promise Keeper of Education: Omar."):
        give(keeper, keeper, owned, other_keeper)
    with pytest.raises(ValidationError, match="Choose who takes over the work of Education."):
        give(keeper, keeper, owned, keeper)
    assert untouched(owned)


def test_an_heir_who_is_deactivated_meanwhile(
    signed_in, administrator, keeper, colleague, service, owned
):
    AppointmentFactory(role=Role.KEEPER, service=service)
    set_active(by=administrator, person=colleague, active=False)
    body = sent(*owned, education=colleague) | {"confirm": "yes"}
    page = signed_in(keeper).post(f"/people/{keeper.pk}/hand-over/", body)
    assert "Choose a Promise Keeper of Education." in html_of(page)
    with pytest.raises(ValidationError, match="Not a Promise Keeper of Education: Catriona."):
        give(keeper, keeper, owned, colleague)
    assert untouched(owned)


def test_nothing_ticked_or_nobody_chosen(signed_in, keeper, colleague, owned):
    client, address = signed_in(keeper), f"/people/{keeper.pk}/hand-over/"
    assert "Choose at least one sub-action." in html_of(
        client.post(address, sent(education=colleague))
    )
    page = html_of(client.post(address, sent(*owned)))
    assert "Choose who takes over the work of Education." in page
    assert "Nothing has been handed over." in page
    assert untouched(owned)


def test_where_there_is_nobody_else_it_says_so(signed_in, keeper, owned):
    page = html_of(signed_in(keeper).get(f"/people/{keeper.pk}/hand-over/"))
    assert "Education has no other Promise Keeper" in page
    assert "Choose who takes" not in page
    assert "Go on" not in page


def test_a_row_that_somebody_changed_since(signed_in, administrator, keeper, colleague, owned):
    client, address = signed_in(keeper), f"/people/{keeper.pk}/hand-over/"
    body = sent(*owned, education=colleague)
    SubAction.objects.filter(pk=owned[2].pk).update(version=2)
    answer = client.post(address, body | {"confirm": "yes"})
    assert answer.status_code == 409
    page = html_of(answer)
    words = f"{owned[2]} was changed by someone else meanwhile. Nothing is handed over yet"
    assert words in page
    assert page.count(" checked>") == 3
    with pytest.raises(Conflict):
        give(keeper, keeper, owned, colleague, seen={row.key: 1 for row in owned})
    assert untouched(owned)


def test_what_is_not_hers_or_is_not_to_be_done_is_not_moved(
    keeper, colleague, service, owned, today
):
    others = SubActionFactory(service=service, owners=[colleague])
    replaced = SubActionFactory(
        service=service,
        owners=[keeper],
        replaced_by=others,
        replaced_on=today,
        replaced_reason="It is the same.",
    )
    for row in (others, replaced):
        with pytest.raises(ValidationError, match=f"Not Kirsty’s to hand over: {row.key}"):
            give(keeper, keeper, [row], colleague)
    with pytest.raises(ValidationError, match="nothing was chosen"):
        give(keeper, keeper, [], colleague)
    assert untouched(owned)


def test_the_form_sent_twice_is_one_handing_over(signed_in, keeper, colleague, owned):
    client = signed_in(keeper)
    address = f"/people/{keeper.pk}/hand-over/"
    body = sent(*owned, education=colleague) | {"confirm": "yes"}
    client.post(address, body)
    second = client.post(address, body)
    assert "The list has changed" in html_of(second) or "no sub-action" in html_of(second)
    assert HandOver.objects.count() == 1
    assert Mail.objects.count() == 2
