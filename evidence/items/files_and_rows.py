"""Whether each item has its file, and each file its item: compared and mended by the weekly check.

A file is stored before its row and under a name that no other row ever gets (`services`), so one
that has had no row for a day has none for good.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.again import tried_again
from accounts.history import record, snapshot
from evidence.files.store import StoredFile

from .models import EvidenceItem, evidence_storage

OLD = timedelta(days=1)
# So many differences are no accident of a week, if less than that agrees.
FEW = 100
FOUND = ["lost_on"]


@dataclass(frozen=True)
class Compared:
    """What the store and the database say of each other: how many items have their file, which
    have lost it or have it again, which files no row names, and how many of those are too young to
    be sure.
    """

    whole: int
    lost: list[EvidenceItem]
    found_again: list[EvidenceItem]
    without_row: list[str]
    young: int

    @property
    def looks_wrong(self) -> bool:
        """Whether this is most likely another store, an empty one, or another database."""
        apart = len(self.lost) + len(self.without_row)
        return apart > max(FEW, self.whole)


def compare(now: datetime) -> Compared:
    """Compare all items with all files. Raises StoreFails."""
    # Rows, files, rows: what is added or removed meanwhile is taken neither for lost nor for left.
    items = list(EvidenceItem.objects.with_file().select_related("added_by").order_by("pk"))
    files = {file.name: file for file in evidence_storage().files()}
    named = set(EvidenceItem.objects.exclude(file="").values_list("file", flat=True))
    lost = [item for item in items if not _is_whole(item, files.get(item.file.name))]
    again = [item for item in items if item.lost_on and item not in lost]
    ages = {name: now - files[name].written_at for name in files.keys() - named}
    old = sorted(name for name, age in ages.items() if age > OLD)
    return Compared(len(items) - len(lost), lost, again, old, len(ages) - len(old))


def _is_whole(item: EvidenceItem, file: StoredFile | None) -> bool:
    # Of old items and of some brought in nothing says how long their file is.
    return file is not None and item.file_size in (None, file.size)


@tried_again
@transaction.atomic
def note_files(compared: Compared, on: date) -> None:
    """Keep which items have lost their file, or have it again, with a line of history for each
    that changed and one for the whole run.
    """
    since = {item: item.lost_on or on for item in compared.lost}
    since |= dict.fromkeys(compared.found_again)
    # Copies, so that a further try finds the items as they were.
    items = [copy(item) for item in sorted(since, key=lambda item: item.pk)]
    changed = [change for item in items if (change := _note(item, since[item]))]
    for item, before in changed:
        act = "found the file lost" if item.lost_on else "found the file again"
        said = {"key": str(item.pk), "before": before, "after": snapshot(item, FOUND)}
        record(by=None, act=act, thing="evidence", **said)
    after = {
        "files_lost": EvidenceItem.objects.with_lost_file().count(),
        "files_deleted": len(compared.without_row),
    }
    key = on.isoformat()
    record(by=None, act="checked files", thing="file-check", key=key, before={}, after=after)


def _note(item: EvidenceItem, lost_on: date | None) -> tuple[EvidenceItem, dict] | None:
    """Returns the item with what had been found before, where that has changed and the item still
    names this file.
    """
    before, was = snapshot(item, FOUND), item.lost_on
    item.lost_on = lost_on
    rows = EvidenceItem.objects.with_file().filter(pk=item.pk, file=item.file.name)
    return (item, before) if was != lost_on and rows.update(lost_on=lost_on) else None


def delete_without_row(compared: Compared) -> None:
    """Delete the files that have had no row for a day. Raises StoreFails."""
    for name in compared.without_row:
        evidence_storage().delete(name)
