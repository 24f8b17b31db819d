"""The evidence of a piece of work, in a sentence with the newest titles."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from accounts.permissions import may
from foundations.models import FrameworkItem

from ..items.mix import mix_of
from ..items.models import EvidenceItem
from ..items.scope import work_of

SHOWN = 3


def read_evidence(item: FrameworkItem, user: User) -> dict:
    """The `mix` of the evidence of an action or sub-action and its parts, the newest `rows` of it,
    and whether this person may add some (`may_add`).
    """
    visible = EvidenceItem.objects.current().visible_to(user)
    return {
        "mix": mix_of(item, user, timezone.localdate()),
        "rows": list(visible.supporting([item])[:SHOWN]),
        "may_add": may(user, "add_evidence", work_of(item)),
    }
