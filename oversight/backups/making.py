"""A backup is made: of one moment, while people write, and under its name only once it is whole."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import DatabaseError, connections
from django.utils import timezone

from evidence.files.store import StoreFails

from . import files
from .archive import DATABASE, Manifest, Writing, opened
from .contents import Refused
from .databases import database
from .keeping import name_of

# Where a backup lies until it is whole.
MAKING = ".making-"
A_DAY = 24 * 60 * 60
NOTHING_KEPT = "Nothing of this backup was kept."
NO_ROOM = "There is no room for a backup in {folder}. Make some, or name another BACKUP_FOLDER."
NO_FOLDER = "The folder {folder} for backups cannot be written to ({error})."
NO_FILES = "The place where files are kept fails ({error})."
AMONG_UPLOADS = (
    "The folder {folder} for backups lies inside that of the uploads, {uploads}, whose files are "
    "looked through and deleted by other rules. Name another BACKUP_FOLDER."
)
EMPTY = "The database holds nothing yet. Run manage.py migrate, and make a backup then."


@dataclass(frozen=True)
class Made:
    """A backup that is whole, and where it lies."""

    path: Path
    manifest: Manifest


def make_backup(folder: Path, *, using: str = "default") -> Made:
    """Write one backup into a folder, and check it. Raises Refused, and then nothing is left of
    it.
    """
    with _said(folder):
        _prepare(folder)
        with tempfile.TemporaryDirectory(prefix=MAKING, dir=folder) as making:
            _clear(folder, now=Path(making).stat().st_mtime)
            manifest = _written(Path(making), using)
            with opened(Path(making, "archive")):
                return Made(_named(Path(making, "archive"), folder, manifest), manifest)


def _prepare(folder: Path) -> None:
    uploads = getattr(storages["evidence"], "location", None)
    if uploads and folder.resolve().is_relative_to(Path(uploads).resolve()):
        raise Refused(AMONG_UPLOADS.format(folder=folder, uploads=uploads))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _clear(folder: Path, now: float) -> None:
    """Delete what a machine that stopped has left; one that is just being made is younger. `now` is
    by the clock of the folder, which may be another machine's.
    """
    for left in folder.glob(f"{MAKING}*"):
        if now - left.stat().st_mtime > A_DAY:
            shutil.rmtree(left, ignore_errors=True)


def _written(making: Path, using: str) -> Manifest:
    part, dumped, made_at = database(using), making / DATABASE, timezone.now()
    with closing(Writing(making / "archive")) as writing:
        taking = files.Taking(writing, using)
        # Most of them before the moment that is backed up, which then is a short one.
        taking.take(files.named_now(using))
        held = part.dump(using, dumped, taking.take)
        if not held.migrations:
            raise Refused(EMPTY)
        with dumped.open("rb") as file:
            dump = writing.add(DATABASE, file)
        dumped.unlink()
        manifest = Manifest(
            made_at=made_at,
            vendor=connections[using].vendor,
            server=part.server_of(using),
            demo=settings.DEMO,
            contents=held,
            dump=dump,
            files=taking.taken,
            missing=taking.missing,
        )
        writing.finish(manifest)
    return manifest


def _named(archive: Path, folder: Path, manifest: Manifest) -> Path:
    """Give an archive its final name; returns the path."""
    number = 1
    while True:
        path = folder / name_of(manifest.made_at, number)
        number += 1
        try:
            # Never over another one, as a rename would.
            os.link(archive, path)
        except FileExistsError:
            continue
        except OSError:  # some folders in the network know no second name
            if path.exists():
                continue
            archive.rename(path)
        _wait_for_disk(folder)
        return path


def _wait_for_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _said(folder: Path) -> Iterator[None]:
    """What goes wrong in this block, in a sentence."""
    try:
        yield
    except Refused as error:
        raise Refused(f"{error} {NOTHING_KEPT}") from error
    except StoreFails as error:
        raise Refused(f"{NO_FILES.format(error=error)} {NOTHING_KEPT}") from error
    except OSError as error:
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        sentence = NO_ROOM if is_full else NO_FOLDER
        said = sentence.format(folder=folder, error=error.strerror or type(error).__name__)
        raise Refused(f"{said} {NOTHING_KEPT}") from error
    except DatabaseError as error:
        code = getattr(error.__cause__, "sqlite_errorcode", None)
        is_full = code is not None and code & 0xFF == sqlite3.SQLITE_FULL
        said = NO_ROOM.format(folder=folder) if is_full else f"The database says: {error}."
        raise Refused(f"{said} {NOTHING_KEPT}") from error
