"""The page of who does what, and the forms of its tables."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.answers import form_page, saved
from accounts.conflicts import both_texts
from accounts.once import knows_its_forms
from accounts.permissions import needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from . import forms, services
from .models import KINDS, Entry
from .reading import read_governance

ADD = {
    "member": forms.AddMemberForm,
    "stakeholder": forms.AddStakeholderForm,
    "priority": forms.AddPriorityForm,
}
EDIT = {
    "member": forms.EditMemberForm,
    "stakeholder": forms.EditStakeholderForm,
    "priority": forms.EditPriorityForm,
}


@require_safe
@needs("read")
def governance(request: HttpRequest) -> HttpResponse:
    """The bodies, their members, stakeholders and priorities: a table each."""
    context = read_governance(request.user, timezone.localdate(), request.GET)
    return render(request, "oversight/governance/governance.html", context)


@knows_its_forms
@form_page
@needs("edit_bodies")
def add_entry(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a member, a stakeholder or a priority."""
    _check_kind(kind)
    _check_offered(request, kind)
    form, status = _form(request, ADD[kind], kind), 200
    try:
        if made := saved(form, services.add, by=request.user, kind=kind):
            messages.success(request, f"{made} is kept.")
            say_hints(request, form)
            return redirect(made)
    except Conflict:
        form.add_error(None, "This form was sent before, with other words. Open it again.")
        status = 409
    context = {"form": form, "kind": kind}
    return render(request, "oversight/governance/entry.html", context, status=status)


@form_page
@needs("edit_bodies")
def edit_entry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change a member, a stakeholder or a priority, or say until when it holds."""
    _check_kind(kind)
    found = KINDS[kind].objects.filter(pk=pk).first()
    if found is None:
        raise Http404(f"There is no such {kind}. The page “Who does what” lists them all.")
    services.check_edit(request.user, kind, getattr(found, "body", ""))
    fields = services.FIELDS[kind]
    form = _form(request, EDIT[kind], kind, initial=_values(found, fields))
    try:
        if saved(form, services.edit, by=request.user, entry=found):
            messages.success(request, f"{found} is kept.")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        values = _values(conflict.current, fields)
        return both_texts(request, form, conflict.current, values)
    context = {"form": form, "kind": kind, "entry": found}
    return render(request, "oversight/governance/entry.html", context)


def _values(entry: Entry, fields: list[str]) -> dict:
    return {name: getattr(entry, name) for name in ["version", *fields]}


def _form(request: HttpRequest, form_of: type[Form], kind: str, **options) -> Form:
    if kind == "member":
        options["bodies"] = services.bodies_for(request.user)
    return form_of(request.POST or None, **options)


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise Http404(f"There are members, stakeholders and priorities, and no “{kind}”.")


def _check_offered(request: HttpRequest, kind: str) -> None:
    # Which body, the form says; a Board member has her own to choose from.
    if kind != "member" or not services.bodies_for(request.user):
        services.check_edit(request.user, kind)
