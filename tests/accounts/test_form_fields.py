"""No field can be set by adding it to a form (promise T2)."""

from datetime import date

import pytest

from accounts.models import Appointment, Service, User

HOSTILE = {
    "id": "777",
    "pk": "777",
    "password": "!",
    "last_login": "2020-01-01",
    "email": "evil@council.test",
    "name": "Evil",
    "is_active": "",
    "joined_on": "2020-01-01",
    "version": "77",
    "key": "evil",
    "kind": "partner",
    "closed_on": "2020-01-01",
    "user": "1",
    "user_id": "1",
    "person": "1",
    "by": "1",
    "role": "administrator",
    "service": "",
    "service_id": "1",
    "starts_on": "2020-01-01",
    "ends_on": "2020-01-02",
    "is_superuser": "on",
    "is_staff": "on",
    "seen": "77",
    "active": "",
}
# Other roles, or none any more, end all sessions of a person.
ENDED = {"sessions_ended"}


def rows() -> dict:
    """Every record of people, roles and services, by kind and id."""
    return {
        (model.__name__, row["id"]): row
        for model in (User, Appointment, Service)
        for row in model.objects.values()
    }


def changed(before: dict, after: dict) -> set:
    """Which fields of records that were there before are others now."""
    return {
        (*key, name)
        for key in before
        for name in before[key]
        if after[key][name] != before[key][name]
    }


@pytest.fixture
def cases(keeper, board, service, other_service):
    """For each form its address, what it offers, and what it changes: records with their fields."""
    held, unset = keeper.appointments.get(), {"closed_on": "", "version": 1}
    role = {"service": "", "starts_on": "2099-01-01", "ends_on": ""}
    return {
        "rename": (f"/people/{keeper.pk}/rename/", {"name": "Kirsty Reid", "version": 1},
                   [(keeper, {"name", "version"})]),
        "end": (f"/people/{keeper.pk}/roles/{held.pk}/end/", {"ends_on": "2099-01-01"},
                [(held, {"ends_on"}), (keeper, ENDED)]),
        "deactivate": (f"/people/{keeper.pk}/deactivate/", {},
                       [(keeper, {"is_active"} | ENDED)]),
        "give": (f"/people/{board.pk}/roles/give/", {"role": "champions"} | role,
                 [(board, ENDED)]),
        "invite": ("/people/invite/",
                   {"email": "mo@council.test", "name": "Mo", "role": "board"} | role, []),
        "add": ("/services/add/", {"name": "Parks", "kind": "council"}, []),
        "edit": ("/services/education/edit/", {"name": "Art", "kind": "council"} | unset,
                 [(service, {"name", "version"})]),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["rename", "end", "deactivate", "give", "invite", "add", "edit"])
def test_only_what_the_form_offers_is_changed(administrator, signed_in, cases, name):
    address, sent, records = cases[name]
    clerk, before = signed_in(administrator), rows()

    answer = clerk.post(address, HOSTILE | sent)

    assert answer.status_code == 302, answer.content.decode()
    assert changed(before, rows()) == {
        (type(record).__name__, record.pk, name) for record, fields in records for name in fields
    }


def test_what_is_new_takes_only_what_the_form_offers(
    administrator, signed_in, cases, board, time_machine
):
    time_machine.move_to("2099-01-01 12:00:00+00:00", tick=False)
    client = signed_in(administrator)
    for name in ("invite", "give", "add"):
        address, sent, _records = cases[name]
        client.post(address, HOSTILE | sent)

    mo = User.objects.get(email="mo@council.test")
    assert (mo.name, mo.is_active, mo.joined_on, mo.version) == ("Mo", True, date(2099, 1, 1), 1)
    assert not mo.has_usable_password()
    assert mo.pk != 777
    held = mo.appointments.get()
    assert (held.role, held.service, held.starts_on, held.ends_on) == (
        "board",
        None,
        date(2099, 1, 1),
        None,
    )
    given = Appointment.objects.get(role="champions")
    assert (given.user, given.starts_on, given.ends_on) == (board, date(2099, 1, 1), None)
    parks = Service.objects.get(name="Parks")
    assert (parks.key, parks.kind, parks.closed_on, parks.version) == ("parks", "council", None, 1)


def test_a_sign_in_or_a_new_password_changes_nothing_else(keeper, typed_in):
    browser, before = typed_in(keeper), rows()
    new = "heather-on-the-hill-21"

    browser.post(
        "/password/change/",
        HOSTILE | {"oldpassword": "a-long-enough-phrase", "password1": new, "password2": new},
    )

    assert {name for _model, _pk, name in changed(before, rows())} == {"password"}
