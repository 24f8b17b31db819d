"""Sessions of a sheet as its page shows them, be they stored or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import Service
from accounts.words import day

from ..models import AudienceKind, LivedExperience, Session, SessionKind
from .alike import Question
from .columns import HEADCOUNT
from .entries import Attendance, Content, Entry, Stored


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

    def __str__(self) -> str:
        keys = f"; counts for {', '.join(self.sub_actions)}" if self.sub_actions else ""
        came = "; ".join(self.audiences)
        return f"{self.kind}, {day(self.held_on)}; {came}; lived experience: {self.lived}{keys}"


@dataclass(frozen=True)
class ShownQuestion:
    """A question about a session of a sheet: what it asks, the session in words, and whether it is
    added unless somebody says otherwise.
    """

    row: int
    asks: str
    shown: ShownSession
    adds: bool


def show_lines(lines: Iterable[tuple[Entry, Stored | None]]) -> list[ShownSession]:
    lines = list(lines)
    services = _services_of(entry.content for entry, _stored in lines)
    sessions = Session.objects.in_bulk([stored.pk for _entry, stored in lines if stored])
    return [
        _shown(entry.content, services, row=entry.row, session=stored and sessions.get(stored.pk))
        for entry, stored in lines
    ]


def show_questions(questions: Iterable[Question]) -> list[ShownQuestion]:
    questions = list(questions)
    shown = show_lines((question.entry, None) for question in questions)
    return [
        ShownQuestion(question.entry.row, _asked(question), line, question.adds)
        for question, line in zip(questions, shown, strict=True)
    ]


def _asked(question: Question) -> str:
    """The question in words, with both headcounts where they differ."""
    here, twin = question.entry, question.twin
    but = f", but for “{question.differs}”" if question.differs else ""
    if question.differs == HEADCOUNT.name:
        there = zip(twin.content.audiences, here.content.audiences, strict=True)
        one, other = next((a, b) for a, b in there if a != b)
        but += f" ({one.headcount:,} and {other.headcount:,})"
    if isinstance(twin, Entry):
        return f"Rows {twin.row:,} and {here.row:,} are alike{but}: two sessions, or one?"
    return (
        f"Row {here.row:,} is like a session of {day(twin.content.held_on)} that is there already"
        f"{but}: another session, or the same?"
    )


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
