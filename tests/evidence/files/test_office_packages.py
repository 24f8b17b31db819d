"""Parts are found by their relations and types; what is not read is refused, by name (T34)."""

import io
import zipfile

import pytest

from evidence.files import reading
from evidence.files.limits import Refused
from tests.evidence.files import sample_files as good
from tests.evidence.files.office_cases import OFFICE, fate, in_body, related, with_part
from tests.evidence.files.sample_files import package, repacked

pytestmark = pytest.mark.usefixtures("in_this_process")
PHONE = "07700 900123"
PLIST = b'<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x"><plist/>'
CHART = '<c:chartSpace xmlns:c="x"><c:externalData/></c:chartSpace>'
CHART_TYPE = OFFICE + "drawingml.chart+xml"


def renamed(content: bytes, old: str, new: str) -> bytes:
    """The same office file with a part, its relations and all that names it under another name."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for name in opened.namelist():
            text = opened.read(name)
            if name.endswith((".rels", "Types].xml")):
                text = text.replace(f"{old}.xml".encode(), f"{new}.xml".encode())
            parts[name.replace(f"{old}.xml", f"{new}.xml")] = text
    return package(parts)


def strict(content: bytes) -> bytes:
    """The same office file in the strict dialect."""
    spaces = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"spreadsheetml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006": b"officeDocument",
    }
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    for old, new in spaces.items():
        new = b"http://purl.oclc.org/ooxml/" + new
        parts = {name: text.replace(old, new) for name, text in parts.items()}
    return package(parts)


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("docx", "word/document", "word/document2"),
        ("docx", "word/document", "word/Committee"),
        ("xlsx", "workbook", "workbook7"),
        ("xlsx", "worksheets/sheet1", "worksheets/August"),
    ],
)
def test_the_main_part_may_have_any_name(kind, old, new):
    content = good.docx("Fine.") if kind == "docx" else good.xlsx([["Fine."]])
    told = good.docx(PHONE) if kind == "docx" else good.xlsx([[PHONE]])
    assert fate(kind, renamed(content, old, new)) == ""
    assert fate(kind, renamed(told, old, new)) == "identifier"


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_strict_dialect_is_read(kind):
    assert fate(kind, strict(good.GOOD[kind]())) == ""
    told = good.docx(PHONE) if kind == "docx" else good.xlsx([["CHI", "Mobile"], [104121235, 1]])
    assert fate(kind, strict(told)) == "identifier"


def test_a_strict_sheet_is_not_brought_in_and_says_what_to_do():
    assert b'"rows": [["a"]]' in reading.read("sheet of xlsx", good.xlsx([["a"]]))
    with pytest.raises(Refused, match="Strict Open XML. In Excel, save it as an Excel W"):
        reading.read("sheet of xlsx", strict(good.xlsx([["a"]])))


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("xlsx", {"xl/worksheets/sheet1.xml": b"<other/>"}),
        ("xlsx", {"xl/workbook.xml": b"<other/>"}),
        ("xlsx", {"xl/_rels/workbook.xml.rels": b"<Relationships/>"}),
        ("docx", {"word/document.xml": b"<other>Text</other>"}),
        ("docx", {"_rels/.rels": b"<Relationships/>"}),
    ],
)
def test_parts_in_which_nothing_is_found_are_not_clean(kind, parts):
    assert "could not be read" in fate(kind, repacked(good.GOOD[kind](), parts))


def test_a_sheet_that_is_not_there_is_not_clean():
    with zipfile.ZipFile(io.BytesIO(good.xlsx())) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    del parts["xl/worksheets/sheet1.xml"]
    assert "could not be read" in fate("xlsx", package(parts))


def test_only_what_is_read_as_xml_may_not_define_entities():
    printer = OFFICE + "wordprocessingml.printerSettings"
    name = "word/printerSettings/printerSettings1.bin"
    assert fate("docx", with_part("docx", name, PLIST, printer)) == ""
    assert "defines entities" in fate("docx", with_part("docx", "word/a.xml", PLIST))
    odd = with_part("docx", "word/a.odd", PLIST, "application/odd+xml")
    assert "defines entities" in fate("docx", odd)


@pytest.mark.parametrize(
    ("name", "content", "type_", "said"),
    [
        ("word/media/a.png", good.picture("png"), "image/png", ""),
        ("word/media/a.emf", b"\x01\0\0\0 EMF" + bytes(99), "image/x-emf", ""),
        ("word/fonts/font1.odttf", b"x" * 99, OFFICE + "obfuscatedFont", ""),
        ("word/empty.bin", b"", "application/odd", ""),
        ("word/media/a.png", b"Ring me", "image/png", "(word/media/a.png)"),
        ("word/media/a.mp4", b"\0\0\0\x18ftyp", "video/mp4", "(word/media/a.mp4)"),
        ("word/odd.bin", b"Ring me", "application/odd", "(word/odd.bin)"),
        ("word/a.zip", package({"a": b"a"}), "application/zip", "another file inside it (word/a.z"),
        ("xl/model/item.data", b"abc", "application/data", "cannot be read here (xl/model/item"),
    ],
)
def test_a_part_that_is_no_markup_is_of_a_known_kind_or_refused(name, content, type_, said):
    sentence = fate("docx", with_part("docx", name, content, type_))
    assert said in sentence
    assert bool(said) == bool(sentence)


@pytest.mark.parametrize(
    ("type_", "drawing"),
    [
        ("x-emf", b"\x01\0\0\0%b\0\0" % "Ring 07700 900123".encode("utf-16-le")),
        ("x-wmf", b"\xd7\xcd\xc6\x9a\0\0Ring 07700 900123\0"),
        ("svg+xml", b"<svg><text>Ring 07700 900123</text></svg>"),
        ("svg+xml", b'<svg><text aria-label="Ring 07700 900123"/></svg>'),
    ],
)
def test_the_words_in_a_drawing_are_read(type_, drawing):
    part = with_part("docx", "word/media/a.bin", drawing, f"image/{type_}")
    assert fate("docx", part) == "identifier"


def with_chart(workbook: bytes, name: str = "word/embeddings/Sheet1.xlsx") -> bytes:
    """A Word document with a chart and the workbook behind it."""
    content = with_part("docx", "word/charts/chart1.xml", CHART, CHART_TYPE)
    content = related(content, "word/charts/chart1.xml", "package", f"/{name}")
    return with_part("docx", name, workbook, OFFICE + "spreadsheetml.sheet", content)


def test_the_workbook_behind_a_chart_is_read_by_the_same_check():
    assert fate("docx", with_chart(good.xlsx())) == ""
    assert fate("docx", with_chart(good.xlsx([["CHI"], [104121235]]))) == "identifier"


def test_the_workbook_behind_a_chart_passes_every_check_but_no_further():
    bomb = repacked(good.xlsx(), {"xl/zeros.xml": bytes(5_000_000)})
    assert "too large when it is unpacked" in fate("docx", with_chart(bomb))
    inner = with_part("xlsx", "xl/charts/chart1.xml", CHART, CHART_TYPE)
    inner = related(inner, "xl/charts/chart1.xml", "package", "/xl/embeddings/a.xlsx")
    inner = with_part(
        "xlsx", "xl/embeddings/a.xlsx", good.xlsx(), OFFICE + "spreadsheetml.sheet", inner
    )
    assert "another file inside it (xl/embeddings/a.xlsx)" in fate("docx", with_chart(inner))


def test_a_workbook_that_no_chart_needs_is_refused_by_name():
    name = "word/embeddings/Sheet1.xlsx"
    lone = with_part("docx", name, good.xlsx(), OFFICE + "spreadsheetml.sheet")
    assert f"another file inside it ({name})" in fate("docx", lone)
    placed = related(lone, "word/document.xml", "package", f"/{name}")
    assert f"another file inside it ({name})" in fate("docx", placed)


@pytest.mark.parametrize(
    "made",
    [
        '<w:bookmarkStart w:name="_Toc0104121235"/>',
        '<w:sdt><w:sdtPr><w:id w:val="1204121231"/></w:sdtPr></w:sdt>',
        '<w:p><w:r><w:drawing><docPr id="1204121231" name="Picture 1"/></w:drawing></w:r></w:p>',
        "<w:p><w:r><w:drawing><posOffset>1204121231</posOffset></w:drawing></w:r></w:p>",
        '<w:p w:rsidR="00010412" w:rsidRDefault="01041212"/>',
        '<w:p w14:paraId="01041212" xmlns:w14="x"/>',
        '<w:r><w:pict><shape style="left:0104121235" path="m0104121235l"/></w:pict></w:r>',
        '<w:p x="{0104121A-0770-0900-1234-010412123501}"/>',
        '<w:p x="0x0101000104121235F6796E854B992645B37DCBC628"/>',
        '<w:p x="2012-04-01T07:00:09Z" y="16.0.10412.12345" z="http://schemas.a.test/0104121235"/>',
    ],
)
def test_what_a_program_made_is_no_person(made):
    assert fate("docx", in_body(made)) == ""


@pytest.mark.parametrize(
    "made",
    [
        '<property name="ContentTypeId"><v>0x0101000104121235F6796E854B99264</v></property>',
        '<property name="_dlc_DocId"><v>COUNCIL-1204121231-12</v></property>',
        '<property name="_AdHocReviewCycleID"><v>1204121231</v></property>',
        '<property name="a"><v>0104121a-0770-0900-1234-010412123501</v></property>',
    ],
)
def test_properties_that_libraries_give_are_no_person(made):
    made = f"<Properties>{made}</Properties>"
    type_ = OFFICE + "custom-properties+xml"
    assert fate("docx", with_part("docx", "docProps/custom.xml", made, type_)) == ""
    told = made.replace("<v>", f"<v>{PHONE} ")
    assert fate("docx", with_part("docx", "docProps/custom.xml", told, type_)) == "identifier"
