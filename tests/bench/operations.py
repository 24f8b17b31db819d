"""What is measured: pages as they are opened, and forms as they are sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import lxml.html

from accounts.models import Role

from .browser import Answer, Browser
from .places import Places

# What is done before the clock starts, and gives what is measured.
Prepared = Callable[[], Answer]


@dataclass(frozen=True)
class Operation:
    """One of `goals.GOALS`: who does it, and how; `prepare` gives the call that is measured, which
    answers with this status.
    """

    name: str
    who: str
    prepare: Callable[[Browser], Prepared]
    status: int = 200


def operations(places: Places) -> list[Operation]:
    """Everything that is measured at one data set."""
    draft = places.theme
    return [
        Operation("Board, first look after a save", "board", _page("/board/")),
        Operation("Board, unchanged", "board", _unchanged("/board/"), 304),
        Operation("call", "board", _page("/calls/C18/")),
        Operation("sub-action, the busiest", "keeper", _page(f"/sub-actions/{places.busy.key}/")),
        Operation("sub-action, no updates", "board", _page(f"/sub-actions/{places.quiet.key}/")),
        Operation("action", "board", _page("/actions/1/")),
        Operation("my work", "keeper", _page("/my-work/")),
        Operation("sub-actions by status", "board", _page("/sub-actions/?status=on-track")),
        Operation(
            "sub-actions of a foundation, contradicted",
            "board",
            _page("/sub-actions/?foundation=care&attention=contradicted"),
        ),
        Operation("coverage", "board", _page("/coverage/")),
        Operation("page 85 of The Promise", "board", _page("/pages/the-promise/85/")),
        Operation("participation", "champions", _page("/participation/")),
        Operation("sessions", "champions", _page("/participation/sessions/")),
        Operation("evidence", "board", _page("/evidence/")),
        Operation("what we heard", "champions", _page("/heard/")),
        Operation("self-assessment, a draft", "assessor", _page(draft)),
        Operation(
            "self-assessments of a round",
            "board",
            _page(f"/self-assessment/{places.round.key}/"),
        ),
        Operation("tensions", "board", _page("/tensions/")),
        Operation("a theme side by side", "board", _page("/themes/T1/self-assessments/")),
        Operation("services", "administrator", _page("/services/")),
        Operation("people", "administrator", _page("/people/")),
        Operation("history", "administrator", _page("/history/")),
        Operation("search, a rare word", "board", _page("/search/?q=kinship")),
        Operation("search, a common word", "board", _page("/search/?q=young")),
        Operation("session form", "champions", _page("/participation/log/")),
        Operation("update form", "keeper", _page(f"/sub-actions/{places.busy.key}/update/")),
        Operation("assigning", "administrator", _page("/assign/")),
        Operation(
            "assigning to a service",
            "administrator",
            _page(f"/assign/?service={places.busy.service.key}"),
        ),
        Operation("names while one types", "board", _page("/find/sub-actions/?words=young")),
        Operation("calls", "board", _page("/calls/")),
        Operation("actions", "board", _page("/actions/")),
        Operation("claims", "board", _page("/board/waiting/")),
        Operation("changes since the last Board", "board", _page("/board/changes/")),
        Operation("a closed round, read before", "board", _again(places.closed)),
        Operation("a foundation", "board", _page("/foundations/care/")),
        Operation("theme", "board", _page("/themes/T1/")),
        Operation("a service's self-assessment", "assessor", _page(places.whole)),
        Operation("what would help", "board", _page("/needs/")),
        Operation("meeting", "board", _page("/board/meeting/")),
        Operation("what the Board asks", "board", _page("/questions/")),
        Operation("a question", "keeper", _page(f"/questions/{places.question.pk}/")),
        Operation("decisions", "board", _page("/decisions/")),
        Operation("governance", "board", _page("/governance/")),
        Operation("what is felt", "board", _page("/board/felt/")),
        Operation("asking what is felt", "champions", _page("/felt/")),
        Operation("upkeep of evidence", "champions", _page("/evidence/upkeep/")),
        Operation("administration", "administrator", _page("/administration/")),
        Operation("form of what was heard", "champions", _page("/heard/add/")),
        Operation("form of a role", "administrator", _page("/people/invite/")),
        Operation("form of several invitations", "administrator", _page("/people/invite-several/")),
        Operation("form of an action's lead", "administrator", _page("/actions/1/lead/")),
        Operation("edit form", "keeper", _page(f"/sub-actions/{places.busy.key}/edit/")),
        Operation(
            "form of a replacement",
            "administrator",
            _page(f"/sub-actions/{places.quiet.key}/replace/"),
        ),
        Operation("update save", "keeper", _update(places), 302),
        Operation("self-assessment autosave", "assessor", _autosave(draft)),
        Operation("session save", "champions", _session(places), 302),
    ]


def people(places: Places) -> dict[str, object]:
    """Who does them."""
    return {
        "board": places.holder(Role.BOARD),
        "champions": places.holder(Role.CHAMPIONS),
        "administrator": places.holder(Role.ADMINISTRATOR),
        "keeper": places.keeper(places.busy.service),
        "assessor": places.keeper(places.draft.service),
    }


def _page(path: str) -> Callable[[Browser], Prepared]:
    return lambda browser: lambda: browser.get(path)


def _again(path: str) -> Callable[[Browser], Prepared]:
    def prepare(browser: Browser) -> Prepared:
        browser.get(path)
        return lambda: browser.get(path)

    return prepare


def _unchanged(path: str) -> Callable[[Browser], Prepared]:
    def prepare(browser: Browser) -> Prepared:
        tag = browser.get(path).headers["ETag"]
        return lambda: browser.get(path, tag)

    return prepare


def _filled(page: Answer, holding: str) -> dict[str, list]:
    """What a browser would send, untouched, of the form of a page that holds this field."""
    forms = lxml.html.fromstring(page.body.decode()).forms
    form = next(one for one in forms if one.method == "POST" and holding in one.fields)
    fields: dict[str, list] = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return fields


def _update(places: Places) -> Callable[[Browser], Prepared]:
    path = f"/sub-actions/{places.busy.key}/update/"

    def prepare(browser: Browser) -> Prepared:
        fields = _filled(browser.get(path), "changed")
        status = "slipping" if places.busy.kind == "ongoing" else "at-risk"
        fields |= {"status": status, "changed": "The second workshop was held in Ayr."}
        return lambda: browser.post(path, fields)

    return prepare


def _autosave(draft: str) -> Callable[[Browser], Prepared]:
    def prepare(browser: Browser) -> Prepared:
        page = lxml.html.fromstring(browser.get(draft).body.decode())
        box = page.xpath("//*[@data-box]")[0]
        version = box.xpath(".//input[starts-with(@name, 'version-')]")[0].value
        fields = {"text": "Young people lead the group.", "version": version}
        return lambda: browser.post(box.get("data-url"), fields)

    return prepare


def _session(places: Places) -> Callable[[Browser], Prepared]:
    path = "/participation/log/"

    def prepare(browser: Browser) -> Prepared:
        fields = _filled(browser.get(path), "held_on")
        fields |= {
            "held_on": f"{places.today:%d/%m/%Y}",
            "kind": "workshop",
            "lived_experience": "neither",
            "lived_number": "0",
            "audiences-0-kind": "community",
            "audiences-0-headcount": "14",
            "sub_actions": [places.recurring.key],
        }
        return lambda: browser.post(path, fields)

    return prepare
