"""Word documents as Word (desktop, web, Mac), SharePoint and LibreOffice write them."""

from __future__ import annotations

from .office import (
    HEAD,
    OFFICE,
    OPEN,
    TYPE,
    packed,
    printer_plist,
    printer_settings,
    relations,
    theme,
    written,
)
from .sheets import workbook
from .words import Words

MAIN = f"{TYPE}officedocument.wordprocessingml"
RELATED = f"{OFFICE}/relationships"
PROGRAMS = ("desktop", "web", "mac", "sharepoint", "libreoffice")
SPACES = (
    f'xmlns:w="{OPEN}/wordprocessingml/2006/main" xmlns:r="{RELATED}" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    f'xmlns:wp="{OPEN}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{OPEN}/drawingml/2006/main" xmlns:c="{OPEN}/drawingml/2006/chart"'
)


def document(words: Words, by: str, *more: str, chart: bool = False) -> bytes:
    """A Word document of a program; `more` are further paragraphs."""
    name = "word/document2.xml" if by == "web" else "word/document.xml"
    links = [words.link() for _link in range(words.number(0, 4))]
    related = [(f"{RELATED}/theme", "theme/theme1.xml", "")]
    related += [(f"{RELATED}/settings", "settings.xml", "")]
    related += [(f"{RELATED}/hyperlink", link, ' TargetMode="External"') for link in links]
    parts = {"word/theme/theme1.xml": theme(words), "word/settings.xml": _settings(words)}
    kinds = {
        name: f"{MAIN}.document.main+xml",
        "word/settings.xml": f"{MAIN}.settings+xml",
        "word/theme/theme1.xml": f"{TYPE}officedocument.theme+xml",
    }
    if by in ("desktop", "mac"):
        related.append((f"{RELATED}/printerSettings", "printerSettings/printerSettings1.bin", ""))
        settings = printer_plist() if by == "mac" else printer_settings(words)
        parts["word/printerSettings/printerSettings1.bin"] = settings
    if by == "sharepoint":
        parts |= _library(words)
        related.append((f"{RELATED}/customXml", "../customXml/item1.xml", ""))
        kinds["customXml/itemProps1.xml"] = f"{TYPE}officedocument.customXmlProperties+xml"
    drawing = ""
    if chart:
        related.append((f"{RELATED}/chart", "charts/chart1.xml", ""))
        drawing = _drawing(words, len(related))
        parts |= _chart(words)
        kinds["word/charts/chart1.xml"] = f"{TYPE}officedocument.drawingml.chart+xml"
    folder, file = name.split("/")
    parts[name] = _body(words, by, [*words.paragraphs(), *more], drawing)
    parts[f"{folder}/_rels/{file}.rels"] = relations(related)
    return packed(words, by, name, parts, kinds)


def _body(words: Words, by: str, paragraphs: list[str], drawing: str) -> bytes:
    text = "".join(_paragraph(words, by, each) for each in paragraphs)
    rows = "".join(_row(words, by, row) for row in words.table())
    return (
        f"{HEAD}<w:document {SPACES}><w:body>{text}{drawing}<w:tbl>{rows}</w:tbl>"
        f'{_paragraph(words, by, "")}<w:sectPr w:rsidR="{words.hexes(8)}">'
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    ).encode()


def _row(words: Words, by: str, row: list[object]) -> str:
    cells = "".join(f"<w:tc>{_paragraph(words, by, str(cell))}</w:tc>" for cell in row)
    return f"<w:tr>{cells}</w:tr>"


def _paragraph(words: Words, by: str, text: str) -> str:
    """A paragraph; Word cuts it into runs where it was edited, and keeps in which session."""
    rsid = words.hexes(8)
    marks = "" if by == "libreoffice" else f' w14:paraId="{words.hexes(8)}" w:rsidR="{rsid}"'
    cut = words.number(0, len(text)) if by != "libreoffice" else len(text)
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{written(part)}</w:t></w:r>'
        for part in (text[:cut], text[cut:])
        if part
    )
    place = f'_Toc{words.digits(9)}" w:id="{words.number(0, 99)}'
    return f'<w:p{marks}><w:bookmarkStart w:name="{place}"/>{runs}</w:p>'


def _settings(words: Words) -> bytes:
    rsids = "".join(f'<w:rsid w:val="{words.hexes(8)}"/>' for _each in range(words.number(4, 60)))
    return (
        f'{HEAD}<w:settings {SPACES}><w:zoom w:percent="100"/><w:rsids>{rsids}</w:rsids>'
        f'<w14:docId w14:val="{words.hexes(8)}"/></w:settings>'
    ).encode()


def _library(words: Words) -> dict[str, bytes]:
    """What SharePoint puts beside a document of a library."""
    guid, space = words.guid(), "http://schemas.microsoft.com/office/2006/metadata/properties"
    item = (
        f'{HEAD}<p:properties xmlns:p="{space}"><documentManagement><lcf76f155ced4ddcb4097134ff3c33'
        f' xmlns="{words.guid()}"><Terms>{words.team()}</Terms></lcf76f155ced4ddcb4097134ff3c33>'
        f"<TaxCatchAll>{words.guid()}</TaxCatchAll></documentManagement></p:properties>"
    )
    props = (
        f'{HEAD}<ds:datastoreItem ds:itemID="{{{guid.upper()}}}" xmlns:ds="{OFFICE}/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{words.guid()}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return {
        "customXml/item1.xml": item.encode(),
        "customXml/itemProps1.xml": props.encode(),
        "customXml/_rels/item1.xml.rels": relations(
            [(f"{RELATED}/customXmlProps", "itemProps1.xml", "")]
        ),
    }


def _drawing(words: Words, relation: int) -> str:
    number = words.number(10**9, 2**31)
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{words.digits(7)}" cy="3200400"/>'
        f'<wp:docPr id="{number}" name="Chart 1" descr="Attendance by month"/><a:graphic>'
        f'<a:graphicData uri="{OPEN}/drawingml/2006/chart"><c:chart r:id="rId{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _chart(words: Words) -> dict[str, bytes]:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{words.number(0, 900) / 7}</c:v></c:pt>' for place in range(9)
    )
    axes = "".join(f'<c:axId val="{words.number(10**8, 2**31)}"/>' for _axis in range(2))
    chart = (
        f"{HEAD}<c:chartSpace {SPACES}><c:chart><c:plotArea><c:barChart><c:ser><c:val><c:numRef>"
        f"<c:f>Sheet1!$B$2:$B$10</c:f><c:numCache>{points}</c:numCache></c:numRef></c:val></c:ser>"
        f'{axes}</c:barChart></c:plotArea></c:chart><c:externalData r:id="rId1"/></c:chartSpace>'
    )
    inside = "../embeddings/Microsoft_Excel_Worksheet.xlsx"
    return {
        "word/charts/chart1.xml": chart.encode(),
        "word/charts/_rels/chart1.xml.rels": relations([(f"{RELATED}/package", inside, "")]),
        "word/embeddings/Microsoft_Excel_Worksheet.xlsx": workbook(words, "excel"),
    }
