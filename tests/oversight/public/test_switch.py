"""Whether anyone may read the public page is an administrator's to say."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.asking import forms as asking
from accounts.models import Change
from accounts.removal import written
from oversight.models import PublicPage
from oversight.public import switch
from oversight.public.switch import is_public_page_on, reasons_not_to_switch_on, switch_public_page
from tests.conftest import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/administration/public-page/"


def test_it_is_off_until_somebody_switches_it_on(work, close, signed_in, administrator):
    assert not is_public_page_on()
    assert Client().get("/public/").status_code == 404
    close()
    assert is_public_page_on()
    line = Change.objects.get(thing="public-page")
    assert (line.act, line.actor_email) == ("switched", administrator.email)


def test_it_cannot_be_on_before_a_round_is_closed(db, signed_in, administrator):
    assert reasons_not_to_switch_on() == [switch.NO_ROUND]
    with pytest.raises(ValidationError):
        switch_public_page(by=administrator, is_on=True)
    client = signed_in(administrator)
    page = html_of(client.get(ADDRESS))
    assert "It cannot be switched on yet." in page
    assert switch.NO_ROUND in page
    assert switch.NO_ROUND in html_of(client.post(ADDRESS, {"is_on": "yes"}))
    assert not PublicPage.objects.exists()


def test_it_cannot_be_on_before_the_removal_and_the_check_of_names_stand(
    work, close, administrator, monkeypatch
):
    close()
    assert reasons_not_to_switch_on() == []
    monkeypatch.setattr(asking, "LOOKS", [])
    assert reasons_not_to_switch_on() == [switch.NO_CHECK]
    monkeypatch.setattr(switch, "PASSING", [])
    assert reasons_not_to_switch_on() == [switch.NO_REMOVAL, switch.NO_CHECK]
    assert written.WRITTEN


def test_off_it_says_so_in_a_sentence_and_is_not_there(work, close, signed_in, administrator):
    close()
    client = signed_in(administrator)
    assert client.post(ADDRESS, {"is_on": "no"}).status_code == 302
    assert "The public page is off" in html_of(client.get(ADDRESS))
    for path in ("", "said/", "young-people/", "privacy/", "evidence/1/"):
        answer = Client().get(f"/public/{path}")
        assert answer.status_code == 404
        assert answer["Cache-Control"] == "no-store"
        assert "This page is not public at the moment" in answer.content.decode()


def test_switching_to_what_it_is_writes_nothing(work, close, administrator):
    close()
    assert not switch_public_page(by=administrator, is_on=True)
    assert PublicPage.objects.count() == 1


def test_only_an_administrator_switches_it(work, close, keeper, board, champions, signed_in):
    for person in (keeper, board, champions):
        with pytest.raises(PermissionDenied):
            switch_public_page(by=person, is_on=False)
        assert signed_in(person).get(ADDRESS).status_code == 403


def test_the_sign_in_page_leads_to_it_while_it_is_on(work, close, administrator):
    assert 'href="/public/"' not in html_of(Client().get("/sign-in/"))
    close()
    assert 'href="/public/"' in html_of(Client().get("/sign-in/"))
