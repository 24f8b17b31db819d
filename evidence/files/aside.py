"""A file that has arrived and was checked, kept aside for a day while the rest of its form is put
right. Nothing leads to it but the sealed words that the form carries, for the same person alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils import timezone

from accounts.marks import is_mark_of, mark_of
from accounts.models import User
from accounts.sealed.sealing import locked, unlocked

from .checking import CheckedFile
from .store import StoreFails

FOLDER = "aside"
# What the form carries of a checked file; without the pictures nobody would have to look at them.
FOUND = ("name", "type", "pictures", "note", "doubtful")


def put_aside(checked: CheckedFile, *, by: User) -> str:
    """Keep a checked file for a day; returns what its form carries to have it again."""
    clear_aside()
    checked.content.seek(0)
    path = _store().save(f"{FOLDER}/{timezone.localdate()}/{uuid4().hex}", checked.content)
    # All that was found but the text: that has passed its check, and nothing stores it.
    told = {name: getattr(checked, name) for name in FOUND}
    return locked(told | {"path": path, "mark": mark_of(by)})


def name_aside(kept: str, *, by: User) -> str:
    """The name of the file that is kept aside for this person; empty where there is none."""
    try:
        told = _told(kept, by)
    except StoreFails:  # it is most likely there, and can be had later
        told = _named(kept, by)
    return told["name"] if told else ""


def from_aside(kept: str, *, by: User) -> CheckedFile | None:
    """The file that is kept aside for this person; None where it is not kept any more."""
    told = _told(kept, by)
    if not told:
        return None
    with _store().open(told["path"]) as file:
        content = ContentFile(file.read())
    found = {name: told[name] for name in FOUND}
    found["doubtful"] = tuple(map(tuple, found["doubtful"]))
    return CheckedFile(content=content, text="", **found)


def let_aside_go(kept: str, *, by: User) -> None:
    """Delete a file that is kept aside for this person, if it is still there."""
    if told := _told(kept, by):
        _store().delete(told["path"])


def clear_aside() -> None:
    """Delete what was kept aside before yesterday: whoever sent it has had a day."""
    store, yesterday = _store(), timezone.localdate() - timedelta(days=1)
    for day, names in _days():
        if day < yesterday:
            for name in [*names, f"{FOLDER}/{day}"]:
                store.delete(name)


def names_aside() -> list[str]:
    """Under which names files are kept aside, for all people."""
    return [name for _day, names in _days() for name in names]


def day_aside(name: str) -> date:
    """The day on which the file of this name was put aside."""
    return date.fromisoformat(name.split("/")[1])


def _days() -> Iterator[tuple[date, list[str]]]:
    """Each day on which files were put aside, with their names."""
    store = _store()
    with suppress(FileNotFoundError):
        for day in store.listdir(FOLDER)[0]:
            names = store.listdir(f"{FOLDER}/{day}")[1]
            yield date.fromisoformat(day), [f"{FOLDER}/{day}/{name}" for name in names]


def _store() -> Storage:
    return storages["evidence"]


def _told(kept: str, by: User) -> dict | None:
    told = _named(kept, by)
    return told if told and _store().exists(told["path"]) else None


def _named(kept: str, by: User) -> dict | None:
    told = unlocked(kept) if kept else None
    return told if told and "path" in told and is_mark_of(told["mark"], by) else None
