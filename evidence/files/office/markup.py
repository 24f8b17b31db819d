"""What is written in one XML part of an office file: texts paragraph by paragraph, and attributes.

Elements go by their names without namespaces, so that both dialects of Open XML read alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO
from xml.sax.handler import ContentHandler, LexicalHandler, property_lexical_handler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from ..limits import Refused
from ..tables.labels import Columns
from .active import refuse_active_element, refuse_active_fields
from .machine_made import is_id, written, written_in
from .packages import EXPANDS

PIECE = 64 * 1024
MOST_COLUMNS = 100

# What holds a text that is one, however it is cut into runs inside.
BLOCKS = {"p", "si", "is", "text", "div", "rPh", "rt", "Fallback"}
BETWEEN = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
CODES = {"instrText", "delInstrText"}
# Measures inside a paragraph that are no part of its text.
BESIDE = {"posOffset", "Anchor", "align", "fldData", "binData", "relativeFrom"}
STRUCK, ADDED = {"del", "moveFrom"}, {"ins", "moveTo"}


class Markup(ContentHandler, LexicalHandler):
    """Hears one part and keeps in `found` what may be a person's.

    `codes` are the fields of a document as they are written, `root` is its first element. Bare
    numbers are sizes and ids here; in parts of other kinds they may be a person's.
    """

    numbers_in_texts = numbers_in_attributes = False

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.codes: list[str] = []
        self.root = ""
        self._path: list[str] = []
        self._chars: list[str] = []
        self._blocks: list[list[tuple[str, bool, bool]]] = []
        self._struck = self._added = 0
        self._tables: list[_Table] = []

    def characters(self, content: str) -> None:
        self._chars.append(content)

    def startElement(self, name: str, attrs) -> None:  # noqa: N802 - sax calls it so
        self._flush()
        name = name.rpartition(":")[2]
        self.root = self.root or name
        refuse_active_element(name)
        self._path.append(name)
        self._struck += name in STRUCK
        self._added += name in ADDED
        # In pairs: two of one name, of different namespaces, must not hide each other.
        pairs = [(key.rpartition(":")[2], value) for key, value in attrs.items()]
        self.begins(name, dict(pairs))
        if pairs:
            self.attributes(name, pairs)

    def comment(self, content: str) -> None:
        """A remark between elements, which no program shows."""
        self.say(written(content))

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802 - as above
        self.say(written(data))

    def endElement(self, name: str) -> None:  # noqa: N802 - sax calls it so
        self._flush()
        name = self._path.pop()
        self._struck -= name in STRUCK
        self._added -= name in ADDED
        self.ends(name)

    def _flush(self) -> None:
        if self._chars:
            text = "".join(self._chars)
            self._chars.clear()
            if self._path:
                self.text(self._path[-1], text)

    def say(self, text: str) -> None:
        """Keep a text; what comes next is another."""
        if text:
            self.found.append(text)

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; parts of special kinds hear more than this."""
        if name in BLOCKS:
            self._blocks.append([])
        elif name in BETWEEN:
            self._run(BETWEEN[name])
        elif name == "sym":
            # A sign of a symbol font lies in a range of its own.
            code = int(attributes.get("char", "20"), 16)
            self._run(chr(code & 0xFF if 0xF000 <= code <= 0xF0FF else code))
        elif name == "fldChar":
            self.codes.append(" | ")
        else:
            self._table(name, attributes)

    def _table(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tbl":
            self._tables.append(_Table())
        elif self._tables and name in ("tc", "gridSpan", "gridBefore"):
            span = attributes.get("gridSpan" if name == "tc" else "val", "1")
            self._tables[-1].begin(name, int(span) if span.isdigit() else 1)

    def attributes(self, name: str, pairs: list[tuple[str, str]]) -> None:
        """The attributes of an element, those that say something."""
        if name == "docVar":
            variable = dict(pairs)
            self.say(*Columns([variable.get("name", "")]).read([variable.get("val", "")]))
        for key, value in pairs:
            if key == "instr":
                self.codes.append(f" | {value} | ")
            elif text := written_in(name, key, value, numbers=self.numbers_in_attributes):
                self.say(text)

    def text(self, name: str, text: str) -> None:
        """The text that stands directly in an element."""
        if name in CODES:
            self.codes.append(text)
        elif self._blocks and name not in BESIDE:
            # The line breaks between elements are nobody's.
            if name in ("t", "delText") or text.strip():
                self._run(text)
        elif self.numbers_in_texts or not is_id(text.strip()):
            self.say(written(text))

    def _run(self, text: str) -> None:
        if self._blocks:
            self._blocks[-1].append((text, bool(self._struck), bool(self._added)))

    def ends(self, name: str) -> None:
        """An element ends."""
        if name in BLOCKS:
            self.block(self._blocks.pop())
        elif name == "tbl" and self._tables:
            self._tables.pop()
        elif name == "tc" and self._tables:
            self._tables[-1].end_cell()
        elif name == "tr" and self._tables:
            for text in self._tables[-1].end_row():
                self.say(text)

    def block(self, runs: list[tuple[str, bool, bool]]) -> None:
        """A paragraph, as it was before and as it is after changes that are still open."""
        whole = "".join(text for text, _struck, _added in runs)
        before = "".join(text for text, _struck, added in runs if not added)
        after = "".join(text for text, struck, _added in runs if not struck)
        for text in dict.fromkeys((whole, before, after)):
            self.say(text.strip())
        if self._tables:
            self._tables[-1].write(after)


class _Table:
    """A table of a document: its rows, read under their labels."""

    def __init__(self):
        self._columns, self._row, self._more = Columns(), [], 0

    def begin(self, name: str, span: int) -> None:
        """A cell begins, or says how many columns it takes; what lies before a row is none."""
        if name == "gridBefore":
            self._row.extend([""] * min(span, MOST_COLUMNS))
        else:
            self._more = min(span - 1, MOST_COLUMNS)
        if name == "tc":
            self._row.append("")

    def write(self, text: str) -> None:
        """A paragraph of the cell that was begun last."""
        if self._row:
            self._row[-1] = f"{self._row[-1]} {text}".strip()

    def end_cell(self) -> None:
        self._row.extend([""] * self._more)

    def end_row(self) -> list[str]:
        """What the labels say of the cells of a row, where they say anything."""
        cells, self._row = self._row, []
        read = self._columns.read(cells)
        return [new for new, old in zip(read, cells, strict=True) if new != old]


def read_markup(part: BinaryIO, markup: Markup) -> Iterator[str]:
    """What `markup` finds in a part. Raises Refused for entities, SAXException for broken XML."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(markup)
    parser.setProperty(property_lexical_handler, markup)
    try:
        while chunk := part.read(PIECE):
            parser.feed(chunk)
            yield from markup.found
            markup.found.clear()
        parser.close()
    except DefusedXmlException as error:
        raise Refused(EXPANDS) from error
    codes = "".join(markup.codes)
    refuse_active_fields(codes)
    markup.say(written(codes))
    yield from markup.found


class _LooseMarkup(HTMLParser):
    """Hears what older programs wrote of drawings, with tags that nobody closed."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self._runs: list[str] = []

    def handle_data(self, data: str) -> None:
        self._runs.append(data)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        for name, value in attrs:
            name = name.rpartition(":")[2]
            self.found.append(written_in(tag, name, value or "", numbers=False))
        if tag.rpartition(":")[2] not in ("font", "b", "i", "u", "span"):
            self.handle_endtag("div")

    def handle_endtag(self, tag: str) -> None:
        if tag.rpartition(":")[2] not in ("font", "b", "i", "u", "span"):
            self.found.append("".join(self._runs))
            self._runs.clear()

    def close(self) -> None:
        super().close()
        self.handle_endtag("div")


def read_loosely(part: BinaryIO) -> list[str]:
    """What stands in a drawing that is no good XML."""
    markup = _LooseMarkup()
    markup.feed(part.read().decode("utf-8", errors="replace"))
    markup.close()
    return markup.found
