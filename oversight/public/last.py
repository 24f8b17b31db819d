"""The last good public pages, kept beside the files of evidence, where every server finds them, for
when the database does not answer.

They stand in a folder of what they were drawn of. Whoever finds that this has changed deletes the
others, and so does a removal or the switch: nothing stays that may not be shown. Where there are
two folders nobody knows which is right, and none is shown.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone

from accounts.removal.passages import Passage

FOLDER = "public"
log = logging.getLogger(__name__)


def keep(fingerprint: str, address: tuple, content: bytes) -> None:
    """Keep a page as it is now; what cannot be kept is told to the log alone."""
    now = timezone.now().isoformat().encode()
    try:
        for other in _folders():
            if other != fingerprint:
                _delete(other)
        _store().put(_path(fingerprint, address), ContentFile(now + b"\n" + content))
    except OSError as error:
        log.warning("A public page could not be kept: %s", type(error).__name__)


def find(address: tuple) -> tuple[datetime, bytes] | None:
    """A page as it was last, and when; None where none is kept, or nobody knows which is right."""
    with suppress(OSError, ValueError):
        (folder,) = _folders()
        with _store().open(_path(folder, address)) as file:
            moment, content = file.read().split(b"\n", 1)
        return datetime.fromisoformat(moment.decode()), content
    return None


def let_go(fingerprint: str = "") -> None:
    """Delete what is kept, of all or of one state of things."""
    try:
        for folder in _folders():
            if fingerprint in ("", folder):
                _delete(folder)
    except OSError as error:
        log.error("Public pages that were kept could not be deleted: %s", type(error).__name__)


def forget_when_taken_out(passage: Passage) -> None:
    """A passage is taken out: no page that may hold it stays."""
    transaction.on_commit(let_go, robust=True)


def _folders() -> list[str]:
    """What was kept, of which something is left."""
    with suppress(FileNotFoundError):
        return [one for one in _store().listdir(FOLDER)[0] if [*_files(one)]]
    return []


def _files(folder: str) -> Iterator[str]:
    with suppress(FileNotFoundError):
        for name in _store().listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"


def _delete(folder: str) -> None:
    for path in [*_files(folder), f"{FOLDER}/{folder}"]:
        _store().delete(path)


def _path(fingerprint: str, address: tuple) -> str:
    return f"{FOLDER}/{fingerprint}/{sha256(repr(address).encode()).hexdigest()[:32]}"


def _store() -> Storage:
    return storages["evidence"]
