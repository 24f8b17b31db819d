"""A session as a sheet states it, in a form that can be compared, kept as JSON, and stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..models import Audience, Session
from .models import SessionImport


class Attendance(NamedTuple):
    """One audience: its kind, the number of its service (0 for none), and how many came."""

    kind: str
    # A number, and 0 instead of None: both can be put in order and into JSON.
    service: int
    headcount: int


@dataclass(frozen=True)
class Content:
    """All that a session says; two sessions are the same for a sheet when their contents are
    equal.
    """

    # Everything is in one order and can be hashed, so that contents are compared as wholes.
    held_on: date
    kind: str
    lived_experience: str
    # A download does not hold it.
    lived_number: int = field(compare=False)
    sub_actions: tuple[str, ...]
    audiences: tuple[Attendance, ...]

    @property
    def values(self) -> tuple:
        """All of it, in the order above."""
        return tuple(vars(self).values())

    @classmethod
    def of(cls, session: Session) -> Content:
        """What a stored session says (its audiences and sub-actions should be read ahead)."""
        return cls(
            session.held_on,
            session.kind,
            session.lived_experience,
            session.lived_number,
            tuple(sorted(row.item.key for row in session.sub_actions.all())),
            in_order(
                Attendance(row.kind, row.service_id or 0, row.headcount)
                for row in session.audiences.all()
            ),
        )


@dataclass(frozen=True)
class Entry:
    """A session of a sheet: its first row, the number of the session that it names, and what it
    says.
    """

    row: int
    # None for a new one, whatever letter joins its lines.
    number: int | None
    content: Content

    def as_json(self) -> dict:
        values = vars(self.content) | {"held_on": self.content.held_on.isoformat()}
        return {"row": self.row, "number": self.number, **values}

    @classmethod
    def from_json(cls, values: dict) -> Entry:
        """The entry that `as_json` wrote."""
        # JSON knows neither days nor tuples.
        said = {name: value for name, value in values.items() if name not in ("row", "number")}
        said["held_on"] = date.fromisoformat(said["held_on"])
        said["sub_actions"] = tuple(said["sub_actions"])
        said["audiences"] = tuple(Attendance(*row) for row in said["audiences"])
        return cls(values["row"], values["number"], Content(**said))


class Stored(NamedTuple):
    """A stored session: its number, what it says, and the day of its removal, if it was removed."""

    pk: int
    content: Content
    removed_on: date | None


def in_order(audiences: Iterable[Attendance]) -> tuple[Attendance, ...]:
    """Audiences in the one order in which contents are compared."""
    return tuple(sorted(audiences))


def entries_of(sheet: SessionImport) -> list[Entry]:
    """The sessions of a sheet that was checked and not brought in yet."""
    return [Entry.from_json(row) for row in sheet.rows]


def stored_sessions(**conditions) -> dict[int, Stored]:
    """The sessions under these conditions by number, in order: thousands of them, so that no
    object is made of each of their audiences and sub-actions.
    """
    sessions = Session.objects.filter(**conditions).order_by()
    of_these = {"session__in": sessions.values("pk")}
    audiences, keys = defaultdict(list), defaultdict(list)
    rows = Audience.objects.filter(**of_these).order_by()
    for pk, kind, service, headcount in rows.values_list(
        "session_id", "kind", "service_id", "headcount"
    ):
        audiences[pk].append(Attendance(kind, service or 0, headcount))
    through = Session.sub_actions.through.objects.filter(**of_these).order_by()
    for pk, key in through.values_list("session_id", "subaction__item__key"):
        keys[pk].append(key)
    facts = ("held_on", "kind", "lived_experience", "lived_number")
    return {
        pk: Stored(pk, Content(*said, tuple(sorted(keys[pk])), in_order(audiences[pk])), removed_on)
        for pk, removed_on, *said in sessions.order_by("pk").values_list("pk", "removed_on", *facts)
    }
