"""The device is told which draft is stored, and of no other (see static/js/drafts.js)."""

from uuid import uuid4

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from accounts.drafts import MOST, says_what_is_stored

ONE, OTHER = str(uuid4()), str(uuid4())
ADD = {"name": "Leisure", "kind": "council"}


def named(answer) -> list[str]:
    cookie = answer.cookies.get("stored_drafts")
    return cookie.value.split(".") if cookie else []


def answered(person, response, *, method="post", key=ONE, before=""):
    """The answer to a form with this draft, as it comes through the middleware."""
    request = getattr(RequestFactory(), method)("/anywhere/", {"draft_key": key})
    request.user, request.COOKIES = person, {"stored_drafts": before} if before else {}
    return says_what_is_stored(lambda _request: response)(request)


def test_a_form_that_is_stored_names_its_draft_and_one_with_a_fault_does_not(
    administrator, signed_in
):
    browser = signed_in(administrator)
    refused = browser.post("/services/add/", {"name": "", "draft_key": ONE})
    assert refused.status_code == 200
    assert named(refused) == []
    assert f'data-answers="{ONE}"' in refused.content.decode()

    stored = browser.post("/services/add/", ADD | {"draft_key": ONE})
    assert stored.status_code == 302
    assert named(stored) == [ONE]
    cookie = stored.cookies["stored_drafts"]
    # A script reads it, and it goes nowhere else.
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == ("", "Lax", 86400)


def test_who_is_led_to_sign_in_has_stored_nothing(client, db):
    answer = client.post("/services/add/", ADD | {"draft_key": ONE})
    assert answer["Location"].startswith("/sign-in/")
    assert named(answer) == []


def test_another_save_before_the_next_page_is_named_beside_the_first(administrator):
    assert named(answered(administrator, HttpResponseRedirect("/"), before=OTHER)) == [OTHER, ONE]
    many = ".".join(str(uuid4()) for _number in range(MOST))
    kept = named(answered(administrator, HttpResponseRedirect("/"), before=many))
    assert (len(kept), kept[-1]) == (MOST, ONE)


@pytest.mark.parametrize("key", ["", "x", "../..", "a; Domain=evil", f"{ONE}%0d%0aX: y"])
def test_what_is_no_key_is_not_named(administrator, key):
    assert named(answered(administrator, HttpResponseRedirect("/"), key=key)) == []
    assert named(answered(administrator, HttpResponseRedirect("/"), before=key)) == [ONE]


@pytest.mark.parametrize(
    ("method", "response"),
    [
        ("get", HttpResponseRedirect("/")),
        ("post", HttpResponse()),
        ("post", HttpResponse("", status=409)),
    ],
)
def test_what_is_no_saved_form_names_nothing(administrator, method, response):
    assert named(answered(administrator, response, method=method)) == []


@pytest.mark.parametrize(
    ("reason", "is_marked"), [("Ring 01292 123456 about it.", True), ("", False)]
)
def test_only_what_the_privacy_check_refuses_is_marked_as_kept_on_no_device(
    framework, keeper, signed_in, reason, is_marked
):
    page = signed_in(keeper).post("/items/C18/correct/", {"reason": reason}).content.decode()
    assert "ds_question__error-message" in page
    assert ("<p data-private>" in page) == is_marked
