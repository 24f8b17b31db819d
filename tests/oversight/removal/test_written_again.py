"""Whoever stores a passage while it is taken out, or brings it back from a draft afterwards."""

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from accounts.models import Assurance, Change, Removal
from accounts.removal import services
from evidence.models import EvidenceItem
from oversight.removal import views
from tests.accounts.conftest import form_in, sign_in
from tests.at_once import TIMES, at_once
from tests.conftest import html_of
from tests.factories import EvidenceFactory, SubActionFactory

from .conftest import NAME

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

AGAIN = "words that were taken out of here on"


@pytest.fixture
def add_note(service, keeper, signed_in):
    """Add a note as evidence, as somebody types it or as her device has kept it."""
    work, browser = SubActionFactory(service=service), signed_in(keeper)
    address = f"/evidence/add/{work.key}/"
    sent = form_in(browser.get(address)) | {
        "medium": "note",
        "kind": "practice",
        "words": "We met.",
        "dated_on": "01/02/2026",
        "visibility": "board",
    }

    def add(**changes):
        return browser.post(address, sent | changes)

    return add


def test_what_comes_between_the_look_and_the_lock_goes_too(find, take, monkeypatch):
    EvidenceFactory(title=NAME)
    page, wait = find(), services.wait_for_history

    def meanwhile():
        EvidenceFactory(title=NAME)
        wait()

    monkeypatch.setattr(services, "wait_for_history", meanwhile)
    take(page)

    assert not EvidenceItem.objects.filter(title=NAME).exists()
    assert [2, "2 pieces of evidence"] in [[n, words] for words, n in Removal.objects.get().places]


def test_what_comes_right_behind_is_said_and_taken_out_next(find, take, monkeypatch):
    EvidenceFactory(title=NAME)
    page, take_out = find(), services.take_out

    def and_again(**given):
        removal = take_out(**given)
        EvidenceFactory(title=NAME)
        return removal

    with monkeypatch.context() as patch:
        patch.setattr(views.services, "take_out", and_again)
        answer = take(page)

    assert answer.status_code == 200
    assert "somebody has stored it again" in html_of(answer)
    assert take(answer).status_code == 302
    assert not EvidenceItem.objects.filter(title=NAME).exists()


def test_two_on_a_barrier(find, take, add_note):
    """What stands afterwards was stored after the removal, never before it."""
    for number in range(TIMES):
        EvidenceFactory(title=NAME)
        page, title = find(), f"Of {NAME}, {number}"
        # The question of an earlier removal is answered.
        asked = add_note(title=title, shows="It shows it.") if number else None
        sent = {"title": title, "shows": "It shows it."} | (_answer(asked) if asked else {})
        at_once(partial(take, page), partial(add_note, **sent))

        removal = Change.objects.filter(thing="removal").latest("pk")
        for left in EvidenceItem.objects.filter(title=title):
            line = Change.objects.get(thing="evidence", key=str(left.pk), act="added")
            assert line.pk > removal.pk
        EvidenceItem.objects.all().update(title="x")


def _answer(page) -> dict:
    about = html.fromstring(page.content).xpath("//input[@name='asked-about']/@value")
    return {"asked-about": about, "asked-why": "work", "asked-words": ""}


@pytest.mark.parametrize(
    "spelled", ["As ISHBEL  QUILL said", "ishbel-quill’s day", "Íshbel\nQuill"]
)
def test_whoever_brings_it_back_is_asked(find, take, add_note, spelled):
    EvidenceFactory(title=NAME)
    take(find())

    page = add_note(title="A day", shows=f"It was {spelled}.")
    assert AGAIN in html_of(page)
    assert not EvidenceItem.objects.filter(title="A day").exists()

    answer = add_note(title="A day", shows=f"It was {spelled}.", **_answer(page))
    assert answer.status_code == 302
    assert Assurance.objects.filter(reason__contains="work").exists()


def test_a_page_that_was_carried_through_signing_in_does_not_bring_it_back(
    find, take, service, keeper, signed_in
):
    EvidenceFactory(title=NAME)
    work, browser = SubActionFactory(service=service), signed_in(keeper)
    address = f"/sub-actions/{work.key}/update/"
    sent = form_in(browser.get(address)) | {"status": "on-track", "changed": f"{NAME} came."}
    browser.cookies.pop("sessionid")
    stopped = browser.post(address, sent)
    take(find())

    answer = sign_in(browser, stopped, keeper)
    page = browser.post(address, form_in(answer))

    assert AGAIN in html_of(page)
    assert not work.updates.exists()


def test_an_address_does_not_bring_it_back(find, take, add_note):
    EvidenceFactory(title=NAME)
    take(find())

    link = {"medium": "link", "url": "https://council.scot/of?who=Ishbel%20Quill"}
    page = add_note(title="A day", shows="It shows it.", **link)

    assert AGAIN in html_of(page)


@pytest.mark.parametrize(
    ("name", "content"),
    [("talk.csv", "Said,By\nYes,ishbel  quill\n"), ("Of Ishbel-Quill.csv", "Said\nYes\n")],
)
def test_a_file_does_not_bring_it_back_unasked(find, take, add_note, name, content):
    EvidenceFactory(title=NAME)
    take(find())
    sent = {"medium": "file", "words": "", "recognisable": "no", "title": "A day", "shows": "Yes."}

    page = add_note(**sent, upload=SimpleUploadedFile(name, content.encode()))
    assert AGAIN in html_of(page)
    assert not EvidenceItem.objects.filter(title="A day").exists()

    answered = sent | _answer(page)
    answer = add_note(**answered, upload=SimpleUploadedFile(name, content.encode()))
    assert answer.status_code == 302


def test_a_file_without_it_is_not_asked_about(find, take, add_note):
    EvidenceFactory(title=NAME)
    take(find())
    sent = {"medium": "file", "words": "", "recognisable": "no", "title": "A day", "shows": "Yes."}

    answer = add_note(**sent, upload=SimpleUploadedFile("talk.csv", b"Said,By\nYes,a quill\n"))
    assert answer.status_code == 302


def test_other_words_are_not_asked_about(find, take, add_note):
    EvidenceFactory(title="Ann")
    take(find("Ann"))

    assert add_note(title="An annual day", shows="It shows the annexe.").status_code == 302


def test_of_a_short_text_that_was_chosen_nobody_is_asked(pages, take, add_note):
    item = EvidenceFactory(title="Training")
    take(pages.post(f"/removals/of/evidence.evidenceitem/{item.pk}/", {"column": "title"}))

    assert add_note(title="Training", shows="It shows it.").status_code == 302


def test_no_word_can_be_read_from_what_is_kept(find, take):
    EvidenceFactory(title=NAME)
    take(find())

    removal = Removal.objects.get()
    assert (len(removal.digest), removal.letters) == (64, len("ishbelquill"))
