"""Pictures lose where they were taken, and everything else that cannot be seen (row 33)."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from evidence.files import checking
from evidence.files.checking import check_file
from evidence.files.limits import Refused
from evidence.files.pictures.rewriting import rewritten
from tests.evidence.files.sample_files import picture, upload

ORIENTATION, GPS, CAMERA = 0x112, 0x8825, 0x10F
CANARY = b"Ayr-55.4586"


def exif(orientation: int = 1) -> bytes:
    """What a phone writes into a photo: the camera, the place, and how it was held."""
    held = Image.Exif()
    held[ORIENTATION], held[CAMERA] = orientation, CANARY.decode()
    held[GPS] = {
        1: "N",
        2: (IFDRational(55), IFDRational(27), IFDRational(31)),
        29: CANARY.decode(),
    }
    return held.tobytes()


def kept(kind: str, content: bytes) -> bytes:
    return check_file(upload(f"photo.{kind}", content)).content.read()


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_the_place_and_the_camera_are_gone(kind):
    content = picture(kind, exif=exif())
    assert CANARY in content
    with Image.open(BytesIO(content)) as before:
        assert before.getexif().get_ifd(GPS)
    stored = kept(kind, content)
    with Image.open(BytesIO(stored)) as after:
        assert (after.format, after.size) == ({"jpg": "JPEG", "png": "PNG"}[kind], (60, 40))
        assert dict(after.getexif()) == {}
    assert CANARY not in stored


def test_words_hidden_beside_a_jpg_are_gone():
    content = picture("jpg", comment=CANARY, xmp=CANARY, icc_profile=CANARY) + CANARY
    assert content.count(CANARY) == 4
    stored = kept("jpg", content)
    assert CANARY not in stored
    with Image.open(BytesIO(stored)) as after:
        assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def chunks(png: bytes) -> list[bytes]:
    """The names of the chunks of a PNG picture."""
    found, place = [], 8
    while place < len(png):
        found.append(png[place + 4 : place + 8])
        place += 12 + struct.unpack(">I", png[place : place + 4])[0]
    return found


def test_words_hidden_beside_a_png_are_gone():
    words = PngInfo()
    words.add_text("Comment", CANARY.decode())
    words.add_text("Packed", CANARY.decode(), zip=True)
    words.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    words.add(b"prVt", CANARY)
    content = picture("png", pnginfo=words, icc_profile=CANARY, exif=exif(), dpi=(72, 72))
    assert {b"tEXt", b"zTXt", b"iTXt", b"prVt", b"iCCP", b"eXIf", b"pHYs"} <= set(chunks(content))
    assert set(chunks(kept("png", content))) == {b"IHDR", b"IDAT", b"IEND"}


def test_a_photo_that_was_taken_sideways_stands_upright():
    stored = kept("jpg", picture("jpg", exif=exif(orientation=6)))
    with Image.open(BytesIO(stored)) as after:
        assert after.size == (40, 60)
        # Turned to the right, what was red on the left is red above.
        assert after.getpixel((20, 5))[0] > 200 > 50 > after.getpixel((20, 55))[0]


def test_a_second_picture_behind_the_first_is_left_out():
    written = BytesIO()
    other = Image.new("RGB", (50, 30), "blue")
    Image.new("RGB", (60, 40)).save(written, "MPO", save_all=True, append_images=[other])
    stored = kept("jpg", written.getvalue())
    with Image.open(BytesIO(stored)) as after:
        assert (after.format, after.size) == ("JPEG", (60, 40))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_stays_what_it_is(mode):
    written = BytesIO()
    Image.new(mode, (20, 10)).save(written, "PNG")
    with Image.open(BytesIO(kept("png", written.getvalue()))) as after:
        assert (after.format, after.mode, after.size) == ("PNG", mode, (20, 10))


def test_what_can_be_seen_through_can_be_seen_through_still():
    stored = kept("png", picture("png", mode="P", transparency=0))
    with Image.open(BytesIO(stored)) as after:
        assert after.info["transparency"] == 0


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpg_stays_what_it_is(mode):
    written = BytesIO()
    Image.new(mode, (20, 10)).save(written, "JPEG")
    with Image.open(BytesIO(kept("jpg", written.getvalue()))) as after:
        assert (after.format, after.mode, after.size) == ("JPEG", mode, (20, 10))


def saved(kind: str, mode: str = "RGB", size=(60, 40), **options) -> bytes:
    written = BytesIO()
    image = Image.new("RGB", size, "red").convert(mode)
    if mode == "RGBA":
        image.putalpha(128)
    image.save(written, kind, **options)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "stored"),
    [
        ("photo.jfif", saved("JPEG"), "photo.jpg"),
        ("photo.jpe", saved("JPEG"), "photo.jpg"),
        ("IMG_1.JPEG", saved("JPEG"), "IMG_1.JPEG"),
        ("photo.png", saved("JPEG"), "photo.jpg"),
        ("photo.heic", saved("JPEG"), "photo.jpg"),
        ("photo.jpg", saved("PNG"), "photo.png"),
        ("photo.jpg", saved("WEBP"), "photo.jpg"),
        ("photo.webp", saved("WEBP", "RGBA"), "photo.png"),
        ("photo.jpg", saved("AVIF"), "photo.jpg"),
        ("photo.bmp", saved("BMP"), "photo.png"),
        ("photo.dib", saved("BMP", "P"), "photo.png"),
        ("photo.tif", saved("TIFF"), "photo.jpg"),
        ("photo.TIFF", saved("TIFF", "I;16"), "photo.jpg"),
        ("photo.gif", saved("GIF", "P"), "photo.png"),
        ("photo.png", saved("GIF", "P", transparency=0), "photo.png"),
    ],
)
def test_a_picture_goes_by_its_bytes_and_is_kept_under_a_fitting_name(name, content, stored):
    checked = check_file(upload(name, content))
    assert (checked.name, checked.pictures, checked.note) == (stored, 1, "")
    with Image.open(checked.content) as after:
        assert (after.format, after.size) == (
            "PNG" if checked.type == "png" else "JPEG",
            (60, 40),
        )


@pytest.mark.parametrize("kind", ["WEBP", "TIFF", "AVIF"])
def test_pictures_of_other_kinds_lose_their_place_too(kind):
    content = saved(kind, exif=exif())
    assert CANARY in content
    assert CANARY not in kept("jpg", content)


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc"])
@pytest.mark.parametrize("name", ["IMG_0001.HEIC", "IMG_0001.heif", "IMG_0001.jpg"])
def test_a_photo_of_an_iphone_that_cannot_be_opened_is_told_how_to_save_it(name, brand):
    content = b"\0\0\0\x18ftyp" + brand + bytes(100)
    with pytest.raises(ValidationError, match="HEIC.*Save it as JPEG") as caught:
        check_file(upload(name, content))
    assert "Most Compatible" in caught.value.message


def test_a_picture_with_something_behind_its_end_is_taken_without_it():
    assert CANARY not in kept("png", picture("png") + CANARY * 1_000)


def test_what_is_no_picture_is_refused_whatever_its_ending():
    for name in ("a.webp", "a.gif", "a.tif", "a.heic"):
        with pytest.raises(ValidationError, match="is not a picture"):
            check_file(upload(name, b"%PDF-1.7 %%EOF"))


@pytest.mark.parametrize(
    ("width", "height", "part", "said"),
    [
        (6000, 4200, 2, "from 25 to 6 million"),
        (10_400, 10_000, 4, "from 104 to 6 million"),
    ],
)
def test_a_large_photo_is_made_smaller_and_the_page_says_so(width, height, part, said):
    content = saved("JPEG", "L", (width, height), exif=exif(orientation=6))
    checked = check_file(upload("photo.jpg", content))
    assert said in checked.note
    assert CANARY not in checked.content.read()
    with Image.open(checked.content) as after:
        assert after.size == (height // part, width // part)


def test_what_cannot_be_made_smaller_here_says_how_to():
    with pytest.raises(ValidationError, match="save it as JPEG") as caught:
        kept("png", giant(10_000, 5_000))
    assert "on a phone" in caught.value.message


def test_a_photo_of_too_many_bytes_is_told_how_it_is_made_smaller(monkeypatch):
    monkeypatch.setattr(checking, "SIZE", 9)
    with pytest.raises(ValidationError, match="larger than 20 MB.*on a phone"):
        kept("jpg", picture("jpg"))


def test_pages_in_one_picture_are_told_to_come_as_a_pdf():
    written = BytesIO()
    first, second = Image.new("L", (9, 9)), Image.new("L", (9, 9))
    first.save(written, "TIFF", save_all=True, append_images=[second])
    with pytest.raises(ValidationError, match="Save it as a PDF"):
        kept("tif", written.getvalue())


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_another_moving_picture_is_refused(kind):
    written = BytesIO()
    first, second = Image.new("RGB", (9, 9), "red"), Image.new("RGB", (9, 9), "blue")
    first.save(written, kind, save_all=True, append_images=[second])
    with pytest.raises(ValidationError, match="It is a moving picture"):
        kept("gif", written.getvalue())


def test_a_moving_picture_is_refused():
    written = BytesIO()
    first, second = Image.new("RGB", (9, 9), "red"), Image.new("RGB", (9, 9), "blue")
    first.save(written, "PNG", save_all=True, append_images=[second])
    with pytest.raises(ValidationError, match="It is a moving picture"):
        kept("png", written.getvalue())


def giant(width: int, height: int) -> bytes:
    """A PNG picture that claims a size and holds next to nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + name
            + content
            + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("size", [(25_000_001, 1), (100_000, 100_000), (2**31 - 1, 1)])
def test_too_many_pixels_are_refused_before_any_is_drawn(size, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda _self: pytest.fail("It was drawn."))
    with pytest.raises(Refused, match="more than 25 million pixels"):
        rewritten(giant(*size), "png")


def test_as_many_pixels_as_a_phone_has_are_taken():
    assert kept("jpg", picture("jpg", size=(5000, 5000), exif=exif(orientation=3)))


def test_a_picture_that_breaks_off_is_refused():
    jpg, png = (picture(kind, size=(300, 300)) for kind in ("jpg", "png"))
    with pytest.raises(ValidationError, match="not a whole one"):
        kept("jpg", jpg[: len(jpg) // 2])
    with pytest.raises(ValidationError, match="could not be read: it is damaged"):
        kept("png", png[: len(png) // 2] + png[-12:])
