"""Pages of the national story."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import may, needs
from foundations.models import FrameworkItem, Kind
from foundations.views import page_of

from .reading import read_statement, read_statements
from .route_maps import route_maps


@require_safe
@needs("read")
def statements(request: HttpRequest) -> HttpResponse:
    """The ten vision statements, each with how many calls are confirmed for it, and the names of
    the route maps.
    """
    context = {"statements": read_statements(), "route_maps": route_maps()}
    return render(request, "oversight/story/statements.html", context)


@page_of(Kind.STATEMENT)
def statement(request: HttpRequest, found: FrameworkItem) -> HttpResponse:
    """One statement: the numbers, what we learned, and how it feels."""
    context = {
        "statement": found,
        "page": read_statement(found, request.user, timezone.localdate()),
        "may_link": may(request.user, "link_texts"),
    }
    return render(request, "oversight/story/statement.html", context)
