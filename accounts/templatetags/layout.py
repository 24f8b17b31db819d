"""What the templates need: how long ago, which page numbers, what is wrong with a form."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# The mean month, so that twelve of them are a year.
MONTH_DAYS = 30.44
# The codes of messages that are written for one box alone; a rule of ours has none.
NAME_THEIR_BOX = {None, "required"}


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
@cache
def drawn(sign: str) -> SafeString:
    """The mark of a group, or of a part of one, as `components/_sign.html` draws it. There are few,
    and a list shows one in each row: two templates for each were a good part of its cost.
    """
    return render_to_string("components/_sign.html", {"sign": sign})


@register.simple_tag
def part_of(label: object, url: str) -> SafeString:
    """A link of the line above a page's title: what the page belongs to."""
    return format_html('<a href="{}">{}</a>', url, label)


@register.filter
def faults(form: BaseForm) -> list[tuple[str, str]]:
    """What is wrong with a form, line by line in the order of the page: the id of the box that it
    leads to, if there is one, and the words. A form whose `boxes` are more than its own fields, or
    stand in another order, says so.
    """
    boxes = getattr(form, "boxes", form.visible_fields)()
    above = [("", words) for words in form.non_field_errors()]
    above += [("", words) for field in form.hidden_fields() for words in field.errors]
    return above + [
        (_first_id(field), _led_by_its_label(field, words, error.code))
        for field in boxes
        if field.errors
        for error in field.errors.as_data()
        for words in error.messages
    ]


def _first_id(field: BoundField) -> str:
    """The id of a field; of a group of choices, which has none of its own, that of its first."""
    choices = () if field.id_for_label else field.subwidgets
    return field.id_for_label or next(
        (choice.id_for_label for choice in choices), f"{field.auto_id}_0"
    )


def _led_by_its_label(field: BoundField, words: str, code: str | None) -> str:
    """Most messages name the box that they ask for; one that any box may have is led by the
    label.
    """
    asks = words == field.field.error_messages.get("required")
    if asks or code in NAME_THEIR_BOX or field.label.casefold() in words.casefold():
        return words
    return f"{field.label}{'' if field.label.endswith('?') else ':'} {words}"


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
