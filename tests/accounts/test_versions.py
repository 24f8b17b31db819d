"""Saves that never overwrite what somebody else saved meanwhile."""

import pytest

from accounts.models import Change, Service
from accounts.versions import Conflict, save_version
from tests.conftest import html_of

pytestmark = pytest.mark.database


def test_a_save_counts_the_version_up_and_stores_only_what_it_names(service):
    service.name, service.kind = "Learning", "school"

    save_version(service, seen=1, fields=["name"])

    stored = Service.objects.get()
    assert (stored.name, stored.kind, stored.version) == ("Learning", "council", 2)
    assert service.version == 2


def test_the_second_of_two_writers_is_told_and_changes_nothing(service):
    mine, theirs = Service.objects.get(), Service.objects.get()
    theirs.name = "Learning"
    save_version(theirs, seen=1, fields=["name"])
    mine.name = "Schools"

    with pytest.raises(Conflict, match="Learning was changed by someone else") as raised:
        save_version(mine, seen=1, fields=["name"])

    assert raised.value.current.name == "Learning"
    assert Service.objects.get().name == "Learning"


@pytest.mark.parametrize("seen", [0, 2, -1, 10**12, 2**63 - 1])
def test_a_version_that_never_was_is_a_conflict(service, seen):
    with pytest.raises(Conflict):
        save_version(service, seen=seen, fields=["name"])


def test_two_administrators_rename_one_person(administrator, keeper, signed_in):
    clerk, address = signed_in(administrator), f"/people/{keeper.pk}/rename/"
    assert 'name="version" value="1"' in html_of(clerk.get(address))
    clerk.post(address, {"name": "Kirsty Reid", "version": 1})

    answer = clerk.post(address, {"name": "Kirsty Ross", "version": 1})

    page = html_of(answer)
    assert answer.status_code == 409
    assert '<td data-label="What you typed">Kirsty Ross</td>' in page
    assert '<td data-label="What is saved now">Kirsty Reid</td>' in page
    keeper.refresh_from_db()
    assert keeper.name == "Kirsty Reid"
    assert Change.objects.filter(act="renamed").count() == 1

    assert 'name="version" value="2"' in page
    assert clerk.post(address, {"name": "Kirsty Ross", "version": 2}).status_code == 302
    keeper.refresh_from_db()
    assert keeper.name == "Kirsty Ross"


def test_two_administrators_edit_one_service(administrator, service, signed_in):
    clerk, address = signed_in(administrator), "/services/education/edit/"
    clerk.post(address, {"name": "Learning", "kind": "council", "version": 1})

    answer = clerk.post(
        address, {"name": "Schools", "kind": "school", "closed_on": "31/12/2026", "version": 1}
    )

    page = html_of(answer)
    assert answer.status_code == 409
    for words in ("Schools", "Learning", "School", "Council service", "31 December 2026"):
        assert f">{words}</td>" in page
    service.refresh_from_db()
    assert (service.name, service.kind, service.closed_on) == ("Learning", "council", None)


def test_a_form_without_its_version_is_refused(administrator, keeper, signed_in):
    answer = signed_in(administrator).post(f"/people/{keeper.pk}/rename/", {"name": "Kirsty Ross"})

    assert "Part of this form is missing" in html_of(answer)
    keeper.refresh_from_db()
    assert keeper.name == "Kirsty"
