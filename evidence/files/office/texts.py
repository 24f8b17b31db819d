"""Workbooks and documents of office programs: all that is written in them.

Every part is read, or is of a kind that holds no text (a picture, a font, the settings of a
printer), or the file is refused: what was not read is not clean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.sax import SAXParseException

from ..limits import Refused, joined
from .active import behind_chart, refuse_active
from .machine_made import written
from .markup import Markup, read_loosely, read_markup
from .number_formats import number_shapes
from .packages import (
    CONTENT_TYPES,
    MARKUP,
    PACKAGE,
    Package,
    other_file_inside,
    refuse_strange_package,
)
from .pictures import BEGINNINGS, WMF
from .workbooks import (
    Chart,
    Foreign,
    Numbers,
    PivotFields,
    PivotRows,
    Properties,
    Sheet,
    Strings,
    Workbook,
)

# How the drawings of Windows and the fonts begin that office programs keep.
DRAWINGS = (b"\x01\0\0\0", WMF, b"\x01\0\x09\0", b"\x02\0\x09\0")
FONTS = (b"\0\x01\0\0", b"OTTO", b"true", b"ttcf")
# Words in drawings of records, in the two ways in which they are written there.
WORDS = re.compile(rb"(?:[\x20-\x7e]\0){8,}|[\x20-\x7e]{8,}")
NOT_FOUND = (
    "Its parts do not fit together: what it should hold could not be read. "
    "Open it, save it anew and choose it again."
)

# The first element of the part that is the file itself.
ROOTS = {"docx": "document", "xlsx": "workbook"}
# Parts without any text of a person: their types.
UNREAD = ("printersettings", "obfuscatedfont")
# How parts are read, by a word of their types; whatever has none of these is read as foreign.
MARKUPS = (
    (("pivotcachedefinition+",), PivotFields),
    (("drawingml.chart+", "chartex+"), Chart),
    (("custom-properties+",), Properties),
    (("spreadsheetml", "ms-excel"), Numbers),
    (
        ("wordprocessingml", "ms-word", "drawingml", "vmldrawing", "ms-office")
        + ("core-properties+", "extended-properties+", "theme+", "drawing+", "image/svg"),
        Markup,
    ),
)


def text_of_office(kind: str, content: bytes) -> str:
    """What is written in a document or a workbook. Raises Refused for what cannot be checked."""
    return joined(_texts_of(content, ROOTS[kind]))


def _texts_of(content: bytes, root: str, *, is_inside: bool = False) -> Iterator[str]:
    package = Package(content)
    refuse_active(package)
    office = _Office(package, root)
    if is_inside and office.behind_charts:
        raise Refused(other_file_inside(office.behind_charts.pop()))
    yield from map(written, package.remarks())
    yield from (written(unquote(at.target)) for at in package.relations if at.outside)
    for name in office.names_in_order():
        yield from office.texts_of(name)
    yield from office.strings.unused()


class _Office:
    """One package on its way through: which part is read how."""

    def __init__(self, package: Package, root: str):
        self._package = package
        self._main = package.main_part()
        sheets = set(self._targets("worksheet"))
        # What a part must begin with to be what the package says it is.
        self._roots = {self._main: root} | dict.fromkeys(sheets, "worksheet")
        if not set(self._roots) <= set(package.names):
            raise Refused(NOT_FOUND)
        if root == "workbook" and not sheets | set(self._targets("chartsheet")):
            raise Refused(NOT_FOUND)
        self.behind_charts = {at.target for at in package.relations if behind_chart(at, package)}
        self.strings = Strings()
        styles = next(iter(self._targets("styles")), None)
        shapes = number_shapes(package, styles) if styles in package.names else []
        self._workbook = Workbook(self.strings, shapes)
        self._fields: dict[str, list[str]] = {}

    def _targets(self, kind: str, source: str | None = None) -> list[str]:
        source = source or self._main
        links = self._package.relations
        return [at.target for at in links if at.source == source and at.kind == kind]

    def names_in_order(self) -> list[str]:
        """The parts, first those by which others are read: shared texts, fields of a pivot."""
        shared = set(self._targets("sharedstrings"))

        def rank(name: str) -> int:
            return 0 if name in shared else 1 if "cachedef" in self._package.type_of(name) else 2

        return sorted(self._package.names, key=rank)

    def texts_of(self, name: str) -> Iterator[str]:
        """What is written in a part. Raises Refused for one that cannot be read."""
        # Who leads where is read by whoever follows it.
        if name == CONTENT_TYPES or name.lower().endswith(".rels"):
            return
        if self._is_markup(name):
            yield from self._read_markup(name)
            return
        with self._package.open(name) as part:
            content = part.read()
        if name in self.behind_charts:
            refuse_strange_package(content)
            yield from _texts_of(content, "workbook", is_inside=True)
        elif content:
            yield from self._read_bytes(name, content)

    def _is_markup(self, name: str) -> bool:
        type_ = self._package.type_of(name)
        is_markup = type_.endswith(("+xml", "/xml")) or "vmldrawing" in type_
        return is_markup or name.lower().endswith(MARKUP)

    def _read_markup(self, name: str) -> Iterator[str]:
        markup = self._markup_for(name)
        try:
            with self._package.open(name) as part:
                yield from read_markup(part, markup)
        except SAXParseException:
            if not name.lower().endswith(".vml"):
                raise
            with self._package.open(name) as part:
                yield from read_loosely(part)
        if markup.root != self._roots.get(name, markup.root):
            raise Refused(NOT_FOUND)
        if isinstance(markup, PivotFields):
            self._fields[name] = markup.fields

    def _markup_for(self, name: str) -> Markup:
        if name in self._targets("sharedstrings"):
            return self.strings
        type_ = self._package.type_of(name)
        if (
            "worksheet+" in type_
            or "externallink+" in type_
            or self._roots.get(name) == "worksheet"
        ):
            return Sheet(self._workbook)
        if "pivotcacherecords+" in type_:
            fields = (self._fields[of] for of in self._fields if name in self._records_of(of))
            return PivotRows(next(fields, []))
        kinds = (made for signs, made in MARKUPS if any(sign in type_ for sign in signs))
        return next(kinds, Foreign)()

    def _records_of(self, definition: str) -> list[str]:
        return self._targets("pivotcacherecords", definition)

    def _read_bytes(self, name: str, content: bytes) -> Iterator[str]:
        type_ = self._package.type_of(name)
        if type_.startswith("image/") and content.startswith(DRAWINGS):
            words = (word.replace(b"\0", b"").decode() for word in WORDS.findall(content))
            yield from (written(word) for word in words)
        elif type_.startswith("image/") and content.startswith(BEGINNINGS):
            return
        elif content.startswith(PACKAGE):
            raise Refused(other_file_inside(name))
        elif not (content.startswith(FONTS) or any(sign in type_ for sign in UNREAD)):
            raise Refused(
                f"It has a part that cannot be read here ({name}). "
                "Take out what is not text, a table, a chart or a picture, and choose it again."
            )
