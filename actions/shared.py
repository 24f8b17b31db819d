"""Each body's part of a joint sub-action, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.permissions import may
from accounts.together import Reading

from .groups import SAID_AGAIN
from .models import Share, SubAction
from .services.shares import nothing_to_share, why_not_still_true, why_nothing_to_say
from .status import FITTING, Kind, Status

# Of those that have ended so many stand on the page of their sub-action.
NEWEST = 10


@dataclass(frozen=True)
class Row:
    """The part of a body as a list shows it to a person, with what she may do about it."""

    share: Share
    may_say: bool
    may_confirm: bool
    may_end: bool

    @property
    def is_silent(self) -> bool:
        """Whether its good word has to be said again, or said in words of another kind of work."""
        word = Status(self.share.status)
        if word == Status.NOT_REPORTED or word.goes_badly:
            return False
        if word not in FITTING[Kind(self.share.sub_action.kind)]:
            return True
        return word in SAID_AGAIN and self.share.confirmed_on < self.share.fresh_from

    @property
    def may_act(self) -> bool:
        return self.may_say or self.may_end


def rows_of(shares: Iterable[Share], user: User) -> list[Row]:
    """Parts that were read `for_page()`, each as this person sees it."""
    return [_row(share, user) for share in shares]


def _row(share: Share, user: User) -> Row:
    says = may(user, "say_share", share) and not why_nothing_to_say(share)
    return Row(
        share=share,
        may_say=says,
        may_confirm=says and not why_not_still_true(share),
        may_end=share.ended_on is None and may(user, "edit_work", share.sub_action),
    )


def reading_shares(found: SubAction, user: User, on: date) -> Reading:
    """The parts of one sub-action, as its page shows them: those that are `open`, the newest of
    those that have ended (`ended`), how many `older` ones there are, and whether this person
    `may_name` one.
    """
    rows = rows_of((yield found.shares.for_page(on)), user)
    ended = [row for row in rows if row.share.ended_on]
    ended.sort(key=lambda row: (row.share.ended_on, row.share.pk), reverse=True)
    return {
        "open": [row for row in rows if not row.share.ended_on],
        "ended": ended[:NEWEST],
        "older": len(ended[NEWEST:]),
        "may_name": may(user, "edit_work", found) and not nothing_to_share(found),
    }
