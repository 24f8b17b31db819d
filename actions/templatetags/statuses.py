"""How a status is drawn: its colour, its shape, and the words of a list of them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..groups import CLAIMS
from ..status import FITTING, Kind, Status

register = template.Library()


@register.filter
def tone(key: str) -> str:
    """The colour of a status. What is no status, as a part of a chart may be, is its own colour."""
    return Status(key).tone if key in Status.values else key


@register.filter
def shape(key: str) -> str:
    """The name of a status's shape; none for what is no status."""
    return Status(key).shape if key in Status.values else ""


@register.filter
def sign(key: str) -> str:
    """The name of the mark of a status as one person gave it, whatever its group is."""
    status = Status(key)
    if status == Status.AT_RISK:
        return "at-risk"
    if status.goes_badly or status in (Status.NOT_STARTED, Status.STOPPED):
        return "not-going-well"
    if status == Status.NOT_REPORTED:
        return "not-known"
    return "claimed" if status in CLAIMS else "in-hand"


@register.simple_tag
def status_words(kind: str) -> SafeString:
    """The words that fit a kind of work, in a list that reads: one, another or a third."""
    *first, last = [status.short for status in (Status.NOT_REPORTED, *FITTING[Kind(kind)])]
    listed = format_html_join(", ", "<em>{}</em>", ((word,) for word in first))
    return format_html("{} or <em>{}</em>", listed, last)
