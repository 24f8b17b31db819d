"""The files of evidence on their way into a backup and back to where they are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import closing

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.core.files.utils import validate_file_name
from django.db import connections

from .archive import Archive, Member, Writing
from .contents import Refused, file_names

FOLDER = "files"


class Taking:
    """Files on their way into an archive: `taken` is what went in, by its name; `missing` are those
    of the last moment that are not there, though rows name them still.
    """

    def __init__(self, writing: Writing, using: str):
        self.taken: dict[str, Member] = {}
        self.missing: list[str] = []
        self._writing, self._using = writing, using

    def take(self, names: Iterable[str]) -> bool:
        """Take the files that rows name at one moment; returns whether that was in time, and none
        of them went meanwhile with its row.
        """
        # A file is never changed: what was taken once is the same still.
        tried = [name for name in names if name not in self.taken]
        self.missing = [name for name in tried if not self._take(name)]
        return set(self.missing) <= (set(named_now(self._using)) if self.missing else set())

    def _take(self, name: str) -> bool:
        try:
            with closing(_store().open(name)) as file:
                self.taken[name] = self._writing.add(f"{FOLDER}/{name}", file)
        except FileNotFoundError:
            return False
        return True


def named_now(using: str) -> list[str]:
    """The names that rows give to files now, whatever moment the connection of this alias sees."""
    connection = connections[using].copy()
    try:
        with connection.cursor() as cursor:
            return file_names(cursor, connection.introspection.table_names(cursor))
    finally:
        connection.close()


def check_names(names: Iterable[str]) -> None:
    """Raises Refused where a file would be kept outside the place for files."""
    for name in names:
        try:
            validate_file_name(name, allow_relative_path=True)
        except SuspiciousOperation as error:
            raise Refused(f"The backup holds a file with a name that leads away: {name}") from error


def put_back(archive: Archive, files: dict[str, Member]) -> int:
    """Keep these files of an archive under their own names; returns how many were not there. Raises
    Refused where one cannot be kept.
    """
    store, lacking = _store(), [name for name in files if not _holds(name, files[name])]
    for name in lacking:
        # A file is never changed: one of this name that differs is damaged.
        store.delete(name)
        kept = store.save(name, ContentFile(archive.read(f"{FOLDER}/{name}")))
        if kept != name or not _holds(name, files[name]):
            raise Refused(f"The file {name} could not be kept under its name.")
    return len(lacking)


def _holds(name: str, file: Member) -> bool:
    try:
        with closing(_store().open(name)) as kept:
            return hashlib.sha256(kept.read()).hexdigest() == file.sha256
    except FileNotFoundError:
        return False


def _store() -> Storage:
    return storages["evidence"]
