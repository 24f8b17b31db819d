"""Who owns the work, for the pages that show it."""

from __future__ import annotations

from django import template
from django.utils import timezone

from ..models import SubAction
from ..owners import Owners, owners_of

register = template.Library()


@register.simple_tag
def owners(sub_action: SubAction) -> Owners:
    """Who owns it today, and who was named and answers for it no longer."""
    return owners_of(sub_action, timezone.localdate())
