"""The calendar itself, for a program, and the page on which a person gets its address."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import may, needs

from . import services
from .dates import read_dates
from .models import CalendarAddress
from .writing import calendar_of

SIGNER = Signer(salt="calendar address", sep=".")
NOT_THERE = (
    "There is no calendar at this address. Its owner finds the new one under “Your calendar”."
)


@require_safe
@never_cache
@login_not_required
def calendar(request: HttpRequest) -> HttpResponse:
    """The dates of the person whose key stands in the address, as long as she may sign in; without
    a key the page on which one gets it.
    """
    # The key is no part of the path, since paths are logged.
    if "key" not in request.GET:
        return redirect("my-calendar")
    address = _address_of(request.GET["key"])
    if address is None or not may(address.person, "have_calendar"):
        raise Http404(NOT_THERE)
    now = timezone.now()
    content = calendar_of(read_dates(address.person, timezone.localdate(now)), now)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _address_of(key: str) -> CalendarAddress | None:
    try:
        number = SIGNER.unsign(key)
    except BadSignature:
        return None
    found = CalendarAddress.objects.filter(number=number, person__is_active=True)
    return found.select_related("person").first()


@require_safe
@never_cache
@needs("have_calendar")
def my_calendar(request: HttpRequest) -> HttpResponse:
    """The address of one's own calendar, if there is one, and how to use it."""
    found = CalendarAddress.objects.filter(person=request.user).first()
    context = {"address": found, "url": found and _url_of(found)}
    return render(request, "oversight/calendar/my_calendar.html", context)


def _url_of(address: CalendarAddress) -> str:
    key = urlencode({"key": SIGNER.sign(str(address.number))})
    return f"{settings.SITE_URL}{reverse('calendar')}?{key}"


@require_POST
@needs("have_calendar")
def make_address(request: HttpRequest) -> HttpResponse:
    """Make an address, in the place of the one before."""
    services.make_address(by=request.user)
    messages.success(request, "Your calendar has a new address. Copy it into your own program.")
    return redirect("my-calendar")


@require_POST
@needs("have_calendar")
def end_address(request: HttpRequest) -> HttpResponse:
    """End the address."""
    services.end_address(by=request.user)
    messages.success(request, "Your calendar has no address any more: no program can read it.")
    return redirect("my-calendar")
