"""One entry of what was heard, for the pages about it."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone

from accounts.models import User

from .models import Heard


def get_heard(user: User, pk: int) -> Heard:
    """The entry, if the person may read it; else 404."""
    rows = Heard.objects.visible_to(user).with_waits(timezone.localdate())
    found = rows.select_related("logged_by", "removed_by", "evidence").filter(pk=pk).first()
    if found is None:
        raise Http404(
            "There is no such entry, or it is internal. "
            "The page “What we heard” lists what you may read."
        )
    return found
