"""What contradicts a status besides its dates: one list, to which higher apps add in
`AppConfig.ready()`.

Querysets count by it and annotate their rows with it, so that `standing()` needs nothing but the
record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q


@dataclass(frozen=True)
class Contradiction:
    """A condition on sub-actions of a day, with the sentence that pages print where it holds.

    `name` becomes a column of the rows, so it is no name of a field.
    """

    name: str
    sentence: str
    holds: Callable[[date], Q]


CONTRADICTIONS: list[Contradiction] = []


def any_holds(on: date) -> Q:
    """The condition that at least one of them holds on that day; none does where the list is
    empty.
    """
    # An empty Q() holds for every row; this one holds for none.
    found = Q(pk__in=[])
    for contradiction in CONTRADICTIONS:
        found |= contradiction.holds(on)
    return found


def annotations(on: date) -> dict[str, ExpressionWrapper]:
    """For `annotate()`: a column of true or false for each of them, by its name."""
    return {one.name: ExpressionWrapper(one.holds(on), BooleanField()) for one in CONTRADICTIONS}


def sentences(sub_action: object) -> list[str]:
    """The sentences of those that hold for a sub-action; none for one that was read without
    `with_contradictions()`.
    """
    return [one.sentence for one in CONTRADICTIONS if getattr(sub_action, one.name, False)]
