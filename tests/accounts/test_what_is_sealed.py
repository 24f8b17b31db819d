"""What may be kept of a form in a page, for how long, and for whom: no secret and nothing about a
person.
"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.marks import is_mark_of, mark_of
from accounts.sealed.sealing import SEALED, unseal
from tests.factories import PASSWORD, SubActionFactory

from .conftest import NOON, TEXT, form_in, sign_in, text_of


def test_they_last_a_day(opened, address, keeper, time_machine):
    browser, sent = opened
    browser.cookies.pop("sessionid")
    sealed = {SEALED: form_in(browser.post(address, sent), 0)[SEALED]}
    browser.force_login(keeper)

    time_machine.move_to(NOON + timedelta(hours=23, minutes=59), tick=False)
    browser.force_login(keeper)
    assert form_in(browser.post(address, sealed))["changed"] == TEXT
    time_machine.move_to(NOON + timedelta(hours=24, minutes=1), tick=False)
    browser.force_login(keeper)
    answer = browser.post(address, sealed)

    assert answer.status_code == 410
    assert "Your words are not kept any more" in text_of(answer)


def test_a_seal_opens_on_its_own_page_only_and_not_when_it_was_changed(opened, address, keeper):
    browser, sent = opened
    browser.cookies.pop("sessionid")
    sealed = form_in(browser.post(address, sent), 0)[SEALED]
    browser.force_login(keeper)

    assert browser.post("/services/", {SEALED: sealed}).status_code == 410
    assert browser.post(address, {SEALED: sealed[:-9] + "AAAAAAAA="}).status_code == 410


def test_a_form_that_names_nobody_is_answered_as_before(address, keeper, client):
    answer = client.post(address, {"changed": TEXT})

    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={address}")


def test_a_mark_that_is_made_up_opens_nothing(opened, address, keeper):
    browser, sent = opened
    browser.cookies.pop("sessionid")

    answer = sign_in(browser, browser.post(address, sent | {"opened_by": "f" * 32}), keeper)

    assert "These words belong to somebody else" in text_of(answer)


def test_scripts_are_led_to_sign_in_as_before(opened, address):
    browser, sent = opened
    browser.cookies.pop("sessionid")

    assert browser.post(address, sent, headers={"Sec-Fetch-Dest": "empty"}).status_code == 302


@pytest.mark.parametrize("secret", ["07700 900123", "CHI 010190 1234", "dob 01/02/2012"])
def test_what_identifies_somebody_is_never_sealed(secret, opened, address, keeper):
    browser, sent = opened
    browser.cookies.pop("sessionid")

    stopped = browser.post(address, sent | {"changed": f"Call {secret}", "next_step": "Go on."})

    said = text_of(stopped)
    assert "seemed to hold something about a person" in said
    assert "all but one text is back" in said
    assert "your words are back" not in said
    assert "changed" not in unseal(form_in(stopped, 0)[SEALED]).values
    answer = sign_in(browser, stopped, keeper)
    assert secret not in answer.content.decode()
    assert "All but one text is back." in text_of(answer)
    assert form_in(answer)["next_step"] == "Go on."


@pytest.mark.parametrize(
    ("sent", "is_whole", "button"),
    [
        ({"changed": "Two schools have started."}, True, "Open the form with my words"),
        ({"changed": "Ring 01292 123456."}, False, "Open the form with my words"),
        ({"version": "1"}, False, "Open the page again"),
    ],
)
def test_nobody_is_told_that_all_is_kept_where_it_is_not(sent, is_whole, button, address, keeper):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(keeper)
    said = text_of(browser.post(address, sent | {"opened_by": mark_of(keeper)}))
    assert "You were signed out, and have signed in again since." in said
    assert ("Nothing that you typed is lost." in said, button in said) == (is_whole, True)


def test_files_are_named_and_not_kept(service, typed_in, keeper):
    address = f"/evidence/add/{SubActionFactory(service=service).key}/"
    browser = typed_in(keeper)
    sent = form_in(browser.get(address)) | {"medium": "file", "title": "A leaflet for families"}
    browser.cookies.pop("sessionid")

    stopped = browser.post(address, sent | {"upload": SimpleUploadedFile("leaflet.pdf", b"%PDF-")})

    assert "Choose “leaflet.pdf” again: files are not kept." in text_of(stopped)
    answer = sign_in(browser, stopped, keeper)
    assert "Choose “leaflet.pdf” again: files are not kept." in text_of(answer)
    assert form_in(answer)["title"] == "A leaflet for families"


def test_a_password_is_never_sealed(opened, address):
    browser, sent = opened
    browser.cookies.pop("sessionid")

    stopped = browser.post(address, sent | {"password": "heather on the hill", "a_token": "abc"})

    kept = unseal(form_in(stopped, 0)[SEALED]).values
    assert not {"password", "a_token", "csrfmiddlewaretoken"} & kept.keys()


def test_changing_the_password_while_signed_out_seals_nothing(typed_in, keeper):
    browser = typed_in(keeper)
    sent = form_in(browser.get("/password/change/")) | {"oldpassword": PASSWORD}
    browser.cookies.pop("sessionid")

    answer = browser.post("/password/change/", sent)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_words_and_marks_outlive_a_change_of_the_secret_key(opened, address, keeper, settings):
    browser, sent = opened
    browser.cookies.pop("sessionid")
    sealed, mark = form_in(browser.post(address, sent), 0)[SEALED], mark_of(keeper)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-of-a-good-length-" * 2

    assert unseal(sealed).are_of(keeper)
    assert is_mark_of(mark, keeper)
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(sealed) is None
    assert not is_mark_of(mark, keeper)
