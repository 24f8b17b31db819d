"""The way up to The Promise, for every page that stands somewhere on it."""

from __future__ import annotations

from django import template

from ..chain import Way, read_chain
from ..models import FrameworkItem

register = template.Library()


@register.simple_tag(takes_context=True)
def ways_up(context: dict, item: FrameworkItem) -> list[Way]:
    """The ways from a text to pages of The Promise; what they go by is read once a page, for
    however many texts.
    """
    request = context["request"]
    if not hasattr(request, "chain"):
        request.chain = read_chain(request.user.newest_seal)
    return request.chain.ways_up(item)
