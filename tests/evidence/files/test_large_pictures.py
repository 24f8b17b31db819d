"""A picture that would take more memory than there is gets a sentence that says what to do."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from evidence.files.kept import read_for_keeping
from evidence.files.limits import Refused
from evidence.files.pictures import rewriting, stripping
from evidence.files.pictures.stripping import refuse_place, stripped_picture
from tests.evidence.files import sample_files as good


def saved_as(kind: str, frames: int = 1) -> bytes:
    """A picture of 10 by 10 points; of more frames, each is another."""
    made = [Image.new("RGB", (10, 10), (number * 60, 0, 0)) for number in range(frames)]
    written = BytesIO()
    more = {"save_all": True, "append_images": made[1:]} if frames > 1 else {}
    made[0].save(written, kind, **more)
    return written.getvalue()


@pytest.mark.parametrize(("kind", "frames"), [("TIFF", 1), ("WEBP", 1), ("GIF", 3)])
def test_inside_a_document_all_points_of_a_picture_that_is_saved_anew_count(
    kind, frames, monkeypatch
):
    content = saved_as(kind, frames)
    monkeypatch.setattr(stripping, "PIXELS", 100 * frames)
    assert stripped_picture(content)
    monkeypatch.setattr(stripping, "PIXELS", 100 * frames - 1)
    with pytest.raises(Refused, match="One of its pictures .* Make it smaller"):
        stripped_picture(content)


@pytest.mark.parametrize("kind", ["webp", "avif", "tiff"])
def test_kinds_that_take_more_memory_may_have_fewer_points(kind, monkeypatch):
    content = saved_as(kind.upper())
    monkeypatch.setitem(rewriting.FEWER_PIXELS, kind, 100)
    assert rewriting.rewritten(content, kind)
    monkeypatch.setitem(rewriting.FEWER_PIXELS, kind, 99)
    with pytest.raises(Refused, match="Make it smaller"):
        rewriting.rewritten(content, kind)


def test_a_picture_for_which_the_memory_ends_is_told_what_to_do(monkeypatch):
    def ends(*_anything, **_more):
        raise MemoryError

    monkeypatch.setattr(rewriting.ImageOps, "exif_transpose", ends)
    with pytest.raises(Refused, match="Make it smaller"):
        rewriting.rewritten(good.picture("png"), "png")


def test_a_webp_picture_that_cannot_be_opened_may_be_too_large_and_is_told_what_to_do():
    # Pillow opens none for which the memory does not last, and says no more of it than of this one.
    broken = saved_as("WEBP").replace(b"VP8 ", b"VP9 ")
    with pytest.raises(Refused, match="or it has more than 13 million pixels. .* save it as JPEG"):
        rewriting.rewritten(broken, "webp")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_document_with_a_picture_for_which_the_memory_ends_is_told_what_to_do(kind, monkeypatch):
    def ends(*_anything):
        raise MemoryError

    document = getattr(good, kind)()
    assert read_for_keeping(kind, document)
    monkeypatch.setattr(ZipFile, "read", ends)
    with pytest.raises(Refused, match="Compress Pictures.* or save it as JPEG"):
        read_for_keeping(kind, document)


def test_a_picture_in_a_document_is_not_unpacked_to_look_for_its_place(monkeypatch):
    unpacked = []
    monkeypatch.setattr(PngImageFile, "load", unpacked.append)
    refuse_place(good.picture("png"))
    assert not unpacked


@pytest.mark.parametrize(("camera", "taken"), [(False, True), (True, False)])
def test_what_a_camera_wrote_into_a_picture_that_cannot_be_opened_is_not_kept(camera, taken):
    exif = Image.Exif()
    exif[0x010F] = "A phone"
    written = BytesIO()
    Image.new("RGB", (10, 10)).save(written, "WEBP", exif=exif if camera else b"")
    broken = written.getvalue().replace(b"VP8 ", b"VP9 ")
    if taken:
        assert stripped_picture(broken) == broken
    else:
        with pytest.raises(Refused, match="what a camera wrote"):
            stripped_picture(broken)
