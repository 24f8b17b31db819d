"""Loading the duties from their fixture, beside the framework. What was said here stays."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from django.db import models, transaction

from foundations.loading import BrokenFixture, LoadReport

from .models import Duty, Heading, Period

FILE = "duties.json"
DAYS = ("starts_on", "ends_on", "required_by")


@transaction.atomic
def load_duties(folder: Path, report: LoadReport) -> None:
    """Load the duties with their headings and periods, and count them in the report. Raises
    BrokenFixture, leaving the database as it was.
    """
    try:
        for row in json.loads((folder / FILE).read_text(encoding="utf-8")):
            _load(dict(row), report)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenFixture(FILE, "the whole file", f"it cannot be read: {error!r}.") from error


def _load(row: dict, report: LoadReport) -> None:
    headings, periods = row.pop("headings"), row.pop("periods")
    duty = _put(Duty, {"key": row.pop("key")}, row, report)
    for order, heading in enumerate(headings, 1):
        own = {"duty": duty, "key": heading["key"]}
        said = {"order": order, "words": heading["words"], "source": heading["source"]}
        _put(Heading, own, said, report)
    for period in periods:
        days = {name: date.fromisoformat(period[name]) for name in DAYS if name in period}
        own = {"duty": duty, "starts_on": days.pop("starts_on")}
        _put(Period, own, days, report)


def _put(
    model: type[models.Model], own: dict, said: dict, report: LoadReport
) -> models.Model:  # fmt: skip
    found = model.objects.filter(**own).first()
    made = found or model(**own)
    changed = [name for name, value in said.items() if getattr(made, name) != value]
    for name in changed:
        setattr(made, name, said[name])
    if found is None:
        made.save()
    elif changed:
        made.save(update_fields=changed)
    kind = "changed" if changed else "unchanged"
    getattr(report, "added" if found is None else kind)[model._meta.verbose_name.capitalize()] += 1
    return made
