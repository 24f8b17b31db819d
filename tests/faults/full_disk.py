"""T21 and T32: the disk of the database, or that of the uploads, is full, and has room again."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from accounts.other_ends import DATABASE, STORE

from .asking import REFUSED, Fault
from .breaking import LOOKED_FOR, Written, ready_to_write, until, what_was_lost, writing
from .broken_parts import tried, uploading
from .browsing import Browser
from .cluster import Cluster
from .part import NotTried, Outcome, Part
from .site import Site

ROOM = {"sqlite": "100m", "postgresql": "400m"}


def fill_database(site: Site, times: int) -> Outcome:
    """Fill the disk of the database so many times while people write; each time somebody is
    refused, nobody meets a fault of the product, and all goes on once there is room.
    """
    sentences = []
    with _small_disk(site) as disk, _moved(site, disk):
        made = ready_to_write(site)
        written = [made[name] for name in LOOKED_FOR]
        with site.running(), writing(written):
            for number in range(times):
                before = _count(written, 302)
                until(lambda before=before: _count(written, 302) > before, 30)
                sentences += _filled_once(site, disk, written)
                print(f"{number + 1} of {times}, {len(sentences)} wrong so far", flush=True)
        told = [status for one in written for status in one.told.values()]
        if faults := [status for status in told if status >= 500 and status != REFUSED]:
            sentences.append(f"{len(faults)} answers were {sorted(set(faults))}.")
        sentences += what_was_lost(written)
    return Outcome(times, len(sentences), sentences)


def _filled_once(site: Site, disk: Path, written: list) -> list[str]:
    """What is wrong while it is full, and after."""
    seen = _count(written, REFUSED)
    found = []
    if not site.cluster:
        until(_is_cut_short, 60)
    # Beside SQLite's file lie two as long as somebody has it open: that is not to be us.
    connection.close()
    with _full(disk):
        if not until(lambda: _count(written, REFUSED) > seen, 60):
            found.append("Nobody was refused though the disk was full.")
        health = Browser(site.port).get("/health/")
        # Of PostgreSQL's disk health knows only that nothing can be written there.
        part = DATABASE.name if site.cluster else STORE.name
        if part not in health.text or health.status_code != REFUSED:
            found.append(f"Health says {health.text}")
        found += [] if site.cluster else _unread(written[0])
    if site.cluster and not site.cluster.runs():
        site.cluster.start()
    seen = _count(written, 302)
    if not until(lambda: _count(written, 302) > seen, 60):
        found.append("Once there was room again nobody could write for 60 s.")
    return found


def _is_cut_short() -> bool:
    """Whether the file in which SQLite keeps what is newest could be emptied: what it once needed
    is written to again, however full the disk.
    """
    with connection.cursor() as cursor:
        busy, *_pages = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _unread(reader: Written) -> list[str]:
    """What is wrong with a page that is only read: on SQLite that goes on."""
    page = reader.writer.browser.get("/sub-actions/")
    return [] if page.status_code == 200 else [f"A page was answered {page.status_code}."]


def _count(written: list, status: int) -> int:
    return sum(list(one.told.values()).count(status) for one in written)


def fill_uploads(site: Site, times: int) -> Outcome:
    """Fill the disk of the uploads so many times: an upload keeps what was typed."""
    with _small_disk(site) as disk:
        note = ready_to_write(site)["evidence"].writer
        filler = _Filler(disk)
        full = Fault("full", STORE.name, filler.fill, filler.take_away, may_read=True)
        with site.running(EVIDENCE_FOLDER=str(disk / "uploads")):
            return tried(site, [full], uploading(note), times)


@contextmanager
def _small_disk(site: Site) -> Iterator[Path]:
    """A disk of its own with little room. Raises NotTried where none can be made."""
    if not hasattr(os, "geteuid") or os.geteuid():
        raise NotTried("a disk of its own takes root")
    disk = site.folder / "small"
    disk.mkdir(exist_ok=True)
    size = f"size={ROOM[site.database]}"
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "none", disk], check=False)
    if made.returncode:
        raise NotTried("no disk of its own can be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


@contextmanager
def _moved(site: Site, disk: Path) -> Iterator[None]:
    """The database lies on this disk, for the product and for us."""
    kept, ours = (site.url, site.cluster), dict(connection.settings_dict)
    connection.close()
    if site.cluster:
        folder = disk / "postgresql"
        folder.mkdir()
        site.cluster = Cluster(folder)
        site.url = site.cluster.proxied
        connection.settings_dict["HOST"] = site.cluster.socket
    else:
        file = disk / "tried.sqlite3"
        with sqlite3.connect(ours["NAME"]) as here, sqlite3.connect(file) as there:
            here.backup(there)
        site.url = f"sqlite:///{file}"
        connection.settings_dict["NAME"] = str(file)
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        site.stop()
        connection.close()
        if site.cluster:
            site.cluster.stop()
        connection.settings_dict.update(ours)
        site.url, site.cluster = kept


@contextmanager
def _full(disk: Path) -> Iterator[None]:
    filler = _Filler(disk)
    filler.fill()
    try:
        yield
    finally:
        filler.take_away()


class _Filler:
    """A file that takes all the room that is left."""

    def __init__(self, disk: Path):
        self._file = disk / "filler"

    def fill(self) -> None:
        with suppress(OSError), self._file.open("ab", buffering=0) as file:
            for size in (1024 * 1024, 4096, 1):
                with suppress(OSError):
                    while file.write(bytes(size)):
                        pass

    def take_away(self) -> None:
        self._file.unlink(missing_ok=True)


FULL_DISK = Part(
    name="full-disk",
    promise="T21 the disk of the database is full under writers: no acknowledged write is lost, "
    "503 and never 500, health says “storage” (of PostgreSQL “database”), SQLite goes on "
    "being read, and all goes on without a restart",
    run=fill_database,
    full=10,
)
FULL_STORE = Part(
    name="full-store",
    promise="T32 the disk of the uploads is full: a sentence by the file and the typed words, "
    "health says “storage”, the next upload is taken once there is room",
    run=fill_uploads,
    full=10,
)
