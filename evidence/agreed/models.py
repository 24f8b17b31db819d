"""How each sub-action stood when a round was closed."""

from __future__ import annotations

from django.db import models

from actions.groups import Group
from actions.models import SubAction
from actions.status import Status
from foundations.models import Round


class ClosingRow(models.Model):
    """How a sub-action stood on the day on which a progress round was closed; never changed.

    "Since the last Board" compares with it.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="closing_rows")
    sub_action = models.ForeignKey(SubAction, on_delete=models.PROTECT, related_name="closing_rows")
    # Empty for what was in none: stopped by a decision, or replaced.
    group = models.CharField(max_length=16, choices=Group, blank=True)
    status = models.CharField(max_length=12, choices=Status)
    # The due day, or that of the review; and the council's own target.
    day = models.DateField(null=True, blank=True)
    target_number = models.PositiveIntegerField(null=True, blank=True)
    target_unit = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "sub_action"], name="one_closing_row_a_sub_action"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sub_action_id} when {self.round_id} was closed"
