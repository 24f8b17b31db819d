"""What in an office file may start or fetch something when it is opened; it is refused by name."""

from __future__ import annotations

import re

from ..limits import Refused
from .packages import Package, Relation, other_file_inside

# By the last word of a relation's type, or by a word of a part's content type.
KINDS = {
    "oleobject": "an object of another program (OLE)",
    "control": "an ActiveX control",
    "activex": "an ActiveX control",
    "activexcontrolbinary": "an ActiveX control",
    "afchunk": "a part of another kind, such as a web page (HTML)",
    "vbaproject": "macros (small programs)",
    "macroenabled": "macros (small programs)",
    "xlmacrosheet": "a macro sheet",
    "xlintlmacrosheet": "a macro sheet",
    "macrosheet": "a macro sheet",
    "connections": "a connection to other data, such as a web query",
    "querytable": "a query of other data, such as a web query",
    "html": "a web page (HTML)",
    "rfc822": "a web page or mail",
}
TYPES = (
    *("oleobject", "activex", "vbaproject", "macroenabled", "macrosheet", "text/html", "xhtml"),
    *("rfc822", "connections+xml", "querytable+xml"),
)
OUTSIDE = {
    "attachedtemplate": "a template from outside (choose Normal under Developer, Template)",
    "image": "a picture that lies outside (put it into the file itself)",
    "oleobject": "a link to an object outside (OLE)",
    "externallinkpath": "links to another workbook (break them under Data, Edit Links)",
    "frame": "a frame with a page from outside",
    "mailmergesource": "a mail merge with data from outside",
}
ELEMENTS = {
    "ddeLink": "a link to another program (DDE)",
    "oleLink": "a link to an object outside (OLE)",
    "altChunk": KINDS["afchunk"],
    "DataMashup": "a query of other data (Power Query)",
    "webVideoPr": "a video from the web",
}
FIELDS = re.compile(
    r"(?:^|[|{])\s*(DDE(?:AUTO)?|LINK|IMPORT|INCLUDE(?:TEXT|PICTURE)?|DATABASE)\b", re.IGNORECASE
)
# In a formula, names and texts in quotes or brackets are no part of how it works.
QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'|\[[^\[\]]*\]')
CALLS = re.compile(
    r"(?<![A-Z0-9_])(EXEC|CALL|REGISTER(?:\.ID)?|FOPEN|RTD|WEBSERVICE|IMAGE)\s*\(", re.IGNORECASE
)
# A template on a drive of one's own; one that lies on a server or in the web is fetched.
OWN_DRIVE = re.compile(r"(?:file:/{3})?[a-z]:[\\/]|[\w .()%\-]+\.dot[xm]?$", re.IGNORECASE)


def _refuse(what: str, where: str = "") -> None:
    # Never what a link or formula says: that may be what nobody should see.
    place = f" (in its part “{where}”)" if where else ""
    raise Refused(
        f"It holds {what}{place}. That may start or fetch something when the file is opened. "
        "Take it out, save the file and choose it again."
    )


def refuse_active(package: Package) -> None:
    """Raises Refused for parts, and relations to the outside, that do more than hold text."""
    for relation in package.relations:
        _refuse_relation(relation, package)
    for name in package.names:
        for sign in TYPES:
            if sign in package.type_of(name):
                kind = sign.removesuffix("+xml").rpartition("/")[2]
                _refuse(KINDS.get(kind, KINDS["html"]), name)


def _refuse_relation(relation: Relation, package: Package) -> None:
    if relation.outside:
        own = relation.kind == "attachedtemplate" and OWN_DRIVE.match(relation.target)
        if relation.kind != "hyperlink" and not own:
            _refuse(OUTSIDE.get(relation.kind, "a link to the outside"), relation.source)
    elif relation.kind == "package" and not behind_chart(relation, package):
        raise Refused(other_file_inside(relation.target))
    elif relation.kind in KINDS:
        _refuse(KINDS[relation.kind], relation.target)


def behind_chart(relation: Relation, package: Package) -> bool:
    """Whether a relation leads from a chart to the workbook with its figures."""
    return (
        relation.kind == "package"
        and re.search(r"\bchart(?:ex)?\+xml", package.type_of(relation.source)) is not None
        and "spreadsheetml.sheet" in package.type_of(relation.target)
    )


def refuse_active_element(name: str) -> None:
    """Raises Refused for an element, by its name without namespace, that does more than hold
    text.
    """
    if what := ELEMENTS.get(name):
        _refuse(what)


def refuse_active_fields(codes: str) -> None:
    """Raises Refused for a field of a document that fetches or starts something."""
    if found := FIELDS.search(codes):
        _refuse(f"a field that fetches from elsewhere ({found[1].upper()})")


def refuse_active_formula(formula: str) -> None:
    """Raises Refused for a formula that starts another program or fetches something."""
    bare = QUOTED.sub("", QUOTED.sub("", formula))
    if "|" in bare:
        _refuse("a formula that starts another program (DDE)")
    if found := CALLS.search(bare):
        _refuse(f"a formula that fetches or starts something ({found[1].upper()})")
