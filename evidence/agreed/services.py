"""Writes of how everything stands when a round is closed."""

from __future__ import annotations

from django.db.models.functions import Coalesce

from accounts.history import wait_for_history
from actions.models import SubAction
from foundations.models import Edition

from .models import ClosingRow
from .sets import with_group

AT_ONCE = 1_000


def keep_closing_rows(edition: Edition) -> None:
    """Keep a row for every sub-action, as it stands on the day on which a progress round is closed;
    in the transaction that closes it.
    """
    if not edition.round.asks_progress:
        return
    # What is reported just now is told before the closing and kept with it, or neither.
    wait_for_history()
    rows = with_group(SubAction.objects.order_by("pk"), edition.closed_on)
    rows = rows.annotate(day=Coalesce("due_on", "review_on"))
    columns = ("group", "status", "day", "target_number", "target_unit")
    ClosingRow.objects.bulk_create(
        (
            ClosingRow(edition=edition, sub_action_id=row.pop("pk"), **row)
            for row in rows.values("pk", *columns)
        ),
        batch_size=AT_ONCE,
    )
