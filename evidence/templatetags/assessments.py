"""Self-assessments on the pages of what they speak of."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.urls import reverse

from evidence.assessments.models import SelfAssessment
from evidence.assessments.places import Place
from evidence.assessments.whole_assessment import Whole

register = template.Library()


@register.filter
def at(mapping: Mapping | None, key: str):
    """What stands in a mapping under a key; None where nothing does."""
    return mapping.get(key) if mapping else None


@register.filter
def last_part(key: str) -> str:
    """The key of a recommendation within its theme: R1 of T17.R1."""
    return key.rpartition(".")[2]


@register.simple_tag
def address(name: str, of: Place | Whole | SelfAssessment, **more: str) -> str:
    """The address of a page or button of a theme's self-assessment, or of a whole one."""
    keys = {"round": of.round.key, "service": of.service.key}
    if theme := getattr(of, "theme", None):
        keys["theme"] = theme.key
    return reverse(name, kwargs=keys | more)
