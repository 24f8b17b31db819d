"""The table of permissions, asked by a template that many views share."""

from __future__ import annotations

from django import template

from .. import permissions

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: dict, key: str) -> bool:
    """Whether whoever reads the page may do this at all."""
    return permissions.may(context["request"].user, key)
