"""Text that can be extracted from a file, and its name, pass the check of personal identifiers (T4,
row 33).
"""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment

from evidence.files.checking import check_file
from tests.evidence.files import sample_files as good
from tests.evidence.files.sample_files import upload

# Made up: a telephone number that Ofcom keeps for drama, and a health number.
PHONE, HEALTH, MAIL = "0131 496 0123", "0102031231", "someone@gmail.com"


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as caught:
        check_file(upload(name, content))
    assert caught.value.code == "identifier"
    return caught.value.message


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", good.docx("It went well.", f"Ring {PHONE}.")),
        ("xlsx", good.xlsx([["Ring"], [PHONE]])),
        ("csv", f"Ring,{PHONE}".encode()),
        ("pdf", good.pdf("It went well.", f"Ring {PHONE}.")),
    ],
)
def test_an_identifier_in_the_text_is_refused_with_a_sentence_about_files(kind, content):
    sentence = refusal(f"a.{kind}", content)
    assert sentence.startswith("The text of this file seems to hold a telephone number.")
    assert "choose the file again" in sentence
    assert "has not been stored" in sentence
    assert PHONE not in sentence


@pytest.mark.parametrize("kind", good.GOOD)
def test_an_identifier_in_the_name_is_refused(kind):
    sentence = refusal(f"Jo_born_3.4.2011_{HEALTH}.{kind}", good.GOOD[kind]())
    assert sentence.startswith(
        "The name of this file seems to hold a health (CHI) number and a date of birth."
    )


@pytest.mark.parametrize(
    "name", ["IMG_20260312_143005.jpg", "PXL_20260312_143005123.jpg", "DSC01234.jpg"]
)
def test_the_names_that_phones_give_are_taken(name):
    assert check_file(upload(name, good.picture("jpg"))).name == name


def word_with(part: str) -> bytes:
    """A Word document that says it in a place that is easily overlooked."""
    document, written = Document(), BytesIO()
    if part == "table":
        document.add_table(rows=1, cols=1).cell(0, 0).text = PHONE
    elif part == "header":
        document.sections[0].header.paragraphs[0].text = PHONE
    elif part == "comment":
        run = document.add_paragraph("Here.").runs[0]
        document.add_comment(run, text=PHONE)
    elif part == "author":
        document.core_properties.author = MAIL
    elif part == "runs":
        paragraph = document.add_paragraph()
        for sign in PHONE:
            paragraph.add_run(sign)
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("part", ["table", "header", "comment", "author", "runs"])
def test_the_hidden_places_of_a_word_document_are_read(part):
    refusal("a.docx", word_with(part))


def test_struck_out_text_boxes_and_links_of_a_word_document_are_read():
    document = zipfile.ZipFile(BytesIO(good.docx())).read("word/document.xml")
    struck = (
        f"<w:p><w:del><w:r><w:delText>{PHONE}</w:delText></w:r></w:del></w:p></w:body>".encode()
    )
    refusal(
        "a.docx",
        good.repacked(good.docx(), {"word/document.xml": document.replace(b"</w:body>", struck)}),
    )
    link = f'<Relationship Type="x/hyperlink" TargetMode="External" Target="mailto:{MAIL}"/>'
    links = f"<Relationships>{link}</Relationships>"
    refusal("a.docx", good.repacked(good.docx(), {"word/_rels/document.xml.rels": links.encode()}))


def workbook_with(part: str) -> bytes:
    book, written = Workbook(), BytesIO()
    if part == "comment":
        book.active["A1"].comment = Comment(PHONE, "A")
    elif part == "hidden sheet":
        hidden = book.create_sheet("Hidden")
        hidden["C9"], hidden.sheet_state = PHONE, "hidden"
    elif part == "link":
        book.active["A1"].value, book.active["A1"].hyperlink = "Write", f"mailto:{MAIL}"
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("part", ["comment", "hidden sheet", "link"])
def test_the_hidden_places_of_a_workbook_are_read(part):
    refusal("a.xlsx", workbook_with(part))


def test_forms_and_properties_of_a_pdf_are_read():
    field = f"<< /T (Phone) /FT /Tx /V ({PHONE}) >>"
    refusal("a.pdf", good.pdf(catalogue="/AcroForm << /Fields [6 0 R] >>", more=(field,)))
    refusal("a.pdf", good.pdf(trailer=f"/Info << /Author ({MAIL}) >>"))


@pytest.mark.parametrize(
    ("label", "value", "kind"),
    [("DOB", "03/04/2011", "a date of birth"), ("Date of birth", "2011-04-03", "a date of birth")],
)
def test_a_column_of_birthdays_is_recognised_by_its_label(label, value, kind):
    rows = f"School,{label},Year\nCarrick,{value},S3\nBelmont,{value},S1".encode()
    assert kind in refusal("a.csv", rows)
    assert (
        check_file(upload("a.csv", rows.replace(label.encode(), b"Day of the workshop"))).type
        == "csv"
    )


def test_numbers_in_neighbouring_cells_do_not_read_as_one():
    assert check_file(upload("a.csv", b"12,10,45,2019\n0131,496,0123,7")).type == "csv"
    assert check_file(upload("a.xlsx", good.xlsx([[12, 10, 45, 2019]]))).type == "xlsx"
