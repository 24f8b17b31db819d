"""A demonstration in which every text that people wrote is one word as long as it may be."""

from __future__ import annotations

from django.db import models

from accounts.models import User
from actions.models import SubAction
from actions.services.progress import post_update
from actions.status import Status
from foundations.models import FrameworkItem
from tests.site.poison import EXCUSED, HISTORY, text_columns

LONGEST = 20_000
WRITTEN = models.CharField | models.TextField
# What signing in, an address or a file's name needs as it is.
KEPT = ("accounts.User.email", "evidence.EvidenceItem.url", *HISTORY)


def lengthen() -> None:
    """Put a word of the column's length, at most LONGEST, into every text that is not empty."""
    for name, field in text_columns().items():
        if name not in EXCUSED and name not in KEPT and isinstance(field, WRITTEN):
            _lengthen(field)


def _lengthen(field: models.Field) -> None:
    rows = field.model._base_manager.exclude(**{field.name: ""})
    if field.model is FrameworkItem:
        rows = rows.filter(local=True)
    length = min(field.max_length or LONGEST, LONGEST)
    for pk in rows.values_list("pk", flat=True):
        # Some must differ from each other, so each ends in its number.
        word = f"{pk}".rjust(length, "W")[-length:]
        field.model._base_manager.filter(pk=pk).update(**{field.name: word})


def post_a_long_word() -> None:
    """One line of history, and the newest update of a sub-action, with the longest word."""
    keeper = User.objects.get(email="keeper@demo.test")
    sub_action = SubAction.objects.editable_by(keeper).filter(item__key="4.1").get()
    post_update(
        by=keeper,
        sub_action=sub_action,
        seen=sub_action.version,
        status=Status.ON_TRACK,
        changed="W" * LONGEST,
    )
