"""Whether anyone may read the public page is an administrator's to say."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import Change
from oversight.models import Switch
from oversight.public import services
from oversight.public.services import is_public, reasons_not_to_open, switch
from tests.conftest import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/administration/public/"
NO_ROUND = "No round is closed yet, so there is nothing to show."
OFF = {"is_on": "off", "reason": "A mistake was found."}


def test_it_is_off_until_somebody_switches_it_on(work, close, administrator):
    assert not is_public()
    assert Client().get("/public/").status_code == 404
    close()
    assert is_public()
    line = Change.objects.get(thing="public")
    assert (line.act, line.actor_email) == ("switched", administrator.email)


def test_it_cannot_be_on_before_a_round_is_closed(db, signed_in, administrator):
    assert reasons_not_to_open() == [NO_ROUND]
    with pytest.raises(ValidationError):
        switch(by=administrator, is_on=True, reason="We want it.")
    client = signed_in(administrator)
    assert NO_ROUND in html_of(client.get(ADDRESS))
    sent = {"is_on": "on", "reason": "We want it."}
    assert NO_ROUND in html_of(client.post(ADDRESS, sent))
    assert not Switch.objects.exists()


def test_it_cannot_be_on_before_the_removal_and_the_check_of_names_stand(
    work, close, administrator, monkeypatch
):
    close()
    assert reasons_not_to_open() == []
    monkeypatch.setattr(services, "LOOKS", [])
    monkeypatch.setattr(services, "BY_KEY", {})
    assert len(reasons_not_to_open()) == 2


def test_off_it_says_so_in_a_sentence_and_is_not_there(work, close, signed_in, administrator):
    close()
    assert signed_in(administrator).post(ADDRESS, OFF).status_code == 302
    for path in ("", "said/", "young-people/", "privacy/", "evidence/1/"):
        answer = Client().get(f"/public/{path}")
        assert answer.status_code == 404
        assert answer["Cache-Control"] == "no-store"
        assert "This page is not public at the moment" in answer.content.decode()


def test_only_an_administrator_switches_it(work, close, keeper, board, champions, signed_in):
    for person in (keeper, board, champions):
        with pytest.raises(PermissionDenied):
            switch(by=person, is_on=False, reason="No.")
        assert signed_in(person).get(ADDRESS).status_code == 403


def test_the_sign_in_page_leads_to_it_while_it_is_on(work, close):
    assert 'href="/public/"' not in html_of(Client().get("/sign-in/"))
    close()
    assert 'href="/public/"' in html_of(Client().get("/sign-in/"))
