"""What the templates need of arithmetic: how long ago, and which page numbers."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# The mean month, so that twelve of them are a year.
MONTH_DAYS = 30.44


@register.filter
def ago(moment: date | datetime, on: date | None = None) -> str:
    """How long before today (or the day given) something was, in words: "12 days ago", "in 3
    days".
    """
    if not moment:
        return ""
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    days = ((on or timezone.localdate()) - day).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if days in near:
        return near[days]
    return f"{_span(days)} ago" if days > 0 else f"in {_span(-days)}"


def _span(days: int) -> str:
    """A number of days in the unit that a person would use."""
    if days <= 60:
        return f"{days} days"
    months = int(days / MONTH_DAYS)
    return f"{months} months" if months < 24 else f"{months // 12} years"


@register.simple_tag
def part_of(label: object, url: str) -> SafeString:
    """A link of the line above a page's title: what the page belongs to."""
    return format_html('<a href="{}">{}</a>', url, label)


@register.filter
def faults(form: BaseForm) -> int:
    """How many messages a form gives: one field may have several."""
    return sum(map(len, form.errors.values()))


@register.simple_block_tag
def empty_state(content: str, title: str = "", url: str = "", label: str = "") -> SafeString:
    """Nothing here yet: what would be here and what to do, and where that is done."""
    context = {"text": content, "title": title, "url": url, "label": label}
    return render_to_string("components/_empty.html", context)


@register.simple_tag
def page_numbers(page: Page) -> list[int]:
    """The page numbers worth a link: both ends and the neighbours; 0 where some are left out."""
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in elided]
