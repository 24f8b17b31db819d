"""Whoever comes back too late, and only opens a page, is told that she was signed out."""

import pytest
from django.test import Client

from tests.factories import PASSWORD

from .conftest import form_in, text_of
from .test_sessions import CHANGES


@pytest.mark.parametrize("change", CHANGES)
def test_whoever_only_opens_a_page_is_told_that_her_session_has_ended(
    keeper, other_service, administrator, typed_in, change
):
    browser = typed_in(keeper)
    change(administrator, keeper, other_service)

    page = browser.get("/services/?page=2", follow=True)
    sent = form_in(page) | {"login": keeper.email, "password": PASSWORD}

    assert "You were signed out." in text_of(page)
    assert browser.post("/sign-in/", sent)["Location"] == "/services/?page=2"


def test_nobody_else_is_told_so(keeper, typed_in):
    """Neither who comes for the first time, nor who has signed out herself."""
    browser = typed_in(keeper)
    browser.post("/sign-out/", follow=True)

    for somebody in (Client(), browser):
        assert "You were signed out" not in text_of(somebody.get("/services/", follow=True))


def test_whoever_was_away_for_longer_than_the_browser_keeps_her_session_is_told_why(
    keeper, typed_in
):
    browser = typed_in(keeper)
    browser.get("/services/")
    del browser.cookies["sessionid"]  # as browsers do after an hour

    page = browser.get("/services/?page=2", follow=True)
    sent = form_in(page) | {"login": keeper.email, "password": PASSWORD}

    assert "You were signed out because you were away for an hour." in text_of(page)
    assert browser.post("/sign-in/", sent)["Location"] == "/services/?page=2"


def test_a_page_that_needs_no_signing_in_says_nothing_of_it(keeper, typed_in):
    browser = typed_in(keeper)
    browser.get("/services/")
    del browser.cookies["sessionid"]

    for address in ("/sign-in/", "/privacy/"):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert "You were signed out" not in text_of(answer)


def test_what_the_browser_notes_is_no_secret_and_goes_with_signing_out(keeper, typed_in):
    browser = typed_in(keeper)
    noted = browser.get("/services/").cookies["was-here"]
    assert (noted.value, noted["httponly"], noted["samesite"]) == ("on", True, "Lax")
    # Said once, and not with each page.
    assert "was-here" not in browser.get("/services/").cookies

    browser.post("/sign-out/")
    assert browser.cookies["was-here"].value == ""
    assert "You were signed out" not in text_of(browser.get("/services/", follow=True))
