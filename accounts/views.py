"""Pages of people and their roles, for administrators."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from . import services
from .answers import saved, say_not_done
from .conflicts import both_texts
from .filters import PeopleFilter
from .forms import EndRoleForm, GiveRoleForm, MoveForm, RenameForm
from .history import act_of
from .models import Change, User
from .outbox.models import LATE
from .permissions import needs
from .versions import Conflict
from .words import day

PER_PAGE = 50
LINES_SHOWN = 20


def page_of_people(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for those who manage people, of which no browser keeps a copy."""
    return never_cache(needs("manage_people")(view))


@page_of_people
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, under the filters in the address."""
    listed = PeopleFilter(request.GET, queryset=User.objects.with_roles(timezone.localdate()))
    page = Paginator(listed.qs, PER_PAGE).get_page(request.GET.get("page"))
    everyone = listed.queryset.count() if listed.shown else 0
    context = {"filter": listed, "page": page, "everyone": everyone}
    return render(request, "people/people.html", context)


@page_of_people
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles now, to come and past, and the latest lines of history."""
    found = get_object_or_404(User.objects.with_last_mail(), pk=pk)
    today, held = timezone.localdate(), found.appointments.select_related("service")
    changes = Change.objects.of("person", str(pk))[:LINES_SHOWN]
    context = {
        "person": found,
        "current": held.current(today),
        "coming": held.coming(today),
        "over": held.over(today),
        "today": today,
        "late": timezone.now() - LATE,
        "changes": [(change, act_of(change)) for change in changes],
    }
    return render(request, "people/person.html", context)


@page_of_people
def rename_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a person's name."""
    found = get_object_or_404(User, pk=pk)
    form = RenameForm(request.POST or None, initial={"name": found.name, "version": found.version})
    try:
        if saved(form, services.rename_person, by=request.user, person=found):
            messages.success(request, f"The name is {form.cleaned_data['name']} now.")
            return redirect(found)
    except Conflict as conflict:
        return both_texts(request, form, conflict.current, {"name": conflict.current.name})
    return render(request, "people/rename.html", {"person": found, "form": form})


@page_of_people
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person one more role."""
    found = get_object_or_404(User, pk=pk)
    form = GiveRoleForm(request.POST or None)
    if given := saved(form, services.appoint, by=request.user, person=found):
        has = (
            "has the role."
            if given.starts_on <= timezone.localdate()
            else (f"will have the role from {day(given.starts_on)}.")
        )
        messages.success(request, f"{found} {has}")
        return redirect(found)
    return render(request, "people/give_role.html", {"person": found, "form": form})


@page_of_people
def end_role(request: HttpRequest, pk: int, appointment: int) -> HttpResponse:
    """End a role on a day."""
    found = get_object_or_404(User, pk=pk)
    held = get_object_or_404(found.appointments.select_related("service"), pk=appointment)
    form = EndRoleForm(request.POST or None)
    if saved(form, services.end_appointment, by=request.user, appointment=held):
        messages.success(request, f"{held}: ends on {day(held.ends_on)}.")
        return redirect(found)
    return render(request, "people/end_role.html", {"person": found, "held": held, "form": form})


@page_of_people
@require_POST
def change_right(request: HttpRequest, pk: int, appointment: int) -> HttpResponse:
    """Give an Oversight Board member the right to close rounds, or take it back; the role stays."""
    found = get_object_or_404(User, pk=pk)
    held = get_object_or_404(found.appointments, pk=appointment)
    gives = request.POST.get("closes_rounds") == "on"
    try:
        services.change_right(by=request.user, appointment=held, closes_rounds=gives)
    except ValidationError as error:
        say_not_done(request, " ".join(error.messages))
    else:
        messages.success(request, f"{found} may {'' if gives else 'no longer '}close rounds.")
    return redirect(found)


@page_of_people
def move(request: HttpRequest, pk: int, appointment: int) -> HttpResponse:
    """Move a Promise Keeper to another service."""
    found = get_object_or_404(User, pk=pk)
    held = get_object_or_404(found.appointments.select_related("service"), pk=appointment)
    form = MoveForm(request.POST or None, appointment=held)
    if moved := saved(form, services.move, by=request.user, appointment=held):
        begins = f"will be a {moved} from {day(moved.starts_on)}."
        is_now = moved.starts_on <= timezone.localdate()
        messages.success(request, f"{found} {f'is a {moved} now.' if is_now else begins}")
        return redirect(found)
    return render(request, "people/move.html", {"person": found, "held": held, "form": form})


@page_of_people
def set_active(request: HttpRequest, pk: int, active: bool) -> HttpResponse:
    """Ask, and on yes deactivate or reactivate a person."""
    found = get_object_or_404(User, pk=pk)
    if request.method != "POST":
        return render(request, "people/set_active.html", {"person": found, "active": active})
    try:
        services.set_active(by=request.user, person=found, active=active)
    except ValidationError as error:
        say_not_done(request, " ".join(error.messages))
    else:
        said = "can sign in again" if active else "is deactivated, and signed out at the next click"
        messages.success(request, f"{found} {said}.")
    return redirect(found)
