"""Photos inside documents lose their camera data and place, and are counted for the second
look.
"""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from evidence.files import shown
from evidence.files.checking import check_file
from evidence.files.limits import Refused
from evidence.files.office.pictures import stripped_package
from evidence.files.pictures.stripping import stripped_picture
from tests.evidence.files import sample_files as good
from tests.evidence.files.pdf_files import locked, with_picture
from tests.evidence.files.sample_files import picture, upload
from tests.evidence.files.test_pictures import CANARY, GPS, exif

PHOTO = picture("jpg", exif=exif(), comment=CANARY, xmp=CANARY) + picture("jpg", exif=exif())


def docx_with(*pictures: bytes) -> bytes:
    document, written = Document(), BytesIO()
    for content in pictures:
        document.add_picture(BytesIO(content))
    document.save(written)
    return written.getvalue()


def xlsx_with(content: bytes) -> bytes:
    book, written = Workbook(), BytesIO()
    book.active.append(["It went well."])
    book.active.add_image(SheetImage(BytesIO(content)), "B2")
    book.save(written)
    return written.getvalue()


def inner(content: bytes) -> list[bytes]:
    """The parts of a package, or the PDF file itself."""
    if content.startswith(b"%PDF-"):
        return [content]
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return [opened.read(name) for name in opened.namelist()]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", docx_with(PHOTO)),
        ("xlsx", good.repacked(xlsx_with(PHOTO), {"xl/media/image1.jpeg": PHOTO})),
        ("pdf", with_picture(PHOTO)),
    ],
)
def test_a_photo_inside_loses_its_place_and_the_document_counts_it(kind, content):
    assert any(CANARY in part for part in inner(content))
    checked = check_file(upload(f"a.{kind}", content))
    assert checked.pictures >= 1
    kept = checked.content.read()
    assert not any(CANARY in part for part in inner(kept))
    assert len(inner(kept)) == len(inner(content))
    assert kept != content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "GIF"])
def test_what_is_seen_of_a_picture_stays_as_it_is(kind):
    written = BytesIO()
    beside = {"comment": CANARY} if kind == "GIF" else {"exif": exif()}
    Image.effect_noise((50, 40), 60).convert("RGB").save(written, kind, **beside)
    content = written.getvalue()
    assert CANARY in content
    stripped = stripped_picture(content)
    assert CANARY not in stripped
    with Image.open(BytesIO(content)) as before, Image.open(BytesIO(stripped)) as after:
        assert (after.format, after.size) == (kind, (50, 40))
        assert not after.getexif().get_ifd(GPS)
        if kind != "WEBP":
            assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()


def test_a_progressive_photo_and_a_small_picture_inside_it_are_stripped_too():
    content = picture("jpg", size=(300, 200), progressive=True, exif=exif())
    content = content.replace(b"JFIF\0\x01\x01", b"JFIF\0\x01\x02", 1)
    stripped = stripped_picture(content)
    assert CANARY not in stripped
    assert len(stripped) == len(content)
    with Image.open(BytesIO(stripped)) as after:
        assert after.size == (300, 200)
        after.load()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"BM"]
)
def test_a_picture_that_breaks_off_stays_as_it_is(content):
    assert stripped_picture(content) == content


def test_a_place_that_cannot_be_taken_out_is_refused():
    photo = picture("jpg", exif=exif())
    check_file(upload("a.pdf", locked(with_picture(picture("jpg")), "RC4-128")))
    with pytest.raises(Exception, match="says where it was taken"):
        check_file(upload("a.pdf", locked(with_picture(photo), "RC4-128")))
    with pytest.raises(Refused, match="says where it was taken"):
        stripped_picture(b"\xd7\xcd\xc6\x9a a drawing with <exif:GPSLatitude>")


def test_pictures_are_counted_and_lines_and_thumbnails_are_not():
    content = docx_with(picture("jpg"), picture("png", size=(39, 40)), picture("png"))
    assert stripped_package(content)[0] == 2
    assert stripped_package(good.docx())[0] == 0


def test_a_photo_in_the_workbook_behind_a_chart_is_stripped_and_counted_too():
    sheet = good.repacked(xlsx_with(PHOTO), {"xl/media/image1.jpeg": PHOTO})
    assert any(CANARY in part for part in inner(sheet))
    inside = {"word/embeddings/book.xlsx": sheet}
    count, kept = stripped_package(good.repacked(good.docx(), inside))
    with zipfile.ZipFile(BytesIO(kept)) as opened:
        book = opened.read("word/embeddings/book.xlsx")
    assert count == 1
    assert not any(CANARY in part for part in inner(book))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("word/image1.emf", bytes(40) + b" EMF"),
        ("word/image1.wmf", b"\xd7\xcd\xc6\x9a\0\0"),
        ("word/media/image1.svg", b"<svg><text>It went well.</text></svg>"),
    ],
)
def test_a_drawing_counts_as_a_picture(name, part):
    assert stripped_package(good.repacked(good.docx(), {name: part}))[0] == 1


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", docx_with(picture("jpg", size=(3000, 40)))),
        ("xlsx", xlsx_with(picture("png", size=(3000, 40)))),
        ("pdf", with_picture(picture("jpg", size=(3000, 40)), size=(3000, 40))),
    ],
)
def test_a_picture_inside_is_shown_small_and_one_that_is_not_there_is_not(kind, content):
    seen = opened(shown.picture_of(kind, content, 1))
    assert (seen.format, seen.size) == ("JPEG", (1600, 21))
    with pytest.raises(Refused, match="cannot be shown"):
        shown.picture_of(kind, content, 2)


def test_a_drawing_of_windows_cannot_be_shown():
    content = good.repacked(good.docx(), {"word/media/image1.emf": bytes(40) + b" EMF"})
    with pytest.raises(Refused, match="Open the file"):
        shown.picture_of("docx", content, 1)
