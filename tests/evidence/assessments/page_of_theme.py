"""What a browser without scripts sends from the page of a theme."""

from __future__ import annotations

import re

from tests.conftest import html_of

NAMES = r"(?:version|shown)-Q\d|rated-[\w.]+|cited_before|none_before"
HIDDEN = re.compile(rf'<input type="hidden"\s+name="({NAMES})"\s+value="([^"]*)"')
CHOICE = re.compile(r'<select[^>]*\sname="(extent-[^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
BOX = re.compile(r'<textarea[^>]*\sname="(Q\d)"[^>]*>\n?([^<]*)</textarea>')
CITED = re.compile(r'name="cited"\s+value="(\d+)"[^>]*\schecked')
NONE_YET = re.compile(r'name="none_yet"[^>]*\schecked')
FILLED = {f"Q{number}": f"The text of box {number}." for number in (1, 2, 3, 4)}


def form_of(page: str) -> dict:
    """The hidden fields of the page, and its boxes as they stand."""
    fields: dict = {}
    for name, value in HIDDEN.findall(page):
        fields.setdefault(name, []).append(value)
    fields |= dict(BOX.findall(page))
    for name, options in CHOICE.findall(page):
        fields[name] = re.findall(r'value="([^"]*)"\s+selected', options)
    for pk in CITED.findall(page):
        fields.setdefault("cited", []).append(pk)
    return fields | ({"none_yet": "on"} if NONE_YET.search(page) else {})


def send(client, url: str, to: str = "save/", **changes):
    """Open the page, change boxes, and press a button."""
    fields = form_of(html_of(client.get(url)))
    return client.post(
        f"{url}{to}",
        {name: value for name, value in (fields | changes).items() if value is not None},
    )
