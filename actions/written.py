"""In which columns people write about the work."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from accounts.removal.written import Written
from foundations.models import FrameworkItem

from .models import Action, Move, Need, ProgressUpdate, Share, ShareWord, SubAction


def _of_items(items: list[int]) -> Iterator[QuerySet]:
    """The work whose title a local item holds."""
    yield Action.objects.filter(item__in=items)
    yield SubAction.objects.filter(item__in=items)


OWN = [
    # What is published is the source's.
    Written(
        lambda: FrameworkItem.objects.filter(local=True),
        ("heading",),
        "title of local work",
        "titles of local work",
        thing="sub-action",
        versions=_of_items,
    ),
    Written(
        Action.objects.all,
        ("expected_difference", "replaced_reason"),
        "action",
        "actions",
        thing="action",
    ),
    Written(
        SubAction.objects.all,
        (
            "expected_difference",
            "target_unit",
            "decided_by",
            "replaced_reason",
            "funded_by",
            "explained_reason",
        ),
        "sub-action",
        "sub-actions",
        thing="sub-action",
    ),
    Written(
        Move.objects.all,
        ("before", "after", "why"),
        "changed date or target",
        "changed dates and targets",
        thing="sub-action",
    ),
    Written(
        ProgressUpdate.objects.all,
        ("changed", "difference", "next_step", "decided_by", "withdrawn_reason"),
        "progress update",
        "progress updates",
        thing="sub-action",
    ),
    Written(
        Need.objects.all,
        ("would_help", "acting_body", "answer", "withdrawn_reason"),
        "need",
        "needs",
        thing="sub-action",
    ),
    Written(
        Share.objects.all,
        ("words", "ended_reason"),
        "body’s part",
        "parts of bodies",
        thing="sub-action",
    ),
    Written(
        ShareWord.objects.all,
        ("words",),
        "word on a body’s part",
        "words on parts of bodies",
        thing="sub-action",
    ),
]
