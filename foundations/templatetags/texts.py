"""Published texts where the whole wording has no room."""

from __future__ import annotations

from django import template

from ..names import shortened

register = template.Library()
register.filter("shortened", shortened)
