"""The way from what stands on a page to taking it out, for whoever may."""

from __future__ import annotations

from django import template
from django.db.models import Model

from accounts.permissions import may

register = template.Library()


@register.inclusion_tag("components/_take_out.html", takes_context=True)
def take_out(context: dict, thing: Model, words: str = "Take a passage out") -> dict:
    """A link to the texts of a thing, each of which may be taken out; nothing for others than
    administrators.
    """
    shown = may(context["request"].user, "take_out")
    return {"thing": thing, "label": thing._meta.label_lower, "shown": shown, "words": words}
