"""A forgotten password: what the page answers, what is mailed, and what the link does."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import LinkRequest, User
from accounts.outbox import links
from accounts.outbox.sending import send_due

from .conftest import NEW_PASSWORD, text_of

START = datetime(2099, 3, 3, 8, tzinfo=UTC)


@pytest.fixture
def everybody(keeper, stranger):
    """Addresses known, deactivated, invited and unknown."""
    User.objects.filter(pk=stranger.pk).update(is_active=False)
    invited = User.objects.create_user(email="mo@council.test", name="Mo")
    return [keeper.email, stranger.email, invited.email, "nobody@council.test"]


def statements(email: str) -> tuple[int, str, list[str]]:
    """How the page answers, and all that it asks of the database, without the values."""
    with CaptureQueriesContext(connection) as seen:
        answer = Client().post("/password/reset/", {"email": email})
    asked = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in seen]
    return answer.status_code, answer["Location"], asked


def test_asking_is_answered_by_the_same_work_for_every_address(everybody):
    seen = [statements(email) for email in everybody]

    assert seen[1:] == seen[:-1]
    assert seen[0][:2] == (302, "/password/reset/done/")
    assert "INSERT" in "".join(seen[0][2])
    assert mail.outbox == []


def test_only_those_who_may_sign_in_or_were_invited_get_a_mail(everybody, ask):
    for email in everybody:
        ask(email.upper())

    assert [letter.to for letter in mail.outbox] == [["kirsty@council.test"], ["mo@council.test"]]
    assert not LinkRequest.objects.exists()


def test_who_asks_many_times_for_somebody_takes_nothing_from_her(keeper, ask, choose_password):
    """Three links an hour, each of which works; and new ones once she has used them."""
    for _number in range(30):
        assert ask(keeper.email).status_code == 302
    assert len(mail.outbox) == 3

    assert "You can sign in with it now." in text_of(choose_password())
    Client().post("/sign-in/", {"login": keeper.email, "password": NEW_PASSWORD})
    ask(keeper.email)

    assert len(mail.outbox) == 4
    assert "You can sign in with it now." in text_of(choose_password("another-long-phrase-22"))


def test_what_is_asked_for_many_times_waits_once(keeper):
    for email in (keeper.email, keeper.email.upper(), keeper.email):
        Client().post("/password/reset/", {"email": email})

    assert [request.email for request in LinkRequest.objects.all()] == [keeper.email]


def test_however_many_ask_each_statement_takes_some_and_all_are_answered(everybody, monkeypatch):
    monkeypatch.setattr(links, "AT_ONCE", 3)
    for email in everybody:
        Client().post("/password/reset/", {"email": email})

    assert links.write_links(timezone.now())
    assert [request.email for request in LinkRequest.objects.all()] == everybody[3:]
    send_due()
    assert not LinkRequest.objects.exists()
    assert not links.write_links(timezone.now())


def test_the_mail_names_the_council_and_the_sites_own_address(keeper, ask, settings):
    settings.COUNCIL_NAME, settings.SITE_URL = "Ayrshire & Arran Council", "https://promise.example"

    ask(keeper.email)

    letter = mail.outbox[0]
    assert letter.subject == "Promise Tracker: Your link for a new password"
    assert "Hello Kirsty," in letter.body
    assert "Promise Tracker of Ayrshire & Arran Council" in letter.body
    assert "It works once, and for three days" in letter.body
    assert "\nhttps://promise.example/password/reset/key/" in letter.body


def test_the_mailed_link_sets_the_password_once(keeper, ask, choose_password):
    ask(keeper.email)

    assert "You can sign in with it now." in text_of(choose_password())
    assert "This link no longer works" in text_of(choose_password("another-long-phrase-22"))
    assert User.objects.get(pk=keeper.pk).check_password(NEW_PASSWORD)


@pytest.mark.parametrize("who", ["keeper", "invited"])
def test_a_password_manager_finds_whose_password_it_is(who, keeper, ask, mailed_link):
    User.objects.create_user(email="invited@council.test", name="Mo")
    ask(f"{who if who == 'invited' else 'kirsty'}@council.test")

    page = Client().get(mailed_link(), follow=True).content.decode()

    field = re.search(r"<input[^>]*autocomplete=\"username\"[^>]*>", page).group()
    assert f'value="{mail.outbox[-1].to[0]}"' in field
    assert page.index(field) < page.index('autocomplete="new-password"')


def test_and_where_one_signs_in_or_changes_it(keeper, signed_in):
    page = Client().get("/sign-in/").content.decode()
    assert re.search(r'<input[^>]*name="login"[^>]*autocomplete="username"', page)
    change = signed_in(keeper).get("/password/change/").content.decode()
    field = re.search(r"<input[^>]*autocomplete=\"username\"[^>]*>", change).group()
    assert f'value="{keeper.email}"' in field


@pytest.mark.parametrize(
    "path", ["/password/reset/key/1-abc/", "/password/reset/key/zzzzzzzzzzzzzzz-set-password/"]
)
def test_a_made_up_link_is_answered(db, path):
    assert "This link no longer works" in text_of(Client().get(path))


def test_a_link_for_a_forgotten_password_works_shorter_than_an_invitation(
    keeper, ask, choose_password, time_machine
):
    time_machine.move_to(START, tick=False)
    ask(keeper.email)
    time_machine.move_to(START + timedelta(days=3, seconds=1), tick=False)

    assert "This link no longer works" in text_of(choose_password())
    time_machine.move_to(START + timedelta(days=3), tick=False)
    assert "You can sign in with it now." in text_of(choose_password())
