"""The Word document and the workbook of a pack say what its PDF says, and nothing in them runs."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from oversight.packs.board_pack import read_board_pack
from oversight.packs.excel import write_workbook
from oversight.packs.members import read_briefing
from oversight.packs.word import write_document

pytestmark = pytest.mark.django_db
LEADING = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "'=1", "http://a.test/"]


@pytest.fixture
def word(edition):
    return Document(BytesIO(write_document(read_board_pack(edition, 1))))


def words_of(document) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_word_document_has_headings_heads_language_title_and_page_numbers(word, edition):
    contents = read_board_pack(edition, 1)
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings == [*(section.title for section in contents.sections), "How this was made"]
    for table in word.tables:
        first, *others = (row._tr.trPr for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        # No row is broken in two, and no heads stand alone.
        assert all(row.find(qn("w:cantSplit")) is not None for row in (first, *others))
        assert table.rows[0].cells[0].paragraphs[0].paragraph_format.keep_with_next
    assert word.core_properties.title == contents.title
    assert word.core_properties.author == ""
    assert word.core_properties.language == "en-GB"
    languages = word.styles.element.iter(qn("w:lang"))
    assert {one.get(qn("w:val")) for one in languages} == {"en-GB"}
    foot = word.sections[0].footer._element.xml
    assert "NUMPAGES" in foot
    assert contents.audience in foot


def test_a_word_document_holds_every_sentence_and_cell(word, edition):
    text, contents = words_of(word), read_board_pack(edition, 1)
    for section in contents.sections:
        for sentence in section.sentences:
            assert sentence.words in text
    for table in contents.tables:
        for row in table.rows:
            assert all(cell in text for cell in row if isinstance(cell, str))


def test_a_word_document_takes_signs_that_xml_does_not(edition, say):
    say(lambda number: f"bell\x07 {number} \x00 end\ufffe")
    text = words_of(Document(BytesIO(write_document(read_board_pack(edition, 1)))))
    assert "bell 1  end" in text


def test_a_workbook_has_how_it_was_made_and_a_sheet_for_each_list(edition):
    contents = read_board_pack(edition, 1)
    book = load_workbook(BytesIO(write_workbook(contents)))
    names = ["How this was made", "In sentences", *(table.key for table in contents.tables)]
    assert book.sheetnames == names
    made = dict(book["How this was made"].iter_rows(min_row=2, values_only=True))
    assert made["For whom"] == "For the Oversight Board"
    assert made["Filters"].startswith("None")
    assert made["Language check"] == "Not checked"
    assert "from 1 to 4 are hidden" in made["Small numbers"]
    for table in contents.tables:
        rows = list(book[table.key].iter_rows(min_row=2, values_only=True))
        assert len(rows) == max(1, len(table.rows))


@pytest.mark.parametrize("make", [read_board_pack, read_briefing])
def test_nothing_in_a_workbook_is_a_formula_or_a_link(edition, say, make):
    say(lambda number: f"{LEADING[number % len(LEADING)]} of {number}")
    contents = make(edition, 1)
    book = load_workbook(BytesIO(write_workbook(contents)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = {cell.value for cell in cells}
    typed = {cell for table in contents.tables for row in table.rows for cell in row}
    # A carriage return comes back as XML has it.
    kept = {cell for cell in typed if isinstance(cell, str) and "\r" not in cell and cell}
    assert kept <= texts


def test_days_are_days_in_a_workbook_and_words_in_a_document(word, edition):
    contents = read_board_pack(edition, 1)
    days = {
        cell
        for table in contents.tables
        for row in table.rows
        for cell in row
        if isinstance(cell, date)
    }
    assert days
    book = load_workbook(BytesIO(write_workbook(contents)))
    found = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert days <= {one.date() for one in found if hasattr(one, "date")}
    some = min(days)
    assert f"{some.day} {some:%B %Y}" in words_of(word)
