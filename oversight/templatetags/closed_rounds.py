"""Where a list of today can be read as it was in each closed round, for pages of lower apps."""

from __future__ import annotations

from django import template
from django.utils import timezone

from accounts.permissions import may

from ..board.rounds import address_of, read_choices
from ..rounds.lists import keeps

register = template.Library()


@register.inclusion_tag("oversight/rounds/_earlier.html", takes_context=True)
def earlier_rounds(context: template.Context) -> dict:
    """The closed rounds that keep this list under its filters; none for whoever may not read them,
    and where they do not keep it.
    """
    request = context["request"]
    user, page = request.user, request.resolver_match.url_name
    # Before the first line of history no round was closed.
    if not user.newest_seal or not may(user, "read_rounds") or not keeps(page, request.GET):
        return {}
    choices = read_choices(user.newest_seal, timezone.localdate(), address_of(request))
    return {"choices": choices, "navigation": context["navigation"]}
