"""What starts or fetches something when an office file is opened is refused, with its name."""

import pytest

from tests.evidence.files import sample_files as good
from tests.evidence.files.office_cases import OFFICE, SHEET, fate, in_body, related, with_part

pytestmark = pytest.mark.usefixtures("in_this_process")
DOCUMENT, BOOK = "word/document.xml", "xl/workbook.xml"


def field(*codes: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}</w:p>'


def outside(kind: str, target: str, file: str = "docx") -> bytes:
    source = DOCUMENT if file == "docx" else BOOK
    return related(good.GOOD[file](), source, kind, target, "External")


def inside(kind: str, name: str, file: str, type_: str = "application/xml") -> bytes:
    source = DOCUMENT if file == "docx" else BOOK
    return related(with_part(file, name, "<a/>", type_), source, kind, f"/{name}")


def sheet_with(formula: str) -> bytes:
    return good.xlsx([["Workshops", formula]])


TEMPLATE = "attachedTemplate"
DDE = "starts another program (DDE)"
REFUSED = {
    "a DDE field": ("docx", in_body(field("DDE excel a b")), "(DDE)"),
    "a DDE field in pieces": ("docx", in_body(field(" DDE", "AUTO c:\\x")), "(DDEAUTO)"),
    "a simple field": ("docx", in_body('<w:p><w:fldSimple w:instr="dde a b"/></w:p>'), "(DDE)"),
    "a picture by a field": (
        "docx",
        in_body(field('INCLUDEPICTURE "https://a.test/x.png"')),
        "(INCLUDEPICTURE)",
    ),
    "a text by a field": ("docx", in_body(field("INCLUDETEXT x.docx")), "(INCLUDETEXT)"),
    "a template from the web": (
        "docx",
        outside(TEMPLATE, "https://a.test/x.dotm"),
        "templ",
    ),
    "a template from a server": (
        "docx",
        outside(TEMPLATE, "file:///\\\\a\\x.dotm"),
        "templ",
    ),
    "a picture from outside": (
        "docx",
        outside("image", "https://a.test/x.png"),
        "picture that lies",
    ),
    "an object from outside": ("docx", outside("oleObject", "file:///c:/a.xlsx"), "(OLE)"),
    "a frame": ("docx", outside("frame", "https://a.test/"), "frame"),
    "a mail merge": ("docx", outside("mailMergeSource", "file:///c:/a.xlsx"), "mail merge"),
    "something new from outside": ("docx", outside("new", "https://a.test/"), "to the outside"),
    "a web page": (
        "docx",
        inside("aFChunk", "word/afchunk.htm", "docx", "text/html"),
        "web page (HTML)",
    ),
    "a web page in XML": (
        "docx",
        with_part("docx", "word/a.xml", "<a/>", "application/xhtml+xml"),
        "web page (HTML)",
    ),
    "a control": ("docx", inside("control", "word/activeX/activeX1.xml", "docx"), "ActiveX"),
    "an object": ("docx", inside("oleObject", "word/embeddings/o.xml", "docx"), "(OLE)"),
    "a video from the web": ("docx", in_body('<w:p><w:webVideoPr html="x"/></w:p>'), "video"),
    "a DDE formula": ("xlsx", sheet_with("=cmd|'/C calc'!A0"), DDE),
    "a DDE formula behind text": ("xlsx", sheet_with('="a|b"&excel|[x]y!z'), DDE),
    "a DDE formula of a table": ("csv", b"Workshops,=cmd|'/C calc'!A0", "a formula"),
    "one with a minus": ("csv", b"-2+3+cmd|' /C calc'!A0;a", "a formula"),
    "a formula that fetches": (
        "xlsx",
        sheet_with('=_xlfn.WEBSERVICE("https://a.test")'),
        "WEBSERV",
    ),
    "another workbook": (
        "xlsx",
        outside("externalLinkPath", "file:///c:/a.xlsx", "xlsx"),
        "another workbook",
    ),
    "a DDE link": (
        "xlsx",
        with_part(
            "xlsx",
            "xl/externalLinks/externalLink1.xml",
            f'<externalLink {SHEET}><ddeLink ddeService="cmd"/></externalLink>',
            OFFICE + "spreadsheetml.externalLink+xml",
        ),
        "(DDE)",
    ),
    "a macro sheet": (
        "xlsx",
        inside(
            "xlMacrosheet",
            "xl/macrosheets/sheet1.xml",
            "xlsx",
            "application/vnd.ms-excel.macrosheet+xml",
        ),
        "macro sheet",
    ),
    "a web query": (
        "xlsx",
        inside(
            "connections", "xl/connections.xml", "xlsx", OFFICE + "spreadsheetml.connections+xml"
        ),
        "connection",
    ),
    "a query of data": (
        "xlsx",
        with_part("xlsx", "customXml/item1.xml", "<d:DataMashup xmlns:d='x'>UEsD</d:DataMashup>"),
        "Power Query",
    ),
    "macros of another name": (
        "xlsx",
        with_part("xlsx", "xl/odd.bin", "x", "application/vnd.ms-office.vbaProject"),
        "macros",
    ),
}


@pytest.mark.share(4)
@pytest.mark.parametrize("what", REFUSED)
def test_active_content_is_refused_with_its_name(what):
    kind, content, said = REFUSED[what]
    sentence = fate(kind, content)
    assert said in sentence
    assert "a.test" not in sentence


TAKEN = {
    "a link": ("docx", outside("hyperlink", "https://a.test/")),
    "a link of a workbook": ("xlsx", outside("hyperlink", "https://a.test/", "xlsx")),
    "a template of one's own": ("docx", outside(TEMPLATE, "file:///C:\\My\\Report.dotx")),
    "a template beside it": ("docx", outside(TEMPLATE, "Council report.dotx")),
    "a field of a page": ("docx", in_body(field(" PAGE ") + field('HYPERLINK "https://a.test"'))),
    "an address list": ("docx", in_body(field("MERGEFIELD Link"))),
    "a sheet with a line in its name": ("xlsx", sheet_with("='a|b'!A1+Table1[[#This Row],[a|b]]")),
    "a text with a line in it": ("xlsx", sheet_with('=A1&"|"&"!"')),
    "a table with lines": ("csv", b"Spring|Summer,-2,=A1+1\n=SUM(A1:A2)|,!"),
    "a list of points": ("csv", b"- yes | no! they said,-a | b!"),
    "a name like a function": ("xlsx", sheet_with("=recall(A1)+MyImage")),
}


@pytest.mark.parametrize("what", TAKEN)
def test_what_only_looks_like_it_is_taken(what):
    assert fate(*TAKEN[what]) == ""
