"""Among many, one is found by its name or key, with and without a script."""

import pytest

from accounts import finders
from tests.conftest import html_of
from tests.factories import AudienceFactory, EvidenceFactory, ServiceFactory, SubActionFactory

from .conftest import text_of

pytestmark = pytest.mark.database
LISTS = ["/sub-actions/", "/evidence/", "/participation/sessions/", "/people/"]


@pytest.fixture
def many(monkeypatch):
    """Every list is longer than one reads through."""
    monkeypatch.setattr(finders, "MOST_WITHOUT_SEARCH", -1)


@pytest.fixture
def client(administrator, signed_in, service, other_service):
    EvidenceFactory()
    AudienceFactory()
    return signed_in(administrator)


@pytest.mark.parametrize("most", [1, 2])
@pytest.mark.parametrize("path", LISTS)
def test_few_are_listed_and_many_are_typed(monkeypatch, client, path, most):
    monkeypatch.setattr(finders, "MOST_WITHOUT_SEARCH", most)
    html = html_of(client.get(path))
    assert ('data-names="/find/services/"' in html) == (most == 1)
    assert ('<option value="housing"' in html) == (most == 2)


@pytest.mark.parametrize("typed", ["housing", "Housing", " HOUSING ", "\u200bHousing"])
@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_narrowed_by_the_name_as_by_the_key(many, client, path, typed):
    answer = client.get(path, {"service": typed})
    assert [said for said, _without in answer.context["filter"].shown] == ["Housing"]
    assert 'value="Housing"' in html_of(answer)


@pytest.mark.parametrize("path", LISTS)
def test_what_is_not_understood_is_said_with_what_may_be_meant(many, client, path):
    ServiceFactory(name="50% Housing")
    answer = client.get(path, {"service": "hous"})
    assert "There is no “hous” under “Service” any more." in text_of(answer)
    assert "Did you mean “50% Housing” or “Housing”?" in text_of(answer)
    assert answer.context["filter"].shown == []
    assert 'value="hous"' in html_of(answer)


@pytest.mark.parametrize(
    ("words", "names"),
    [("hous", ["Housing"]), ("ing ho", ["Housing"]), ("zoo", []), ("", []), ("\0", [])],
)
def test_names_are_offered_while_one_types(client, words, names):
    assert client.get("/find/services/", {"words": words}).json() == {"names": names}


def test_at_most_twelve_are_offered(client):
    for number in range(15):
        ServiceFactory(name=f"School {number}")
    assert len(client.get("/find/services/?words=school").json()["names"]) == 12


@pytest.mark.parametrize("words", ["1.3", "brothers"])
def test_sub_actions_are_offered_by_key_and_words(client, words):
    SubActionFactory(item__key="1.3", item__text="Seeing our brothers and sisters.")
    found = client.get("/find/sub-actions/", {"words": words}).json()["names"]
    assert found == ["1.3 Seeing our brothers and sisters."]


@pytest.mark.parametrize("typed", ["Housing", "housing"])
def test_a_form_takes_the_name(many, client, administrator, keeper, typed):
    role = keeper.appointments.get()
    path = f"/people/{keeper.pk}/roles/{role.pk}/move/"
    assert client.post(path, {"service": typed}).status_code == 302
    assert [one.service.name for one in keeper.appointments.filter(ends_on=None)] == ["Housing"]


def test_a_form_keeps_what_it_did_not_understand(many, client, keeper):
    role = keeper.appointments.get()
    answer = client.post(f"/people/{keeper.pk}/roles/{role.pk}/move/", {"service": "Hosing"})
    assert 'value="Hosing"' in html_of(answer)
    assert answer.status_code == 200
    assert keeper.appointments.get().ends_on is None


def test_a_service_that_is_closed_is_not_found_for_work(many, client, keeper, other_service):
    other_service.closed_on = "2020-01-01"
    other_service.save()
    role = keeper.appointments.get()
    answer = client.post(f"/people/{keeper.pk}/roles/{role.pk}/move/", {"service": "Housing"})
    assert answer.status_code == 200
    assert 'value="Housing"' in html_of(answer)


@pytest.mark.parametrize(
    ("typed", "status"), [("Housing", 200), ("none", 200), ("Remove the service", 200)]
)
def test_the_service_that_takes_work_is_typed(many, client, typed, status):
    SubActionFactory(item__key="1.3")
    answer = client.get("/assign/", {"service": typed})
    assert answer.status_code == status
    assert answer.context["form"].fields["rows"].choices


def test_nothing_is_no_service(many, client):
    answer = client.get("/assign/", {"service": " "})
    assert "Choose a service." in text_of(answer)
    assert "form" not in answer.context


def test_a_service_that_does_not_exist_is_said_beside_the_line(many, client):
    answer = client.get("/assign/", {"service": "Hous"})
    assert "There is no open service “Hous”. Did you mean “Housing”?" in text_of(answer)
    assert "form" not in answer.context


def test_a_sub_action_is_replaced_by_one_that_is_typed(many, client):
    old, new = SubActionFactory(item__key="1.3"), SubActionFactory(item__key="1.4")
    path = f"/sub-actions/{old.key}/replace/"
    fields = {"replacement": "1.4 whatever it says", "reason": "They are one.", "version": 1}
    assert client.post(path, fields).status_code == 302
    old.refresh_from_db()
    assert old.replaced_by == new
