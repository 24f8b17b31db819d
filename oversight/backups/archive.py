"""The file that a backup is: a zip with the database, the files, and a list of all that it
holds.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from .contents import Contents, Refused

PRODUCT, FORMAT = "Promise Tracker", 1
LIST, DATABASE = "manifest.json", "database"
AT_ONCE = 1024 * 1024
# Of the list; it has a line for each file.
LONGEST = 256 * AT_ONCE
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
DAMAGED = "{path} is damaged ({what}). Take another backup."
NO_END = (
    "{path} is no backup, or its end is missing, as when a copy was interrupted. Copy it again, or "
    "take another one."
)
FOREIGN = "{path} is no backup of Promise Tracker."
NEWER = "{path} was made by a newer Promise Tracker. Install that version, and bring it back there."


@dataclass(frozen=True)
class Member:
    """What stands of one file in the list."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The list of what a backup holds. `server` is what the database ran on, `demo` whether it is
    of the demonstration, `dump` the database as it lies in the archive; `missing` are files that
    rows name and that were not where files are kept. Some of `files` may have gone just before the
    moment of the backup; they are not brought back.
    """

    made_at: datetime
    vendor: str
    server: dict[str, str]
    demo: bool
    contents: Contents
    dump: Member
    files: dict[str, Member]
    missing: list[str]

    def files_of_rows(self) -> dict[str, Member]:
        """Those of the files that rows name."""
        return {name: self.files[name] for name in self.contents.files if name in self.files}

    def as_json(self) -> str:
        said = asdict(self) | {"product": PRODUCT, "format": FORMAT}
        return json.dumps(said | {"made_at": self.made_at.isoformat()}, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Manifest:
        """Raises KeyError, TypeError, AttributeError or ValueError where it is no such list."""
        return cls(
            made_at=datetime.fromisoformat(said["made_at"]),
            vendor=str(said["vendor"]),
            server=dict(said["server"]),
            demo=bool(said["demo"]),
            contents=Contents.from_json(said["contents"]),
            dump=Member(**said["dump"]),
            files={name: Member(**file) for name, file in said["files"].items()},
            missing=list(said["missing"]),
        )


class Writing:
    """An archive while it is made."""

    def __init__(self, path: Path):
        # Nobody else reads it, whatever the machine's habits are.
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        self._file = os.fdopen(descriptor, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def add(self, name: str, source: IO[bytes]) -> Member:
        """Write all that a file holds under a name; returns what the list says of it."""
        mark, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as member:
            while part := source.read(AT_ONCE):
                member.write(part)
                mark.update(part)
                size += len(part)
        return Member(size, mark.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Write the list, and wait until the disk has everything."""
        self._zip.writestr(LIST, manifest.as_json())
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def close(self) -> None:
        """Let go of a file that nobody finishes."""
        with suppress(OSError, ValueError):  # what had failed once does so again
            self._zip.close()
        self._file.close()


class Archive:
    """An archive that is whole: every file in it is what its list says."""

    def __init__(self, path: Path, opened: zipfile.ZipFile):
        self.path, self._zip = path, opened
        self.manifest = self._manifest()
        self._check()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    def read(self, name: str) -> bytes:
        """All that a file holds."""
        return self._zip.read(name)

    def take_out_database(self, to: Path) -> None:
        """Write the database into a new file."""
        with self._zip.open(DATABASE) as member, to.open("xb") as file:
            shutil.copyfileobj(member, file, AT_ONCE)

    def _manifest(self) -> Manifest:
        try:
            if self._zip.getinfo(LIST).file_size > LONGEST:
                raise ValueError
            said = json.loads(self._zip.read(LIST))
            number = said["format"] if said["product"] == PRODUCT else 0
            if number > FORMAT:
                raise Refused(NEWER.format(path=self.path))
            if number != FORMAT:
                raise ValueError
            return Manifest.from_json(said)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Refused(FOREIGN.format(path=self.path)) from error

    def _check(self) -> None:
        listed = {f"files/{name}": file for name, file in self.manifest.files.items()}
        listed[DATABASE] = self.manifest.dump
        names = sorted(self._zip.namelist())
        if names != sorted([*listed, LIST]):
            raise Refused(DAMAGED.format(path=self.path, what="it holds other files than it says"))
        for name, file in listed.items():
            if self._zip.getinfo(name).file_size != file.size or self._mark(name) != file.sha256:
                raise Refused(DAMAGED.format(path=self.path, what=name))

    def _mark(self, name: str) -> str:
        with self._zip.open(name) as member:
            return hashlib.file_digest(member, "sha256").hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at a path, once all of it was read and is what its list says. Raises Refused for
    one that is damaged, foreign or newer than this program, and OSError.
    """
    if not path.is_file():
        raise Refused(f"There is no file {path}.")
    # By the file, since of one that may not be read the path alone says that it is none.
    with path.open("rb") as file:
        if not zipfile.is_zipfile(file):
            raise Refused(NO_END.format(path=path))
    try:
        archive = Archive(path, zipfile.ZipFile(path))
    except BROKEN as error:
        raise Refused(DAMAGED.format(path=path, what=str(error) or "unreadable")) from error
    with archive:
        yield archive
