"""The pages of one sub-action and of one action."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.views import get_action

from .action import read_action
from .sub_action import find_sub_action, read_sub_action


@require_safe
def sub_action(request: HttpRequest, key: str) -> HttpResponse:
    """One sub-action: how it goes, what was said last, who keeps it, what it answers."""
    page = request.GET.get("page")
    context = read_sub_action(*find_sub_action(key), request.user, page)
    return render(request, "actions/sub_action.html", context)


@require_safe
def action(request: HttpRequest, key: str) -> HttpResponse:
    """One action: how its sub-actions go, what was said last, and what it answers."""
    context = read_action(get_action(key), request.user, request.GET.get("page"))
    return render(request, "actions/action.html", context)
