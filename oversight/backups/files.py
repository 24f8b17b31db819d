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


def take_in(writing: Writing, names: Iterable[str]) -> tuple[dict[str, Member], list[str]]:
    """Write the files of these names into an archive; returns what went in by its name, and the
    names of those that are not there.
    """
    taken, missing = {}, []
    for name in names:
        try:
            with closing(_store().open(name)) as file:
                taken[name] = writing.add(f"{FOLDER}/{name}", file)
        except FileNotFoundError:
            missing.append(name)
    return taken, missing


def still_named(using: str, names: Iterable[str]) -> set[str]:
    """Which of these names rows give to files at this moment."""
    with connections[using].cursor() as cursor:
        tables = connections[using].introspection.table_names(cursor)
        return set(names) & set(file_names(cursor, tables))


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
