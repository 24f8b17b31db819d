"""What nobody wrote is empty: prompts of controls and forms, and signs that show nothing."""

import pytest

from accounts.words import is_blank
from evidence.assessments.word.reading import read_document
from evidence.files.word.units import read_units
from tests.evidence.assessments.page_of_theme import send
from tests.evidence.assessments.word.made_of import HEADINGS, TITLE, made_of, paragraph, run
from tests.evidence.assessments.word.word_files import WHOLE, bring_in, edited, stored
from tests.foundations.conftest import words

ENTER = "Click or tap here to enter text."
SHOWS = "<w:showingPlcHdr/>"


def box(cell: str, **parts) -> str:
    """What the first box of a document with this markup says."""
    read = read_document(read_units(made_of(cell, **parts)), [TITLE], HEADINGS[2:])
    return read.boxes[TITLE][HEADINGS[2]]


def control(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def old_field(kind: str, form: str, result: str = "") -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}">{}</w:fldChar></w:r>'
    begin = char.format("begin", f"<w:ffData>{form}</w:ffData>")
    told = f"<w:r><w:instrText> {kind} </w:instrText></w:r>{char.format('separate', '')}"
    return begin + told + run(result) + char.format("end", "")


TEXT = '<w:textInput><w:default w:val="Type here"/></w:textInput>'
LIST = '<w:ddList>{}<w:listEntry w:val="Choose one"/><w:listEntry w:val="Yearly"/></w:ddList>'
ITEMS = '<w:dropDownList><w:listItem w:displayText="Pick a team" w:value=""/></w:dropDownList>'
PROMPT_STYLE = (
    '<w:style w:type="character" w:styleId="Pl"><w:name w:val="Placeholder Text"/></w:style>'
)


@pytest.mark.parametrize(
    "cell",
    [
        paragraph(control(run(ENTER), SHOWS)),
        paragraph(control(run("Say what you know of it."), SHOWS)),
        control(paragraph(run("Say what you know of it.")), SHOWS),
        paragraph(control(control(run("Say it."), SHOWS))),
        paragraph(control(run("Choose an item."), "<w:dropDownList/>")),
        paragraph(control(run("Pick a team"), ITEMS)),
        control(paragraph(run("Pick a team")), ITEMS),
        control(paragraph(run("☐")), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'),
        paragraph(run("Click or tap to enter a date.")),
        paragraph(old_field("FORMTEXT", TEXT, "Type here")),
        paragraph(old_field("FORMTEXT", "", "\u2002\u2002\u2002\u2002\u2002")),
        paragraph(old_field("FORMDROPDOWN", LIST.format(""))),
        paragraph(old_field("FORMCHECKBOX", "<w:checkBox/>")),
        paragraph(control(run("☐"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>')),
        paragraph(run("\u200b \u00a0\u2060")),
        paragraph(run("\u3164")),
    ],
)
def test_what_nobody_wrote_is_empty(cell):
    assert box(cell) == ""


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (paragraph(control(run("We listen."), '<w:showingPlcHdr w:val="0"/>')), "We listen."),
        (paragraph(control(run("Education"), ITEMS)), "Education"),
        (control(paragraph(run("Education")), ITEMS), "Education"),
        (control(paragraph(run("x")), "<w14:checkbox><w14:checked/></w14:checkbox>"), "☒"),
        (paragraph(control(run("3 March 2026"), "<w:date/>")), "3 March 2026"),
        (paragraph(old_field("FORMTEXT", TEXT, "Typed here")), "Typed here"),
        (paragraph(old_field("FORMDROPDOWN", LIST.format('<w:result w:val="1"/>'))), "Yearly"),
        (
            paragraph(
                old_field("FORMCHECKBOX", "<w:checkBox><w:checked/></w:checkBox>")
                + run(" yes ")
                + old_field("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/></w:checkBox>')
                + run(" no")
            ),
            "☒ yes ☐ no",
        ),
        (
            paragraph(
                control(run("?"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
                + run(" Met")
            ),
            "☒ Met",
        ),
        (paragraph(run("Choose an item that you like.")), "Choose an item that you like."),
    ],
)
def test_what_somebody_wrote_chose_or_ticked_is_brought_in(cell, said):
    assert box(cell) == said


def test_words_in_the_style_of_a_prompt_are_shown_and_not_brought_in():
    cell = paragraph(run("We ask. ") + run("Two lines at most", '<w:rStyle w:val="Pl"/>'))
    read = read_document(read_units(made_of(cell, styles=PROMPT_STYLE)), [TITLE], HEADINGS[2:])
    assert read.boxes[TITLE][HEADINGS[2]].strip() == "We ask."
    assert [(one.kind, one.words) for one in read.left] == [("prompt", "Two lines at most")]


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u200d\ufeff", "\u00ad\u2800\u3164", "\u202e"])
def test_a_text_that_shows_nothing_is_blank(text):
    assert is_blank(text)
    assert not is_blank(f"{text}a")


def test_a_box_of_invisible_signs_alone_is_stored_as_nothing(client, document, url):
    send(client, url, Q2="\u200b\u200b")
    assert stored() == {"T1-Q1": "We meet monthly."}
    page = words(bring_in(client, WHOLE, edited(document, Q1="\u200b", Q4="\u2060 ")))
    assert "1 the document says nothing, words are here Kept" in page
