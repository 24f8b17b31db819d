"""What a browser without scripts sends from the page of a theme."""

from __future__ import annotations

import re

from tests.conftest import html_of

NAMES = r"(?:version|shown)-Q\d|rated-[\w.]+|cited_before|none_before"
SUBMIT = re.compile(r'name="(version|shown)" value="([^"]*)"')
HIDDEN = re.compile(rf'<input type="hidden"\s+name="({NAMES})"\s+value="([^"]*)"')
CHOICE = re.compile(r'<input type="radio"\s+name="(extent-[^"]+)" value="([^"]*)"[^>]*\schecked')
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
    for name, word in CHOICE.findall(page):
        fields[name] = [word]
    for pk in CITED.findall(page):
        fields.setdefault("cited", []).append(pk)
    return fields | ({"none_yet": "on"} if NONE_YET.search(page) else {})


def send(client, url: str, to: str = "save/", **changes):
    """Open the page, change boxes, and press a button; "submit/" checks the answers first, and
    submits them if the page of the check has a button for that.
    """
    if to == "submit/":
        return submit(client, url, **changes)
    fields = form_of(html_of(client.get(url)))
    return client.post(
        f"{url}{to}",
        {name: value for name, value in (fields | changes).items() if value is not None},
    )


def submit(client, url: str, **changes):
    """Press "Check and submit", and the button of the page of the check if it has one."""
    answer = send(client, url, "check/", **changes)
    if answer.status_code != 302:
        return answer
    checked = client.get(answer["Location"])
    read = dict(SUBMIT.findall(html_of(checked)))
    return client.post(f"{url}submit/", read) if read else checked
