"""What succeeded is shown as having succeeded, also when the same form is sent again (promise T33):
by a double click, or after going back.
"""

from io import BytesIO
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect
from lxml import html as lxml_html

from accounts import once
from accounts.models import Service, User
from accounts.once import SENT_BEFORE
from evidence.models import EvidenceItem
from tests.factories import EvidenceFactory

from .conftest import form_in, text_of

ONE = str(uuid4())


def test_a_service_that_was_added_is_not_called_taken(administrator, signed_in):
    browser = signed_in(administrator)
    sent = form_in(browser.get("/services/add/")) | {"name": "Libraries", "kind": "council"}

    first, second = (browser.post("/services/add/", sent) for _time in range(2))

    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert SENT_BEFORE in text_of(browser.get(second["Location"]))
    assert Service.objects.filter(name="Libraries").count() == 1


def test_somebody_who_was_invited_is_not_called_known(administrator, signed_in):
    browser, address = signed_in(administrator), "/people/invite/"
    sent = form_in(browser.get(address)) | {
        "email": "new@council.test",
        "name": "New",
        "role": "board",
    }

    answers = [browser.post(address, sent) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert User.objects.filter(email="new@council.test").count() == 1


def test_evidence_that_was_removed_is_not_called_missing(keeper, service, signed_in):
    found = EvidenceFactory(added_by=keeper, service=service)
    browser, address = signed_in(keeper), f"/evidence/{found.pk}/remove/"
    sent = form_in(browser.get(address)) | {"reason": "It was wrong."}

    first, second = (browser.post(address, sent) for _time in range(2))

    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert EvidenceItem.objects.get(pk=found.pk).removed_reason == "It was wrong."


def test_what_was_refused_is_tried_again(administrator, signed_in):
    browser = signed_in(administrator)
    sent = form_in(browser.get("/services/add/")) | {"name": "", "kind": "council"}

    for _time in range(2):
        answer = browser.post("/services/add/", sent)
        assert answer.status_code == 200
        assert "Enter a name." in text_of(answer)


def test_nor_is_what_was_refused_on_the_page_that_followed(administrator, signed_in):
    browser, address = signed_in(administrator), f"/people/{administrator.pk}/deactivate/"
    sent = form_in(browser.get(address)) | {"draft_key": ONE}
    for _time in range(2):
        answer = browser.post(address, sent)
        assert "stored_drafts" not in answer.cookies
        assert SENT_BEFORE not in text_of(browser.get(answer["Location"]))


def test_a_draft_that_is_back_on_another_page_is_the_same_sending(administrator, signed_in):
    browser = signed_in(administrator)
    for _time in range(2):
        sent = form_in(browser.get("/services/add/")) | {"draft_key": ONE}
        answer = browser.post("/services/add/", sent | {"name": "Libraries", "kind": "council"})
        assert answer.status_code == 302
    assert SENT_BEFORE in text_of(browser.get(answer["Location"]))


def test_a_file_with_other_words_is_another_sending(rf, keeper):
    done = []

    def view(request):
        done.append(request.FILES["file"].read())
        return redirect("/services/")

    for content in (b"12", b"12", b"21"):
        sent = {"opened_by": "x", "csrfmiddlewaretoken": "y", "file": BytesIO(content)}
        request = rf.post("/participation/import/", sent)
        request.user, request._messages = keeper, CookieStorage(request)
        once.SentOnceMiddleware(view)(request)
    assert done == [b"12", b"21"]


@pytest.mark.parametrize("change", [{"name": "Museums"}, {"csrfmiddlewaretoken": "z" * 64}])
def test_other_words_or_another_page_are_another_sending(change, administrator, signed_in):
    browser = signed_in(administrator)
    sent = form_in(browser.get("/services/add/")) | {"name": "Libraries", "kind": "council"}
    browser.post("/services/add/", sent)

    browser.post("/services/add/", sent | change)

    assert SENT_BEFORE not in text_of(browser.get("/services/"))


def test_another_person_is_another_sending(administrator, keeper, signed_in):
    sent = form_in(signed_in(administrator).get("/services/add/"))
    sent |= {"name": "Libraries", "kind": "council"}
    signed_in(administrator).post("/services/add/", sent)

    assert signed_in(keeper).post("/services/add/", sent).status_code == 403


def test_signing_out_is_never_taken_for_done(keeper, signed_in):
    browser = signed_in(keeper)
    page = lxml_html.fromstring(browser.get("/services/").content.decode())
    sent = dict(page.xpath("//form[@id='sign-out']")[0].form_values())
    for _time in range(2):
        browser.force_login(keeper)
        browser.post("/sign-out/", sent)
        assert browser.get("/services/").status_code == 302


def test_the_second_click_waits_for_the_first(rf, keeper, monkeypatch):
    """While the first sending is under way, the second one is not done beside it."""
    begun, may_end, done = Event(), Event(), []

    def view(request):
        done.append(request)
        begun.set()
        may_end.wait(5)
        return once.redirect("/services/")

    request = rf.post("/services/add/", {"opened_by": "x", "csrfmiddlewaretoken": "y"})
    request.user = keeper
    monkeypatch.setattr(once.messages, "info", lambda *_said: None)
    send, answers = once.SentOnceMiddleware(view), []
    first, second = (Thread(target=lambda: answers.append(send(request))) for _time in range(2))
    first.start()
    assert begun.wait(5)
    second.start()
    may_end.set()
    first.join(), second.join()

    assert len(done) == 1
    assert [answer["Location"] for answer in answers] == ["/services/"] * 2
    cache.clear()


def test_of_two_that_wait_for_what_is_refused_only_one_is_done(rf, keeper, monkeypatch):
    begun, may_end, beside, done = Event(), Event(), Event(), []

    def view(request):
        done.append(request)
        if len(done) == 1:
            begun.set()
            may_end.wait(5)
            return HttpResponse("Not now.")
        if len(done) == 2:
            beside.wait(0.5)
        beside.set()
        return once.redirect("/services/")

    request = rf.post("/services/add/", {"opened_by": "x", "csrfmiddlewaretoken": "z"})
    request.user = keeper
    monkeypatch.setattr(once.messages, "info", lambda *_said: None)
    send = once.SentOnceMiddleware(view)
    first, *waiting = (Thread(target=send, args=[request]) for _time in range(3))
    first.start()
    assert begun.wait(5)
    for one in waiting:
        one.start()
    may_end.set()
    for one in (first, *waiting):
        one.join()

    assert len(done) == 2
    cache.clear()


def test_where_it_cannot_be_noted_that_a_form_was_sent_it_is_done_all_the_same(
    administrator, signed_in, monkeypatch
):
    browser = signed_in(administrator)
    sent = form_in(browser.get("/services/add/")) | {"name": "Libraries", "kind": "council"}
    # As the cache answers in whose table nothing can be written.
    monkeypatch.setattr(cache, "add", lambda *_key, **_options: False)
    monkeypatch.setattr(cache, "get", lambda *_key, **_options: None)

    assert browser.post("/services/add/", sent).status_code == 302
    assert Service.objects.filter(name="Libraries").count() == 1
