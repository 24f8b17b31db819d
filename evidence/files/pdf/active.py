"""What a PDF file may do to whoever opens it: files that do anything are refused, with its name."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from ..limits import Refused

ANOTHER = "Print it into a new PDF file (Print, then “Save as PDF”) and choose that one."
INSIDE = (
    "There is another file inside it, which cannot be checked. Take the attachment out, or print "
    "it into a new PDF file (Print, then “Save as PDF”), and choose that one."
)
# What a PDF file may do to whoever opens it, by the name of the action, kind or entry.
ACTIVE = {
    "JavaScript": "a small program (JavaScript)",
    "JS": "a small program (JavaScript)",
    "Launch": "an order to start a program (Launch)",
    "SubmitForm": "a form that sends what is typed to another place (SubmitForm)",
    "ImportData": "an order to read another file (ImportData)",
    "RichMedia": "a film or a moving part (RichMedia)",
    "RichMediaExecute": "a film or a moving part (RichMedia)",
    "RichMediaContent": "a film or a moving part (RichMedia)",
    "3D": "a model that moves (3D)",
    "GoTo3DView": "a model that moves (3D)",
    "Movie": "a film (Movie)",
    "Sound": "a sound (Sound)",
    "Rendition": "a film or a sound (Rendition)",
    "Screen": "a film or a sound (Screen)",
    "GoToR": "a way into another file (GoToR)",
    "GoToE": "a way into another file (GoToE)",
    "XFA": "a form of another make (XFA)",
}
FILES_INSIDE = {"EmbeddedFile", "FileAttachment", "EF", "Collection"}
BY_ITSELF = "an order to open a page of the web by itself"
OTHER_PLACE = "a part that stands in another file"
# What says what a thing does or is, and which entries do something by standing there.
KINDS_OF = ("/S", "/Subtype", "/Type")
DOING = ("/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/EF", "/Collection")
# Here the entries are names that somebody chose.
CHOSEN = {"/Font", "/XObject", "/ColorSpace", "/Pattern", "/Properties", "/ExtGState", "/Shading"}
CHOSEN |= {"/CharProcs", "/Dests", "/RoleMap", "/ClassMap"}
# What happens by itself.
OPENING = ("/OpenAction", "/AA")


def refuse_act(what: str) -> None:
    """Raises Refused with the sentence about this."""
    raise Refused(f"It holds {what}. {ANOTHER}")


def refuse_active(thing: DictionaryObject, key: str) -> None:
    """Raises Refused when this object, which stands under this key, does something by itself or
    holds another file.
    """
    named = {str(thing[name])[1:] for name in KINDS_OF if name in thing}
    if key not in CHOSEN:
        named |= {name[1:] for name in DOING if name in thing and _holds(thing[name])}
    if named & FILES_INSIDE:
        raise Refused(INSIDE)
    for name in ACTIVE.keys() & named:
        refuse_act(ACTIVE[name])
    for name in OPENING:
        if name in thing and any(_opens_a_page(thing[name])):
            refuse_act(BY_ITSELF)


def _holds(value: object) -> bool:
    """Whether anything stands there: programs write empty lists of scripts, too."""
    if isinstance(value, StreamObject):
        return True
    return any(value.values()) if isinstance(value, DictionaryObject) else bool(value)


def _opens_a_page(value: object) -> Iterator[bool]:
    waiting, seen = [value], set()
    while waiting:
        action = waiting.pop().get_object()
        if isinstance(action, ArrayObject):
            waiting.extend(each for each in action if isinstance(each.get_object(), dict))
        if not isinstance(action, DictionaryObject) or id(action) in seen:
            continue
        seen.add(id(action))
        yield action.get("/S") == "/URI"
        # An action leads to the next; a list of what happens when holds actions by their occasion.
        waiting.extend([action["/Next"]] if "/Next" in action else [])
        waiting.extend([] if "/S" in action or "/Type" in action else action.values())
