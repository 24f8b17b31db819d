"""A document, or a box of it, that cannot come in: the page says why, and nothing is stored."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx.oxml import OxmlElement

from evidence.assessments.services.boxes import LONGEST
from evidence.assessments.services.states import set_aside
from tests.evidence.assessments.page_of_theme import FILLED, send
from tests.evidence.assessments.word.word_files import (
    WHOLE,
    box,
    bring_in,
    changed,
    edited,
    form_of,
    stored,
    take,
)
from tests.foundations.conftest import words


def refused(answer, said: str) -> None:
    """The page says why by the field, and offers no choice."""
    page = words(answer)
    assert answer.status_code == 200
    assert said in page
    assert "Save choices" not in page


def test_what_is_submitted_or_set_aside_gets_a_sentence_instead_of_a_choice(
    client, document, url, second, keeper, place
):
    send(client, url, "submit/", **FILLED, none_yet="on")
    set_aside(
        by=keeper, theme=second, service=place.service, round=place.round, reason="No advocates."
    )
    content = changed(document, lambda file: setattr(box(file, 1, "Q1"), "text", "Advocates."))
    answer = bring_in(client, WHOLE, content)
    page = words(answer)
    assert "This self-assessment is submitted. Reopen it to change it." in page
    assert "This theme is set aside. Take it up again to write here." in page
    assert form_of(answer) == {}


def test_a_closed_round_takes_nothing(client, document, place, administrator):
    content = edited(document, Q1="We meet weekly.")
    answer = bring_in(client, WHOLE, content)
    place.round.closed_on, place.round.closed_by = place.round.first_day, administrator
    place.round.save()
    assert "Autumn is closed; its answers stay as they are." in words(take(client, WHOLE, answer))
    assert "Autumn is closed; its answers stay as they are." in words(
        bring_in(client, WHOLE, content)
    )
    assert stored() == {"T1-Q1": "We meet monthly."}


def test_an_identifier_is_refused_by_its_box_and_the_others_can_be_taken(client, document):
    content = edited(document, Q1="Call 0131 496 0123.", Q4="A quiet room.")
    answer = bring_in(client, WHOLE, content)
    assert "seems to hold a telephone number" in words(answer)
    assert set(form_of(answer)) == {"T1-Q4-choice", "T1-Q4-version", "brought"}
    # Asked for all the same, it is not stored.
    forged = form_of(answer) | {"T1-Q1-choice": "take", "T1-Q1-version": "2"}
    client.post(f"{WHOLE}word/in/take/", forged)
    assert stored() == {"T1-Q1": "We meet monthly.", "T1-Q4": "A quiet room."}


def test_a_text_that_is_too_long_is_refused_by_its_box(client, document):
    answer = bring_in(client, WHOLE, edited(document, Q1="x" * (LONGEST + 1)))
    assert "Shorten this to 20,000 characters; it has 20,001." in words(answer)
    assert form_of(answer) == {}


@pytest.mark.parametrize(
    "fault",
    [
        {"T1-Q1-version": ""},
        {"T1-Q1-version": "many"},
        {"T1-Q1-choice": "perhaps"},
        {"brought": ""},
        {"brought": "x"},
    ],
)
def test_a_form_with_a_part_missing_stores_nothing(client, document, fault):
    answer = bring_in(client, WHOLE, edited(document, Q1="We meet weekly.", Q4="A quiet room."))
    answer = client.post(f"{WHOLE}word/in/take/", form_of(answer) | fault, follow=True)
    assert "Part of what the page sent is missing." in words(answer)
    assert stored() == {"T1-Q1": "We meet monthly."}


@pytest.mark.parametrize("version", ["9" * 300, "-1", "0"])
def test_a_version_that_never_was_is_a_conflict_or_a_fault_and_stores_nothing(
    client, document, version
):
    sent = form_of(bring_in(client, WHOLE, edited(document, Q1="We meet weekly."))) | {
        "T1-Q1-version": version
    }
    assert client.post(f"{WHOLE}word/in/take/", sent).status_code in (302, 409)
    assert stored() == {"T1-Q1": "We meet monthly."}


@pytest.mark.parametrize(
    ("paragraph", "label", "said"),
    [
        (1, "Service: Housing", "names another service, “Housing”"),
        (2, "Round: Spring", "“Spring”"),
    ],
)
def test_a_document_of_another_service_or_round_is_refused(
    paragraph, label, said, client, document, place
):
    content = changed(document, lambda file: setattr(file.paragraphs[paragraph], "text", label))
    refused(bring_in(client, WHOLE, edited(content, Q1="We meet weekly.")), said)


def rename_heading(file):
    file.tables[0].rows[6].cells[0].text = "What do we do badly?"


def track(file):
    box(file, 0, "Q1").paragraphs[0]._p.append(OxmlElement("w:ins"))


def nest(file):
    box(file, 0, "Q1").add_table(rows=1, cols=1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (rename_heading, "the heading “What are we not doing well?” is missing or was changed"),
        (track, "tracked changes that are still open"),
        (nest, "a table inside a table"),
    ],
)
def test_a_document_that_cannot_be_read_for_certain_is_refused(client, document, change, said):
    refused(bring_in(client, WHOLE, changed(edited(document, Q4="A quiet room."), change)), said)
    assert stored() == {"T1-Q1": "We meet monthly."}


def bomb() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", "<w:document>" + " " * 20_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.docx", "empty"),
        (b"no document", "a.docx", "is not a Word document, or not a whole one"),
        (b"%PDF-1.7", "a.pdf", "This is not a Word document. Save it as .docx"),
        (b"PK\x03\x04" + b"x" * (5 * 1024 * 1024), "a.docx", "larger than 5 MB"),
        (bomb(), "a.docx", "far too large when it is unpacked"),
    ],
)
def test_files_are_checked_before_they_are_read(client, document, content, name, said):
    refused(bring_in(client, WHOLE, content, name), said)


def test_without_a_file_the_page_asks_for_one(client, document):
    refused(client.post(f"{WHOLE}word/in/", {}), "Choose the Word document to upload.")


@pytest.mark.parametrize("path", ["word/in/", "word/in/take/"])
def test_only_the_service_s_own_keepers_bring_in(signed_in, board, other_keeper, document, path):
    for reader in (board, other_keeper):
        assert (
            signed_in(reader).post(f"{WHOLE}{path}", {"T1-Q1-text": "Not mine."}).status_code == 403
        )
    assert stored() == {"T1-Q1": "We meet monthly."}
