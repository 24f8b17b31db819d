"""Word documents: what goes out comes back, and what cannot be read for certain is refused (rows
27, 28).
"""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.assessments.templates import Template
from evidence.assessments.word.headings import OUTCOME, RECOMMENDATIONS, TITLE
from evidence.assessments.word.reading import read_document, trimmed
from evidence.assessments.word.writing import write_document
from evidence.files.word import units
from evidence.files.word.unit import Unreadable
from evidence.files.word.units import MOST_UNITS, read_units
from foundations.models import FrameworkItem, Kind
from tests.rotation import FULL

EXAMPLES = 200 if FULL else 15
PROMPTS = [
    FrameworkItem(key=f"Q{number}", text=text)
    for number, text in enumerate(
        [
            "What are we doing well?",
            "What are we not doing well?",
            "How do we know?",
            "What are our priorities for change?",
        ],
        start=1,
    )
]
WORDS = [prompt.text for prompt in PROMPTS]
AREA = FrameworkItem(heading="A Good Childhood")
THEMES = [
    FrameworkItem(key=f"T{n}", heading=name, parent=AREA)
    for n, name in enumerate(["Support", "Advocacy"], 1)
]
TITLES = ["A Good Childhood: Support", "A Good Childhood: Advocacy"]
LINES = [
    FrameworkItem(kind=Kind.LEAD_IN, text="Consider the extent to which:"),
    FrameworkItem(kind=Kind.RECOMMENDATION, text="schools provide places (p71)"),
]
signs = st.one_of(
    st.characters(blacklist_categories=("Cs", "Cc")),
    st.sampled_from("\n\t  "),
    st.sampled_from(WORDS),
)
boxes = st.lists(st.lists(signs, max_size=60).map("".join).map(trimmed), min_size=8, max_size=8)


def written(texts: list[str], **options) -> bytes:
    """Both themes with these eight texts in their boxes."""
    keys = [prompt.key for prompt in PROMPTS]
    templates = [
        Template(theme, LINES, PROMPTS, dict(zip(keys, texts[n * 4 : n * 4 + 4], strict=True)))
        for n, theme in enumerate(THEMES)
    ]
    about = {"service": "Education", "round": "Spring 2027"} | options
    return b"".join(write_document(templates, **about))


def read(content: bytes):
    return read_document(read_units(content), TITLES, WORDS)


@settings(max_examples=EXAMPLES, deadline=None)
@given(boxes)
def test_every_character_of_every_box_comes_back(texts):
    found = read(written(texts))
    assert [text for title in TITLES for text in found.boxes[title].values()] == texts


def test_the_document_has_the_parts_of_the_council_s_own_in_its_order():
    document = Document(BytesIO(written(["well", "not well", "we ask", "more", "", "", "", ""])))
    heads = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Title", "Heading"))
    ]
    rows = [row.cells[0].text for row in document.tables[0].rows]
    assert heads == [TITLE, *TITLES]
    assert rows[::2] == [OUTCOME, RECOMMENDATIONS, *WORDS]
    assert rows[3] == "Consider the extent to which:\n• schools provide places (p71)"
    assert rows[5::2] == ["well", "not well", "we ask", "more"]


@pytest.mark.parametrize("lines", [1, 200, 201, 202])
def test_a_box_of_many_lines_comes_back(lines):
    text = "\n".join(f"Line {number}" for number in range(lines))
    assert read(written([text, *[""] * 7])).boxes[TITLES[0]][WORDS[0]] == text


def test_it_says_whose_it_is_and_reads_that_again():
    found = read(written([""] * 8, service="St Mary’s & Co", round="Autumn"))
    assert (found.service, found.round) == ("St Mary’s & Co", "Autumn")


def saved(document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("w:ins", "tracked changes"),
        ("w:del", "tracked changes"),
        ("w:moveFrom", "tracked changes"),
        ("w:rPrChange", "tracked changes"),
        ("w:drawing", "a picture"),
        ("w:pict", "a picture"),
        ("w:footnoteReference", "a footnote"),
        ("w:sym", "a sign from a symbol font"),
    ],
)
def test_what_would_be_lost_is_refused(tag, said):
    document = Document(BytesIO(written([""] * 8)))
    document.tables[0].rows[5].cells[0].paragraphs[0]._p.append(OxmlElement(tag))
    with pytest.raises(Unreadable, match=said):
        read(saved(document))


def test_a_table_inside_a_box_is_refused():
    document = Document(BytesIO(written([""] * 8)))
    document.tables[0].rows[5].cells[0].add_table(rows=1, cols=1)
    with pytest.raises(Unreadable, match="a table inside a table"):
        read(saved(document))


def test_text_beside_the_boxes_is_refused():
    document = Document(BytesIO(written([""] * 8)))
    document.add_paragraph("One more thing.")
    with pytest.raises(Unreadable, match="text outside the boxes"):
        read(saved(document))


def test_words_inside_a_content_control_are_read():
    document = Document(BytesIO(written([""] * 8)))
    paragraph = document.tables[0].rows[5].cells[0].paragraphs[0]._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "Inside a control."
    paragraph.append(control)
    control.append(content)
    content.append(run)
    run.append(text)
    assert read(saved(document)).boxes[TITLES[0]][WORDS[0]] == "Inside a control."


def empty_zip() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        file.writestr("nothing.txt", "")
    return stream.getvalue()


@pytest.mark.parametrize("content", [b"", b"no document", b"PK\x03\x04", empty_zip()])
def test_what_is_no_word_document_is_refused(content):
    with pytest.raises(Unreadable, match="not a Word document"):
        read(content)


def test_more_than_nineteen_themes_can_hold_is_refused():
    document = Document()
    body = document.element.body
    for _number in range(MOST_UNITS + 1):
        body.append(OxmlElement("w:p"))
    with pytest.raises(Unreadable, match="more than nineteen themes can"):
        read(saved(document))


@pytest.mark.parametrize(("limit", "most"), [("MOST_UNITS", 3), ("MOST_CHARACTERS", 9)])
def test_a_document_may_hold_as_much_as_the_limit_and_no_more(limit, most, monkeypatch):
    document = Document()
    for words in ("One", "two", "six"):
        document.add_paragraph(words)
    monkeypatch.setattr(units, limit, most)
    assert len(read_units(saved(document))) == 3
    monkeypatch.setattr(units, limit, most - 1)
    with pytest.raises(Unreadable, match="more than nineteen themes can"):
        read_units(saved(document))
