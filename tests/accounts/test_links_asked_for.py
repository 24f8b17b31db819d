"""Nobody fills the outbox by asking for links: so many an hour from one network address."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import LinkRequest
from accounts.tries import limits
from tests.factories import PASSWORD

from .conftest import text_of
from .test_sign_in_limits import START, attempt, is_in

TOO_MANY = "Too many links were asked for from where you are. Wait an hour"

FEW = 4


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """As many as a test asks for."""
    monkeypatch.setattr(limits, "LINKS_FROM_ADDRESS", FEW)


def asking(email: str, address: str = "192.0.2.1", browser: Client | None = None):
    browser = browser or Client()
    return browser.post("/password/reset/", {"email": email}, REMOTE_ADDR=address)


def ask_for_everybody(address: str = "192.0.2.1") -> None:
    for person in range(FEW):
        assert asking(f"person-{person}@council.test", address).status_code == 302


@pytest.fixture
def asked(time_machine, keeper):
    time_machine.move_to(START, tick=False)
    ask_for_everybody()


@pytest.mark.usefixtures("asked")
def test_so_many_an_hour_and_no_more_whoever_it_is_for(keeper, time_machine):
    pages = [asking(email) for email in (keeper.email, "nobody@council.test")]

    assert [page.status_code for page in pages] == [200, 200]
    assert text_of(pages[0]).replace(keeper.email, "") == text_of(pages[1]).replace(
        "nobody@council.test", ""
    )
    assert TOO_MANY in text_of(pages[0])
    assert LinkRequest.objects.count() == FEW
    time_machine.move_to(START + timedelta(minutes=60, seconds=1), tick=False)
    assert asking(keeper.email).status_code == 302


@pytest.mark.usefixtures("asked")
def test_others_ask_and_sign_in_meanwhile(keeper):
    assert asking(keeper.email, "192.0.2.2").status_code == 302
    assert is_in(attempt(keeper.email, PASSWORD))


def test_nor_does_one_address_of_a_whole_network_get_more(asked, keeper):
    ask_for_everybody("2001:db8:0:1::1")
    assert TOO_MANY in text_of(asking(keeper.email, "2001:db8:0:1::9"))


def test_whoever_asks_from_her_own_browser_is_never_refused(keeper):
    browser = Client()
    attempt(keeper.email, PASSWORD, browser=browser)
    browser.post("/sign-out/")
    ask_for_everybody()

    assert asking(keeper.email, browser=browser).status_code == 302
    assert TOO_MANY in text_of(asking("nobody@council.test", browser=browser))
