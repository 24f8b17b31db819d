"""Pages of services, and of who can do what."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .answers import saved
from .conflicts import both_texts
from .filters import ServiceFilter
from .finders import answer_names
from .forms import EditServiceForm, ServiceForm
from .models import Role, Service
from .permissions import PERMISSIONS, Permission, may, needs
from .services import SERVICE, add_service, edit_service
from .versions import Conflict
from .words import day

PER_PAGE = 50


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The council's services and its partners, with their Promise Keepers."""
    today = timezone.localdate()
    listed = ServiceFilter(request.GET, queryset=Service.objects.with_keepers(today))
    page = Paginator(listed.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": listed,
        "page": page,
        "everyone": listed.queryset.count() if listed.shown else page.paginator.count,
        "today": today,
        "may_manage": may(request.user, "manage_services"),
    }
    return render(request, "services/services.html", context)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Names of services that hold the words of the address."""
    return answer_names(request, Service.objects.called)


@require_safe
def service(request: HttpRequest, key: str) -> HttpResponse:
    """One service and its Promise Keepers of today."""
    today = timezone.localdate()
    found = get_object_or_404(Service.objects.with_keepers(today), key=key)
    context = {
        "service": found,
        "today": today,
        "may_manage": may(request.user, "manage_services"),
        "may_manage_people": may(request.user, "manage_people"),
    }
    return render(request, "services/service.html", context)


@needs("manage_services")
def add(request: HttpRequest) -> HttpResponse:
    """Add a service; on the first day often several, one after another."""
    form = ServiceForm(request.POST or None)
    if saved(form, add_service, by=request.user):
        messages.success(
            request, f"{form.cleaned_data['name']} is added. Invite its Promise Keepers next."
        )
        return redirect("add-service" if "another" in request.POST else "services")
    return render(request, "services/add.html", {"form": form})


@needs("manage_services")
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Change a service, close it from a day on, or open it again."""
    found = get_object_or_404(Service.objects.with_keepers(timezone.localdate()), key=key)
    form = EditServiceForm(request.POST or None, initial=_opened(found))
    try:
        if saved(form, edit_service, by=request.user, service=found):
            messages.success(request, f"{found} is saved.")
            _say_who_stays(request, found)
            return redirect(found)
    except Conflict as conflict:
        return both_texts(request, form, conflict.current, _opened(conflict.current))
    context = {
        "service": found,
        "form": form,
        "may_manage_people": may(request.user, "manage_people"),
    }
    return render(request, "services/edit.html", context)


def _opened(found: Service) -> dict:
    """What the form shows when it is opened."""
    return {name: getattr(found, name) for name in [*SERVICE, "version"]}


def _say_who_stays(request: HttpRequest, closed: Service) -> None:
    """A service may close while people keep it; then it is said, so that they are moved."""
    if closed.closed_on and closed.keepers:
        names = ", ".join(str(held.user) for held in closed.keepers)
        messages.warning(
            request,
            f"It closes on {day(closed.closed_on)} and still has Promise Keepers: {names}. "
            "Move them to another service, or end their role.",
        )


@require_safe
def who_can_do_what(request: HttpRequest) -> HttpResponse:
    """The permission table in words."""
    rows = [
        (permission.words, [(role.label, extent(permission, role)) for role in Role])
        for permission in PERMISSIONS
    ]
    return render(
        request, "accounts_pages/who_can_do_what.html", {"roles": list(Role), "rows": rows}
    )


def extent(permission: Permission, role: Role) -> str:
    """How far a role may do it."""
    if role not in permission.roles:
        return "No"
    if role in permission.by_right:
        return "Those given this right"
    return "Of their own services" if permission.own_service_only and role == Role.KEEPER else "Yes"
