"""Writes of a whole page of answers at once, for a browser without scripts and before
submitting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict
from foundations.models import FrameworkItem

from ..models import Answer
from ..places import Place
from .states import save_answer


@dataclass(frozen=True)
class Typed:
    """What somebody typed into a box, and the version of the answer that she had read."""

    prompt: FrameworkItem
    text: str
    seen: int


@dataclass
class Outcome:
    """What became of the boxes, by their prompts: the answers saved, and those that others saved
    meanwhile.
    """

    saved: dict[str, Answer] = field(default_factory=dict)
    conflicts: dict[str, Answer] = field(default_factory=dict)
    # What others rated meanwhile, by the keys of the recommendations.
    ratings: dict[str, str] = field(default_factory=dict)

    @property
    def in_conflict(self) -> bool:
        """Whether others changed meanwhile what was changed here too."""
        return bool(self.conflicts or self.ratings)


def save_boxes(*, by: User, place: Place, typed: Iterable[Typed]) -> Outcome:
    """Save each box for itself; one that somebody else saved meanwhile is left as it is, and named.

    Raises PermissionDenied, or ValidationError when nothing is taken here any more.
    """
    check(by, "assess", place)
    outcome = Outcome()
    for one in typed:
        try:
            saved = save_answer(by=by, box=place.box(one.prompt), seen=one.seen, text=one.text)
        except Conflict as conflict:
            outcome.conflicts[one.prompt.key] = conflict.current
        else:
            outcome.saved[one.prompt.key] = saved.answer
    return outcome
