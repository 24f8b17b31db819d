"""A picture written anew, as it is seen and nothing else."""

from __future__ import annotations

from io import BytesIO

from PIL import AvifImagePlugin, Image, ImageOps

from ..limits import SMALLER, Refused

FORMATS = {
    "png": "PNG",
    "jpg": "JPEG",
    "webp": "WEBP",
    "avif": "AVIF",
    "bmp": "BMP",
    "tiff": "TIFF",
    "gif": "GIF",
}
MILLION = 1_000_000
PIXELS = 25 * MILLION
# What is kept in which way: photos as JPEG, drawings and what can be seen through as PNG.
AS_PHOTO = ("jpg", "webp", "avif", "tiff")
MODES = {"jpg": ("L", "RGB", "CMYK"), "png": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")}
# Of kinds that take more memory on the way.
FEWER_PIXELS = {"webp": 13 * MILLION, "avif": 20 * MILLION, "tiff": 20 * MILLION}


def rewritten(content: bytes, kind: str) -> tuple[str, int, str, bytes]:
    """The picture upright, without place, camera or words hidden beside it.

    Returns the kind in which it is kept, that it is one picture, what the person should know of it,
    and its bytes. Raises Refused with the reason.
    """
    try:
        return _rewritten(content, kind)
    except MemoryError as error:
        raise _more_than_fit(kind) from error


def _rewritten(content: bytes, kind: str) -> tuple[str, int, str, bytes]:
    picture = _opened(content, kind)
    note = _made_smaller(picture, kind)
    _refuse_moving(picture, kind)
    try:
        picture.load()
    except OSError as error:
        # So libjpeg says that it has no memory left for a large photo.
        if note:
            raise _more_than_fit(kind) from error
        raise
    ImageOps.exif_transpose(picture, in_place=True)
    picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    kept_as = kind if kind in MODES else _best_for(picture, kind)
    return kept_as, 1, note, _written(picture, kept_as)


def _more_than_fit(kind: str, which: str = "It") -> Refused:
    return too_many(FEWER_PIXELS.get(kind, PIXELS), which)


def too_many(most: int, which: str = "It") -> Refused:
    """The refusal of a picture with more pixels than this."""
    return Refused(f"{which} has more than {most // MILLION} million pixels. {SMALLER}")


def _opened(content: bytes, kind: str) -> Image.Image:
    # Opening reads the header only; the limit that counts is ours.
    Image.MAX_IMAGE_PIXELS = None
    # Each thread would reserve memory of its own.
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    try:
        return Image.open(BytesIO(content), formats=[FORMATS[kind]])
    except OSError as error:
        # Of this kind Pillow makes room for all points before it says how many there are.
        if kind == "webp":
            raise _more_than_fit(kind, "It is damaged, or it") from error
        raise


def _made_smaller(picture: Image.Image, kind: str) -> str:
    """Have a large JPEG photo read at a half, a quarter or an eighth of its sides, and say so."""
    width, height = picture.size
    most = FEWER_PIXELS.get(kind, PIXELS)
    part = next((part for part in (1, 2, 4, 8) if width * height <= most * part * part), 1)
    if kind == "jpg" and part > 1:
        picture.draft(None, (width // part, height // part))
    if picture.width * picture.height > most:
        raise _more_than_fit(kind)
    if picture.size == (width, height):
        return ""
    before, after = width * height / MILLION, picture.width * picture.height / MILLION
    return f"It was made smaller to be kept here, from {before:.0f} to {after:.0f} million pixels."


def _refuse_moving(picture: Image.Image, kind: str) -> None:
    # A photo of a phone may carry a second picture behind the first, which is left out.
    if kind == "jpg" or getattr(picture, "n_frames", 1) == 1:
        return
    if kind == "tiff":
        raise Refused("It has more than one page. Save it as a PDF file and choose that one.")
    raise Refused("It is a moving picture. Choose one that stands still.")


def _best_for(picture: Image.Image, kind: str) -> str:
    seen_through = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "RGBa")
    return "jpg" if kind in AS_PHOTO and not seen_through else "png"


def _written(picture: Image.Image, kind: str) -> bytes:
    written = BytesIO()
    if picture.mode not in MODES[kind]:
        picture = picture.convert("RGBA" if kind == "png" and "A" in picture.mode else "RGB")
    # Each format takes its own of the two: a JPEG its quality, a PNG how hard to squeeze (more
    # takes too long).
    picture.save(written, FORMATS[kind], quality=90, compress_level=3)
    return written.getvalue()
