"""An edited document goes back in: differences box by box, each accepted or refused, nothing else
changes (row 28).
"""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.oxml import OxmlElement

from accounts.models import Change
from evidence.assessments.services.boxes import LONGEST
from evidence.assessments.services.states import set_aside
from evidence.models import Answer, SelfAssessment
from foundations.models import Kind
from tests.conftest import html_of
from tests.evidence.assessments.page_of_theme import FILLED, send
from tests.evidence.assessments.word.word_files import (
    PLACES,
    box,
    bring_in,
    changed,
    edited,
    form_of,
    take,
    taken_out,
)
from tests.evidence.conftest import QUESTIONS
from tests.factories import ItemFactory
from tests.foundations.conftest import words

WHOLE = "/self-assessment/autumn/education/"


@pytest.fixture
def client(signed_in, keeper, place, second):
    return signed_in(keeper)


@pytest.fixture
def document(client, write):
    """What is stored, taken out: one box filled, seven empty."""
    write(Q1="We meet monthly.")
    return taken_out(client, WHOLE)


def stored() -> dict[str, str]:
    rows = Answer.objects.exclude(text="").values_list(
        "assessment__theme__key", "prompt__key", "text"
    )
    return {f"{theme}-{prompt}": text for theme, prompt, text in rows}


def chosen(answer) -> list[str]:
    """Which choice is set beforehand, box by box."""
    return re.findall(r'<input[^>]*value="(take|keep)"[^>]*checked', html_of(answer))


def refused(answer, said: str) -> None:
    """The page says why by the field, and offers no choice."""
    page = words(answer)
    assert answer.status_code == 200
    assert said in page
    assert "Save what I chose" not in page


def test_out_and_in_again_is_no_difference(client, document):
    page = words(bring_in(client, WHOLE, document))
    assert "No difference: all 8 boxes of the document say what is stored." in page


def test_empty_lines_around_a_stored_text_are_no_difference(client, write):
    write(Q1="\n\nWe meet monthly.\n  \n")
    assert "No difference" in words(bring_in(client, WHOLE, taken_out(client, WHOLE)))


def test_each_difference_stands_beside_what_is_stored_word_by_word(client, document):
    answer = bring_in(client, WHOLE, edited(document, Q1="We meet weekly.", Q4="A quiet room."))
    page = html_of(answer)
    assert "2 boxes of the document differ from what is stored; 6 say the same" in words(answer)
    assert "</span> monthly.<span" in page
    assert "</span> weekly.<span" in page
    assert chosen(answer) == ["take", "take"]
    assert stored() == {"T1-Q1": "We meet monthly."}
    assert "no-store" in answer["Cache-Control"]


def test_two_of_three_changes_are_taken(client, document):
    content = edited(
        document, Q1="We meet weekly.", Q2="Too slowly.\nIn two places.", Q4="A quiet room."
    )
    answer = take(client, WHOLE, bring_in(client, WHOLE, content), T1_Q1="keep")
    assert (answer.status_code, answer["Location"]) == (302, WHOLE)
    assert stored() == {
        "T1-Q1": "We meet monthly.",
        "T1-Q2": "Too slowly.\nIn two places.",
        "T1-Q4": "A quiet room.",
    }
    assert "2 boxes now hold the document's text." in words(client.get(WHOLE))


def test_history_gets_one_line_for_all(client, document, keeper):
    before = Change.objects.count()
    content = changed(
        edited(document, Q1="We meet weekly."),
        lambda file: setattr(box(file, 1, "Q2"), "text", "Slow."),
    )
    take(client, WHOLE, bring_in(client, WHOLE, content))
    line = Change.objects.latest("pk")
    assert Change.objects.count() == before + 1
    assert (line.act, line.thing, line.key, line.actor_id) == (
        "brought in a Word document",
        "service",
        "education",
        keeper.pk,
    )
    assert '"themes": ["T1", "T2"]' in line.after
    assert "weekly" not in line.after


def test_keeping_everything_changes_nothing(client, document):
    before = Change.objects.count()
    answer = take(
        client, WHOLE, bring_in(client, WHOLE, edited(document, Q1="We meet weekly.")), T1_Q1="keep"
    )
    assert answer.status_code == 302
    assert stored() == {"T1-Q1": "We meet monthly."}
    assert Change.objects.count() == before


def test_a_box_can_be_emptied(client, document):
    take(client, WHOLE, bring_in(client, WHOLE, edited(document, Q1="")))
    assert stored() == {}


