"""How a status is drawn: its colour, its shape, and the words of a list of them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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


@register.simple_tag
def status_words(kind: str) -> SafeString:
    """The words that fit a kind of work, in a list that reads: one, another or a third."""
    *first, last = [status.short for status in (Status.NOT_REPORTED, *FITTING[Kind(kind)])]
    listed = format_html_join(", ", "<em>{}</em>", ((word,) for word in first))
    return format_html("{} or <em>{}</em>", listed, last)
