"""The measures of a thing, for the page of that thing."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils import timezone

from accounts.words import written
from evidence.measures.course import course
from evidence.measures.models import Measure
from evidence.measures.services import may_measure
from foundations.models import FrameworkItem

register = template.Library()


@register.inclusion_tag("measures/_measures_of.html", takes_context=True)
def measures_of(context: dict, item: FrameworkItem) -> dict:
    """The measures of a sub-action or call, each with what is known last and the next target."""
    today = timezone.localdate()
    rows = [course(measure, today) for measure in Measure.objects.with_series().filter(item=item)]
    return {"item": item, "rows": rows, "may_measure": may_measure(context["user"], item)}


@register.filter
def number(value: Decimal) -> str:
    """A number as the pages write it: 1,200.5."""
    return written(value)
