"""Signing in as people do it, and reading the mails that they get."""

import re
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client
from lxml import html as lxml_html

from accounts.outbox.sending import send_due
from tests.factories import PASSWORD, SubActionFactory

NEW_PASSWORD = "heather-on-the-hill-21"
# A page that everyone reads, without a form.
PAGE = "/services/"


@pytest.fixture
def typed_in():
    """A browser in which a person has typed address and password: `typed_in(keeper)`."""

    def sign_in(user, password: str = PASSWORD) -> Client:
        client = Client()
        answer = client.post("/sign-in/", {"login": user.email, "password": password})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return sign_in


@pytest.fixture
def mailed_link():
    """The address of the last mail's link, without the site's name."""

    def find() -> str:
        return re.search(r"http://127.0.0.1:8000(/\S+)", mail.outbox[-1].body).group(1)

    return find


@pytest.fixture
def outbox(settings):
    """Mail goes through the outbox, as it does outside the tests; `send_mail` hands it on."""
    settings.EMAIL_BACKEND = "accounts.outbox.backend.Outbox"


@pytest.fixture
def broken_server(monkeypatch):
    """A mail server that does not answer; returns how to let it answer again."""

    def break_mail(*args, **values):
        raise ConnectionRefusedError("made up for the test")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", break_mail)
        yield broken.undo


@pytest.fixture
def ask():
    """Ask for a link for a forgotten password, and send what waits: `ask(email)`."""

    def for_link(email: str):
        answer = Client().post("/password/reset/", {"email": email})
        send_due()
        return answer

    return for_link


@pytest.fixture
def choose_password(mailed_link):
    """Open the last mail's link as its reader does, and choose a password there."""

    def choose(password: str = NEW_PASSWORD, client: Client | None = None):
        client = client or Client()
        page = client.get(mailed_link(), follow=True)
        return client.post(
            page.wsgi_request.path, {"password1": password, "password2": password}, follow=True
        )

    return choose


@pytest.fixture
def visit(signed_in):
    """A browser that keeps each page with its tag: `visit(person)(path)` asks again as browsers
    do.
    """

    def browser(user, client: Client | None = None):
        client, tags = client or signed_in(user), {}
        client.get(PAGE)  # the first page sets the cookie that protects forms

        def ask(path: str = PAGE, method: str = "get"):
            headers = {"If-None-Match": tags[path]} if path in tags else {}
            answer = getattr(client, method)(path, headers=headers)
            if answer.status_code == 200:
                tags.pop(path, None)
                if "ETag" in answer:
                    tags[path] = answer["ETag"]
            return answer

        ask.client = client
        return ask

    return browser


def text_of(answer) -> str:
    """What a page says, without its tags and tokens."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


# Writing a form, and being signed out meanwhile.
TEXT = "Two schools have <started>.\nThey meet on Mondays."
NOON = datetime(2099, 3, 3, 12, 40, tzinfo=UTC)


@pytest.fixture
def address(service):
    return f"/sub-actions/{SubActionFactory(service=service).key}/update/"


@pytest.fixture
def opened(address, typed_in, keeper, time_machine):
    """A browser with the form of an update open, and what it would send."""
    time_machine.move_to(NOON, tick=False)
    browser = typed_in(keeper)
    values = form_in(browser.get(address))
    return browser, values | {"status": "off-track", "changed": TEXT, "visibility": "internal"}


def form_in(answer, number: int = -1) -> dict:
    """What a form of a page would send."""
    forms = lxml_html.fromstring(answer.content.decode()).xpath("//main//form[@method='post']")
    return {name: value.removeprefix("\n") for name, value in forms[number].form_values()}


def sign_in(browser, answer, person, password=PASSWORD):
    """Sign in on the page that carries the words."""
    sent = form_in(answer, 0) | {"login": person.email, "password": password}
    return browser.post("/sign-in/", sent, follow=True)
