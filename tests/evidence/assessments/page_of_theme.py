"""What a browser without scripts sends from the page of a theme."""

from __future__ import annotations

import re

from tests.conftest import html_of

HIDDEN = re.compile(
    r'<input type="hidden" name="((?:version|shown)-Q\d|rated-[\w.]+|cited_before|none_before)"'
    r' value="([^"]*)"'
)
CHOICE = re.compile(r'<select[^>]* name="(extent-[^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
FILLED = {f"Q{number}": f"The text of box {number}." for number in (1, 2, 3, 4)}


def form_of(page: str) -> dict:
    """The hidden fields of the page, and its boxes as they stand."""
    fields: dict = {}
    for name, value in HIDDEN.findall(page):
        fields.setdefault(name, []).append(value)
    for key, text in re.findall(r'<textarea[^>]* name="(Q\d)"[^>]*>\n?([^<]*)</textarea>', page):
        fields[key] = text
    for name, options in CHOICE.findall(page):
        fields[name] = re.findall(r'value="([^"]*)" selected', options)
    for pk in re.findall(r'name="cited" value="(\d+)"[^>]* checked', page):
        fields.setdefault("cited", []).append(pk)
    return fields | ({"none_yet": "on"} if re.search(r'name="none_yet"[^>]* checked', page) else {})


def send(client, url: str, to: str = "save/", **changes):
    """Open the page, change boxes, and press a button."""
    fields = form_of(html_of(client.get(url)))
    return client.post(
        f"{url}{to}",
        {name: value for name, value in (fields | changes).items() if value is not None},
    )
