"""Whoever is refused gets back what was typed (promise T8), and no secret with it."""

import pytest
from django.test import Client

from accounts.models import Service
from accounts.permissions import refusal
from accounts.sealed.typed import Typed, typed_in
from accounts.services import move
from actions.models import ProgressUpdate, SubAction
from tests.factories import SubActionFactory

from .conftest import text_of

TEXT = "Two people have <started>.\nThey meet on Mondays."
SHOWN = "Two people have &lt;started&gt;.\nThey meet on Mondays.</textarea>"


def test_whoever_loses_the_right_while_writing_gets_the_text_back(
    keeper, administrator, service, other_service, signed_in
):
    row = SubActionFactory(service=service)
    address = f"/sub-actions/{row.key}/update/"
    assert signed_in(keeper).get(address).status_code == 200
    move(by=administrator, appointment=keeper.appointments.get(), service=other_service)

    # The page is still open in a browser in which she has signed in again meanwhile.
    answer = signed_in(keeper).post(
        address, {"status": "on-track", "changed": TEXT, "next_step": "More of it.", "version": 1}
    )

    html = answer.content.decode()
    assert answer.status_code == 403
    assert "You cannot do this" in html
    assert SHOWN in html.replace("\r\n", "\n")
    assert answer.context["typed"] == [Typed("Changed", TEXT), Typed("Next step", "More of it.")]
    assert not ProgressUpdate.objects.exists()


def test_whoever_has_no_role_any_more_gets_it_back_too(keeper, service, signed_in):
    row, browser = SubActionFactory(service=service), signed_in(keeper)
    keeper.appointments.all().delete()

    answer = browser.post(f"/sub-actions/{row.key}/update/", {"changed": TEXT})

    assert answer.status_code == 403
    assert SHOWN in answer.content.decode()


def test_a_form_whose_protection_ran_out_gives_back_the_text(keeper, service):
    row, browser = SubActionFactory(service=service), Client(enforce_csrf_checks=True)
    browser.force_login(keeper)

    answer = browser.post(
        f"/sub-actions/{row.key}/update/", {"changed": TEXT, "csrfmiddlewaretoken": "x" * 64}
    )

    html = answer.content.decode()
    assert answer.status_code == 403
    assert "Please send the form again" in html
    assert f'<a href="/sub-actions/{row.key}/update/">Open the page with the form</a> again' in html
    assert SHOWN in html
    assert "x" * 64 not in html
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize(
    "name", ["password", "oldpassword", "password1", "csrfmiddlewaretoken", "form_key", "next"]
)
def test_secrets_and_keys_are_not_given_back(rf, name):
    sent = {"changed": "What was done.", name: "a long enough secret text"}
    assert typed_in(rf.post("/", sent)) == [Typed("Changed", "What was done.")]


@pytest.mark.parametrize(
    ("value", "given_back"),
    [
        ("on-track", False),
        ("", False),
        ("   ", False),
        ("x" * 20, False),
        ("x" * 21, True),
        ("two words", True),
    ],
)
def test_only_what_takes_effort_to_type_is_given_back(rf, value, given_back):
    assert bool(typed_in(rf.post("/", {"changed": value}))) == given_back


def test_a_page_that_was_only_opened_gives_nothing_back(keeper, signed_in):
    answer = signed_in(keeper).get("/people/?words=a+long+text+in+the+address")

    assert answer.status_code == 403
    assert "What you typed" not in text_of(answer)


def test_a_sign_in_that_is_refused_shows_no_password(db):
    sent = {"login": "someone-with-a-long-name@council.test", "password": "heather on the hill"}

    answer = Client(enforce_csrf_checks=True).post("/sign-in/", sent)

    assert answer.status_code == 403
    assert "heather on the hill" not in answer.content.decode()


def test_the_refusal_names_the_service_that_keeps_the_work():
    kept, unkept = SubAction(service=Service(name="Housing")), SubAction()

    assert refusal("post_update", kept).startswith(
        "Only a Promise Keeper of Housing may do this: post and withdraw"
    )
    assert refusal("post_update", unkept).startswith("No service keeps this yet.")
    assert refusal("assign_work", kept).startswith("Only an administrator may do this: assign work")


def test_the_refusal_leaves_names_as_they_are_written():
    assert "updates for the Board of every service" in refusal("read")
    assert refusal("agree_claim").startswith(
        "Only a Promise Keeper, an Oversight Board member or Champions Board staff may do this: "
    )
    assert ": see the Board's page" in refusal("see_board")
