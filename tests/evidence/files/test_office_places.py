"""Every place of a workbook or document that a person can write in is read (T34)."""

import io

import pytest
import xlsxwriter
from docx import Document
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from tests.evidence.files import sample_files as good
from tests.evidence.files.office_cases import OFFICE, SHEET, WORD, fate, in_body, with_part
from tests.evidence.files.sample_files import changed

# Made up: a telephone number that Ofcom keeps for drama, and a health number.
PHONE, HEALTH = "07700 900123", "CHI 0104121235"

pytestmark = pytest.mark.usefixtures("in_this_process")


def saved(book_or_document) -> bytes:
    written = io.BytesIO()
    book_or_document.save(written)
    return written.getvalue()


def book(change) -> bytes:
    made = Workbook()
    made.active["A1"] = "Workshops"
    change(made, made.active)
    return saved(made)


def named(made, sheet, text):
    made.defined_names["note"] = DefinedName("note", attr_text=f'"{text}"')


def validated(made, sheet, text):
    rule = DataValidation(type="list", formula1=f'"{text},other"', prompt="Choose")
    sheet.add_data_validation(rule)
    rule.add("B2")


def prompted(made, sheet, text):
    rule = DataValidation(type="whole", formula1="1", prompt=text)
    sheet.add_data_validation(rule)
    rule.add("B2")


def charted(made, sheet, text):
    sheet["A1"], sheet["A2"] = 1, 2
    chart = BarChart()
    chart.title = text
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=2))
    sheet.add_chart(chart, "D4")


BOOKS = {
    "sheet name": lambda made, sheet, text: setattr(sheet, "title", text),
    "header": lambda made, sheet, text: setattr(sheet.oddHeader.left, "text", text),
    "footer of even pages": lambda made, sheet, text: setattr(sheet.evenFooter.right, "text", text),
    "formula": lambda made, sheet, text: setattr(sheet["B2"], "value", f'=IF(A1="{text}",1,2)'),
    "tip of a link": lambda made, sheet, text: setattr(
        sheet["B2"], "hyperlink", Hyperlink(ref="B2", location="Sheet!A1", tooltip=text)
    ),
    "defined name": named,
    "validation list": validated,
    "validation prompt": prompted,
    "chart title": charted,
    "title of the file": lambda made, sheet, text: setattr(made.properties, "title", text),
    "number with noughts": lambda made, sheet, text: (
        setattr(sheet["B2"], "value", int(text.replace(" ", "").replace("CHI", ""))),
        setattr(sheet["B2"], "number_format", "00000 000000"),
    ),
}


@pytest.mark.share(4)
@pytest.mark.parametrize("text", [PHONE, HEALTH])
@pytest.mark.parametrize("place", BOOKS)
def test_a_place_of_a_workbook_is_read(place, text):
    if place == "number with noughts" and text == HEALTH:
        text = PHONE
    assert fate("xlsx", book(lambda made, sheet: BOOKS[place](made, sheet, text))) == "identifier"
    assert fate("xlsx", book(lambda made, sheet: None)) == ""


