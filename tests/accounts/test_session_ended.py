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
