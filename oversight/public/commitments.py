"""Sub-actions as the public page names them: commitments, with what is public of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from actions.groups import Group
from actions.status import Status
from evidence.agreed.parts import Part
from evidence.items.medium import Medium
from evidence.models import EvidenceKind, ReplyKind

from ..board.work import Work
from ..rounds.marked import Answer, Marked, Shown, Told, Voiced

# What is in no group.
STOPPED = "stopped"
# Pictures were written anew here, and a table is plain text: neither tells who made it.
GIVEN_OUT = ("jpg", "png", "csv")
NOTES = {
    Part.CLAIMED: "Reported as kept, and not yet agreed by somebody else",
    Part.LAPSED: "Agreed once, and not borne out since",
    Part.WORSE: "Off track, late or not kept",
    Part.AT_RISK: "At risk",
    Part.NEVER: "Never reported",
    Part.SILENT: "Nothing new was said of it",
    Part.UNREVIEWED: "Its review has passed",
}


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as anyone may see it."""

    shown: Shown

    @property
    def kind(self) -> str:
        return EvidenceKind(self.shown.kind).label

    @property
    def figure(self) -> str:
        """A number, as far as it may be told, with its unit."""
        return f"{self.shown.number} {self.shown.unit}".strip() if self.shown.number else ""

    @property
    def is_file(self) -> bool:
        return bool(self.shown.file and self.shown.file_type)

    @property
    def is_given_out(self) -> bool:
        """Whether anyone may have its file."""
        return self.is_file and self.shown.file_type in GIVEN_OUT

    @property
    def file_kind(self) -> str:
        return self.shown.file_type.upper()


@dataclass(frozen=True)
class Heard:
    """What a group said, as anyone may see it: with day, service and what it is about only where
    five or more people said it, from more than one house or school; else with the month.
    """

    voiced: Voiced

    @property
    def words(self) -> str:
        return self.voiced.words

    @property
    def is_own(self) -> bool:
        return self.voiced.is_own

    @property
    def is_wide(self) -> bool:
        return self.voiced.is_wide

    @property
    def said_on(self):
        return self.voiced.said_on

    @property
    def answers(self) -> list[Answer]:
        return self.voiced.answers if self.is_wide else []

    @property
    def outcome(self) -> str:
        """What came of it in a word, which tells of no service."""
        kinds = {one.kind for one in self.voiced.answers}
        if ReplyKind.CHANGED in kinds:
            return "Something was changed because of it."
        return "It was answered why nothing was changed." if kinds else "Nobody has answered yet."


@dataclass(frozen=True)
class Commitment:
    """A sub-action with what is public of it."""

    work: Work
    told: Told | None
    pieces: list[Piece]
    heard: list[tuple[Heard, Answer]]

    @property
    def key(self) -> str:
        return self.work.key

    @property
    def title(self) -> str:
        return self.work.title

    @property
    def sign(self) -> str:
        """The name of its mark."""
        return self.work.mark or STOPPED

    @property
    def word(self) -> str:
        if self.work.group:
            return Group(self.work.group).label
        return Part(self.work.part).label if self.work.part else "Stopped"

    @property
    def note(self) -> str:
        """What it is within its group."""
        return NOTES.get(self.work.part, "") if self.work.group else ""

    @property
    def status(self) -> str:
        """How its service said it goes, in the update that is public."""
        return Status(self.told.status).short.capitalize() if self.told else ""

    @property
    def service(self) -> str:
        return self.work.service_name or ""


def is_voice(shown: Shown) -> bool:
    """Whether it is what people said: nobody was asked how many they were, so it tells no more than
    its words and month.
    """
    return shown.kind == EvidenceKind.VOICE or shown.medium == Medium.QUOTE


def quotes(marked: Marked) -> list[Shown]:
    """Quotes that nobody has entered among what groups said, too."""
    said = {one.words for one in marked.voiced}
    return [one for one in marked.shown if one.medium == Medium.QUOTE and one.words not in said]


def commitments(work: Iterable[Work], marked: Marked) -> dict[str, Commitment]:
    """Those that may be named, by key: the published plan's, and those that a service added once it
    has said something of them to anyone.
    """
    told = {one.work: one for one in marked.told}
    return {
        one.key: _commitment(one, told.get(one.key), marked)
        for one in work
        if not one.is_local or one.key in told
    }


def _commitment(work: Work, told: Told | None, marked: Marked) -> Commitment:
    pieces = [Piece(one) for one in marked.shown if not is_voice(one) and work.key in one.supports]
    heard = [
        (Heard(one), answer)
        for one in marked.voiced
        for answer in one.answers
        if one.is_wide and answer.about == work.key
    ]
    return Commitment(work, told, pieces, heard)
