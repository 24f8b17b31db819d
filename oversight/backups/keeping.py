"""Which backups stay: all of two days, then one a day, a week and a month, none beyond
BACKUP_DAYS.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.utils import timezone

NAME = re.compile(r"promise-tracker-(\d{4}-\d\d-\d\dT\d{6})Z(-\d+)?\.zip")
WRITTEN = "%Y-%m-%dT%H%M%S"
# Younger than so many days: all, one of each day, one of each week; older ones: one of each month.
ALL, DAILY, WEEKLY = 2, 14, 14 + 8 * 7


def name_of(made_at: datetime, number: int = 1) -> str:
    """The name of a backup that was made then, the so-manieth of that second."""
    again = f"-{number}" if number > 1 else ""
    return f"promise-tracker-{made_at.astimezone(UTC).strftime(WRITTEN)}Z{again}.zip"


def made_at(name: str) -> datetime | None:
    """When the backup of this name was made; None for a file that is none."""
    match = NAME.fullmatch(name)
    try:
        return datetime.strptime(match[1], WRITTEN).replace(tzinfo=UTC) if match else None
    except ValueError:  # a day that no calendar has
        return None


def past(made: dict[Path, datetime], on: date, days: int) -> list[Path]:
    """Those of these backups that go on a day: what is as many days old, and of what is left all
    but the first of its day, week or month.
    """
    going, kept = [], set()
    for path, moment in sorted(made.items(), key=lambda one: (one[1], one[0])):
        day = timezone.localdate(moment)
        age = (on - day).days
        of = _of(day, age) or path
        if age >= days or of in kept:
            going.append(path)
        kept.add(of)
    return going


def _of(day: date, age: int) -> tuple | None:
    """What a backup is the one of; None while it stays whatever else there is."""
    if age < ALL:
        return None
    if age < DAILY:
        return ("day", day)
    if age < WEEKLY:
        return ("week", day - timedelta(day.weekday()))
    return ("month", day.year, day.month)


def delete_past(folder: Path, on: date, days: int) -> list[Path]:
    """Delete the backups of a folder that go on this day; returns them."""
    found = {path: made_at(path.name) for path in folder.iterdir()}
    gone = past({path: moment for path, moment in found.items() if moment}, on, days)
    for path in gone:
        path.unlink()
    return gone
