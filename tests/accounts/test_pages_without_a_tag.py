"""Pages that no browser keeps, because they say something once or carry a form."""

import pytest
from django.contrib import messages

from .conftest import PAGE, text_of


def test_a_page_with_a_message_is_made_anew_and_not_kept(administrator, service, visit):
    ask = visit(administrator)
    assert [ask().status_code, ask().status_code] == [200, 304]
    kept = ask()["ETag"]
    # The same values again: nothing for the history, yet something to say.
    ask.client.post(
        "/services/education/edit/", {"name": "Education", "kind": "council", "version": 1}
    )

    said = ask.client.get(PAGE, headers={"If-None-Match": kept})

    assert "Education is saved." in text_of(said)
    assert "ETag" not in said
    assert ask.client.get(PAGE, headers={"If-None-Match": kept}).status_code == 304


def test_a_page_that_says_something_of_its_own_is_not_kept(keeper, visit, monkeypatch):
    def say(request):
        messages.info(request, "Only this once.")
        return {}

    ask = visit(keeper)
    with monkeypatch.context() as patched:
        patched.setattr("promise_tracker.context_processors.navigation", say)
        answer = ask()

    assert "Only this once." in text_of(answer)
    assert "ETag" not in answer
    assert "Only this once." not in text_of(ask())


@pytest.mark.parametrize(
    "path", ["/people/", "/people/invite/", "/history/", "/services/add/", "/password/change/"]
)
def test_forms_and_pages_that_nobody_may_keep_have_no_tag(administrator, visit, path):
    answer = visit(administrator)(path)

    assert answer.status_code == 200
    assert "ETag" not in answer


@pytest.mark.parametrize("path", ["/people/", "/services/nowhere/"])
def test_refusals_and_empty_addresses_have_no_tag(keeper, visit, path):
    answer = visit(keeper)(path)

    assert answer.status_code in (403, 404)
    assert "ETag" not in answer


@pytest.mark.parametrize("path", ["/help/", "/sign-in/", "/health/"])
def test_what_is_open_to_all_has_no_tag(db, client, keeper, visit, path):
    for answer in (client.get(path), visit(keeper)(path)):
        # Whoever is signed in already is led on from the sign-in page.
        assert answer.status_code in (200, 302)
        assert "ETag" not in answer


def test_whoever_works_on_the_templates_sees_them_at_once(keeper, visit, settings):
    ask = visit(keeper)
    tag = ask()["ETag"]
    settings.DEBUG = True

    answer = ask.client.get(PAGE, headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert "ETag" not in answer
