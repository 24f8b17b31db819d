"""A round as it was when it was closed: read once and then kept, since it never changes but when a
passage is taken out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.kept import kept
from accounts.models import User
from accounts.removal.models import Removal
from accounts.words import day
from foundations.models import Edition

from ..board.reading import Board
from ..board.rounds import at
from .frozen import Frozen, from_values
from .models import Snapshot
from .texts import together

# So many rounds are kept in a process at a time.
KEPT = 4


@dataclass(frozen=True)
class Record:
    """What an edition keeps, and the Board's page drawn of it; `at` goes before the address of a
    page of today to give that of the edition.
    """

    frozen: Frozen
    at: str

    @cached_property
    def board(self) -> Board:
        return Board(self.frozen.figures, self.frozen.listening)

    @cached_property
    def drawn(self) -> dict[str, SafeString]:
        """The parts of its Board's page. Nothing in them depends on who reads them, and the marks
        of a hundred sub-actions take long to draw.
        """
        context = {"board": self.board, "at": self.at}
        names = ("answer", "parts")
        return {name: render_to_string(f"oversight/board/_{name}.html", context) for name in names}


@dataclass(frozen=True)
class Past:
    """An edition of a round with what it keeps; `newest` is the number of the newest one."""

    edition: Edition
    record: Record
    newest: int

    @property
    def frozen(self) -> Frozen:
        return self.record.frozen

    @property
    def board(self) -> Board:
        return self.record.board

    @property
    def at(self) -> str:
        return self.record.at

    @property
    def newest_at(self) -> str:
        """The same of the newest edition, where that is another one; else empty."""
        if self.newest == self.edition.number:
            return ""
        return at(Edition(round=self.edition.round, number=self.newest))

    @property
    def board_url(self) -> str:
        return f"{self.at}{reverse('board')}"

    @property
    def on(self) -> date:
        return self.edition.closed_on

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
    return _past(user.newest_seal, key, number)


@kept
def _past(key: str, number: int) -> Past:
    editions = Edition.objects.filter(round__key=key)
    removals = Removal.objects.order_by("-pk").values("pk")[:1]
    edition = (
        editions.filter(number=number)
        .select_related("round", "closed_by", "undone_by")
        .annotate(
            newest=Subquery(editions.order_by("-number").values("number")[:1]),
            removal=Subquery(removals),
            is_kept=Exists(Snapshot.objects.filter(edition=OuterRef("pk"))),
        )
        .first()
    )
    if edition is None:
        raise Http404(f"There is no closed round {key}; {reverse('past-rounds')} lists them.")
    if not edition.is_kept:
        raise Http404(
            f"“{edition.round}” was closed before its pages were kept, so they cannot be shown."
        )
    record = _record(edition.pk, edition.removal, at(edition))
    return Past(edition, record, edition.newest)


@lru_cache(maxsize=KEPT)
def _record(edition: int, _removal: int | None, at: str) -> Record:
    # Nothing but the newest removal changes it.
    kept = Snapshot.objects.get(edition=edition)
    return Record(from_values(together(kept.frozen, kept.texts)), at)
