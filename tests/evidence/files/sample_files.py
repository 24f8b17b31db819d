"""Good files of every kind that evidence may be, small and made on the spot."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook
from PIL import Image

WORDS = "Young people designed the workshop."


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """The content as a browser sends it."""
    return SimpleUploadedFile(name, content)


def docx(*paragraphs: str) -> bytes:
    document, written = Document(), BytesIO()
    for paragraph in paragraphs or (WORDS,):
        document.add_paragraph(paragraph)
    document.save(written)
    return written.getvalue()


def xlsx(rows=((WORDS, 12),)) -> bytes:
    book, written = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(written)
    return written.getvalue()


def pdf(*pages: str, catalogue: str = "", trailer: str = "", more: tuple[str, ...] = ()) -> bytes:
    """A PDF file with a line of text on each page; of one page, `more` objects begin with number
    6.
    """
    pages = pages or (WORDS,)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, line in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET"
        fonts = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {5 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return written_pdf([*objects, *more], trailer)


def written_pdf(objects: list[str], trailer: str) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    root = f"<< /Size {size} /Root 1 0 R {trailer} >>"
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n{root}\n"
    return written + f"{end}startxref\n{len(written)}\n%%EOF\n".encode()


def picture(kind: str, size=(60, 40), mode: str = "RGB", **options) -> bytes:
    """A picture, red on its left half; options go to Pillow."""
    image, written = Image.new(mode, size), BytesIO()
    image.paste(Image.new(mode, (size[0] // 2, size[1]), "red"))
    image.save(written, {"png": "PNG", "jpg": "JPEG"}[kind], **options)
    return written.getvalue()


def csv(rows: int = 3) -> bytes:
    return "\r\n".join(f"Workshop {number},{number * 7}" for number in range(rows)).encode()


def package(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these parts, as office files are."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", method) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return written.getvalue()


def repacked(
    old: bytes, extra: dict[str, bytes] | None = None, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """The same office file with parts added or replaced."""
    with zipfile.ZipFile(BytesIO(old)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    return package(parts | (extra or {}), method)


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return opened.read(name)


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    """The same office file with one thing replaced in one of its parts."""
    part = part_of(content, name).decode()
    assert old in part
    return repacked(content, {name: part.replace(old, new, 1).encode()})


GOOD = {
    "docx": docx,
    "xlsx": xlsx,
    "csv": csv,
    "pdf": pdf,
    "png": lambda: picture("png"),
    "jpg": lambda: picture("jpg"),
}
