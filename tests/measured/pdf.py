"""PDF files as Word, LibreOffice, Macs and printers to a file write them."""

from __future__ import annotations

from tests.evidence.files.sample_files import written_pdf

from .words import Words

PROGRAMS = (
    "Microsoft\\256 Word for Microsoft 365",
    "Microsoft: Print To PDF",
    "LibreOffice 7.6",
    "macOS Version 14.4 \\(Build 23E214\\) Quartz PDFContext",
    "Acrobat Distiller 24.0 \\(Windows\\)",
)
LINES = 44


def document(words: Words, by: str, *more: str) -> bytes:
    """A PDF file of a program; `more` are further lines."""
    lines = [*words.paragraphs(), *(" ".join(map(str, row)) for row in words.table()), *more]
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    first = 6  # the catalogue, the pages, the font, the properties and the metadata go before
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(pages)))
    stamp = f"D:{words.day():%Y%m%d}{words.time()}{words.number(10, 59)}+00'00'"
    meta = _metadata(words)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Producer ({by}) /Creator ({by}) /CreationDate ({stamp}) /ModDate ({stamp}) >>",
        f"<< /Type /Metadata /Subtype /XML /Length {len(meta)} >>\nstream\n{meta}\nendstream",
    ]
    for place, page in enumerate(pages):
        stream = _stream(page)
        objects += [
            "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> "
            f"/MediaBox [0 0 595 842] /Contents {first + 1 + 2 * place} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    mark = f"<{words.hexes(32)}>"
    return written_pdf(objects, f"/Info 4 0 R /ID [{mark} {mark}]")


def _stream(lines: list[str]) -> str:
    """A line below the other; signs beyond ASCII by their number."""
    shown = []
    for line in lines:
        plain = "".join(
            f"\\{ord(sign):03o}" if ord(sign) > 126 else f"\\{sign}" if sign in "()\\" else sign
            for sign in line
        )
        shown.append(f"({plain}) Tj T*")
    return f"BT /F1 8 Tf 14 TL 30 800 Td {' '.join(shown)} ET"


def _metadata(words: Words) -> str:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"><xmpMM:DocumentID>uuid:'
        f"{words.guid().upper()}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{words.guid()}"
        '</xmpMM:InstanceID></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
