"""One screen gives a service and owners to many sub-actions at once: all of them, or none."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from actions.models import SubAction
from actions.services import assigning
from tests.conftest import html_of
from tests.factories import ServiceFactory, SubActionFactory

from .conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def loose():
    """Three sub-actions that nobody keeps yet."""
    return [SubActionFactory(service=None) for _ in range(3)]


def ticked(*rows) -> list[str]:
    return [f"{row.key}:{row.version}" for row in rows]


def test_service_and_owners_are_given(administrator, keeper, colleague, service, loose):
    assert assigning.assign(
        by=administrator, sub_action=loose[0], seen=1, service=service, owners=[keeper, colleague]
    )
    loose[0].refresh_from_db()
    assert (loose[0].service, set(loose[0].owners.all())) == (service, {keeper, colleague})
    line = Change.objects.first()
    assert (line.act, line.before) == ("assigned", '{"owners": [], "service": null}')
    assert line.after == '{"owners": ["Catriona", "Kirsty"], "service": "Education"}'


def test_giving_the_same_again_changes_nothing(administrator, keeper, service, loose):
    for changed in (True, False):
        loose[0].refresh_from_db()
        given = {"seen": loose[0].version, "service": service, "owners": [keeper]}
        assert assigning.assign(by=administrator, sub_action=loose[0], **given) is changed
    assert Change.objects.count() == 1


def test_owners_must_be_keepers_of_the_service(
    administrator, keeper, other_keeper, board, service, loose
):
    with pytest.raises(ValidationError, match="Not a Promise Keeper of Education: Barbara, Omar."):
        assigning.assign(
            by=administrator,
            sub_action=loose[0],
            seen=1,
            service=service,
            owners=[keeper, other_keeper, board],
        )
    with pytest.raises(ValidationError, match="Choose a service first"):
        assigning.assign(
            by=administrator, sub_action=loose[0], seen=1, service=None, owners=[keeper]
        )
    keeper.is_active = False
    keeper.save()
    with pytest.raises(ValidationError, match="Not a Promise Keeper of Education: Kirsty."):
        assigning.assign(
            by=administrator, sub_action=loose[0], seen=1, service=service, owners=[keeper]
        )
    assert not Change.objects.exists()


def test_only_an_administrator_assigns(keeper, service, loose):
    with pytest.raises(PermissionDenied):
        assigning.assign(by=keeper, sub_action=loose[0], seen=1, service=service, owners=[])


def test_old_version_is_a_conflict(administrator, service, loose):
    with pytest.raises(Conflict):
        assigning.assign(by=administrator, sub_action=loose[0], seen=0, service=service, owners=[])
    loose[0].refresh_from_db()
    assert loose[0].service is None


def test_a_closed_service_gets_no_more_work(administrator, keeper, service, loose, today):
    service.closed_on = today
    service.save()
    with pytest.raises(ValidationError, match="Education is closed."):
        assigning.assign(by=administrator, sub_action=loose[0], seen=1, service=service, owners=[])
    service.closed_on = today + timedelta(days=1)
    service.save()
    assert assigning.assign(
        by=administrator, sub_action=loose[0], seen=1, service=service, owners=[]
    )


def test_without_owners_named_the_present_ones_stay_who_keep_the_service(
    administrator, keeper, colleague, service
):
    row = SubActionFactory(service=service, owners=[keeper, colleague])
    assert not assigning.assign(
        by=administrator, sub_action=row, seen=1, service=service, owners=[]
    )
    colleague.appointments.all().delete()
    assert assigning.assign(by=administrator, sub_action=row, seen=1, service=service, owners=[])
    assert list(row.owners.all()) == [keeper]
    assert Change.objects.get().before == '{"owners": ["Catriona", "Kirsty"]}'


def test_owners_of_the_service_before_do_not_come_along(
    administrator, keeper, service, other_service
):
    row = SubActionFactory(service=service, owners=[keeper])
    assigning.assign(by=administrator, sub_action=row, seen=1, service=other_service, owners=[])
    row.refresh_from_db()
    assert (row.service, list(row.owners.all())) == (other_service, [])


@pytest.mark.parametrize(
    ("address", "count", "words"),
    [
        ("housing", 1, "1 sub-action assigned to Housing."),
        ("housing", 3, "3 sub-actions assigned to Housing; 1 came from another service."),
        ("education", 3, "2 sub-actions assigned to Education."),
        ("none", 3, "1 sub-action has no service and no owner now."),
        ("none", 1, "Nothing changed: no service had them."),
    ],
)
def test_the_message_says_what_happened(
    signed_in, administrator, service, other_service, loose, address, count, words
):
    rows = [*loose[:2], SubActionFactory(service=service)][:count]
    assert said(
        signed_in(administrator).post(f"/assign/?service={address}", {"rows": ticked(*rows)})
    ) == [words]


def test_ticking_what_the_service_keeps_wipes_no_owner(signed_in, administrator, keeper, service):
    row = SubActionFactory(service=service, owners=[keeper])
    response = signed_in(administrator).post("/assign/?service=education", {"rows": ticked(row)})
    assert said(response) == ["Nothing changed: Education had these already."]
    assert list(row.owners.all()) == [keeper]
    assert not Change.objects.exists()


def test_a_service_is_taken_away_with_its_owners(signed_in, administrator, keeper, service):
    row, other = (
        SubActionFactory(service=service, owners=[keeper]),
        SubActionFactory(service=service, owners=[keeper]),
    )
    client = signed_in(administrator)
    page = client.get("/assign/?service=none")
    assert "What you tick loses its service and its owners." in page.content.decode()
    client.post("/assign/?service=none", {"rows": ticked(row)})
    row.refresh_from_db()
    assert (row.service, list(row.owners.all())) == (None, [])
    assert list(other.owners.all()) == [keeper]
    assert Change.objects.get().after == '{"owners": [], "service": null}'


def test_nobody_owns_what_no_service_keeps(signed_in, administrator, keeper, sub_action):
    sent = {"rows": ticked(sub_action), "owners": [keeper.pk]}
    response = signed_in(administrator).post("/assign/?service=none", sent)
    assert "is not a Promise Keeper of this service" in response.context["form"].errors["owners"][0]
    sub_action.refresh_from_db()
    assert sub_action.service.name == "Education"


def test_forms_answer_no_other_method(signed_in, administrator):
    client = signed_in(administrator)
    assert client.head("/assign/").status_code == 200
    assert client.put("/assign/").status_code == client.delete("/assign/").status_code == 405


def test_many_at_once_in_the_browser(signed_in, administrator, keeper, service, loose):
    client = signed_in(administrator)
    assert "Education" in client.get("/assign/").content.decode()
    sent = {"owners": [keeper.pk], "rows": ticked(*loose[:2])}
    response = client.post("/assign/?service=education", sent)
    assert response.url == "/assign/?service=education"
    assert said(response) == ["2 sub-actions assigned to Education."]
    assert SubAction.objects.filter(service=service, owners=keeper).count() == 2
    assert Change.objects.filter(act="assigned").count() == 2


def test_one_that_changed_meanwhile_stops_all_and_keeps_the_ticks(
    signed_in, administrator, keeper, service, loose
):
    rows = [*ticked(*loose[:2]), f"{loose[2].key}:999999999"]  # the longest that is a version
    sent = {"owners": [keeper.pk], "rows": rows}
    SubAction.objects.filter(pk=loose[2].pk).update(version=7)
    response = signed_in(administrator).post("/assign/?service=education", sent)
    assert response.status_code == 409
    assert (
        f"{loose[2]} was changed by someone else meanwhile. Nothing is saved yet"
        in response.content.decode()
    )
    assert not SubAction.objects.filter(service=service).exists()
    assert not Change.objects.exists()

    form = response.context["form"]
    assert form["rows"].value() == [f"{loose[0].key}:1", f"{loose[1].key}:1", f"{loose[2].key}:7"]
    again = signed_in(administrator).post(
        "/assign/?service=education", {**sent, "rows": form["rows"].value()}
    )
    assert again.status_code == 302
    assert SubAction.objects.filter(service=service).count() == 3


def test_an_owner_who_has_left_meanwhile_stops_all(
    signed_in, administrator, keeper, service, loose
):
    keeper.appointments.all().delete()
    sent = {"owners": [keeper.pk], "rows": ticked(*loose)}
    response = signed_in(administrator).post("/assign/?service=education", sent)
    assert "is not a Promise Keeper of this service" in response.context["form"].errors["owners"][0]
    assert not SubAction.objects.filter(service=service).exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "Choose at least one sub-action."),
        (["99.9:1"], "The list has changed."),
        (["no version"], "The list has changed."),
        (["{key}:"], "The list has changed."),
        (["{key}:-1"], "The list has changed."),
        (["{key}:1.5"], "The list has changed."),
        (["{key}:" + "9" * 10], "The list has changed."),
        (["{key}:" + "9" * 5000], "The list has changed."),
        (["\x00:1"], "The list has changed."),
    ],
)
def test_odd_rows_are_said_and_nothing_is_given(
    signed_in, administrator, service, loose, rows, words
):
    sent = {
        "rows": [row.format(key=loose[0].key) for row in rows],
        "csrfmiddlewaretoken": "as browsers send it",
    }
    response = signed_in(administrator).post("/assign/?service=education", sent)
    assert words in response.context["form"].errors["rows"][0]
    assert not SubAction.objects.filter(service=service).exists()


@pytest.mark.parametrize("key", ["no-such-service", "closed", "%00", "x" * 3000])
def test_unknown_and_closed_services_are_not_found(signed_in, administrator, service, today, key):
    ServiceFactory(key="closed", closed_on=today)
    response = signed_in(administrator).get(f"/assign/?service={key}")
    assert response.status_code == 404


def test_without_a_service_nothing_is_given(signed_in, administrator, loose):
    response = signed_in(administrator).post("/assign/", {"rows": ticked(*loose)})
    assert response.status_code == 200
    assert not Change.objects.exists()


def test_no_service_is_chosen_before_somebody_chooses_one(signed_in, administrator, service):
    browser = signed_in(administrator)
    for path in ("/assign/", "/assign/?service="):
        page = html_of(browser.get(path))
        options = page.partition("<select")[2].partition("</select>")[0]
        assert options.count("selected") <= 1
        assert options.partition("<option")[2].startswith(' value="" selected>Choose a service')
        assert options.rindex("Remove the service") > options.rindex(service.name)
    assert "Choose a service.</" in html_of(browser.get("/assign/?service="))
    assert "Choose a service.</" not in html_of(browser.get("/assign/"))
