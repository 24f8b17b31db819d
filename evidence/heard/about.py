"""What was heard about one thing, for the page of that thing."""

from __future__ import annotations

from accounts.models import User
from foundations.models import FrameworkItem

from .models import Reply

SHOWN = 10


def read_about(item: FrameworkItem, user: User) -> dict:
    """What was heard that went to a sub-action or call, the newest first: its `replies`, whether
    there are `more`, and the ids of those that this person is asked to answer (`answerable`).
    """
    # One more than is shown, to know whether there are more.
    rows = list(Reply.objects.about(item).visible_to(user)[: SHOWN + 1])
    owed = any(not reply.is_answered for reply in rows)
    answerable = (
        set(Reply.objects.owed_by(user).filter(item=item).values_list("pk", flat=True))
        if owed
        else set()
    )
    return {"replies": rows[:SHOWN], "more": len(rows) > SHOWN, "answerable": answerable}
