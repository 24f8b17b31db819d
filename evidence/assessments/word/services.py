"""Writes of what a Word document brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict

from ..services.boxes import save_answer
from ..whole_assessment import Whole
from .comparing import Difference


@dataclass
class Outcome:
    """What became of the boxes of a document, by their names: those taken, and those saved or shut
    meanwhile.
    """

    taken: list[Difference] = field(default_factory=list)
    conflicts: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)


@transaction.atomic
def take_texts(*, by: User, whole: Whole, accepted: Iterable[Difference]) -> Outcome:
    """Store what a document says in these boxes, each for itself, and write one line of history for
    all.

    `seen` of each is the version that was read. One that somebody else saved meanwhile is left as
    it is and named, as is one that takes nothing any more. Raises PermissionDenied.
    """
    check(by, "assess", whole)
    outcome = Outcome()
    for one in accepted:
        try:
            save_answer(by=by, box=one.box, seen=one.seen, text=one.said)
        except Conflict:
            outcome.conflicts.add(one.name)
        # Submitted or set aside meanwhile, or the round was closed.
        except ValidationError:
            outcome.refused.add(one.name)
        else:
            outcome.taken.append(one)
    if outcome.taken:
        _write_history(by, whole, outcome.taken)
    return outcome


def _write_history(by: User, whole: Whole, taken: list[Difference]) -> None:
    """One line, since saving an answer writes none."""
    themes = list(dict.fromkeys(one.theme.key for one in taken))
    after = {"round": whole.round.name, "themes": themes, "boxes": len(taken)}
    record(
        by=by,
        act="brought in a Word document",
        thing="service",
        key=whole.service.key,
        before={},
        after=after,
    )
