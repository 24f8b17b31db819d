"""The evidence of a piece of work, in a sentence with the newest titles."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from accounts.permissions import may
from accounts.together import Reading
from foundations.models import FrameworkItem

from ..items.mix import counted_mix, mix_from
from ..items.models import EvidenceItem
from ..items.scope import work_of

SHOWN = 3


def reading_evidence(item: FrameworkItem, user: User) -> Reading:
    """The `mix` of the evidence of an action or sub-action and its parts, the newest `rows` of it,
    and whether this person may add some (`may_add`).
    """
    visible = EvidenceItem.objects.current().visible_to(user)
    counted, rows = yield counted_mix(item, user), visible.supporting([item])[:SHOWN]
    return {
        "mix": mix_from(counted, timezone.localdate()),
        "rows": list(rows),
        "may_add": may(user, "add_evidence", work_of(item)),
    }
