"""A form of a page, filled with words that were sent from it before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

from .sealing import Words, is_secret

# Neither the page's own token nor what only its own boxes can hold.
NOT_FILLED = {"file", "password", "submit", "button", "image", "reset"}
OWN = {"csrfmiddlewaretoken"}
# What XML cannot hold: nobody types these, but they come along when text is pasted.
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
OTHER_BREAKS = re.compile("\r\n?|[\x0b\x0c]")
DOCTYPE = "<!doctype html>"


def fill(page: str, words: Words, notice: Callable[[bool, dict[str, list[str]]], str]) -> str:
    """The page with its form filled, and above it a notice; that is made knowing whether the form
    was there, and the texts for which it has no box, by their names.
    """
    document = html.document_fromstring(page)
    left = {name: list(map(_written, texts)) for name, texts in words.values.items()}
    form = _form_of(document, words)
    if form is not None:
        _grow(document, form, left)
        left = _fill(document, form, left)
    _put(document, form, notice(form is not None, left))
    return html.tostring(document, encoding="unicode", doctype=DOCTYPE)


def _written(text: str) -> str:
    return UNWRITABLE.sub("", OTHER_BREAKS.sub("\n", text))


def _form_of(document: HtmlElement, words: Words) -> HtmlElement | None:
    """The form that is sent to the same address; of several, the one that asks most of the same."""
    fitting = [
        form
        for form in document.iterfind(".//form")
        if form.method.upper() == "POST" and words.address in _addresses(document, form, words.page)
    ]

    def alike(form: HtmlElement) -> int:
        return len({box.get("name") for box in _boxes(document, form)} & words.values.keys())

    return max(fitting, key=alike, default=None)


def _addresses(document: HtmlElement, form: HtmlElement, page: str) -> set[str]:
    buttons = [box.get("formaction") for box in _members(document, form, "button[@formaction]")]
    return {urljoin(page, address or page) for address in [form.get("action"), *buttons]}


def _members(document: HtmlElement, form: HtmlElement, what: str) -> list[HtmlElement]:
    """What belongs to a form: what stands in it, and what names it from elsewhere on the page."""
    name = form.get("id")
    outside = document.xpath(f"//{what}[@form=$name]", name=name) if name else []
    return [*form.xpath(f".//{what}[not(@form)]"), *outside]


def _boxes(document: HtmlElement, form: HtmlElement) -> list[HtmlElement]:
    return [
        box
        for kind in ("input", "select", "textarea")
        for box in _members(document, form, f"{kind}[@name]")
        if box.get("type", "").lower() not in NOT_FILLED
        and box.get("name") not in OWN
        and not is_secret(box.get("name"))
    ]


# --- Rows of which the page shows fewer than were sent --------------------------------------------


def _grow(document: HtmlElement, form: HtmlElement, sent: dict[str, list[str]]) -> None:
    for total in [box for box in _boxes(document, form) if _is_total(box.get("name"))]:
        prefix = total.get("name").removesuffix("-TOTAL_FORMS")
        first, wanted = int(total.get("value")), _rows_sent(prefix, sent)
        for number in range(first, wanted):
            _add_row(document, form, prefix, number)


def _is_total(name: str) -> bool:
    return name.endswith("-TOTAL_FORMS")


def _rows_sent(prefix: str, sent: dict[str, list[str]]) -> int:
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,2}})-")
    found = [pattern.match(name) for name in sent]
    return max((int(match[1]) + 1 for match in found if match), default=0)


def _add_row(document: HtmlElement, form: HtmlElement, prefix: str, number: int) -> None:
    """One more row after the last, made like it."""
    if number == 0:
        return
    old, new = f"{prefix}-{number - 1}-", f"{prefix}-{number}-"
    boxes = [box for box in _boxes(document, form) if box.get("name").startswith(old)]
    row = _that_holds(boxes)
    if row is None or row is form:
        return
    added = deepcopy(row)
    added.tail = row.tail
    for element in added.iter():
        for name, value in element.items():
            element.set(name, value.replace(old, new))
    for legend in added.iterfind(".//legend"):
        legend.text = (legend.text or "").replace(str(number), str(number + 1))
    row.addnext(added)


def _that_holds(boxes: list[HtmlElement]) -> HtmlElement | None:
    """The smallest part of the page that holds all of these boxes."""
    if not boxes:
        return None
    shared = set.intersection(*(set(box.iterancestors()) for box in boxes))
    return next(part for part in boxes[0].iterancestors() if part in shared)


# --- The boxes ------------------------------------------------------------------------------------


def _fill(
    document: HtmlElement, form: HtmlElement, sent: dict[str, list[str]]
) -> dict[str, list[str]]:
    """Fill the boxes; returns what found none."""
    by_name: dict[str, list[HtmlElement]] = defaultdict(list)
    for box in _boxes(document, form):
        by_name[box.get("name")].append(box)
    left = dict(sent)
    for name, boxes in by_name.items():
        left[name] = list(_fill_group(boxes, sent.get(name, [])))
    return {name: texts for name, texts in left.items() if texts}


def _fill_group(boxes: list[HtmlElement], texts: list[str]) -> Iterator[str]:
    """Fill the boxes of one name; yields the texts that are left."""
    left = list(texts)
    for box in boxes:
        if box.tag == "select":
            left = _choose(box, left)
        elif box.get("type", "").lower() in ("checkbox", "radio"):
            value = box.get("value", "on")
            box.attrib.pop("checked", None)
            if value in left:
                left.remove(value)
                box.set("checked", "checked")
        elif left:
            _type(box, left.pop(0))
    yield from left


def _choose(box: HtmlElement, texts: list[str]) -> list[str]:
    options = list(box.iterfind(".//option"))
    values = [option.get("value", option.text or "") for option in options]
    if not set(values) & set(texts) and box.get("multiple") is None:
        return texts
    for option, value in zip(options, values, strict=True):
        option.attrib.pop("selected", None)
        if value in texts:
            option.set("selected", "selected")
    return [text for text in texts if text not in values]


def _type(box: HtmlElement, text: str) -> None:
    if box.tag == "textarea":
        # A browser takes the first line break away.
        box.text = f"\n{text}"
        for child in box:
            box.remove(child)
    else:
        box.set("value", text)


# --- The notice -----------------------------------------------------------------------------------


def _put(document: HtmlElement, form: HtmlElement | None, notice: str) -> None:
    """Put the notice under the page's title, or before the form where there is none."""
    part = html.fragment_fromstring(notice)
    top = document.find(".//main/header")
    if top is not None:
        part.tail, top.tail = top.tail, None
        top.addnext(part)
    elif form is not None:
        form.addprevious(part)
    else:
        document.find(".//main").insert(0, part)
