"""The list of services: who sees it, who keeps it, and how one is closed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts import service_views
from accounts.models import Change, Role, Service
from accounts.services import add_service, edit_service
from tests.factories import AppointmentFactory, ServiceFactory

from .conftest import text_of

pytestmark = pytest.mark.database


@pytest.fixture
def clerk(administrator, signed_in):
    return signed_in(administrator)


def test_everyone_signed_in_sees_the_services_and_their_keepers(
    keeper, other_keeper, board, champions, signed_in
):
    ServiceFactory(name="Aberlour", kind="provider")
    for reader in (keeper, board, champions):
        words = text_of(signed_in(reader).get("/services/"))
        assert "Education Council service Kirsty" in words
        assert "Aberlour Commissioned provider No Promise Keeper yet" in words
        assert "Add a service" not in words
        assert "kirsty@council.test" not in words


def test_one_service_shows_its_keepers_of_today(board, keeper, other_keeper, service, signed_in):
    AppointmentFactory(
        role=Role.KEEPER,
        service=service,
        user__name="Gone",
        ends_on=date(2026, 1, 1),
        starts_on=date(2025, 1, 1),
    )
    AppointmentFactory(role=Role.KEEPER, service=service, user__name="Out", user__is_active=False)

    answer = signed_in(board).get("/services/education/")

    assert [held.user.name for held in answer.context["service"].keepers] == ["Kirsty"]
    html = answer.content.decode()
    assert "/people/" not in html
    assert "/services/education/edit/" not in html
    assert '/sub-actions/?service=education"' in html


def test_an_administrator_adds_a_service(clerk):
    page = clerk.post(
        "/services/add/", {"name": "St Mary’s Primary", "kind": "school"}, follow=True
    )

    assert "St Mary’s Primary is added." in text_of(page)
    service = Service.objects.get()
    assert (service.key, service.kind) == ("st-marys-primary", "school")
    assert clerk.get("/services/st-marys-primary/").status_code == 200
    assert Change.objects.get().act == "added"


def test_several_are_added_one_after_another(clerk):
    sent = {"name": "Housing", "kind": "council"}

    assert clerk.post("/services/add/", sent | {"another": "yes"}).url == "/services/add/"
    assert clerk.post("/services/add/", sent | {"name": "Sport"}).url == "/services/"
    assert Service.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": ""}, "Enter a name."),
        ({"name": "N" * 151}, "A name can have at most 150 characters"),
        ({"kind": ""}, "Choose what kind of service it is."),
        ({"kind": "castle"}, "Choose a kind from the list."),
        (
            {"name": "education"},
            "There is a service of this name, or of one very like it, already.",
        ),
        (
            {"name": "Education!"},
            "There is a service of this name, or of one very like it, already.",
        ),
        ({"name": "!!!"}, "Give a name with letters in it, such as Education."),
        ({"name": "Add"}, "Give a name with letters in it, such as Education."),
    ],
)
def test_a_service_that_does_not_fit_is_refused_by_its_field(clerk, service, values, said):
    page = clerk.post("/services/add/", {"name": "Housing", "kind": "council"} | values)

    assert text_of(page).count(said) == 2
    assert Service.objects.count() == 1


def test_two_long_names_that_would_share_an_address(administrator):
    add_service(by=administrator, name="A " + "very " * 20 + "long name", kind="partner")

    with pytest.raises(ValidationError, match="very like it"):
        add_service(by=administrator, name="A " + "very " * 20 + "longer name", kind="partner")
    assert len(Service.objects.get().key) <= 60


@pytest.mark.parametrize("length", [60, 61])
def test_an_address_has_at_most_sixty_signs(administrator, length):
    assert len(add_service(by=administrator, name="a" * length, kind="partner").key) == 60


def test_editing_keeps_the_address(clerk, service):
    sent = {"name": "Learning", "kind": "partnership", "closed_on": "", "version": 1}

    page = clerk.post("/services/education/edit/", sent, follow=True)

    assert "Learning is saved." in text_of(page)
    service.refresh_from_db()
    assert (service.key, service.name, service.kind) == ("education", "Learning", "partnership")


def test_a_name_that_another_service_has_is_refused(clerk, service, other_service):
    page = clerk.post(
        "/services/education/edit/", {"name": "HOUSING", "kind": "council", "version": 1}
    )

    assert text_of(page).count("There is a service of this name already.") == 2
    service.refresh_from_db()
    assert (service.name, service.version) == ("Education", 1)


def close(clerk, day: str):
    sent = {"name": "Education", "kind": "council", "closed_on": day, "version": 1}
    return clerk.post("/services/education/edit/", sent, follow=True)


def test_closing_a_service_that_has_keepers_is_allowed_and_said(clerk, keeper, service):
    page = close(clerk, "3 March 2026")

    words = text_of(page)
    assert "It closes on 3 March 2026 and still has Promise Keepers: Kirsty. Move them" in words
    assert "closed since 3 March 2026" in words
    assert "1 Promise Keeper still belongs to it." in words
    assert keeper.keeps(service)
    line = Change.objects.get()
    assert (line.before, line.after) == ('{"closed_on": null}', '{"closed_on": "2026-03-03"}')


def test_closing_an_empty_one_says_nothing_more(clerk, service):
    words = text_of(close(clerk, "3 March 2026"))

    assert "closed since 3 March 2026" in words
    assert "still has" not in words


def test_a_service_takes_work_until_the_day_it_closes(clerk, service):
    close(clerk, "03/03/2099")

    assert list(Service.objects.open(on=date(2099, 3, 2))) == [service]
    assert list(Service.objects.open(on=date(2099, 3, 3))) == []
    assert "closes on 3 March 2099" in text_of(clerk.get("/services/"))


def test_a_closed_service_is_opened_again(clerk, service, administrator):
    close(clerk, "3 March 2026")

    edit_service(
        by=administrator, service=service, seen=2, name="Education", kind="council", closed_on=None
    )

    assert service in Service.objects.open(on=date(2026, 3, 4))


def test_a_day_that_is_none_is_refused(clerk, service):
    page = close(clerk, "31 February 2026")

    assert text_of(page).count("February has no 31st: it has 28 days.") == 2
    service.refresh_from_db()
    assert service.closed_on is None


@pytest.mark.parametrize("who", ["keeper", "board", "champions"])
def test_nobody_else_keeps_the_list(request, signed_in, service, who):
    client = signed_in(request.getfixturevalue(who))

    for path in ("/services/add/", "/services/education/edit/"):
        for answer in (
            client.get(path),
            client.post(path, {"name": "X", "kind": "council", "version": 1}),
        ):
            assert answer.status_code == 403
            assert "Only an administrator may do this: add, change and close services." in text_of(
                answer
            )
    assert list(Service.objects.values_list("name", flat=True)) == ["Education"]


@pytest.mark.parametrize("path", ["/services/nowhere/", "/services/nowhere/edit/"])
def test_an_unknown_key_is_not_found(clerk, path):
    assert clerk.get(path).status_code == 404


def test_no_services_yet_says_what_to_do(clerk):
    assert "Add the services and partners that keep a part of the promise," in text_of(
        clerk.get("/services/")
    )


@pytest.mark.parametrize(
    ("query", "shown", "left", "figure"),
    [
        ("", "Education", "Housing", "2 services"),
        ("?page=2", "Housing", "Education", "2 services"),
        ("?words=hous", "Housing", "Education", "1 of 2 services"),
        ("?kind=council&page=2", "Housing", "Education", "2 of 2 services"),
    ],
)
def test_a_page_holds_some_and_the_figure_counts_all(
    monkeypatch, signed_in, board, service, other_service, query, shown, left, figure
):
    monkeypatch.setattr(service_views, "PER_PAGE", 1)
    page = text_of(signed_in(board).get(f"/services/{query}"))
    assert f"{figure} of the council" in page
    assert f"{shown} Council service" in page
    assert f"{left} Council service" not in page


def test_where_no_service_fits_the_filters_it_says_so(signed_in, board, service):
    page = text_of(signed_in(board).get("/services/?words=zoo"))
    assert "No service fits these filters." in page
    assert "0 of 1 service " in page
