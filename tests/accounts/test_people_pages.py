"""The pages of people: finding someone, and everything about one person in one place."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from accounts.history import record
from accounts.models import Change, Role, User
from accounts.services import appoint, end_appointment, move
from tests.factories import AppointmentFactory, UserFactory

from .conftest import text_of


@pytest.fixture
def clerk(administrator, signed_in):
    return signed_in(administrator)


@pytest.fixture
def found(clerk):
    """The names that the list shows under filters."""

    def names(**filters) -> list[str]:
        return [person.name for person in clerk.get("/people/", filters).context["page"]]

    return names


@pytest.fixture
def everyone(keeper, other_keeper, board, champions, stranger):
    stranger.set_unusable_password()
    stranger.save()
    User.objects.filter(pk=champions.pk).update(is_active=False)


def test_everyone_is_listed_with_address_roles_and_account(clerk, everyone):
    words = text_of(clerk.get("/people/"))

    assert "6 people" in words
    assert "Kirsty kirsty@council.test Promise Keeper of Education Can sign in" in words
    assert "Chris chris@council.test Champions Board staff Deactivated" in words
    assert "Sam sam@council.test No role Invited, not signed in yet" in words


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"words": "KIRS"}, ["Kirsty"]),
        ({"words": "council.test omar"}, ["Omar"]),
        ({"role": "keeper"}, ["Kirsty", "Omar"]),
        ({"service": "housing"}, ["Omar"]),
        ({"role": "board", "service": "housing"}, []),
        ({"state": "active"}, ["Ada", "Barbara", "Kirsty", "Omar"]),
        ({"state": "invited"}, ["Sam"]),
        ({"state": "deactivated"}, ["Chris"]),
        ({"words": "'; DROP TABLE"}, []),
        ({"words": "%"}, []),
    ],
)
def test_filters(found, everyone, filters, names):
    assert found(**filters) == names


def test_a_filter_by_role_or_service_means_today(
    found, everyone, keeper, administrator, other_service
):
    move(by=administrator, appointment=keeper.appointments.get(), service=other_service)

    assert found(service="education") == []
    assert found(service="housing") == ["Kirsty", "Omar"]


def test_the_filter_is_named_and_counted(clerk, everyone):
    page = text_of(clerk.get("/people/", {"state": "deactivated"}))

    assert "People: Deactivated – Promise Tracker" in page
    assert "People: Deactivated 1 of 6 people ." in page


def test_a_list_by_role_is_called_by_those_who_hold_it(clerk, everyone):
    assert "People: Promise Keepers" in text_of(clerk.get("/people/", {"role": "keeper"}))


def test_nobody_found_is_said(clerk):
    assert "Nobody matches this." in text_of(
        clerk.get("/people/", {"words": "nobody of this name"})
    )


@pytest.mark.parametrize("filters", [{"role": "director"}, {"service": "none"}, {"state": "x"}])
def test_a_filter_that_is_none_is_told_so(clerk, filters):
    answer = clerk.get("/people/", filters)

    assert answer.status_code == 200
    assert "to put right" in text_of(answer)


def test_fifty_on_a_page_and_filters_stay_in_the_address(clerk):
    UserFactory.create_batch(60)

    page = clerk.get("/people/", {"words": "person", "page": "2"})

    assert len(page.context["page"]) == 10
    assert "words=person&amp;page=1" in page.content.decode()
    assert len(clerk.get("/people/", {"page": "junk"}).context["page"]) == 50


def test_the_list_costs_the_same_for_many(clerk, service):
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            clerk.get("/people/")
        return len(seen)

    clerk.get("/people/")
    few = cost()
    AppointmentFactory.create_batch(40, role=Role.KEEPER, service=service)
    assert cost() == few


def test_a_person_s_page_shows_the_latest_lines_of_history(
    clerk, administrator, keeper, monkeypatch
):
    monkeypatch.setattr("accounts.views.LINES_SHOWN", 2)
    for act in ("first", "second", "third"):
        record(
            by=administrator, act=act, thing="person", key=str(keeper.pk), before={}, after={"a": 1}
        )

    shown = clerk.get(keeper.get_absolute_url()).context["changes"]
    assert [act for _line, act in shown] == ["third", "second"]


def test_history_says_which_role_was_given(clerk, administrator, board, service):
    appoint(by=administrator, person=board, role="keeper", service=service)
    page = text_of(clerk.get(board.get_absolute_url()))
    assert "Gave a role: Promise Keeper, Education" in page


def test_one_person_with_roles_now_to_come_and_past(clerk, administrator, keeper, service):
    today = timezone.localdate()
    soon = AppointmentFactory(user=keeper, role=Role.BOARD, starts_on=today + timedelta(days=9))
    gone = AppointmentFactory(user=keeper, role=Role.CHAMPIONS, starts_on=today - timedelta(days=9))
    end_appointment(by=administrator, appointment=gone, ends_on=today)

    answer = clerk.get(keeper.get_absolute_url())

    assert [list(answer.context[name]) for name in ("coming", "over")] == [[soon], [gone]]
    words = text_of(answer)
    now, later = words.index("Roles now"), words.index("Roles to come")
    assert "Promise Keeper of Education" in words[now:later]
    assert "Oversight Board member" in words[later : words.index("1 past role")]
    assert "Ended a role" in words[words.index("1 past role") :]
    assert "ada@council.test" in words[words.index("1 past role") :]
    assert f"/history/?thing=person&amp;key={keeper.pk}" in answer.content.decode()


def test_only_the_persons_own_lines_of_history_are_shown(clerk, administrator, keeper, board):
    end_appointment(
        by=administrator, appointment=board.appointments.get(), ends_on=timezone.localdate()
    )

    assert "Nothing has been changed for this person yet." in text_of(
        clerk.get(keeper.get_absolute_url())
    )


def test_renaming(clerk, keeper):
    page = clerk.post(
        f"/people/{keeper.pk}/rename/", {"name": " Kirsty Reid ", "version": 1}, follow=True
    )

    assert "The name is Kirsty Reid now." in text_of(page)
    line = Change.objects.get()
    assert (line.act, line.before, line.after) == (
        "renamed",
        '{"name": "Kirsty"}',
        '{"name": "Kirsty Reid"}',
    )


def test_an_empty_name_is_refused(clerk, keeper):
    page = clerk.post(f"/people/{keeper.pk}/rename/", {"name": "", "version": 1})

    assert text_of(page).count("Enter a name.") == 2
    assert User.objects.get(pk=keeper.pk).name == "Kirsty"


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{ settings.SECRET_KEY }}", "Ó’Néill – 小明"]
)
def test_a_name_is_shown_as_it_was_typed(clerk, keeper, name):
    clerk.post(f"/people/{keeper.pk}/rename/", {"name": name, "version": 1})

    for path in (
        "/people/",
        keeper.get_absolute_url(),
        f"/people/{keeper.pk}/deactivate/",
        "/services/",
    ):
        html = clerk.get(path).content.decode()
        assert escape(name) in html
        assert "<script>" not in html


PATHS = ["", "rename/", "roles/give/", "deactivate/", "reactivate/"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("pk", ["999999", "99999999999999999999999"])
def test_nobody_of_that_number(clerk, path, pk):
    assert clerk.get(f"/people/{pk}/{path}").status_code == 404


@pytest.mark.parametrize("who", ["keeper", "board", "champions"])
def test_other_roles_see_no_page_of_people(request, signed_in, administrator, who):
    client = signed_in(request.getfixturevalue(who))

    for path in [
        "/people/",
        "/people/invite/",
        *(f"/people/{administrator.pk}/{path}" for path in PATHS),
    ]:
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 403
            assert "ada@council.test" not in answer.content.decode()
    administrator.refresh_from_db()
    assert administrator.is_active


def test_whoever_is_not_signed_in_is_asked_to(client, administrator):
    for path in ["/people/", "/services/", "/who-can-do-what/", f"/people/{administrator.pk}/"]:
        assert client.get(path)["Location"] == f"/sign-in/?next={path}"