PARTS = {
    "pivot fields": (
        "xl/pivotCache/pivotCacheDefinition1.xml",
        OFFICE + "spreadsheetml.pivotCacheDefinition+xml",
        '<pivotCacheDefinition {sheet}><cacheFields><cacheField name="Who"><sharedItems>'
        '<s v="{text}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
    ),
    "pivot rows": (
        "xl/pivotCache/pivotCacheRecords1.xml",
        OFFICE + "spreadsheetml.pivotCacheRecords+xml",
        '<pivotCacheRecords {sheet}><r><x v="0"/><s v="{text}"/></r></pivotCacheRecords>',
    ),
    "cells of another workbook": (
        "xl/externalLinks/externalLink1.xml",
        OFFICE + "spreadsheetml.externalLink+xml",
        '<externalLink {sheet}><externalBook><sheetDataSet><sheetData sheetId="0"><row r="1">'
        '<cell r="A1" t="str"><v>{text}</v></cell></row></sheetData></sheetDataSet></externalBook>'
        "</externalLink>",
    ),
    "table column": (
        "xl/tables/table1.xml",
        OFFICE + "spreadsheetml.table+xml",
        '<table {sheet} id="1" ref="A1:A2"><tableColumns><tableColumn id="1" name="{text}"/>'
        "</tableColumns></table>",
    ),
    "figures of a chart": (
        "xl/charts/chart1.xml",
        OFFICE + "drawingml.chart+xml",
        '<c:chart xmlns:c="x"><c:strCache><c:pt idx="0"><c:v>{text}</c:v></c:pt></c:strCache>'
        "</c:chart>",
    ),
    "a drawing of an older kind": (
        "xl/drawings/vmlDrawing1.vml",
        OFFICE + "vmlDrawing",
        '<xml xmlns:v="x"><v:textbox><div><font>{text}</font></div></v:textbox></xml>',
    ),
    "one with tags that nobody closed": (
        "xl/drawings/vmlDrawing1.vml",
        OFFICE + "vmlDrawing",
        "<xml><div><br><font>{text}</font></div></xml>",
    ),
    "a sheet that the workbook does not name": (
        "xl/worksheets/sheet9.xml",
        OFFICE + "spreadsheetml.worksheet+xml",
        '<worksheet {sheet}><sheetData><row r="1"><c r="A1" t="str"><v>{text}</v></c></row>'
        "</sheetData></worksheet>",
    ),
    "data of one's own": ("customXml/item1.xml", "application/xml", '<a><b c="{text}"/></a>'),
    "one of two attributes of a name": (
        "customXml/item1.xml",
        "application/xml",
        '<a xmlns:p="q" ref="{text}" p:ref="a" xmlns:ref="x"/>',
    ),
    "a remark between elements": (
        "customXml/item1.xml",
        "application/xml",
        "<a><!-- {text} --></a>",
    ),
    "an order to a program": ("customXml/item1.xml", "application/xml", "<a><?note {text}?></a>"),
    "the name of a dialect": ("customXml/item1.xml", "application/xml", '<a xmlns="of {text}"/>'),
    "a part of no known kind": ("xl/odd.data", "application/odd+xml", "<a><b>{text}</b></a>"),
    "a part in sixteen bits": ("xl/x.xml", "application/xml", "<a>{text}</a>"),
}


@pytest.mark.share(4)
@pytest.mark.parametrize("text", [PHONE, HEALTH])
@pytest.mark.parametrize("place", PARTS)
def test_a_part_of_a_workbook_is_read(place, text):
    name, type_, markup = PARTS[place]
    assert fate("xlsx", with_part("xlsx", name, markup.format(sheet=SHEET, text=text), type_)) == (
        "identifier"
    )
    clean = markup.format(sheet=SHEET, text="Workshops")
    assert fate("xlsx", with_part("xlsx", name, clean, type_)) == ""


def test_a_shared_text_that_no_cell_shows_is_read():
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as made:
        made.add_worksheet().write_row(0, 0, ["Workshops", "07700", "900123", "Workshops"])
    content = written.getvalue()
    assert fate("xlsx", content) == ""
    more = f"<si><t>{PHONE}</t></si></sst>"
    assert fate("xlsx", changed(content, "xl/sharedStrings.xml", "</sst>", more)) == "identifier"
    cut = "<t>07700 </t></r><r><t>900123</t></r>"
    inside = changed(content, "xl/sharedStrings.xml", "<t>07700</t>", f"<r>{cut}")
    assert fate("xlsx", inside) == "identifier"


BODIES = {
    "alt text": '<w:p><w:r><w:drawing><docPr id="1" descr="{text}"/></w:drawing></w:r></w:p>',
    "title of a picture": '<w:p><w:r><w:drawing><docPr title="{text}"/></w:drawing></w:r></w:p>',
    "bookmark": '<w:p><w:bookmarkStart w:id="1" w:name="{text}"/></w:p>',
    "control": '<w:sdt><w:sdtPr><w:alias w:val="{text}"/></w:sdtPr><w:sdtContent/></w:sdt>',
    "list of a control": '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="a"'
    ' w:value="{text}"/></w:dropDownList></w:sdtPr></w:sdt>',
    "author of a change": '<w:p><w:ins w:author="{text}"><w:r><w:t>a</w:t></w:r></w:ins></w:p>',
    "field": "<w:p><w:r><w:instrText>COMMENTS {text}</w:instrText></w:r></w:p>",
    "simple field": '<w:p><w:fldSimple w:instr=" TITLE {text} "/></w:p>',
    "text box": "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></w:r></w:p>",
    "watermark": '<w:p><w:r><w:pict><textpath string="{text}"/></w:pict></w:r></w:p>',
}


