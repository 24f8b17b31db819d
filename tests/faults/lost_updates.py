"""T6: of those who save one record side by side nobody's words are lost without a word."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from django.urls import reverse

from accounts.models import Change
from tests.at_once import at_once
from tests.site.reading import Form
from tests.site.table import TABLE
from tests.site.test_matrix import filled
from tests.site.test_matrix import said as told
from tests.site.test_unanswered import reader

from .browsing import Browser, form_for
from .ground import person_of, world
from .part import Outcome, Part
from .site import Site

WRITERS = 8
# By address, the field that each writer changes, and with what.
TEXT, NUMBER = "We listen {}.", "1{:04}"
KINDS = {
    "edit-sub-action": ("expected_difference", TEXT),
    "edit-evidence": ("shows", TEXT),
    "edit-session": ("audiences-0-headcount", NUMBER),
    "edit-heard": ("words", TEXT),
    "answer-heard": ("words", TEXT),  # after which it is changed no more
    "edit-measure": ("why", TEXT),
    "edit-service": ("name", TEXT),
    "edit-round": ("name", TEXT),
}
SAID = {TEXT: re.compile(r"We listen \d+\."), NUMBER: re.compile(r"\b1\d{4}\b")}


def run(site: Site, times: int) -> Outcome:
    """Each of eight writers saves each record so many times, from the page as she finds it."""
    sessions, keys = world()
    tried, sentences = 0, []
    with site.running():
        for name, (field, words) in KINDS.items():
            address = reverse(name, kwargs=filled(TABLE[name].own, keys))
            row = TABLE[name]
            rest = {key: value for key, value in filled(row.body, keys).items() if key != "version"}
            fill = _filling(rest, field, words)
            saved = at_once(*_writers(site, address, sessions[reader(row)], fill, times))
            saves = [save for one in saved for save in one]
            tried += len(saves)
            found = _wrong(saves, words)
            sentences += [f"{name}: {one}" for one in found]
            print(f"{name}: {len(saves)} saves, {len(found)} wrong", flush=True)
    return Outcome(tried, len(sentences), sentences)


def _filling(rest: dict, field: str, words: str) -> Callable[[Form, int], dict]:
    """What is filled in by the number of the save: one field anew, and what is still empty."""

    def fill(form: Form, number: int) -> dict:
        empty = {name: text for name, text in rest.items() if not any(form.values.get(name, []))}
        return empty | {field: words.format(number)}

    return fill


def _writers(site: Site, address: str, session: str, fill: Callable, times: int) -> list[Callable]:
    """Eight windows, each signed in for itself; for the server they are eight people."""
    who = person_of(session)
    numbers = [range(first * times, (first + 1) * times) for first in range(WRITERS)]
    return [partial(_saves, site.browser(who), address, fill, mine) for mine in numbers]


def _saves(browser: Browser, address: str, fill: Callable, numbers: range) -> list:
    """Of each save: the number, the version that it began from, and what was answered."""
    done = []
    for number in numbers:
        form = form_for(browser, address)
        answer = browser.post(address, form.sent(**fill(form, number)))
        done.append((number, form.values["version"][0], answer))
    return done


def _wrong(saves: list[tuple], words: str) -> list[str]:
    """What is wrong with these, a sentence each."""
    begun_from: dict[str, int] = {}
    found = []
    for number, version, answer in saves:
        said = words.format(number)
        if answer.status_code == 302:
            if version in begun_from:
                found.append(f"{number} and {begun_from[version]} both followed {version}.")
            begun_from[version] = number
            if not Change.objects.filter(after__contains=said).exists():
                found.append(f"{number} was acknowledged and is not there.")
        elif answer.status_code != 409:
            found.append(f"{number} was answered {told(answer)}.")
        elif said not in answer.text or len({*SAID[words].findall(answer.text)}) < 2:
            found.append(f"The conflict of {number} does not show both texts.")
    return found if begun_from else [*found, "Nothing was acknowledged."]


LOST_UPDATES = Part(
    name="lost-updates",
    promise="T6 8 writers save 8 kinds of record: no acknowledged save is lost, the second writer "
    "gets both texts",
    run=run,
    full=25,
    short=1,
)
