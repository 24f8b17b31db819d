"""A whole text goes, or a file, from the page of what it belongs to."""

import json

import pytest

from accounts.history import record
from accounts.models import Change
from accounts.removal.written import WRITTEN
from evidence.heard.services import remove_heard
from evidence.items import services as items
from tests.conftest import html_of
from tests.factories import (
    AnswerFactory,
    EvidenceFactory,
    FileEvidenceFactory,
    HeardFactory,
    ServiceFactory,
    SubmissionFactory,
)

LONG = "Ishbel Quill told us at length how it was when she moved for the third time."


@pytest.fixture
def choose(pages):
    """Choose a text of a record; returns the page of where it stands."""

    def send(record_, column):
        label = record_._meta.label_lower
        return pages.post(f"/removals/of/{label}/{record_.pk}/", {"column": column})

    return send


def test_a_short_title_goes_here_and_from_history_alone(choose, take, keeper):
    item, other = EvidenceFactory(title="Quill"), EvidenceFactory(title="Quill")
    said = {"by": keeper, "act": "added", "thing": "evidence", "key": str(item.pk), "before": {}}
    record(**said, after={"title": "Quill", "shows": "The Quill group"})

    take(choose(item, "title"))

    item.refresh_from_db()
    other.refresh_from_db()
    assert "taken out on" in item.title
    assert other.title == "Quill"
    again = json.loads(Change.objects.get(act__startswith="said again").after)
    assert "taken out" in again["title"]
    assert again["shows"] == "The Quill group"


def test_a_long_text_goes_with_all_its_copies(choose, take):
    entry = HeardFactory(words=LONG)
    copy = EvidenceFactory(words=f"A group said: {LONG}", medium="note")
    take(choose(entry, "words"))

    entry.refresh_from_db()
    copy.refresh_from_db()
    assert "Quill" not in entry.words + copy.words
    assert copy.words.startswith("A group said: [taken out on")


@pytest.mark.parametrize("column", ["texts.Q1", "texts.Q4"])
def test_a_box_of_a_self_assessment_goes_from_its_draft_too(choose, take, column):
    key = column.partition(".")[2]
    submission = SubmissionFactory(texts={"Q1": "Well.", "Q4": "Better."} | {key: LONG})
    draft = AnswerFactory(text=LONG)
    take(choose(submission, column))

    submission.refresh_from_db()
    draft.refresh_from_db()
    assert "Quill" not in draft.text + submission.texts[key]
    assert len(submission.texts) == 2


def test_two_services_may_lose_their_names(choose, take):
    for service in (ServiceFactory(name="Quill home"), ServiceFactory(name="Quill house")):
        take(choose(service, "name"))
        service.refresh_from_db()
        assert "taken out" in service.name


def test_a_file_goes_and_its_evidence_stays(choose, take, pages):
    item = FileEvidenceFactory()
    take(choose(item, "evidence-files"))

    item.refresh_from_db()
    assert not item.has_file
    assert item.removed_on is None
    assert "taken out on" in html_of(pages.get(item.get_absolute_url()))


def test_a_line_of_history_goes_whole(pages, take, keeper):
    line = record(by=keeper, act="x", thing="evidence", key="1", before={}, after={"title": "Q"})
    take(pages.post(f"/removals/of/accounts.change/{line.pk}/", {"column": "texts"}))

    assert Change.objects.get(pk=line.pk).removed
    assert not Change.objects.filter(act__startswith="said again").exists()
    assert pages.get(f"/removals/of/accounts.change/{line.pk}/").status_code == 404


@pytest.mark.parametrize("label", ["accounts.user.password", "foundations.pagereference", "x"])
def test_other_records_have_no_such_page(pages, label):
    assert pages.get(f"/removals/of/{label}/1/").status_code == 404


def test_every_kind_is_found_by_its_label():
    assert len({one.label for one in WRITTEN}) == len(WRITTEN)


def test_no_text_is_repeated(pages):
    item = EvidenceFactory(title="Quill", shows=LONG)
    page = html_of(pages.get(f"/removals/of/evidence.evidenceitem/{item.pk}/"))

    assert "Quill" not in page
    assert "What it shows" in page


@pytest.mark.parametrize("thing", ["evidence", "heard"])
def test_what_was_removed_says_neither_its_title_nor_why(thing, board, champions, signed_in):
    if thing == "evidence":
        made = EvidenceFactory(title="Quill", added_by=champions, service=None)
        items.remove_evidence(by=champions, evidence=made, seen=1, reason="It named Quill.")
    else:
        made = HeardFactory(theme="Quill", logged_by=champions)
        remove_heard(by=champions, heard=made, seen=made.version, reason="It named Quill.")
    page = html_of(signed_in(board).get(made.get_absolute_url()))

    assert "Quill" not in page
    assert "emoved" in page
    assert "Chris" in page
