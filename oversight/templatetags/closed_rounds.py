"""Where a list of today can be read as it was in each closed round, for pages of lower apps."""

from __future__ import annotations

from django import template
from django.utils import timezone

from accounts.permissions import may

from ..board.rounds import address_of, read_choices
from ..rounds.lists import keeps

register = template.Library()


@register.inclusion_tag("oversight/rounds/_earlier.html", takes_context=True)
def earlier_rounds(context: template.Context, kept_as: str = "") -> dict:
    """The closed rounds that keep this list under its filters, or the page at an address of today;
    none for whoever may not read them, and where they do not keep it.
    """
    request = context["request"]
    user, page = request.user, request.resolver_match.url_name
    # Before the first line of history no round was closed.
    if not user.newest_seal or not may(user, "read_rounds"):
        return {}
    if not kept_as and not keeps(page, request.GET):
        return {}
    place = kept_as or address_of(request)
    choices = read_choices(user.newest_seal, timezone.localdate(), place)
    return {"choices": choices, "navigation": context["navigation"]}
