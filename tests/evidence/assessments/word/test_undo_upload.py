"""What a document put into boxes is taken back by one press, until the theme is submitted; what a
colleague wrote since stays.
"""

import json

import pytest

from accounts.models import Change
from evidence.assessments.services.states import set_aside
from evidence.models import WordUpload
from tests.conftest import html_of
from tests.evidence.assessments.page_of_theme import FILLED, form_of, send
from tests.evidence.assessments.word.word_files import (
    WHOLE,
    box,
    bring_in,
    changed,
    edited,
    stored,
    take,
)
from tests.foundations.conftest import words

BEFORE = {"T1-Q1": "We meet monthly."}


@pytest.fixture
def uploaded(client, document):
    """Both themes after a document replaced one text, filled an empty box and, in the second theme,
    another.
    """
    content = edited(document, Q1="We meet weekly.", Q4="A quiet room.")
    content = changed(content, lambda file: setattr(box(file, 1, "Q2"), "text", "Slow."))
    take(client, WHOLE, bring_in(client, WHOLE, content))
    assert len(stored()) == 3


def undo(client, url: str, **typed: str):
    """Press "Undo the upload" on the page of a theme, with what somebody typed there."""
    number = str(WordUpload.objects.filter(assessment__theme__key=url[-3:-1]).latest("pk").pk)
    sent = form_of(html_of(client.get(url))) | typed | {"upload": number}
    return client.post(f"{url}undo/", sent, follow=True)


def undo_whole(client):
    number = str(WordUpload.objects.latest("pk").pk)
    return client.post(f"{WHOLE}word/undo/", {"upload": number}, follow=True)


def test_one_press_gives_every_theme_its_draft_back(client, uploaded):
    html = html_of(client.get(WHOLE))
    assert html.index("Undo the upload") < html.index("Contents</h2>")
    page = words(undo_whole(client))
    assert "The upload is undone. 3 boxes hold again what was there before" in page
    assert "Undo the upload" not in page
    assert stored() == BEFORE
    assert WordUpload.objects.count() == 0


def test_one_theme_alone_is_taken_back_and_says_what_it_held(client, uploaded, url):
    page = words(client.get(url))
    assert "A Word document changed 2 boxes" in page
    assert "Before the upload We meet monthly." in page
    # Above the first box, not where one looks last.
    html = html_of(client.get(url))
    assert html.index("Undo the upload") < html.index("<textarea")
    page = words(undo(client, url))
    assert "2 boxes hold again" in page
    assert stored() == BEFORE | {"T2-Q2": "Slow."}
    assert "Undo the upload" in words(client.get(WHOLE))


def test_an_emptied_box_is_had_back(client, document, url):
    take(client, WHOLE, bring_in(client, WHOLE, edited(document, Q1="")))
    assert stored() == {}
    assert "1 box holds again" in words(undo(client, url))
    assert stored() == BEFORE


def test_history_names_it_in_one_line_without_the_words(client, uploaded, keeper):
    before = Change.objects.count()
    undo_whole(client)
    line = Change.objects.latest("pk")
    assert Change.objects.count() == before + 1
    assert (line.act, line.actor_id) == ("undid the upload of a Word document", keeper.pk)
    assert json.loads(line.after) == {"round": "Autumn", "themes": ["T1", "T2"], "boxes": 3}


def test_what_a_colleague_wrote_since_is_named_and_stays(client, uploaded, url, write):
    write(Q1="We meet each week, and the young people chair it.")
    page = words(undo(client, url))
    assert "1 box holds again what was there before the document." in page
    assert "left as it is: “What are we doing well?” (T1)." in page
    kept = {"T1-Q1": "We meet each week, and the young people chair it.", "T2-Q2": "Slow."}
    assert stored() == kept
    # What the box held before can still be read and copied; nothing is left to press.
    page = words(client.get(url))
    assert "Before the upload; changed since, so undoing leaves this box as it is" in page
    assert "We meet monthly." in page
    assert "Undo the upload" not in page


def test_what_is_typed_on_the_page_itself_is_saved_first_and_stays(client, uploaded, url):
    undo(client, url, Q1="We meet daily.", Q2="Too few of us.")
    assert stored() == {"T1-Q1": "We meet daily.", "T1-Q2": "Too few of us.", "T2-Q2": "Slow."}


def test_two_uploads_are_taken_back_one_after_the_other(client, uploaded, document):
    take(client, WHOLE, bring_in(client, WHOLE, edited(document, Q1="We meet hourly.")))
    undo_whole(client)
    assert stored()["T1-Q1"] == "We meet weekly."
    undo_whole(client)
    assert stored() == BEFORE


def test_after_it_was_submitted_nothing_is_taken_back(client, uploaded, url):
    number = WordUpload.objects.get(assessment__theme__key="T1").pk
    send(client, url, "submit/", **FILLED, none_yet="on")
    assert not WordUpload.objects.filter(pk=number).exists()
    page = words(client.post(f"{WHOLE}word/undo/", {"upload": number}, follow=True))
    assert "There is nothing to undo here any more" in page
    assert stored()["T1-Q1"] == FILLED["Q1"]


def test_what_is_set_aside_or_closed_is_not_written_to(
    client, uploaded, second, place, keeper, administrator
):
    set_aside(by=keeper, theme=second, service=place.service, round=place.round, reason="None.")
    undo_whole(client)
    assert stored() == BEFORE | {"T2-Q2": "Slow."}
    place.round.closed_on, place.round.closed_by = place.round.first_day, administrator
    place.round.save()
    assert "There is nothing to undo here any more" in words(undo_whole(client))


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "0", "²"])
def test_an_upload_that_never_was_changes_nothing(client, uploaded, url, number):
    for path in (f"{WHOLE}word/undo/", f"{url}undo/"):
        sent = form_of(html_of(client.get(url))) | {"upload": number}
        assert "There is nothing to undo" in words(client.post(path, sent, follow=True))
    assert len(stored()) == 3


def test_only_the_service_s_own_keepers_take_back(signed_in, board, other_keeper, uploaded, url):
    number = WordUpload.objects.latest("pk").pk
    for reader in (board, other_keeper):
        reads = signed_in(reader)
        assert "Undo the upload" not in words(reads.get(WHOLE))
        for path in (f"{WHOLE}word/undo/", f"{url}undo/"):
            assert reads.post(path, {"upload": number}).status_code == 403
    assert len(stored()) == 3
