"""The pages of claims and of who agreed to them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import needs
from evidence.agreed.parts import Part

from .pairs import read_people, read_services
from .waiting import longest_first, read_waiting

PER_PAGE = 50


@require_safe
@needs("see_claims")
def claims(request: HttpRequest) -> HttpResponse:
    """The claims that wait for somebody else to agree, the longest first."""
    page = Paginator(longest_first(), PER_PAGE).get_page(request.GET.get("page"))
    seal = request.user.newest_seal
    page.object_list = read_waiting(timezone.localdate(), page.object_list, seal)
    # A closed round keeps them among its sub-actions.
    then = f"{reverse('sub-actions')}?group={Part.CLAIMED}"
    return render(request, "oversight/claims/claims.html", {"page": page, "then": then})


@require_safe
@needs("see_claims")
def agreements(request: HttpRequest) -> HttpResponse:
    """Who agreed with whom, and how often."""
    context = {"services": read_services(), "people": read_people()}
    return render(request, "oversight/claims/agreements.html", context)
