"""The evidence of a piece of work, in a sentence with the newest titles."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from accounts.permissions import may
from accounts.together import Reading
from foundations.models import FrameworkItem

from ..items.mix import reading_mix
from ..items.scope import work_of

SHOWN = 3


def reading_evidence(item: FrameworkItem, user: User) -> Reading:
    """The `mix` of the evidence of an action or sub-action and its parts, the newest `rows` of it,
    and whether this person may add some (`may_add`).
    """
    mix, rows = yield from reading_mix([item.pk], user, timezone.localdate(), SHOWN)
    return {
        "mix": mix,
        "rows": rows,
        "may_add": may(user, "add_evidence", work_of(item)),
    }
