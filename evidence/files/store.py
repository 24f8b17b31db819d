"""Where files are kept, asked within what the request may wait: a folder, which may be full, or a
store in the network (`bucket.py`).
"""

from __future__ import annotations

import math
import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import local
from typing import Any, NamedTuple
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage

from accounts.other_ends import STORE, NotAsked

# One upload has room in it, and what is written while it comes.
ROOM = 25 * 1024 * 1024
# Begins the name of what is being written into a folder; no row names what is left of one.
UNFINISHED = "unfinished-"
_this = local()
# For the sign of life that health asks for.
SOME = b"\0" * 64 * 1024
NOT_KEPT = (
    "The file could not be kept: there is no room for it, or the place for files does not answer. "
    "The rest of what you entered is still here. Choose the file again in a few minutes."
)


class StoreFails(OSError):
    """Where files are kept refuses, is full, or says nothing."""


class StoredFile(NamedTuple):
    """A file as the store lists it; `written_at` knows its time zone."""

    name: str
    size: int
    written_at: datetime


class AnswersInTime(Storage):
    """A storage whose every answer has an end: what takes too long is waited for no more. Each of
    its methods raises StoreFails, and FileNotFoundError for a file that is not there.
    """

    # What the storage raises when it fails, and when nobody has answered it.
    failures: tuple[type[Exception], ...] = (OSError,)
    silences: tuple[type[Exception], ...] = (TimeoutError,)

    def save(self, name: str | None, content: File, max_length: int | None = None) -> str:
        return self._write(super().save, name, content, max_length)

    def put(self, name: str, content: File) -> None:
        """Keep a file under exactly this name, in place of one that has it."""
        self._write(self._save, name, content)

    def files(self) -> list[StoredFile]:
        """All files but those in folders, and what was left of one that was never whole."""
        return self._ask(self._files)

    def open(self, name: str, mode: str = "rb") -> File:
        return self._ask(self._open_whole, name, mode)

    def delete(self, name: str) -> None:
        return self._ask(super().delete, name)

    def exists(self, name: str) -> bool:
        return self._ask(super().exists, name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self._ask(super().listdir, path)

    def check(self) -> None:
        """Find out whether files can be kept. Raises StoreFails."""
        self._ask(self._check)

    def _check(self) -> None:
        raise NotImplementedError

    def _files(self) -> list[StoredFile]:
        raise NotImplementedError

    def _write(self, act: Callable, *given: object) -> Any:
        try:
            return self._ask(act, *given)
        except FileNotFoundError as error:  # the folder itself is away
            raise StoreFails(type(error).__name__) from error

    def _open_whole(self, name: str, mode: str) -> File:
        found = super().open(name, mode)
        found.file  # noqa: B018 - some fetch it only when they are asked, which has no end
        return found

    def _ask(self, act: Callable, *given: object) -> Any:
        if getattr(_this, "is_hand", False):  # one method of a storage calls another
            return act(*given)
        try:
            with STORE.asked() as patience:
                asked = _hands().submit(act, *given)
                if not wait([asked], None if patience == math.inf else patience).done:
                    raise TimeoutError
        except NotAsked as error:
            raise StoreFails(str(error)) from error
        except TimeoutError as error:
            STORE.said_nothing(patience)
            raise StoreFails("The store of files did not answer in time.") from error
        return self._answer(asked)

    def _answer(self, asked: Future) -> Any:
        try:
            found = asked.result()
        except self.silences as error:
            STORE.said_nothing(math.inf)
            raise StoreFails(type(error).__name__) from error
        except self.failures as error:
            STORE.answers()
            if isinstance(error, FileNotFoundError | StoreFails):
                raise
            raise StoreFails(type(error).__name__) from error
        STORE.answers()
        return found


class Folder(AnswersInTime, FileSystemStorage):
    """A folder of this machine, or one that is mounted into it."""

    def _save(self, name: str, content: File) -> str:
        # Whoever finds it under its own name finds it whole, whatever happens meanwhile.
        unfinished = f"{UNFINISHED}{uuid4().hex}"
        try:
            super()._save(unfinished, content)
            self._finish(Path(self.path(unfinished)), Path(self.path(name)))
        except OSError:
            # Half of a file is of no use to anybody, and takes the room of others.
            with suppress(OSError):
                Path(self.path(unfinished)).unlink()
            raise
        return name

    def _finish(self, written: Path, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Its row is on the disk once it is stored: the file is there before.
        _on_disk(written, os.O_RDWR)
        written.replace(path)
        with suppress(OSError):  # not every system can do this with a folder
            _on_disk(path.parent, os.O_RDONLY)

    def _files(self) -> list[StoredFile]:
        with suppress(FileNotFoundError):  # nothing was written yet
            # What is hidden belongs to the system.
            names = [name for name in self.listdir("")[1] if not name.startswith(".")]
            return [told for name in names if (told := self._told(name))]
        return []

    def _told(self, name: str) -> StoredFile | None:
        with suppress(FileNotFoundError):  # it has gone since
            about = Path(self.path(name)).stat()
            return StoredFile(name, about.st_size, datetime.fromtimestamp(about.st_mtime, UTC))
        return None

    def _check(self) -> None:
        check_room(self.location)


def check_room(folder: str) -> None:
    """Find out whether a folder takes what is written to it. Raises OSError."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(SOME)
    if shutil.disk_usage(folder).free < ROOM:
        raise StoreFails("There is no room for another upload.")


def _on_disk(path: Path, opened_to: int) -> None:
    """Wait until what was written there would outlast a loss of power."""
    opened = os.open(path, opened_to)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _be_a_hand() -> None:
    _this.is_hand = True


@cache
def _hands() -> ThreadPoolExecutor:
    """Threads that ask, so that one that asks can be left waiting; made when first needed, which is
    after gunicorn has divided its processes.
    """
    return ThreadPoolExecutor(max_workers=8, thread_name_prefix="store", initializer=_be_a_hand)
