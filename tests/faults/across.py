"""What one server has begun and the other ends."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from tests.evidence.files.sample_files import docx, picture
from tests.evidence.participation.sheets.sample_sheets import csv_of, line, sheet

from .twins import Installation
from .visitor import Answer, Visitor, values_of

PASSWORD = "keep-the-promise"  # noqa: S105 - the demonstration's, printed on its page
TRIES = 5  # with a wrong password, before no more is taken


def across(both: tuple[Installation, Installation], folder: Path) -> Iterator[str]:
    """A sentence for each act, empty where it held; from each of the two to the other."""
    ports = [each.port for each in both]
    for one, other in (ports, ports[::-1]):
        for act in (_file, _sheet, _words, _end_of_sessions, _wrong_passwords):
            yield from _said(act, one, other)
    yield from _mail(both, folder)


def _said(act: Callable, one: int, other: int) -> Iterator[str]:
    for held, sentence in act(one, other):
        yield "" if held else f"{sentence} (from port {one} to {other})"


def _signed_in(port: int, who: str) -> Visitor:
    visitor = Visitor()
    visitor.sign_in(port, f"{who}@demo.test", PASSWORD)
    return visitor


def _evidence(form: Answer, **changes: str) -> list[tuple[str, str]]:
    """What is sent of the form of evidence, once it was filled in."""
    day = f"{timezone.localdate():%d/%m/%Y}"
    filled = {
        "medium": "file",
        "kind": "practice",
        "title": f"How a session runs {uuid.uuid4().hex}",
        "shows": "Young adults lead it.",
        "dated_on": day,
        "visibility": "board",
        "recognisable": "no",
    }
    return list((dict(values_of(form.form("upload_kept"))) | filled | changes).items())


def _file(one: int, other: int) -> Iterator[tuple[bool, str]]:
    """A file that has arrived with an unfinished form, and is kept when the form is finished."""
    visitor, content = _signed_in(one, "keeper"), docx(f"Number {uuid.uuid4().hex}")
    page = visitor.get(one, "/evidence/add/C18/")
    files = {"upload": ("Minutes.docx", content)}
    unfinished = _evidence(page, title="")
    page = visitor.post(one, "/evidence/add/C18/", unfinished, files)
    yield page.status == 200, "A form with a file and without a title was not asked about"
    done = visitor.post(other, "/evidence/add/C18/", _evidence(page), {})
    yield done.status == 302, "A file that one server has was not kept by the other"
    item = done.place
    for port in (one, other):
        yield visitor.get(port, f"{item}file/").status == 200, "A file cannot be had"
    kept = [visitor.get(port, f"{item}file/").content for port in (one, other)]
    yield kept[0] == kept[1] != b"", "A file is another one on the other server"
    page, files = visitor.get(one, "/evidence/add/C18/"), {"upload": ("Board.png", picture("png"))}
    done = visitor.post(one, "/evidence/add/C18/", _evidence(page), files)
    yield done.status == 302, "A photo was not kept"


def _sheet(one: int, other: int) -> Iterator[tuple[bool, str]]:
    """A sheet of sessions that one has checked and the other brings in."""
    visitor, name = _signed_in(one, "champions"), f"Held {uuid.uuid4().hex[:8]}.csv"
    page = visitor.get(one, "/participation/import/")
    box = next(box for box in page.document.iterfind(".//input[@type='file']"))
    held = f"{timezone.localdate() - timedelta(days=uuid.uuid4().int % 300):%d/%m/%Y}"
    number = str(uuid.uuid4().int % 900 + 1)  # one that was brought in before is not taken again
    rows = sheet(line(Date=held, Service="", Audience="Community", Headcount=number))
    files = {box.get("name"): (name, csv_of(rows))}
    values = values_of(next(box.iterancestors("form")))
    page = visitor.post(one, "/participation/import/", values, files)
    if page.status == 302:
        page = visitor.get(other, page.place)
    yield page.status == 200, "A sheet was not taken"
    for _step in range(3):
        form = _next_form(page)
        if form is None:
            break
        page = visitor.post(other, form.get("action"), _pressed(form))
        if page.status == 302:
            page = visitor.get(one, page.place)
    yield name in visitor.get(one, "/participation/import/").html, "A sheet is not brought in"


def _next_form(page: Answer):
    """The form with which a sheet goes on: to be checked, or to be brought in."""
    for form in page.document.iterfind(".//form"):
        if "import" in (form.get("action") or "") and "/undo/" not in form.get("action"):
            return form
    return None


def _pressed(form) -> list[tuple[str, str]]:
    button = form.find(".//button[@name]")
    pressed = [] if button is None else [(button.get("name"), button.get("value") or "")]
    return values_of(form) + pressed


def _words(one: int, other: int) -> Iterator[tuple[bool, str]]:
    """What was typed when the session was over is back after signing in at the other server."""
    visitor = _signed_in(one, "keeper")
    page, title = visitor.get(one, "/evidence/add/C18/"), f"Kept {uuid.uuid4().hex}"
    values = _evidence(page, medium="note", title=title)
    visitor.cookies.pop("sessionid")
    stopped = visitor.post(other, "/evidence/add/C18/", values)
    yield stopped.status == 401, "Somebody who was signed out was not asked to sign in"
    form = stopped.form("login")
    given = dict(values_of(form)) | {"login": "keeper@demo.test", "password": PASSWORD}
    signed_in = visitor.post(one, form.get("action"), list(given.items()))
    # The browser sends the sealed words on to the page that they were typed on.
    yield signed_in.status == 307, "Who had signed in was not led on with the words"
    back = visitor.post(other, signed_in.place, list(given.items()))
    yield title in back.html, "Words that were typed are not back"


def _end_of_sessions(one: int, other: int) -> Iterator[tuple[bool, str]]:
    """Whoever signs out at one is signed out at the other."""
    visitor = _signed_in(one, "board")
    held, kept = visitor.get(other, "/board/"), dict(visitor.cookies)
    yield held.status == 200, "A session of one server is none of the other"
    page = visitor.get(one, "/sign-out/")
    form = next(f for f in page.document.iterfind(".//form") if "sign-out" in f.get("action", ""))
    visitor.post(one, "/sign-out/", values_of(form))
    visitor.cookies = kept
    yield visitor.get(other, "/board/").status == 302, "A session that has ended goes on"


def _wrong_passwords(one: int, other: int) -> Iterator[tuple[bool, str]]:
    """Tries to sign in are counted together."""
    email, stranger = f"{uuid.uuid4().hex}@demo.test", Visitor()
    said = [stranger.sign_in(port, email, "wrong") for port in (one, other) * (TRIES // 2 + 1)]
    yield "too many" in said[-1].html.lower(), "Tries to sign in are counted by each for itself"
    yield "too many" not in said[TRIES - 2].html.lower(), "Tries to sign in are counted twice"


def _mail(both: tuple[Installation, Installation], folder: Path) -> Iterator[str]:
    """A mail that waits is sent once, whoever sends."""
    email = f"{uuid.uuid4().hex}@council.test"
    visitor, (one, other) = _signed_in(both[0].port, "admin"), (each.port for each in both)
    form = visitor.get(one, "/people/invite/").form("email")
    values = dict(values_of(form)) | {"email": email, "name": "Kirstin Hay", "role": "board"}
    done = visitor.post(other, "/people/invite/", list(values.items()))
    yield "" if done.status == 302 else f"An invitation was answered {done.status}."
    for each in both:
        each.manage("send_mail")
    sent = sum(file.read_text().count(f"To: {email}") for file in (folder / "mail").iterdir())
    yield "" if sent == 1 else f"An invitation was sent {sent} times."
