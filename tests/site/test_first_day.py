"""A real council's first day, without the demonstration: from the first administrator to the
Board's page.
"""

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Service, User
from actions.models import SubAction

pytestmark = pytest.mark.database

PASSWORD = "heather-on-the-hill-21"


@pytest.fixture
def installation(framework, settings):
    settings.DEMO = False


def accept_invitation(email: str) -> Client:
    """Open the mailed link, set a password, and sign in."""
    letter = next(letter for letter in reversed(mail.outbox) if letter.to == [email])
    path = re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)
    client = Client()
    page = client.get(path, follow=True)
    form = page.redirect_chain[-1][0] if page.redirect_chain else path
    done = client.post(form, {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert done.status_code == 200
    signed_in = client.post("/sign-in/", {"login": email, "password": PASSWORD})
    assert signed_in.status_code == 302, signed_in.content.decode()
    return client


def version(key: str) -> int:
    return SubAction.objects.get(item__key=key).version


def test_from_the_first_administrator_to_the_boards_page(
    installation, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("first_administrator", "ada@council.test")
    administrator = accept_invitation("ada@council.test")
    assert administrator.get("/", follow=True).status_code == 200

    administrator.post("/services/add/", {"name": "Education", "kind": "council"})
    service = Service.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        for name, role, of in (("Kirsty", "keeper", service.pk), ("Barbara", "board", "")):
            email = f"{name.lower()}@council.test"
            administrator.post(
                "/people/invite/", {"email": email, "name": name, "role": role, "service": of}
            )
    kirsty = User.objects.get(email="kirsty@council.test")
    chosen = {"owners": [kirsty.pk], "rows": [f"1.1:{version('1.1')}", f"2.1:{version('2.1')}"]}
    administrator.post(f"/assign/?service={service.key}", chosen)
    assert [row.key for row in SubAction.objects.filter(owners=kirsty)] == ["1.1", "2.1"]

    keeper = accept_invitation("kirsty@council.test")
    assert "1.1" in keeper.get("/", follow=True).content.decode()
    told = {"status": "on-track", "changed": "Two people have started.", "visibility": "board"}
    told |= {"version": version("1.1"), "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0001"}
    keeper.post("/sub-actions/1.1/update/", told)

    board = accept_invitation("barbara@council.test")
    page = board.get("/", follow=True).content.decode()
    assert "1 is in hand" in page
    assert "and of 31 we do not know" in page


def test_the_sign_in_page_of_an_installation_lists_no_account(installation):
    page = Client().get("/sign-in/").content.decode()
    assert "E-mail address" in page
    assert "demo.test" not in page
    assert "keep-the-promise" not in page


def test_the_demonstration_is_refused_outside_demo_mode(installation):
    with pytest.raises(CommandError, match="demo"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_a_new_installation_says_that_nothing_has_been_reported(installation, board, signed_in):
    page = signed_in(board).get("/board/").content.decode()
    assert "None of the 32 sub-actions has been reported." in page
    assert "sub-actions have no date set by the council; 2 have one in the plan" in page
