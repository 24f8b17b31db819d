"""A pack as a PDF file with tags. The only module that knows what writes it, which needs Pango of
the system: where that is missing everything else works.
"""

from __future__ import annotations

import re
from ctypes.util import find_library
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Warning  # noqa: A004 - Django's own name
from django.template.loader import render_to_string

from .contents import Contents
from .models import Form
from .room import as_far_as_there_is_room
from .sheets import page_of

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.urls import URLFetcherResponse

LACKS = (
    "The PDF cannot be made: this machine lacks two packages, libpango-1.0-0 and "
    "libpangoft2-1.0-0. Word and Excel are made all the same."
)
LIBRARIES = ("pango-1.0", "pangoft2-1.0")
# All that a page may load, under addresses that lead nowhere.
OURS = "pack:/"
FILES = {
    "pack.css": "css/pack.css",
    "roboto.woff2": "roboto/files/roboto-latin-wght-normal.woff2",
    "roboto-ext.woff2": "roboto/files/roboto-latin-ext-wght-normal.woff2",
}
TYPES = {".css": "text/css", ".woff2": "font/woff2"}
# What WeasyPrint's own style sheet says of notes, of which our pages have none, and of the mark of
# whatever is in a list: it would keep six styles more for each cell of each table.
NOTES = re.compile(r"^::(?:foot)?note-\w+ \{.*\}$", re.MULTILINE)
MARKER = re.compile(r"^::marker(?= \{)", re.MULTILINE)
TEMPLATES = {Form.BOARD: "board", Form.MEMBERS: "members"}


class NotOurs(Exception):
    """A page asks for something that is not in our list."""


def why_no_pdf() -> str:
    """Why no PDF can be made on this machine, in a sentence; empty where one can."""
    try:
        import weasyprint  # noqa: F401 - loading it is the test
    except OSError:
        return LACKS
    return ""


def check_pango(**_given: object) -> list[CheckMessage]:
    """What `manage.py check` says where no PDF can be made."""
    # To load what writes it takes a second and much memory: only where something seems amiss.
    if all(map(find_library, LIBRARIES)):
        return []
    found = why_no_pdf()
    return [Warning(found, id="packs.W001")] if found else []


def write_pdf(contents: Contents) -> bytes:
    """The pack as the bytes of a PDF file, written as PDF/UA-1, which nobody has certified."""
    import weasyprint

    class Page(weasyprint.HTML):
        def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
            return [_sheet_without_notes()]

    page = render_to_string(
        f"oversight/packs/pdf/{TEMPLATES[contents.form]}.html",
        page_of(as_far_as_there_is_room(contents)),
    )
    written = BytesIO()
    html = Page(string=page, base_url=OURS, url_fetcher=_fetch)
    html.write_pdf(written, pdf_variant="pdf/ua-1", attachments=[])
    return written.getvalue()


def _sheet_without_notes() -> CSS:
    import weasyprint

    own = (Path(weasyprint.__file__).parent / "css" / "html5_ua.css").read_text("utf-8")
    return weasyprint.CSS(string=MARKER.sub("li::marker", NOTES.sub("", own)))


def _fetch(url: str) -> URLFetcherResponse:
    """A file of our list; everything else is refused, and no address is ever asked."""
    from weasyprint.urls import URLFetcherResponse

    name = unquote(urlsplit(url).path).lstrip("/")
    found = FILES.get(name) if url.startswith(OURS) else None
    path = finders.find(found) if found else None
    if path is None:
        raise NotOurs(url)
    headers = {"Content-Type": TYPES[Path(path).suffix]}
    return URLFetcherResponse(url, Path(path).read_bytes(), headers)
