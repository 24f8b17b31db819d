"""The names of the route maps of Plan 24-30, by foundation; nothing of what they say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from django.conf import settings

FILE = "route_maps.json"


@dataclass(frozen=True)
class RouteMaps:
    """Their names by foundation, where they were read, what is to be known of that, and the day."""

    foundations: list[tuple[str, list[str]]]
    source: str
    note: str
    read_on: date

    @property
    def number(self) -> int:
        return sum(len(names) for _foundation, names in self.foundations)


def route_maps() -> RouteMaps:
    """All of them, as the fixture lists them."""
    file = settings.BASE_DIR / "fixtures" / FILE
    row = json.loads(file.read_text(encoding="utf-8"))
    return RouteMaps(
        foundations=[(one["name"], one["route_maps"]) for one in row["foundations"]],
        source=row["source"],
        note=row["note"],
        read_on=date.fromisoformat(row["read_on"]),
    )
