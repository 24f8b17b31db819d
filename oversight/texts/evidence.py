"""What shows how it goes with a text, and with the work that answers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.permissions import may
from accounts.together import Reading
from evidence.items.mix import Mix, reading_mix
from evidence.items.models import EvidenceItem
from evidence.items.scope import work_of
from foundations.models import FrameworkItem

# The list of evidence holds the rest.
SHOWN = 5


@dataclass(frozen=True)
class Shown:
    """The mix of evidence and its newest items, as far as the reader may see them; `item` is what
    the list of all of them is asked for.
    """

    item: FrameworkItem
    mix: Mix
    newest: list[EvidenceItem]
    may_add: bool

    @property
    def more(self) -> bool:
        return self.mix.visible > len(self.newest)


def reading_shown(
    item: FrameworkItem, user: User, on: date, also: Iterable[FrameworkItem] = ()
) -> Reading:
    """The evidence of a text and of what else is named, as a part of a page."""
    pks = [one.pk for one in (item, *also)]
    mix, newest = yield from reading_mix(pks, user, on, SHOWN)
    return Shown(
        item=item,
        mix=mix,
        newest=newest,
        may_add=may(user, "add_evidence", work_of(item)),
    )
