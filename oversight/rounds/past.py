"""A round as it was when it was closed: read once, then kept, since it never changes but when a
passage is taken out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.kept import kept
from accounts.models import User
from accounts.words import day
from foundations.models import Edition

from ..board.reading import Board
from ..board.rounds import at
from .frozen import Frozen, from_values
from .models import Snapshot


@dataclass(frozen=True)
class Past:
    """An edition of a round with what it keeps; `newest` is the number of the newest one."""

    edition: Edition
    frozen: Frozen
    newest: int

    @property
    def at(self) -> str:
        """What goes before the address of a page of today to give that of this edition."""
        return at(self.edition)

    @property
    def board_url(self) -> str:
        return f"{self.at}{reverse('board')}"

    @property
    def on(self) -> date:
        return self.edition.closed_on

    @cached_property
    def board(self) -> Board:
        return Board(self.frozen.figures, self.frozen.listening)

    @cached_property
    def drawn(self) -> dict[str, SafeString]:
        """The parts of its Board's page. Nothing in them depends on who reads them, and the marks
        of a hundred sub-actions take long to draw.
        """
        context = {
            "board": self.board,
            "at": self.at,
            "silent_after": settings.SILENT_AFTER_DAYS,
        }
        names = ("answer", "parts")
        return {name: render_to_string(f"oversight/board/_{name}.html", context) for name in names}

    @property
    def notice(self) -> str:
        """What became of the edition since; empty for one that stands."""
        if self.edition.undone_on is None:
            return ""
        again = f"The round was opened again on {day(self.edition.undone_on)} by "
        again += f"{self.edition.undone_by}: “{self.edition.undone_why}”."
        if self.newest > self.edition.number:
            return f"{again} Edition {self.newest} has taken its place."
        return f"{again} This stays in its place until the round is closed again."


def read_past(user: User, key: str, number: int) -> Past:
    """An edition of a round by its number. Raises Http404 for one that there is not, or that was
    made before the Board's pages were kept.
    """
    return _kept(user.newest_seal, key, number)


@kept
def _kept(key: str, number: int) -> Past:
    found = list(
        Edition.objects.filter(round__key=key)
        .select_related("round", "closed_by", "undone_by")
        .order_by("-number")
    )
    edition = next((one for one in found if one.number == number), None)
    if edition is None:
        raise Http404(f"There is no closed round {key}; {reverse('rounds')} lists them.")
    snapshot = Snapshot.objects.filter(edition=edition).first()
    if snapshot is None:
        raise Http404(
            f"“{edition.round}” was closed before its pages were kept, so they cannot be shown."
        )
    return Past(edition, from_values(snapshot.frozen), found[0].number)
