"""What was heard about one thing, for the page of that thing."""

from __future__ import annotations

from accounts.models import User
from accounts.together import Reading
from foundations.models import FrameworkItem

from .models import Reply

SHOWN = 10


def reading_about(item: FrameworkItem, user: User) -> Reading:
    """What was heard that went to a sub-action or call, the newest first: its `replies`, whether
    there are `more`, and the ids of those that this person is asked to answer (`answerable`).
    """
    # One more than is shown, to know whether there are more.
    replies, owed = yield (
        Reply.objects.about(item).visible_to(user)[: SHOWN + 1],
        Reply.objects.owed_by(user).filter(item=item).values_list("pk", flat=True),
    )
    more = len(replies) > SHOWN
    return {"replies": list(replies)[:SHOWN], "more": more, "answerable": set(owed)}
