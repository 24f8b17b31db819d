"""Pages on which what one person owns is handed over to others."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, said_by, say_not_done
from accounts.models import User
from accounts.permissions import may, needs
from accounts.versions import Conflict

from .handing import heirs_of, owned_by, rows_of, stays_with
from .handing_forms import HandOverForm
from .models import HandedOver, HandOver
from .services import handing

PER_PAGE = 50
DONE = "It is handed over, and an e-mail with the titles is on its way."
MEANWHILE = "{} Nothing is handed over yet: look at the list again, then go on."
NOT_YOURS_TO_SEE = "Only those whose work this was or is, and administrators, may read this."


@form_page
@never_cache
@needs("hand_over")
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what goes and to whom; see it; and hand it over by a second press."""
    person = get_object_or_404(User, pk=pk)
    handing.check_may_hand_over(request.user, person)
    (page, form), status = _opened(request, person), 200
    if form.is_valid() and "change" not in request.POST:
        if "confirm" not in request.POST:
            return render(request, "actions/hand_over_seen.html", {"person": person, "form": form})
        try:
            if done := _hand_over(request.user, person, form):
                messages.success(request, DONE)
                return redirect(done)
        except Conflict as conflict:
            form.see_anew()
            form.add_error("rows", MEANWHILE.format(conflict))
            status = 409
    context = {"person": person, "form": form, "page": page, "groups": _groups(page, form)}
    context["stays"] = stays_with(person, timezone.localdate())
    return render(request, "actions/hand_over.html", context, status=status)


def _opened(request: HttpRequest, person: User) -> tuple[Page, HandOverForm]:
    """The rows of the page, and their form."""
    page = Paginator(owned_by(person, request.user), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    services = {row.service_id for row in page}
    heirs = heirs_of(person, services, timezone.localdate()) if services else {}
    offered = [row for row in page if row.service in heirs]
    return page, HandOverForm(request.POST or None, rows=offered, heirs=heirs)


def _hand_over(by: User, person: User, form: HandOverForm) -> HandOver | None:
    """What was handed over; None where it was refused, which the form says. Raises Conflict."""
    with said_by(form):
        return handing.hand_over(by=by, person=person, seen=form.versions(), heirs=form.heirs())
    return None


def _groups(page: Page, form: HandOverForm) -> list[dict]:
    """The rows service by service: each with its tick box, or without one where nobody can take it
    over.
    """
    boxes = {box.data["value"]: box for box in form["rows"]}
    found = []
    for service, rows in groupby(page, key=lambda row: row.service):
        has_heirs = service in form.people
        lines = [(boxes.get(f"{row.key}:{row.version}"), row) for row in rows]
        heir = form.heir_of(service) if has_heirs else None
        found.append({"service": service, "rows": lines, "heir": heir})
    return found


@require_safe
@never_cache
@needs("hand_over")
def handed_over(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed over in one act, to whom, and whether it can be taken back."""
    act = _get_act(pk)
    given = rows_of(act)
    _check_may_see(request.user, act, given)
    context = {
        "act": act,
        "given": given,
        "may_take_back": handing.may_take_back(request.user, act),
        "reasons": handing.reasons_not_to_take_back(act, given),
        "until": act.made_at + handing.TAKEN_BACK_WITHIN,
        "left": owned_by(act.person, request.user).count(),
    }
    return render(request, "actions/handed_over.html", context)


def _check_may_see(user: User, act: HandOver, given: list[HandedOver]) -> None:
    concerned = {act.person_id, act.made_by_id, *(one.heir_id for one in given)}
    if user.pk not in concerned and not may(user, "assign_work"):
        raise PermissionDenied(NOT_YOURS_TO_SEE)


@require_POST
@needs("hand_over")
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A slip: everything goes back that was handed over in one act."""
    act = _get_act(pk)
    try:
        handing.take_back(by=request.user, act=act)
    except ValidationError as error:
        say_not_done(request, " ".join(error.messages))
    else:
        messages.success(request, f"It is taken back: all of it belongs to {act.person} again.")
    return redirect(act)


def _get_act(pk: int) -> HandOver:
    return get_object_or_404(HandOver.objects.select_related("person", "made_by"), pk=pk)
