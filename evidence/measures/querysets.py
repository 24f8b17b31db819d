"""Reads of measures."""

from __future__ import annotations

from django.db.models import QuerySet


class MeasureQuerySet(QuerySet):
    def with_series(self) -> MeasureQuerySet:
        """Measures with their targets and actuals, in the order of their days."""
        rows = self.select_related("item__sub_action__service", "item__parent", "added_by")
        return rows.prefetch_related("targets__set_by", "actuals__said_by")

    def for_list(self) -> MeasureQuerySet:
        """Measures in the order of what they belong to: sub-actions and calls, each by number."""
        return self.order_by(
            "-item__kind", "item__parent__local", "item__parent__order", "item__order", "pk"
        )
