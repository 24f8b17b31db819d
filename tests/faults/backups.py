"""T23: a backup that was made while people write brings back exactly one moment of it."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from unittest.mock import patch

from django.db import connection, connections, transaction
from django.urls import reverse

from accounts.history import record
from accounts.models import User
from evidence.files.store import Folder
from evidence.models import EvidenceItem
from oversight.backups import files
from oversight.backups.databases import database
from oversight.backups.making import make_backup
from oversight.backups.restoring import restore
from tests.factories import FileEvidenceFactory
from tests.oversight.backups.second import path_to_tools, second
from tests.site.table import TABLE
from tests.site.test_matrix import filled
from tests.site.test_unanswered import reader

from .browsing import form_for
from .ground import person_of, world
from .part import Outcome, Part
from .site import Site

BACK = "back"
# Whose form is saved in a browser, and which of its fields.
SAVED = {"edit-sub-action": "expected_difference", "answer-heard": "words"}
WITH_FILES = 3
# Between what one person does and her next, in seconds: else most of the time goes into what all of
# them have left behind.
PAUSE = 0.3


def run(site: Site, times: int) -> Outcome:
    """So many backups while some add files and take them away, and others save in their browsers;
    each is brought back to an empty database and an empty folder, and compared.
    """
    if connection.vendor == "postgresql":
        os.environ["PATH"] = path_to_tools()
    sessions, keys = world()
    sentences, folder = [], site.folder / "backups"
    with site.running(), _busy(site, sessions, keys):
        for number in range(times):
            found = _tried(folder)
            sentences += [f"{number}: {one}" for one in found]
            shutil.rmtree(folder, ignore_errors=True)
            print(f"{number + 1} of {times} backups, {len(sentences)} wrong", flush=True)
    return Outcome(times, len(sentences), sentences)


def _tried(folder: Path) -> list[str]:
    """What is wrong with one backup, a sentence each."""
    made = make_backup(folder)
    manifest, kept = made.manifest, folder / "files"
    found = [f"The file {name} is not in it." for name in manifest.missing]
    elsewhere = Folder(location=str(kept), base_url=None)
    with second(BACK, folder), patch.object(files, "_store", lambda: elsewhere):
        restore(made.path, using=BACK)
        connections[BACK].close()
        differing = database(BACK).held(BACK).differing(manifest.contents)
    found += [f"{name} is another one." for name in differing]
    there = {path.name: _mark(path) for path in kept.glob("*")}
    if there != {name: file.sha256 for name, file in manifest.files_of_rows().items()}:
        found.append("The files that came back are others.")
    return found


def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def _busy(site: Site, sessions: dict, keys: dict) -> Iterator[None]:
    """People write in this block. Raises what went wrong with one of them."""
    stopped, wrong = threading.Event(), []
    writers = [_comes_and_goes] * WITH_FILES
    writers += [_save(site, name, sessions, keys) for name in SAVED]

    def write(act: Callable[[int], None]) -> None:
        try:
            for number in count():
                if stopped.wait(PAUSE):
                    break
                act(number)
        except Exception as error:  # noqa: BLE001 - it is told at the end
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[one]) for one in writers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopped.set()
        for thread in threads:
            thread.join()
    if wrong:
        raise wrong[0]


def _comes_and_goes(number: int) -> None:
    """Evidence with a file is added with its line of history; every second goes again."""
    by = User.objects.order_by("pk").first()
    with transaction.atomic():
        content = f"%PDF-1.7 {threading.get_ident()} {number}".encode() * 1000
        item = FileEvidenceFactory(added_by=by, file__data=content)
        said = {"before": {}, "after": {"title": item.title}}
        record(by=by, act="added", thing="evidence", key=str(item.pk), **said)
    if number % 2:
        EvidenceItem.objects.filter(pk=item.pk).delete()
        item.file.storage.delete(item.file.name)


def _save(site: Site, name: str, sessions: dict, keys: dict) -> Callable[[int], None]:
    """Somebody who saves a form anew each time."""
    row = TABLE[name]
    address = reverse(name, kwargs=filled(row.own, keys))
    rest = {key: value for key, value in filled(row.body, keys).items() if key != "version"}
    browser = site.browser(person_of(sessions[reader(row)]))

    def save(number: int) -> None:
        form = form_for(browser, address)
        browser.post(address, form.sent(**rest | {SAVED[name]: f"We listen {number}."}))

    return save


BACKUPS = Part(
    name="backups",
    promise="T23 a backup that is made while people write brings back one moment of it: every row, "
    "counter and file",
    run=run,
    full=30,
    # Never with the tests, which let no second database in; tests/oversight/backups has its own.
)
