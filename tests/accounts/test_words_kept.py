"""Whoever is signed out while writing loses nothing (promise T33): the words travel in the page,
sealed, and come back after signing in.
"""

from datetime import timedelta

import pytest
from django.test import Client
from lxml import html as lxml_html

from accounts.services import move
from actions.models import ProgressUpdate

from .conftest import NOON, TEXT, form_in, sign_in, text_of

BACK = (
    "You were signed out at 12:40 while you were writing. Your words are back. "
    "Nothing has been posted. Read it through, then post it. Throw my words away"
)


def test_the_words_come_back_after_signing_in(opened, address, keeper):
    browser, sent = opened
    browser.cookies.pop("sessionid")

    stopped = browser.post(address, sent)

    said = text_of(stopped)
    assert stopped.status_code == 401
    assert "You were signed out at 12:40 while you were writing." in said
    assert "Nothing has been posted." in said
    assert "Two schools" not in stopped.content.decode()
    assert stopped["Cache-Control"] == "no-store"

    answer = sign_in(browser, stopped, keeper)

    assert answer.redirect_chain == [(address, 307)]
    assert BACK in text_of(answer)
    assert answer["Cache-Control"] == "no-store"
    again = form_in(answer)
    assert {name: again[name] for name in ("changed", "status", "visibility", "form_key")} == {
        name: sent[name] for name in ("changed", "status", "visibility", "form_key")
    }
    assert not ProgressUpdate.objects.exists()
    assert browser.post(address, again).status_code == 302
    assert ProgressUpdate.objects.get().changed == TEXT


def test_what_had_arrived_before_is_not_stored_twice(opened, address, keeper):
    browser, sent = opened
    assert browser.post(address, sent).status_code == 302
    browser.cookies.pop("sessionid")

    answer = sign_in(browser, browser.post(address, sent), keeper)
    browser.post(address, form_in(answer))

    assert ProgressUpdate.objects.count() == 1


def test_a_colleague_s_later_save_is_still_a_conflict(opened, address, service, keeper):
    browser, sent = opened
    browser.cookies.pop("sessionid")
    stopped = browser.post(address, sent)
    other = Client()
    other.force_login(keeper)
    other.post(address, form_in(other.get(address)) | {"status": "on-track", "changed": "Another."})

    answer = sign_in(browser, stopped, keeper)

    assert form_in(answer)["version"] == sent["version"]
    assert browser.post(address, form_in(answer)).status_code == 409


@pytest.mark.parametrize("how", ["idle", "twelve hours", "signed out elsewhere", "cookies gone"])
def test_however_the_session_ended(how, opened, address, keeper, time_machine):
    browser, sent = opened
    if how == "idle":
        time_machine.move_to(NOON + timedelta(minutes=61), tick=False)
        browser.cookies.pop("sessionid")
    elif how == "twelve hours":
        for minutes in range(0, 12 * 60, 30):
            time_machine.move_to(NOON + timedelta(minutes=minutes), tick=False)
            browser.get("/still-here/")
        time_machine.move_to(NOON + timedelta(hours=12, seconds=1), tick=False)
    elif how == "signed out elsewhere":
        browser.post("/sign-out/")
    else:
        browser.cookies.clear()

    answer = sign_in(browser, browser.post(address, sent), keeper)

    assert "Your words are back." in text_of(answer)
    assert form_in(answer)["changed"] == TEXT


def test_whoever_signed_in_again_in_another_window_opens_the_form_with_the_words(
    opened, address, keeper
):
    _browser, sent = opened
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(keeper)

    stopped = browser.post(address, sent)

    assert stopped.status_code == 403
    assert "You were signed out, and have signed in again since. Nothing that" in text_of(stopped)
    assert "Two schools" not in stopped.content.decode()
    answer = browser.post(address, form_in(stopped))
    assert BACK in text_of(answer)
    assert form_in(answer)["changed"] == TEXT
    assert browser.post(address, form_in(answer)).status_code == 302


def test_another_person_sees_nothing_of_them_and_may_let_the_writer_sign_in(
    opened, address, keeper, other_keeper
):
    browser, sent = opened
    browser.cookies.pop("sessionid")

    answer = sign_in(browser, browser.post(address, sent), other_keeper)

    assert answer.status_code == 403
    assert "These words belong to somebody else" in text_of(answer)
    assert "Two schools" not in answer.content.decode()
    assert keeper.name not in text_of(answer)
    signed_out = browser.post("/sign-out/", form_in(answer))
    assert form_in(sign_in(browser, signed_out, keeper))["changed"] == TEXT


