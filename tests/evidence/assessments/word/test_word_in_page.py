"""An edited document goes back in: differences box by box, each accepted or refused, nothing else
changes (row 28).
"""

import re
from io import BytesIO

import pytest
from docx import Document

from accounts.models import Change
from evidence.assessments.services.boxes import LONGEST
from evidence.models import SelfAssessment
from foundations.models import Kind
from tests.conftest import html_of
from tests.evidence.assessments.word.word_files import (
    PLACES,
    WHOLE,
    box,
    bring_in,
    changed,
    edited,
    form_of,
    stored,
    take,
    taken_out,
)
from tests.evidence.conftest import QUESTIONS
from tests.factories import ItemFactory
from tests.foundations.conftest import words


def chosen(answer) -> list[str]:
    """Which choice is set beforehand, box by box."""
    return re.findall(r'<input[^>]*value="(take|keep|empty)"[^>]*checked', html_of(answer))


def test_out_and_in_again_is_no_difference(client, document):
    page = words(bring_in(client, WHOLE, document))
    assert "No difference. All 8 boxes of the document say what is here." in page


def test_what_stays_in_the_document_is_shown_with_its_place(client, document):
    def change(file):
        run = box(file, 0, "Q1").paragraphs[0].runs[0]
        file.add_comment(run, text="Ask Housing first?")
        box(file, 0, "Q2").paragraphs[0].add_run("Too slowly.").font.strike = True

    page = words(bring_in(client, WHOLE, changed(document, change)))
    # Also where nothing differs.
    assert "No difference." in page
    assert "A comment beside T1 Support “What are we doing well?” Ask Housing first?" in page
    sentence = "Struck-out words beside T1 Support “What are we not doing well?” Too slowly."
    assert sentence in page
    assert stored() == {"T1-Q1": "We meet monthly."}


def test_empty_lines_around_a_stored_text_are_no_difference(client, write):
    write(Q1="\n\nWe meet monthly.\n  \n")
    assert "No difference" in words(bring_in(client, WHOLE, taken_out(client, WHOLE)))


def test_each_difference_stands_beside_what_is_stored_word_by_word(client, document):
    answer = bring_in(client, WHOLE, edited(document, Q1="We meet weekly.", Q4="A quiet room."))
    page = html_of(answer)
    said = words(answer)
    assert "1 of 8 boxes will be filled. 1 differs and stays as it is unless you choose" in said
    assert "1 new words for an empty box Taken" in said
    assert "1 different words here and there Kept, unless you choose" in said
    assert "6 the same, or empty in both Nothing to do" in said
    assert "</span> monthly.<span" in page
    assert "</span> weekly.<span" in page
    # Words for an empty box are all new, and are not marked as such one by one.
    assert page.count("<ins") == page.count("Put in:") + 1 == 2
    assert '<p class="pt_said">A quiet room.</p>' in page
    assert chosen(answer) == ["keep", "take"]
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
    assert "2 boxes hold the document’s words, 1 was kept. You can undo the upload." in words(
        client.get(WHOLE)
    )


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


def test_a_box_is_emptied_only_where_one_chooses_it(client, document):
    answer = bring_in(client, WHOLE, edited(document, Q1=""))
    assert "1 the document says nothing, words are here Kept" in words(answer)
    assert "Empty this box" in words(answer)
    assert chosen(answer) == ["keep"]
    answer = take(client, WHOLE, answer)
    assert stored() == {}
    assert "0 boxes hold the document’s words, 1 was emptied." in words(client.get(WHOLE))


@pytest.mark.parametrize(
    ("text", "choice"), [("", "take"), ("\n ", "take"), ("We meet weekly.", "empty")]
)
def test_taking_never_empties_a_box_and_emptying_never_fills_one(client, document, text, choice):
    sent = form_of(bring_in(client, WHOLE, edited(document, Q1=text)))
    answer = client.post(f"{WHOLE}word/in/take/", sent | {"T1-Q1-choice": choice}, follow=True)
    assert "nothing has been stored" in words(answer)
    assert stored() == {"T1-Q1": "We meet monthly."}


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
    def comment(file) -> None:
        file.add_comment(box(file, 0, "Q1").paragraphs[0].runs[0], text="Ask Housing first?")

    content = edited(document, Q1="We meet weekly.", Q4="A quiet room.")
    answer = bring_in(client, WHOLE, changed(content, comment), "team.docx")
    write(Q1="We meet twice a year.")
    again = take(client, WHOLE, answer)
    page = words(again)
    assert again.status_code == 409
    assert "Kirsty saved this box while you were choosing." in page
    # What stays in the document can still be copied from here.
    assert "Ask Housing first?" in page
    assert "from “team.docx”" in page
    assert "twice a year." in page
    assert "weekly." in page
    assert stored() == {"T1-Q1": "We meet twice a year.", "T1-Q4": "A quiet room."}
    # What is stored stays unless the document's text is chosen again, knowing both.
    assert chosen(again) == ["keep"]
    take(client, WHOLE, again)
    assert stored()["T1-Q1"] == "We meet weekly."


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
