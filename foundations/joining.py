"""Which texts may be joined by a link, in which direction, and what a link that stands may
become.
"""

from __future__ import annotations

from dataclasses import dataclass

from .models import FrameworkItem, Kind, LinkState

WORK = (Kind.ACTION, Kind.SUB_ACTION, Kind.CRITERION)
# From which kinds a link may lead to which: as the links do that the wording suggests.
LEADS_TO: dict[Kind, tuple[Kind, ...]] = {
    **dict.fromkeys(WORK, (Kind.CALL, Kind.THEME, Kind.RECOMMENDATION, Kind.FUNDAMENTAL)),
    **dict.fromkeys(
        (
            Kind.THEME,
            Kind.RECOMMENDATION,
            Kind.POINT,
            Kind.HEADLINE,
            Kind.FUNDAMENTAL,
            Kind.STATEMENT,
        ),
        (Kind.CALL,),
    ),
}
# What people may make of a link, by what it is now.
MAY_BECOME: dict[LinkState, tuple[LinkState, ...]] = {
    LinkState.SUGGESTED: (LinkState.CONFIRMED, LinkState.REJECTED),
    LinkState.ADDED: (LinkState.CONFIRMED, LinkState.REJECTED, LinkState.REMOVED),
    LinkState.CONFIRMED: (LinkState.REJECTED, LinkState.REMOVED),
    LinkState.REJECTED: (LinkState.CONFIRMED,),
    LinkState.REMOVED: (LinkState.CONFIRMED,),
}


@dataclass(frozen=True)
class Ends:
    """The kinds that an item may be joined to: where a link may lead from it, and where it may come
    from.
    """

    after: tuple[Kind, ...]
    before: tuple[Kind, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return self.after + self.before


def ends_of(item: FrameworkItem) -> Ends:
    """What an item may be joined to; nothing for a kind that the links do not know."""
    before = tuple(start for start, ends in LEADS_TO.items() if item.kind in ends)
    return Ends(after=LEADS_TO.get(Kind(item.kind), ()), before=before)


def in_direction(one: FrameworkItem, other: FrameworkItem) -> tuple[FrameworkItem, FrameworkItem]:
    """Two texts in the order in which a link joins them: from the work up to what it answers."""
    return (other, one) if other.kind in ends_of(one).before else (one, other)
