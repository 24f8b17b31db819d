"""Whether the sign-in page may lead to the public page."""

from __future__ import annotations

from django import template

from ..public.services import is_public

register = template.Library()


@register.simple_tag
def public_page_is_on() -> bool:
    """Whether anyone may read it."""
    return is_public()