def test_one_theme_alone_comes_in_and_says_nothing_of_the_others(client, document):
    content = edited(taken_out(client, WHOLE, "T2"), Q1="Advocates for all.")
    take(client, WHOLE, bring_in(client, WHOLE, content))
    assert stored() == {"T1-Q1": "We meet monthly.", "T2-Q1": "Advocates for all."}


def test_a_template_filled_by_hand_comes_in(client, document):
    file = Document()
    parts = [
        "Plan 21-24",
        "A good childhood: SUPPORT",
        "Outcome overview",
        "…",
        "Promise Recommendations",
        "…",
    ]
    for part in [
        *parts,
        QUESTIONS["Q1"],
        "",
        "We meet weekly.",
        QUESTIONS["Q2"],
        QUESTIONS["Q3"],
        QUESTIONS["Q4"],
    ]:
        file.add_paragraph(part)
    stream = BytesIO()
    file.save(stream)
    take(client, WHOLE, bring_in(client, WHOLE, stream.getvalue()))
    assert stored() == {"T1-Q1": "We meet weekly."}


def test_what_somebody_saved_meanwhile_is_not_overwritten(client, document, write):
    answer = bring_in(client, WHOLE, edited(document, Q1="We meet weekly.", Q4="A quiet room."))
    write(Q1="We meet twice a year.")
    again = take(client, WHOLE, answer)
    page = words(again)
    assert again.status_code == 409
    assert "Kirsty saved this box while you were choosing." in page
    assert "twice a year." in page
    assert "weekly." in page
    assert stored() == {"T1-Q1": "We meet twice a year.", "T1-Q4": "A quiet room."}
    # What is stored stays unless the document's text is chosen again, knowing both.
    assert chosen(again) == ["keep"]
    take(client, WHOLE, again)
    assert stored()["T1-Q1"] == "We meet weekly."


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
    assert set(form_of(answer)) == {"T1-Q4-choice", "T1-Q4-text", "T1-Q4-version"}
    # Sent all the same, it is shown again with the reason and not stored.
    forged = form_of(answer) | {
        "T1-Q1-choice": "take",
        "T1-Q1-version": "2",
        "T1-Q1-text": "Call 0131 496 0123.",
    }
    page = words(client.post(f"{WHOLE}word/in/take/", forged))
    assert "seems to hold a telephone number" in page
    assert stored() == {"T1-Q1": "We meet monthly.", "T1-Q4": "A quiet room."}


def test_a_text_that_is_too_long_is_refused_by_its_box(client, document):
    answer = bring_in(client, WHOLE, edited(document, Q1="x" * (LONGEST + 1)))
    assert "This box holds 20,000 characters at most; your text has 20,001." in words(answer)
    assert form_of(answer) == {}


def test_very_many_full_boxes_come_in_at_once(client, document):
    """48 boxes of three bytes a sign: more than Django takes in a form without being asked."""
    parent = SelfAssessment.objects.get().theme.parent
    for number in range(3, 13):
        values = {
            "heading": f"Theme {number}",
            "has_template": True,
            "order": 1000 + number,
            "parent": parent,
        }
        ItemFactory(kind=Kind.THEME, key=f"T{number}", **values)
    # Signs of many sorts: what packs too well is taken for a bomb.
    text = "".join(chr(0xAC00 + number * 7919 % 11_000) for number in range(LONGEST))

    def fill(file):
        for table in file.tables:
            for place in PLACES.values():
                table.rows[place].cells[0].text = text

    answer = bring_in(client, WHOLE, changed(taken_out(client, WHOLE), fill))
    assert take(client, WHOLE, answer).status_code == 302
    assert [len(text) for text in stored().values()] == [LONGEST] * 48


@pytest.mark.parametrize(
    "fault", [{"T1-Q1-version": ""}, {"T1-Q1-version": "many"}, {"T1-Q1-choice": "perhaps"}]
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
    refused(client.post(f"{WHOLE}word/in/", {}), "Choose a file.")


@pytest.mark.parametrize("path", ["word/in/", "word/in/take/"])
def test_only_the_service_s_own_keepers_bring_in(signed_in, board, other_keeper, document, path):
    for reader in (board, other_keeper):
        assert (
            signed_in(reader).post(f"{WHOLE}{path}", {"T1-Q1-text": "Not mine."}).status_code == 403
        )
    assert stored() == {"T1-Q1": "We meet monthly."}
