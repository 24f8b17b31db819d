"""Sessions die when they should (promise T15)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from accounts.services import appoint, end_appointment, move, set_active
from tests.factories import PASSWORD

from .conftest import NEW_PASSWORD, TEXT, form_in, sign_in, text_of

DAY = timedelta(days=1)
START = datetime(2099, 3, 3, 8, tzinfo=UTC)


@pytest.fixture
def later(time_machine):
    """Let minutes, and seconds beyond them, go by since the start."""

    def move(minutes: int, seconds: int = 0) -> None:
        time_machine.move_to(START + timedelta(minutes=minutes, seconds=seconds), tick=False)

    move(0)
    return move


def is_in(browser: Client) -> bool:
    return browser.get("/services/").status_code == 200


def test_an_idle_session_ends_after_an_hour(keeper, typed_in, later):
    browser = typed_in(keeper)
    assert browser.cookies["sessionid"]["max-age"] == 3600
    assert browser.cookies["sessionid"]["httponly"]
    assert browser.cookies["sessionid"]["samesite"] == "Lax"

    later(59)
    assert is_in(browser)
    later(59 + 61)
    answer = browser.get("/services/")

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/services/&ended=on")


def test_work_keeps_a_session_alive_until_twelve_hours_after_sign_in(keeper, typed_in, later):
    browser = typed_in(keeper)
    for minutes in range(0, 12 * 60, 50):
        later(minutes)
        assert is_in(browser)
    later(12 * 60)
    assert is_in(browser)
    later(12 * 60, seconds=1)

    answer = browser.get("/services/?page=2", follow=True)

    assert answer.redirect_chain == [("/sign-in/?next=/services/%3Fpage%3D2", 302)]
    assert "You were signed out after twelve hours. Please sign in again." in text_of(answer)
    assert not is_in(browser)


def test_signing_in_again_starts_twelve_new_hours(keeper, typed_in, later):
    browser = typed_in(keeper)
    assert is_in(browser)
    later(12 * 60 + 1)
    browser.get("/services/")
    browser.post("/sign-in/", {"login": keeper.email, "password": PASSWORD})

    assert is_in(browser)
    later(13 * 60)
    assert is_in(browser)


def test_a_page_opened_every_minute_does_not_write_the_session_each_time(keeper, typed_in, later):
    browser = typed_in(keeper)
    assert is_in(browser)

    later(5)
    assert "sessionid" not in browser.get("/services/").cookies
    later(5, seconds=1)
    assert "sessionid" in browser.get("/services/").cookies


def test_signing_out_ends_the_session_and_clears_the_cache(keeper, typed_in):
    browser = typed_in(keeper)
    copied = Client()
    copied.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert is_in(copied)

    answer = browser.post("/sign-out/")

    assert answer["Clear-Site-Data"] == '"cache"'
    assert not is_in(browser)
    assert not is_in(copied)


def test_signing_out_takes_a_post_and_no_session(keeper, typed_in):
    browser = typed_in(keeper)
    assert "Do you want to sign out?" in text_of(browser.get("/sign-out/"))
    assert is_in(browser)

    for answer in (Client().get("/sign-out/"), Client().post("/sign-out/")):
        assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_new_password_ends_every_other_session(keeper, typed_in):
    browser, other = typed_in(keeper), typed_in(keeper)
    sent = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    answer = browser.post("/password/change/", sent, follow=True)

    assert "Your password has been changed." in text_of(answer)
    assert is_in(browser)
    assert not is_in(other)
    assert is_in(typed_in(keeper, NEW_PASSWORD))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"oldpassword": "another-long-phrase"}, "This is not your current password."),
        ({"password2": "another-long-phrase"}, "The two passwords are not the same."),
        ({"password1": "short", "password2": "short"}, "Use at least 12 characters."),
        (
            {"password1": "kirsty@council.test", "password2": "kirsty@council.test"},
            "too much like your name or e-mail address",
        ),
    ],
)
def test_a_password_that_does_not_fit_changes_nothing(keeper, typed_in, values, said):
    browser = typed_in(keeper)
    sent = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    answer = browser.post("/password/change/", sent | values)

    assert said in text_of(answer)
    assert User.objects.get(pk=keeper.pk).check_password(PASSWORD)


def test_choosing_a_password_stores_nothing_else_of_the_person(keeper, typed_in, monkeypatch):
    browser = typed_in(keeper)
    make = User.set_password

    def meanwhile(user, password):
        """Somebody renames the person between the reading and the writing."""
        User.objects.filter(pk=user.pk).update(name="Kirsty Reid")
        make(user, password)

    monkeypatch.setattr(User, "set_password", meanwhile)
    browser.post(
        "/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert User.objects.get(pk=keeper.pk).check_password(NEW_PASSWORD)
    assert User.objects.get(pk=keeper.pk).name == "Kirsty Reid"


def leave_and_come_back(by, person, elsewhere) -> None:
    set_active(by=by, person=person, active=False)
    set_active(by=by, person=person, active=True)


def get_a_role(by, person, elsewhere) -> None:
    appoint(by=by, person=person, role=Role.BOARD)


def get_a_role_later(by, person, elsewhere) -> None:
    appoint(by=by, person=person, role=Role.BOARD, starts_on=timezone.localdate() + DAY)


def have_a_role_end_later(by, person, elsewhere) -> None:
    end_appointment(by=by, appointment=_role_of(person), ends_on=timezone.localdate() + DAY)


def go_to_another_service(by, person, elsewhere) -> None:
    move(by=by, appointment=_role_of(person), service=elsewhere)


def _role_of(person):
    return person.appointments.get()


CHANGES = [
    leave_and_come_back,
    get_a_role,
    get_a_role_later,
    have_a_role_end_later,
    go_to_another_service,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_rights_ends_every_session_for_good(
    keeper, other_service, administrator, board, typed_in, change
):
    browsers, colleague = [typed_in(keeper), typed_in(keeper)], typed_in(board)
    copied = Client()
    copied.cookies["sessionid"] = browsers[0].cookies["sessionid"].value

    change(administrator, keeper, other_service)

    assert [is_in(browser) for browser in (*browsers, copied)] == [False] * 3
    assert is_in(colleague)
    assert is_in(typed_in(keeper))
    assert not is_in(browsers[0])


def test_deactivation_ends_the_session(keeper, administrator, typed_in):
    browser = typed_in(keeper)
    assert is_in(browser)

    set_active(by=administrator, person=keeper, active=False)

    assert not is_in(browser)


def test_whoever_was_given_another_role_while_writing_loses_no_word(
    opened, address, keeper, administrator
):
    browser, sent = opened
    appoint(by=administrator, person=keeper, role=Role.BOARD)

    stopped = browser.post(address, sent)

    assert stopped.status_code == 401
    assert form_in(sign_in(browser, stopped, keeper))["changed"] == TEXT


def test_a_session_that_an_old_secret_signed_ends_with_its_rights_too(
    keeper, administrator, typed_in, settings
):
    browser, other = typed_in(keeper), typed_in(keeper)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "new-secret-" * 5
    assert is_in(browser)

    appoint(by=administrator, person=keeper, role=Role.BOARD)

    assert [is_in(browser), is_in(other)] == [False, False]


@pytest.mark.parametrize("by", ["signing out", "another role", "deactivation"])
def test_what_one_person_did_greets_nobody_after_her(keeper, administrator, board, typed_in, by):
    """The page that follows a form is not opened; somebody else comes to the browser."""
    browser = typed_in(administrator)
    sent = {"name": "Family rooms", "kind": "council", "closed_on": "", "version": 1}
    assert browser.post("/services/education/edit/", sent).status_code == 302
    assert "messages" not in browser.cookies

    if by == "signing out":
        browser.post("/sign-out/")
    elif by == "another role":
        appoint(by=board, person=administrator, role=Role.CHAMPIONS)
    else:
        appoint(by=board, person=board, role=Role.ADMINISTRATOR)
        set_active(by=board, person=administrator, active=False)
    pages = [browser.get("/sign-in/")]
    browser.post("/sign-in/", {"login": board.email, "password": PASSWORD})
    pages.append(browser.get("/help/"))

    assert not any("Family rooms" in text_of(page) for page in pages)


def test_pages_of_people_are_kept_by_no_browser_and_others_asked_for_again(
    administrator, keeper, signed_in
):
    clerk = signed_in(administrator)

    for path in ("/people/", f"/people/{keeper.pk}/", "/people/invite/"):
        assert "no-store" in clerk.get(path)["Cache-Control"]
    assert clerk.get("/services/")["Cache-Control"] == "private, no-cache"


def test_typing_keeps_a_session_alive(keeper, typed_in, later):
    browser = typed_in(keeper)
    for minutes in range(0, 180, 20):
        later(minutes)
        answer = browser.get("/still-here/")
        assert (answer.status_code, answer.content) == (204, b"")
        assert "no-store" in answer["Cache-Control"]
    assert is_in(browser)


def test_typing_does_not_outlast_twelve_hours(keeper, typed_in, later):
    browser = typed_in(keeper)
    for minutes in range(0, 12 * 60 + 1, 30):
        later(minutes)
        assert browser.get("/still-here/").status_code == 204
    later(12 * 60 + 1)

    assert browser.get("/still-here/")["Location"] == "/sign-in/?next=/still-here/"
    assert not is_in(browser)


def test_nobody_else_is_told_that_they_are_here(db, client, stranger, typed_in):
    assert client.get("/still-here/").status_code == 302
    assert typed_in(stranger).get("/still-here/").status_code == 204
    assert typed_in(stranger).post("/still-here/").status_code == 405
