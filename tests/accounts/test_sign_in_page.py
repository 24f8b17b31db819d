"""The sign-in page: what it offers in the demo, and that nobody signs up."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.adapter import ClosedDoorAdapter
from accounts.models import Role, User
from tests.factories import AppointmentFactory, UserFactory

from .conftest import text_of


@pytest.fixture
def demo_cast(service):
    """Two who can sign in, one who cannot, one without a role, and a real person."""
    AppointmentFactory(user=UserFactory(email="board@demo.test"), role=Role.BOARD)
    keeper = UserFactory(email="keeper@demo.test", name="Kirsty")
    AppointmentFactory(user=keeper, role=Role.KEEPER, service=service)
    AppointmentFactory(user=keeper, role=Role.BOARD)
    invited = UserFactory(email="invited@demo.test")
    AppointmentFactory(user=invited, role=Role.BOARD)
    invited.set_unusable_password()
    invited.save()
    UserFactory(email="nobody@demo.test")
    AppointmentFactory(user=UserFactory(email="real@council.test"), role=Role.BOARD)


def test_in_the_demo_it_lists_who_can_sign_in_with_their_roles(demo_cast, settings):
    settings.DEMO = True

    answer = Client().get("/sign-in/")

    assert answer.context["demo_accounts"] == [
        {
            "email": "keeper@demo.test",
            "words": "Oversight Board member, Promise Keeper of Education",
        },
        {"email": "board@demo.test", "words": "Oversight Board member"},
    ]
    assert "All of them share the password keep-the-promise" in text_of(answer)


def test_outside_the_demo_it_lists_nobody(demo_cast, settings):
    settings.DEMO = False

    answer = Client().get("/sign-in/")

    assert answer.status_code == 200
    assert "E-mail address" in text_of(answer)
    assert "demo_accounts" not in answer.context
    assert "demo.test" not in answer.content.decode()
    assert settings.DEMO_PASSWORD not in answer.content.decode()


def test_whoever_signs_in_gets_where_they_wanted_to_go(keeper):
    answer = Client().post(
        "/sign-in/?next=/services/",
        {"login": keeper.email, "password": "a-long-enough-phrase", "next": "/services/"},
    )

    assert (answer.status_code, answer["Location"]) == (302, "/services/")


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_but_not_off_the_site(keeper, elsewhere):
    sent = {"login": keeper.email, "password": "a-long-enough-phrase", "next": elsewhere}

    assert Client().post("/sign-in/", sent)["Location"] == "/"


@pytest.mark.parametrize(
    "path", ["/sign-up/", "/signup/", "/accounts/signup/", "/email/", "/password/set/"]
)
def test_there_is_no_sign_up_and_no_page_of_addresses(db, path):
    sent = {
        "email": "mo@council.test",
        "password1": "heather-on-the-hill-21",
        "password2": "heather-on-the-hill-21",
    }

    assert Client().post(path, sent).status_code == 404
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_set_password", "account_confirm_email"]
)
def test_none_of_allauths_other_pages_has_an_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_door_itself_is_closed(rf):
    assert not ClosedDoorAdapter().is_open_for_signup(rf.get("/"))


def test_what_is_open_without_signing_in_is_a_short_list(db):
    mine = [
        pattern
        for pattern in get_resolver().url_patterns[0].url_patterns
        if "<" not in str(pattern.pattern)
    ]
    paths = [f"/{pattern.pattern}" for pattern in mine if "(?P" not in str(pattern.pattern)]

    open_to_all = {path for path in paths if Client().get(path).status_code == 200}

    assert open_to_all == {
        "/sign-in/",
        "/inactive/",
        "/password/reset/",
        "/password/reset/done/",
        "/password/reset/key/done/",
    }
