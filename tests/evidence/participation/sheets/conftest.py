"""What tests of sheets share: what they name, and the ways to choose, check and bring in one."""

import pytest

from evidence.models import SessionImport
from tests.evidence.files.sample_files import upload
from tests.evidence.participation.sheets.sample_sheets import (
    csv_of,
    sheet,
    store_checked,
)
from tests.factories import SubActionFactory

START = "/participation/import/"


@pytest.fixture
def known(service, other_service):
    """What the sheets name: two services and two sub-actions."""
    return [SubActionFactory(item__key=key) for key in ("1.1", "1.3")]


@pytest.fixture
def browser(signed_in, champions):
    return signed_in(champions)


@pytest.fixture
def send(browser):
    """Choose a file on the page; gives the page that follows."""

    def choose(*lines, name="past.csv", content=None):
        content = csv_of(sheet(*lines)) if content is None else content
        return browser.post(START, {"sheet": upload(name, content)}, follow=True)

    return choose


@pytest.fixture
def press(browser):
    """Press the button on the page of an import; gives the page that follows."""

    def post(button, found=None, version=None):
        found = found or SessionImport.objects.get()
        sent = {"version": found.version if version is None else version}
        return browser.post(f"{found.get_absolute_url()}{button}/", sent, follow=True)

    return post


@pytest.fixture
def checked(champions):
    """A sheet that was checked, by the service alone."""

    def keep(*lines, by=champions, digest="d" * 64):
        return store_checked(by, *lines, digest=digest)

    return keep
