"""What the Board's pages said when a round was closed."""

from __future__ import annotations

from django.db import models

from foundations.models import Edition


class Snapshot(models.Model):
    """All that the Board's pages said on the day of an edition; never changed, but that a passage
    may be taken out of its texts.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="snapshot")
    # As `frozen.Frozen` reads it; what people wrote stands apart, in its order.
    frozen = models.JSONField()
    texts = models.JSONField()
    # How many sub-actions were in each group: by foundation, and "" for all.
    groups = models.JSONField()

    def __str__(self) -> str:
        return f"What was shown in {self.edition_id}"
