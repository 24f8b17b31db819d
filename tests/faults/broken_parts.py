"""T22 and T32: the way to the database, the database or the store of files breaks, and says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts.other_ends import DATABASE, STORE
from tests.object_store import object_store, settings_of

from .asking import TAKEN, Asker, Fault, broken_once
from .breaking import Written, ready_to_write
from .part import POSTGRESQL, Outcome, Part
from .proxy import DELAY, REFUSE, RESET, SILENT, SLOW, WORKS, Proxy
from .site import Site
from .writers import Writer

BUCKET, FIRST = "promises", 1000
FILE = {"medium": "file", "words": "", "recognisable": "no"}


def break_links(site: Site, times: int) -> Outcome:
    """Each fault of the way to PostgreSQL so many times."""
    ways = {DELAY: True, SLOW: True, RESET: False, REFUSE: False, SILENT: False}
    faults = [_of_proxy(site.cluster.proxy, way, DATABASE.name, ways[way]) for way in ways]
    return _break(site, faults, times)


def break_database(site: Site, times: int) -> Outcome:
    """The database refuses, resets and says nothing, or is locked, so many times each."""
    if site.cluster:
        faults = [
            _of_proxy(site.cluster.proxy, way, DATABASE.name) for way in (REFUSE, RESET, SILENT)
        ]
    else:
        faults = [_locked()]
    return _break(site, faults, times)


def _break(site: Site, faults: list[Fault], times: int) -> Outcome:
    asker = Asker(ready_to_write(site)["evidence"], "/services/")
    with site.running():
        return tried(site, faults, asker, times)


def tried(site: Site, faults: list[Fault], asker: Asker, times: int) -> Outcome:
    """Each of these faults so many times, on a server that runs."""
    sentences, number = [], FIRST
    for fault in faults:
        found = []
        for _time in range(times):
            number += 1
            found += broken_once(site, fault, asker, number)
        sentences += found
        print(f"{fault.name}: {times} times, {len(found)} wrong", flush=True)
    return Outcome(times * len(faults), len(sentences), sentences)


def _of_proxy(proxy: Proxy, way: str, part: str, may_work: bool = False) -> Fault:
    return Fault(way, part, partial(_turn, proxy, way), partial(_turn, proxy, WORKS), may_work)


def _turn(proxy: Proxy, way: str) -> None:
    proxy.way = way


def _locked() -> Fault:
    """SQLite's one lock of whoever writes is held by somebody else, who does not let go."""
    name = connection.settings_dict["NAME"]
    other = sqlite3.connect(name, isolation_level=None, check_same_thread=False)

    def lock() -> None:
        connection.close()
        other.execute("BEGIN IMMEDIATE")

    return Fault("locked", DATABASE.name, lock, lambda: other.execute("ROLLBACK"), may_read=True)


def break_store(site: Site, times: int) -> Outcome:
    """A store in the network refuses, resets and says nothing, so many times each: an upload keeps
    what was typed, and is taken once the store is back.
    """
    note = ready_to_write(site)["evidence"].writer
    with _store() as (proxy, settings), site.running(**settings):
        faults = [_of_proxy(proxy, way, STORE.name) for way in (REFUSE, RESET, SILENT)]
        return tried(site, faults, uploading(note), times)


def uploading(note: Writer) -> Asker:
    """Somebody who uploads sheets, and reads the first of them."""
    writer = replace(note, changes=lambda n: note.changes(n) | FILE | {"upload": _sheet(n)})
    assert writer.send(FIRST).status_code == TAKEN, "the first upload is not taken"
    first = writer.kept(FIRST).get()
    return Asker(Written("file", writer), f"/evidence/{first.pk}/file/")


def _sheet(number: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("sheet.csv", f"Workshops,{number}\n".encode())


@contextmanager
def _store() -> Iterator[tuple[Proxy, dict[str, str]]]:
    """The proxy before a store, and the settings with which the product keeps its files there."""
    with object_store() as store:
        proxy = Proxy(("127.0.0.1", store.server_port))
        address = f"http://127.0.0.1:{proxy.port}"
        yield proxy, settings_of(store, BUCKET) | {"EVIDENCE_S3_ENDPOINT": address}
        proxy.close()


BROKEN_LINKS = Part(
    name="broken-links",
    promise="T22 the way to the database is late, slow, reset, refused or silent: every answer "
    "within 12 s, 503 and never 500, the next request after the repair succeeds",
    run=break_links,
    full=6,
    databases=(POSTGRESQL,),
)
BROKEN_DATABASE = Part(
    name="broken-database",
    promise="T32 the database refuses, resets, says nothing or is locked: 503 with Retry-After and "
    "the typed words, health names it",
    run=break_database,
    full=10,
)
BROKEN_STORE = Part(
    name="broken-store",
    promise="T32 the store of files refuses, resets or says nothing: a sentence by the file and "
    "the typed words, 503 for a file that cannot be fetched, health names it",
    run=break_store,
    full=10,
)
