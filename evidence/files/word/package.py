"""The parts of a Word document, found by their relations: only those say what a part is called."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from ..reading import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
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


class Unreadable(Refused):
    """A document that is refused, with the sentence that says why and what to do."""


class Package:
    """A Word document: its main part, the parts that this is related to, and where links lead."""

    def __init__(self, content: bytes) -> None:
        """Raises Unreadable for what is no Word document."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            self._names = {name.casefold(): name for name in self._zip.namelist()}
            # By its id, where each link leads.
            self.links: dict[str, str] = {}
            main = self._relations("")["officeDocument"]
            self.root = self._read(main)
            self._parts = self._relations(main)
        except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
            raise Unreadable(NOT_WORD) from error

    def part(self, kind: str) -> etree._Element | None:
        """The part of a kind ("numbering", "styles", "comments"), if the document has one."""
        name = self._parts.get(kind, "").casefold()
        try:
            return self._read(name) if name in self._names else None
        except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
            raise Unreadable(NOT_WORD) from error

    def _relations(self, part: str) -> dict[str, str]:
        """What a part is related to, by the last word of the kind of relation; its links are kept
        apart.
        """
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, str] = {}
        if rels.casefold() not in self._names:
            return found
        for relation in self._read(rels).iter(RELATION):
            kind = relation.get("Type", "").rpartition("/")[2]
            target, outside = relation.get("Target", ""), relation.get("TargetMode") == "External"
            if kind == "hyperlink" and outside:
                self.links[relation.get("Id", "")] = target
            elif not outside:
                path = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                found.setdefault(kind, path.lstrip("/"))
        return found

    def _read(self, name: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(self._zip.read(self._names[name.casefold()]), parser)
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
