"""Reads of measures."""

from __future__ import annotations

from django.db.models import QuerySet


class MeasureQuerySet(QuerySet):
    def with_series(self) -> MeasureQuerySet:
        """Measures with their targets and actuals, in the order of their days."""
        return self.select_related("item", "added_by").prefetch_related("targets__set_by", "actuals__said_by")
