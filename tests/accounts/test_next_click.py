"""Rights are read at each request: whoever is moved, deactivated or loses a role has lost them at
the next click, and signs in anew.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Change, Role, User
from accounts.permissions import may
from accounts.services import appoint, end_appointment
from tests.factories import SubActionFactory

from .conftest import text_of


@pytest.fixture
def clerk(administrator, signed_in):
    return signed_in(administrator)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_whoever_is_moved_works_for_the_new_service_only(
    clerk, keeper, service, other_service, typed_in
):
    old, new = SubActionFactory(service=service), SubActionFactory(service=other_service)
    browser = typed_in(keeper)
    assert browser.get(f"/sub-actions/{old.key}/update/").status_code == 200
    assert browser.get(f"/sub-actions/{new.key}/update/").status_code == 403

    held = keeper.appointments.get()
    page = clerk.post(
        f"/people/{keeper.pk}/roles/{held.pk}/move/", {"service": other_service.pk}, follow=True
    )

    assert "Kirsty is a Promise Keeper of Housing now." in text_of(page)
    assert browser.get("/services/").status_code == 302
    browser = typed_in(keeper)
    assert browser.get(f"/sub-actions/{old.key}/update/").status_code == 403
    assert browser.get(f"/sub-actions/{new.key}/update/").status_code == 200


def test_moving_to_the_same_or_a_closed_service_is_refused(clerk, keeper, service, other_service):
    other_service.closed_on = timezone.localdate()
    other_service.save()
    address = f"/people/{keeper.pk}/roles/{keeper.appointments.get().pk}/move/"

    for to in (service, other_service):
        page = clerk.post(address, {"service": to.pk})
        assert "Choose a service from the list." in text_of(page)
    assert fresh(keeper).services == [service]


def test_whoever_is_deactivated_is_signed_out_and_cannot_sign_in(clerk, keeper, typed_in, client):
    browser = typed_in(keeper)
    assert browser.get("/services/").status_code == 200
    assert "Deactivate Kirsty?" in text_of(clerk.get(f"/people/{keeper.pk}/deactivate/"))
    assert fresh(keeper).is_active

    page = clerk.post(f"/people/{keeper.pk}/deactivate/", follow=True)

    assert "Kirsty is deactivated" in text_of(page)
    answer = browser.get("/services/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/services/&ended=on")
    tried = client.post(
        "/sign-in/", {"login": keeper.email, "password": "a-long-enough-phrase"}, follow=True
    )
    assert "This account is not in use" in text_of(tried)
    assert client.get("/services/").status_code == 302
    assert not may(fresh(keeper), "read")


def test_whoever_is_reactivated_can_sign_in_again(clerk, keeper, typed_in):
    clerk.post(f"/people/{keeper.pk}/deactivate/")
    assert "Reactivate Kirsty?" in text_of(clerk.get(f"/people/{keeper.pk}/reactivate/"))

    clerk.post(f"/people/{keeper.pk}/reactivate/")

    assert typed_in(keeper).get("/services/").status_code == 200
    acts = Change.objects.of("person", str(keeper.pk)).values_list("act", flat=True)
    assert list(acts) == ["reactivated", "deactivated"]


def test_a_second_click_on_deactivate_changes_and_records_nothing_more(clerk, keeper):
    clerk.post(f"/people/{keeper.pk}/deactivate/")
    clerk.post(f"/people/{keeper.pk}/deactivate/")

    assert Change.objects.of("person", str(keeper.pk)).count() == 1


def test_whoever_is_no_longer_administrator_reads_on_but_manages_nobody(
    administrator, keeper, typed_in
):
    appoint(by=administrator, person=keeper, role=Role.ADMINISTRATOR)
    browser = typed_in(keeper)
    assert browser.get("/people/").status_code == 200

    held = keeper.appointments.get(role=Role.ADMINISTRATOR)
    end_appointment(by=administrator, appointment=held, ends_on=timezone.localdate())

    assert browser.get("/people/").status_code == 302
    browser = typed_in(keeper)
    assert browser.get("/people/").status_code == 403
    assert (
        browser.post(f"/people/{keeper.pk}/roles/give/", {"role": "administrator"}).status_code
        == 403
    )
    assert browser.get("/services/").status_code == 200


def test_a_role_that_ends_tomorrow_ends_by_itself(administrator, keeper, typed_in, time_machine):
    held = keeper.appointments.get()
    end_appointment(
        by=administrator, appointment=held, ends_on=timezone.localdate() + timedelta(days=1)
    )
    assert typed_in(keeper).get("/services/").status_code == 200

    time_machine.move_to(timezone.now() + timedelta(days=1))

    assert typed_in(keeper).get("/services/").status_code == 403


def test_a_stranger_is_told_what_to_do(stranger, typed_in):
    browser = typed_in(stranger)

    for path in ("/", "/services/", "/people/", "/who-can-do-what/", "/history/"):
        answer = browser.get(path)
        assert answer.status_code == 403
        assert "You have no role at present Without a role nothing can be opened." in text_of(
            answer
        )


@pytest.mark.parametrize("path", ["/help/", "/privacy/", "/password/change/"])
def test_a_stranger_reads_what_is_open_to_all_and_changes_the_password(stranger, typed_in, path):
    assert typed_in(stranger).get(path).status_code == 200


def test_a_stranger_can_sign_out(stranger, typed_in):
    browser = typed_in(stranger)

    browser.post("/sign-out/")

    assert browser.get("/password/change/").status_code == 302
