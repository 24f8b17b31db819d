"""PDF files that say something in one place only, or do something, written object by object."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from tests.evidence.files.sample_files import written_pdf

FONT = "/Resources << /Font << /F1 3 0 R >> >>"


def stream(words: str | bytes, entries: str = "") -> str:
    """An object of the file with a stream."""
    text = words if isinstance(words, str) else words.decode("latin-1")
    length = len(text.encode())
    return f"<< /Length {length} {entries} >>\nstream\n{text}\nendstream"


def drawn(words: str) -> str:
    """What draws these words on a page."""
    return f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET"


def pdf_of(
    *more: str, page: str = "", catalogue: str = "", trailer: str = "", contents: str = ""
) -> bytes:
    """A file of one page; the objects `more` begin with number 6."""
    shown = contents or drawn("It went well.")
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /Page /Parent 2 0 R {'' if '/Resources' in page else FONT} "
        f"/MediaBox [0 0 595 842] /Contents 5 0 R {page} >>",
        stream(shown),
        *more,
    ]
    return written_pdf(objects, trailer)


def annotation(entries: str, *more: str) -> bytes:
    return pdf_of(f"<< /Type /Annot /Rect [0 0 9 9] {entries} >>", *more, page="/Annots [6 0 R]")


def acting(action: str) -> bytes:
    """A file with a link that does this when it is pressed."""
    return annotation(f"/Subtype /Link /A << {action} >>")


def form(entries: str) -> bytes:
    return pdf_of(f"<< /FT /Tx {entries} >>", catalogue="/AcroForm << /Fields [6 0 R] >>")


def with_picture(content: bytes, size=(60, 40), words: str = "It went well.") -> bytes:
    """A file whose page shows a JPEG picture, as it was taken, and these words."""
    writer = PdfWriter(BytesIO(pdf_of(contents=drawn(words) if words else "q Q")))
    image = StreamObject()
    image._data = content
    entries = {"/Type": "/XObject", "/Subtype": "/Image", "/Filter": "/DCTDecode"}
    image.update({NameObject(name): NameObject(value) for name, value in entries.items()})
    from pypdf.generic import DictionaryObject, NumberObject

    for name, value in {"/Width": size[0], "/Height": size[1], "/BitsPerComponent": 8}.items():
        image[NameObject(name)] = NumberObject(value)
    image[NameObject("/ColorSpace")] = NameObject("/DeviceRGB")
    page = writer.pages[0]
    page["/Resources"][NameObject("/XObject")] = DictionaryObject(
        {NameObject("/Im1"): writer._add_object(image)}
    )
    shown = StreamObject()
    shown._data = (drawn(words) if words else "").encode() + b" q 200 0 0 100 9 9 cm /Im1 Do Q"
    page[NameObject("/Contents")] = writer._add_object(shown)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(content: bytes, algorithm: str, password: str = "") -> bytes:
    """The file locked against copying, and with a password also against opening."""
    writer = PdfWriter(BytesIO(content))
    writer.encrypt(password, "the owner's", permissions_flag=0, algorithm=algorithm)
    return written(writer)


def saved_again(content: bytes, changed: dict[int, str]) -> bytes:
    """The file with these objects written anew behind it, as programs save a small change."""
    written, places = content, {}
    for number, text in changed.items():
        places[number] = len(written)
        written += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{number} 1\n{place:010} 00000 n \n" for number, place in places.items())
    before = content.rpartition(b"startxref")[2].split()[0].decode()
    size = max(content.count(b" 0 obj"), *changed) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Prev {before} >>"
    end = f"xref\n{table}{trailer}\nstartxref\n{len(written)}\n%%EOF\n"
    return written + end.encode()
