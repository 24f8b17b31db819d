"""What a first and a later visit of a page bring over the wire: the page and all that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
from django.conf import settings
from django.contrib.staticfiles import finders
from whitenoise.compress import Compressor, brotli_installed

from .browser import Answer, Browser
from .goals import VISIT

PRELOADED = '//link[@rel="preload"]/@href'
SHEETS = '//link[@rel="stylesheet"]/@href'
OTHERS = "//script/@src | //img/@src | //link[@rel='icon']/@href | //use/@href"
IMPORTED = re.compile(r"""\bimport\s*(?:[^"';]*?\bfrom\s*)?["'](\./[^"']+|\.\./[^"']+)["']""")
# What a style sheet loads at once: its fonts. Pictures wait for a rule that shows them.
FONTS = re.compile(r"""url\(["']?([^"')]+\.woff2)["']?\)""")


def visits(browser: Browser, path: str) -> list[dict]:
    """What visits of this page take, beside the goals. Later, what it names is with the browser."""
    page = browser.get(path)
    read = lxml.html.fromstring(page.body.decode())
    sheets = _files(read.xpath(SHEETS))
    named = _files([*read.xpath(PRELOADED), *read.xpath(OTHERS)]) | sheets
    every = _with_what_they_name(named)
    sizes = {address: _size(file) for address, file in every.items()}
    figures = {
        "first visit, KB": _kilobytes(page, sizes.values()),
        "before first paint, KB": _kilobytes(page, (sizes[address] for address in sheets)),
        "later visit, changed, KB": _kilobytes(page, ()),
        "requests of a first visit": 1 + len(every),
    }
    return [
        {"name": f"{path}: {name}", "goal": goal, "figure": figures[name]}
        for name, goal in VISIT.items()
    ]


def _kilobytes(page: Answer, sizes: Iterable[int]) -> float:
    return (len(page.sent) + sum(sizes)) / 1024


def _files(addresses: list[str]) -> dict[str, Path]:
    """The static files at these addresses, each once."""
    # What begins with "#" is on the page itself.
    paths = {one.partition("#")[0] for one in addresses} - {""}
    return {one: Path(finders.find(one.removeprefix(settings.STATIC_URL))) for one in paths}


def _with_what_they_name(files: dict[str, Path]) -> dict[str, Path]:
    every, new = dict(files), dict(files)
    while new:
        named = [urljoin(address, one) for address, file in new.items() for one in _named_by(file)]
        new = {one: file for one, file in _files(named).items() if one not in every}
        every |= new
    return every


def _named_by(file: Path) -> list[str]:
    pattern = {".js": IMPORTED, ".css": FONTS}.get(file.suffix)
    return pattern.findall(file.read_text(encoding="utf-8")) if pattern else []


def _size(file: Path) -> int:
    """As it leaves: as small as `collectstatic` makes it, unless it is small already."""
    content, kinds = file.read_bytes(), Compressor()
    if not kinds.should_compress(file.name):
        return len(content)
    smaller = [kinds.compress_gzip(content)]
    if brotli_installed:
        smaller.append(kinds.compress_brotli(content))
    return min(len(content), *map(len, smaller))
