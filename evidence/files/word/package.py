"""The parts of a Word document, and the names by which its markup is read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from ..office.packages import Package
from .unit import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# "Strict Open XML" says the same in other names.
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/math": (
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
}
NOT_WORD = "This is not a Word document that can be read. Save it as .docx and try again."
# Style upon style and link upon link: no ordinary document goes deeper.
DEEPEST = 50


class Document:
    """A Word document: its main part, the parts that this is related to, and where links lead."""

    def __init__(self, content: bytes) -> None:
        """Raises Refused for what is no Word document."""
        try:
            self._package = Package(content)
            main = self._package.main_part()
            self._own = [at for at in self._package.relations if at.source == main]
            self.root = self._read(main)
        except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
            raise Unreadable(NOT_WORD) from error
        # By its id, where each link leads.
        self.links = self._links_of(main)

    def part(self, kind: str) -> etree._Element | None:
        """The part of a kind ("numbering", "styles", "comments"), if the document has one."""
        return next((root for root, _links in self.parts(kind)), None)

    def parts(self, kind: str) -> Iterator[tuple[etree._Element, dict[str, str]]]:
        """The parts of a kind ("header"), each with where its links lead."""
        for at in self._own:
            if at.kind == kind and not at.outside and at.target in self._package.names:
                try:
                    yield self._read(at.target), self._links_of(at.target)
                except (zipfile.BadZipFile, SyntaxError) as error:
                    raise Unreadable(NOT_WORD) from error

    def _links_of(self, part: str) -> dict[str, str]:
        return {
            at.id: at.target
            for at in self._package.relations
            if at.source == part and at.outside and at.kind == "hyperlink"
        }

    def _read(self, name: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        with self._package.open(name) as part:
            root = etree.fromstring(part.read(), parser)
        # Its entities would be words that nobody reads.
        if root.getroottree().docinfo.doctype:
            raise Unreadable(NOT_WORD)
        return _in_common_names(root)


def _in_common_names(root: etree._Element) -> etree._Element:
    """The same part in the names of the ordinary dialect."""
    if not any(uri in STRICT for uri in root.nsmap.values()):
        return root
    for element in root.iter(etree.Element):
        element.tag = _common(element.tag)
        for name, value in list(element.attrib.items()):
            if (common := _common(name)) != name:
                del element.attrib[name]
                element.set(common, value)
    return root


def _common(name: str) -> str:
    uri, brace, local = name[1:].partition("}")
    return f"{{{STRICT[uri]}}}{local}" if brace and uri in STRICT else name


def value(element: etree._Element | None, path: str, name: str = "val") -> str | None:
    """An attribute of what stands under a path of names; None where there is none."""
    found = element
    for step in path.split("/"):
        found = found.find(f"{W}{step}") if found is not None else None
    return found.get(f"{W}{name}") if found is not None else None


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """Whether a setting under an element is on or off; None where it says nothing."""
    found = element.find(f"{W}{name}") if element is not None else None
    if found is None:
        return None
    return found.get(f"{W}val", "true").lower() not in ("0", "false", "off", "none")