@pytest.mark.share(4)
@pytest.mark.parametrize(
    "text", [PHONE, HEALTH, "0131-496-0123", "07700.900.123", "someone@gmail.com"]
)
@pytest.mark.parametrize("place", BODIES)
def test_a_place_of_a_document_is_read(place, text):
    assert fate("docx", in_body(BODIES[place].format(text=text))) == "identifier"
    assert fate("docx", in_body(BODIES[place].format(text="Workshops"))) == ""


SETTINGS = {
    "document variable": (
        "word/vars.xml",
        OFFICE + "wordprocessingml.settings+xml",
        '<w:settings {word}><w:docVars><w:docVar w:name="{label}" w:val="{text}"/></w:docVars>'
        "</w:settings>",
    ),
    "property": (
        "docProps/custom.xml",
        OFFICE + "custom-properties+xml",
        '<Properties xmlns:vt="v"><property name="{label}"><vt:lpwstr>{text}</vt:lpwstr></property>'
        "</Properties>",
    ),
}


@pytest.mark.parametrize(
    ("label", "text"),
    [("Note", PHONE), ("Mobile", "7700900123"), ("CHI", "104121235"), ("Born", "40636")],
)
@pytest.mark.parametrize("place", SETTINGS)
def test_variables_and_properties_are_read_under_their_names(place, label, text):
    name, type_, markup = SETTINGS[place]
    made = markup.format(word=WORD, label=label, text=text)
    assert fate("docx", with_part("docx", name, made, type_)) == "identifier"
    harmless = markup.format(word=WORD, label="Pages", text="12345")
    assert fate("docx", with_part("docx", name, harmless, type_)) == ""


def runs(*parts: str) -> str:
    return "<w:p>" + "".join(f"<w:r>{part}</w:r>" for part in parts) + "</w:p>"


@pytest.mark.parametrize(
    "paragraph",
    [
        runs("<w:t>07700</w:t>", "<w:tab/>", "<w:t>900123</w:t>"),
        runs("<w:t>07700</w:t><w:br/><w:t>900</w:t>", "<w:t>123</w:t>"),
        runs("<w:t>0770</w:t><w:softHyphen/><w:t>0900123</w:t>"),
        runs("<w:t>07700</w:t><w:noBreakHyphen/><w:t>900123</w:t>"),
        "<w:p><w:r><w:t>077</w:t></w:r><w:proofErr w:type='spellStart'/>\n<w:r><w:t>00900123"
        "</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>07700</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r>"
        "</w:p></w:txbxContent></w:pict></w:r><w:r><w:t>900123</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>07700 9</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>0</w:t></w:r></w:ins><w:r><w:t>0123</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>07700 9</w:t></w:r><w:del><w:r><w:delText>0</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>99</w:t></w:r></w:ins><w:r><w:t>0123</w:t></w:r></w:p>",
        runs(*(f'<w:sym w:font="Symbol" w:char="F0{ord(sign):02X}"/>' for sign in "07700900123")),
    ],
)
def test_one_paragraph_is_one_text_however_it_is_cut(paragraph):
    assert fate("docx", in_body(paragraph)) == "identifier"


@pytest.mark.parametrize(
    "body",
    [
        runs("<w:t>07700</w:t>") + runs("<w:t>900123</w:t>"),
        '<w:p><w:r><w:drawing><docPr descr="07700 90" title="0123 12"/></w:drawing></w:r></w:p>',
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>07700</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>"
        "<w:t>900123</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    ],
)
def test_paragraphs_attributes_and_cells_are_never_joined(body):
    assert fate("docx", in_body(body)) == ""


def test_rows_are_never_joined():
    assert fate("csv", b"07700\n900123\n") == ""
    assert fate("xlsx", good.xlsx([["07700"], ["900123"]])) == ""


def test_a_table_of_a_document_is_read_under_its_labels():
    def table(label: str) -> bytes:
        made = Document()
        rows = made.add_table(rows=2, cols=3)
        for place, text in enumerate(["School", label, "Year"]):
            rows.cell(0, place).text = text
        for place, text in enumerate(["Carrick", "03/04/2011", "S3"]):
            rows.cell(1, place).text = text
        return saved(made)

    assert fate("docx", table("Date of birth")) == "identifier"
    assert fate("docx", table("Date of the workshop")) == ""
