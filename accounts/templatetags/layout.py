"""What the templates need of arithmetic: how long ago, which page numbers, how long a bar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# The mean month, so that twelve of them are a year.
MONTH_DAYS = 30.44
# The chart's own units: the drawing is 400 wide and grows with the page.
WIDTH, ROW_HEIGHT, SHAPE_ROOM, TEXT_ROOM = 400, 58, 40, 14


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


@register.inclusion_tag("components/_bar_chart.html")
def bar_chart(*, id: str, title: str, rows: Iterable[dict], sentence: str = "") -> dict:
    """Horizontal bars with their table.

    A row is {"label", "url"?, "parts": [{"key", "label", "count", "url"?}, …]}; every row has the
    same parts in the same order. A key that is a status brings its colour and shape.
    """
    rows = list(rows)
    largest = max((_row_total(row) for row in rows), default=0)
    return {
        "id": id,
        "title": title,
        "sentence": sentence,
        "rows": [_placed_row(row, index, largest) for index, row in enumerate(rows)],
        "legend": rows[0]["parts"] if rows else [],
        "stacked": bool(rows) and len(rows[0]["parts"]) > 1,
        "height": ROW_HEIGHT * len(rows),
    }


def _row_total(row: dict) -> int:
    return sum(part["count"] for part in row["parts"])


def _placed_row(row: dict, index: int, largest: int) -> dict:
    top = index * ROW_HEIGHT
    heights = {"label_y": top + 17, "bar_y": top + 25, "shape_y": top + 30, "text_y": top + 42}
    return row | heights | {"total": _row_total(row), "bars": _placed_bars(row["parts"], largest)}


def _placed_bars(parts: list[dict], largest: int) -> list[dict]:
    """The bars of a row, one after the other; a shape and a number where there is room for them."""
    bars, x = [], 1.0
    for part in parts:
        if not part["count"]:
            continue
        width = round(part["count"] / largest * (WIDTH - 2), 1)
        bars.append(part | {"x": round(x, 1), "width": width} | _inside(round(x, 1), width))
        x += width
    return bars


def _inside(x: float, width: float) -> dict:
    """Where a bar's shape and number stand: both, the number alone, or neither."""
    if width >= SHAPE_ROOM:
        return {"shape_x": x + 6, "text_x": x + 24}
    return {"text_x": x + 3} if width >= TEXT_ROOM else {}
