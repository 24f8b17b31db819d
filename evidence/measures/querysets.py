"""Reads of measures."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Prefetch, QuerySet


class MeasureQuerySet(QuerySet):
    def with_series(self) -> MeasureQuerySet:
        """Measures with their targets and actuals, in the order of their days."""
        rows = self.select_related("item__sub_action__service", "item__parent", "added_by")
        return rows.prefetch_related(
            Prefetch("targets", _every("MeasureTarget").select_related("set_by")),
            Prefetch("actuals", _every("Actual").select_related("said_by")),
        )

    def published(self) -> MeasureQuerySet:
        """Measures whose figures may leave the building, in the order of their making."""
        return self.filter(is_public=True).order_by("pk")

    def for_list(self) -> MeasureQuerySet:
        """Measures in the order of what they belong to: sub-actions and calls, each by number."""
        return self.order_by(
            "-item__kind", "item__parent__local", "item__parent__order", "item__order", "pk"
        )


def _every(model: str) -> QuerySet:
    # By name: the models take their querysets from this file.
    return apps.get_model("evidence", model).objects.all()
