"""Reads of measures."""

from __future__ import annotations

from django.db.models import QuerySet


class MeasureQuerySet(QuerySet):
    def with_series(self) -> MeasureQuerySet:
        """Measures with their targets and actuals, in the order of their days."""
        rows = self.select_related("item__sub_action__service", "item__parent", "added_by")
        return rows.prefetch_related("targets__set_by", "actuals__said_by")
