"""Workbooks as Excel, SharePoint and LibreOffice write them, and tables as csv."""

from __future__ import annotations

import csv
from io import StringIO

from .office import HEAD, OFFICE, OPEN, TYPE, packed, printer_settings, relations, theme, written
from .words import Words

MAIN = f"{TYPE}officedocument.spreadsheetml"
RELATED = f"{OFFICE}/relationships"
SPACES = (
    f'xmlns="{OPEN}/spreadsheetml/2006/main" xmlns:r="{RELATED}" '
    'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"'
)
PROGRAMS = ("excel", "library", "libreoffice")


def workbook(words: Words, by: str, rows: list[list[object]] | None = None) -> bytes:
    """A workbook of a program with one sheet."""
    rows = rows or words.table()
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    names = {
        "sheet": "xl/worksheets/sheet1.xml",
        "sharedStrings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
        "theme": "xl/theme/theme1.xml",
    }
    kinds = {
        "xl/workbook.xml": f"{MAIN}.sheet.main+xml",
        names["sheet"]: f"{MAIN}.worksheet+xml",
        names["sharedStrings"]: f"{MAIN}.sharedStrings+xml",
        names["styles"]: f"{MAIN}.styles+xml",
        names["theme"]: f"{TYPE}officedocument.theme+xml",
    }
    parts = {
        "xl/workbook.xml": _book(words, by),
        "xl/_rels/workbook.xml.rels": relations([
            (f"{RELATED}/worksheet", "worksheets/sheet1.xml", ""),
            (f"{RELATED}/sharedStrings", "sharedStrings.xml", ""),
            (f"{RELATED}/styles", "styles.xml", ""),
            (f"{RELATED}/theme", "theme/theme1.xml", ""),
        ]),
        names["sheet"]: _sheet(words, by, rows, texts),
        names["sharedStrings"]: _strings(texts),
        names["styles"]: _styles(),
        names["theme"]: theme(words),
    }  # fmt: skip
    if by != "libreoffice":
        printer = [(f"{RELATED}/printerSettings", "../printerSettings/printerSettings1.bin", "")]
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(printer)
        parts["xl/printerSettings/printerSettings1.bin"] = printer_settings(words)
    return packed(words, by, "xl/workbook.xml", parts, kinds)


def _book(words: Words, by: str) -> bytes:
    mark = f'<xr:revisionPtr documentId="8_{{{words.guid().upper()}}}" revIDLastSave="0"/>'
    return (
        f"{HEAD}<workbook {SPACES}>{'' if by == 'libreoffice' else mark}"
        f'<bookViews><workbookView windowWidth="{words.digits(5)}"/></bookViews>'
        f'<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>'
        '<calcPr calcId="191029"/></workbook>'
    ).encode()


def _sheet(words: Words, by: str, rows: list[list[object]], texts: list[str]) -> bytes:
    mark = "" if by == "libreoffice" else f' xr:uid="{{{words.guid().upper()}}}"'
    each = "".join(
        f'<row r="{line}">{_cells(line, row, texts)}</row>'
        for line, row in enumerate(rows, start=1)
    )
    last = (
        ""
        if by == "libreoffice"
        else '<pageSetup paperSize="9" orientation="portrait" r:id="rId1"/>'
    )
    return (
        f"{HEAD}<worksheet {SPACES}{mark}><sheetData>{each}</sheetData>{last}</worksheet>".encode()
    )


def _cells(line: int, row: list[object], texts: list[str]) -> str:
    return "".join(_cell(line, place, cell, texts) for place, cell in enumerate(row))


def _cell(line: int, place: int, cell: object, texts: list[str]) -> str:
    at = f"{'ABCDEFGHIJ'[place]}{line}"
    if isinstance(cell, str):
        return f'<c r="{at}" t="s"><v>{texts.index(cell)}</v></c>'
    return f'<c r="{at}"><v>{cell!r}</v></c>'


def _strings(texts: list[str]) -> bytes:
    each = "".join(f'<si><t xml:space="preserve">{written(text)}</t></si>' for text in texts)
    return f'{HEAD}<sst {SPACES} uniqueCount="{len(texts)}">{each}</sst>'.encode()


def _styles() -> bytes:
    return (
        f'{HEAD}<styleSheet {SPACES}><fonts count="1"><font><name val="Aptos"/></font>'
        '</fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="1"><xf/></cellXfs></styleSheet>'
    ).encode()


def table(words: Words, rows: list[list[object]] | None = None) -> bytes:
    """A csv file as spreadsheets write it."""
    lines = StringIO()
    delimiter = words.random.choice(",;\t")
    csv.writer(lines, delimiter=delimiter, lineterminator="\r\n").writerows(rows or words.table())
    return lines.getvalue().encode(words.random.choice(["utf-8-sig", "utf-8", "cp1252"]))
