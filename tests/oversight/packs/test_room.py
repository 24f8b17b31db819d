"""The PDF holds so much of the lists and no more, since all its pages are in memory at once; Word
and Excel hold everything.
"""

import re
from dataclasses import replace
from io import BytesIO

import pytest
import weasyprint.document
from pypdf import PdfReader

from oversight.packs import pdf, room
from oversight.packs.board_pack import read_board_pack
from oversight.packs.contents import Section, Sentence, Table
from oversight.packs.members import read_briefing

pytestmark = pytest.mark.django_db
HEADS, SHARES = ("Sub-action", "Why"), (5, 5)


@pytest.fixture
def contents(edition):
    """A pack with these tables alone."""

    def made(*tables):
        sections = [Section(table.key, table.title, [Sentence("Said."), table]) for table in tables]
        return replace(read_board_pack(edition, 1), sections=sections)

    return made


def table(key: str, rows: int, words: str = "short") -> Table:
    found = [(f"{number} {words}", words) for number in range(rows)]
    return Table(key, key, HEADS, found, SHARES, marks=["at-risk"] * rows)


def test_what_has_room_stays_as_it_is(contents):
    whole = contents(table("one", 20), table("two", 0))
    assert room.as_far_as_there_is_room(whole) == whole


def test_where_room_ends_a_list_is_cut_and_says_so(contents, monkeypatch):
    monkeypatch.setattr(room, "ROOM", 50)
    cut = room.as_far_as_there_is_room(contents(table("one", 20), table("two", 20)))
    assert len(cut.tables[0].rows) == 20
    assert (len(cut.tables[1].rows), len(cut.tables[1].marks)) == (5, 5)
    said = [sentence.words for sentence in cut.sections[1].sentences]
    assert said == [
        "Said.",
        "The first 5 of 20. The Word document and the workbook of this pack have all.",
    ]


def test_lists_that_come_after_the_end_are_told_by_their_number(contents, monkeypatch):
    monkeypatch.setattr(room, "ROOM", 1)
    cut = room.as_far_as_there_is_room(contents(table("one", 1_200), table("two", 0)))
    assert "no room here for 1,200 rows" in cut.sections[0].sentences[1].words
    # What is empty says so still.
    assert [one.key for one in cut.tables] == ["two"]


def test_long_words_take_the_room_of_the_lines_that_they_fill(contents, monkeypatch):
    monkeypatch.setattr(room, "ROOM", 100)
    cut = room.as_far_as_there_is_room(contents(table("one", 20, "w" * 400)))
    # 50 signs a line: nine lines and eight.
    assert len(cut.tables[0].rows) == 5


def test_a_pdf_is_bounded_and_the_page_says_where_the_rest_is(contents, monkeypatch):
    monkeypatch.setattr(room, "ROOM", 500)
    reader = PdfReader(BytesIO(pdf.write_pdf(with_answer(contents(table("Every", 5_000))))))
    assert len(reader.pages) < 12
    text = " ".join(page.extract_text() for page in reader.pages)
    assert re.search(r"The first \d+ of 5,000\. The Word document", " ".join(text.split()))


def with_answer(contents):
    """The sections that a sheet draws besides."""
    own = {section.key for section in contents.sections}
    whole = read_board_pack(contents.edition, 1).sections
    kept = [one for one in whole if one.key not in own and one.key != "every"]
    return replace(contents, sections=[*kept, *contents.sections])


def test_no_style_is_kept_for_notes_that_no_page_has(edition, monkeypatch):
    kinds, styled = set(), weasyprint.document.get_all_computed_styles

    def counted(*given, **named):
        found = styled(*given, **named)
        kinds.update(kind for _element, kind in found.get_computed_styles())
        return found

    monkeypatch.setattr(weasyprint.document, "get_all_computed_styles", counted)
    pdf.write_pdf(read_briefing(edition, 1))
    assert not [kind for kind in kinds if kind and "note" in kind]
