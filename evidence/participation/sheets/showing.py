"""Sessions of a sheet as its page shows them, be they stored or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import Service

from ..models import AudienceKind, LivedExperience, Session, SessionKind
from .entries import Attendance, Content, Entry


@dataclass(frozen=True)
class ShownSession:
    """A session in words; its row in the sheet, or the stored session, as far as there is one."""

    held_on: date
    kind: str
    audiences: list[str]
    lived: str
    sub_actions: tuple[str, ...]
    row: int | None = None
    session: Session | None = None


def show_lines(lines: Iterable[tuple[Entry, Session | None]]) -> list[ShownSession]:
    lines = list(lines)
    services = _services_of(entry.content for entry, _session in lines)
    return [
        _shown(entry.content, services, row=entry.row, session=session) for entry, session in lines
    ]


def show_stored(sessions: Iterable[Session]) -> list[ShownSession]:
    contents = [(Content.of(session), session) for session in sessions]
    services = _services_of(content for content, _session in contents)
    return [_shown(content, services, session=session) for content, session in contents]


def _services_of(contents: Iterable[Content]) -> dict[int, Service]:
    # In one statement, however many sessions are shown.
    return Service.objects.in_bulk(
        {heads.service for content in contents for heads in content.audiences}
    )


def _shown(content: Content, services: dict[int, Service], **about) -> ShownSession:
    return ShownSession(
        held_on=content.held_on,
        kind=SessionKind(content.kind).label,
        audiences=[_came(heads, services.get(heads.service)) for heads in content.audiences],
        # What people with lived experience did, never how many they were.
        lived=LivedExperience(content.lived_experience).label,
        sub_actions=content.sub_actions,
        **about,
    )


def _came(heads: Attendance, service: Service | None) -> str:
    of = f", {service}" if service else ""
    return f"{AudienceKind(heads.kind).label}{of}: {heads.headcount:,}"