def test_a_wrong_password_loses_nothing(opened, address, keeper):
    browser, sent = opened
    browser.cookies.pop("sessionid")

    again = sign_in(browser, browser.post(address, sent), keeper, "not the password")

    assert "You were signed out at 12:40 while you were writing." in text_of(again)
    assert form_in(sign_in(browser, again, keeper))["changed"] == TEXT


def test_whoever_has_forgotten_the_password_keeps_the_page_with_the_words(opened, address, keeper):
    browser, sent = opened
    browser.cookies.pop("sessionid")

    stopped = browser.post(address, sent)

    document = lxml_html.fromstring(stopped.content.decode())
    (forgotten,) = document.xpath("//a[@href='/password/reset/']")
    assert forgotten.get("target") == "_blank"
    assert "Leave this page open: your words are kept in it" in text_of(stopped)
    assert browser.get(forgotten.get("href")).status_code == 200
    keeper.set_password("a wholly new one 2")
    keeper.save()
    answer = sign_in(browser, stopped, keeper, "a wholly new one 2")
    assert form_in(answer)["changed"] == TEXT


def test_the_plain_sign_in_page_leads_to_a_new_password_in_the_same_tab(client, db):
    document = lxml_html.fromstring(client.get("/sign-in/").content.decode())
    (forgotten,) = document.xpath("//a[@href='/password/reset/']")
    assert forgotten.get("target") is None


def test_a_sign_in_page_that_is_out_of_date_itself_carries_them_on(opened, address, keeper):
    _browser, sent = opened
    browser = Client(enforce_csrf_checks=True)
    stopped = browser.post(address, sent)

    again = browser.post(
        "/sign-in/",
        form_in(stopped, 0) | {"login": "x", "password": "x", "csrfmiddlewaretoken": "y" * 64},
    )

    assert again.status_code == 401
    assert form_in(sign_in(browser, again, keeper))["changed"] == TEXT


def test_every_row_of_a_form_that_grows_comes_back(typed_in, keeper):
    address, browser = "/participation/log/", typed_in(keeper)
    sent = form_in(browser.get(address)) | {
        "audiences-TOTAL_FORMS": "3",
        "audiences-0-headcount": "5",
        "audiences-1-kind": "community",
        "audiences-1-headcount": "7",
        "audiences-1-service": "education",
        "audiences-2-kind": "workforce",
        "audiences-2-headcount": "11",
        "audiences-2-service": "",
    }
    browser.cookies.pop("sessionid")

    answer = sign_in(browser, browser.post(address, sent), keeper)

    again = form_in(answer, 0)
    assert {name: again.get(name) for name in sent if "audiences" in name} == {
        name: value for name, value in sent.items() if "audiences" in name
    }
    ids = lxml_html.fromstring(answer.content.decode()).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_whoever_lost_the_right_meanwhile_copies_the_words(
    opened, address, keeper, administrator, other_service
):
    browser, sent = opened
    browser.cookies.pop("sessionid")
    stopped = browser.post(address, sent)
    move(by=administrator, appointment=keeper.appointments.get(), service=other_service)

    answer = sign_in(browser, stopped, keeper)

    said = text_of(answer)
    assert answer.status_code == 403
    assert "your words could not be put back" in said
    assert "Two schools have &lt;started&gt;." in answer.content.decode()


def test_a_text_whose_box_is_gone_stands_there_to_be_copied(opened, address, keeper):
    browser, sent = opened
    browser.cookies.pop("sessionid")

    answer = sign_in(
        browser, browser.post(address, sent | {"another_box": "Lost & found."}), keeper
    )

    assert "Your words are back." in text_of(answer)
    assert "Another box" in text_of(answer)
    assert "Lost &amp; found." in answer.content.decode()


def test_what_was_pasted_with_odd_signs_comes_back(opened, address, keeper):
    browser, sent = opened
    browser.cookies.pop("sessionid")
    odd = "First\x0bsecond\x07 third\r\nfourth & <b>fifth</b> “sixth” \U0001f600"

    answer = sign_in(browser, browser.post(address, sent | {"changed": odd}), keeper)

    assert (
        form_in(answer)["changed"]
        == "First\nsecond third\nfourth & <b>fifth</b> “sixth” \U0001f600"
    )
