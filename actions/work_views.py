"""Pages on which Promise Keepers say what the work is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.answers import form_page, is_done, saved, settled
from accounts.conflicts import both_texts, look_again
from accounts.permissions import check, needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from .models import Action, SubAction
from .replace_forms import ReplaceActionForm, ReplaceForm
from .services import replacing, work
from .views import get_action, get_sub_action
from .work_forms import ActionForm, NewActionForm, NewSubActionForm, SubActionForm

FIELDS = ["kind", "start_on", "due_on", "review_on", "interval_months", "expected_difference"]
FIELDS += ["target_number", "target_unit", "funding", "funded_until", "funded_by", "version"]
MEANWHILE = "Someone else changed this sub-action meanwhile. Read it again, then choose."


@form_page
@needs("edit_work")
def edit_sub_action(request: HttpRequest, key: str) -> HttpResponse:
    """Edit kind, dates, target, owners and expected difference of a sub-action."""
    found = get_sub_action(key)
    check(request.user, "edit_work", found)
    options = {"service": found.service, "local": found.item.local, "initial": _opened(found)}
    form = SubActionForm(request.POST or None, **options)
    try:
        if edited := saved(form, work.edit_sub_action, by=request.user, sub_action=found):
            _say_saved(request, found, edited)
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        return both_texts(request, form, conflict.current, _opened(conflict.current))
    return render(request, "actions/edit_sub_action.html", {"sub_action": found, "form": form})


def _say_saved(request: HttpRequest, before: SubAction, edited: SubAction) -> None:
    """It is saved, and what that did to the status."""
    messages.success(request, f"{edited} is saved.")
    if edited.status != before.status:
        messages.info(
            request,
            f"Another kind of work has other words: it is now “{edited.get_status_display()}”.",
        )


def _opened(found: SubAction) -> dict:
    """What the form shows when it is opened."""
    return {
        "title": found.item.heading,
        **{name: getattr(found, name) for name in FIELDS},
        "owners": found.owners.all(),
        "collaborators": found.collaborators.all(),
    }


@require_POST
@needs("edit_work")
def confirm_date(request: HttpRequest, key: str) -> HttpResponse:
    """Take the source's date as the council's own."""
    found = get_sub_action(key)
    if is_done(request, work.confirm_source_date, sub_action=found):
        messages.success(request, "The plan’s date is now the council’s own date.")
    return redirect(found)


@form_page
@needs("replace_work")
def replace(request: HttpRequest, key: str) -> HttpResponse:
    """Say which sub-action takes the place of this one."""
    found = get_sub_action(key)
    check(request.user, "replace_work", found)
    opened = {"version": found.version, "replacement": found.replaced_by_id}
    form, status = ReplaceForm(request.POST or None, sub_action=found, initial=opened), 200
    try:
        if saved(form, replacing.replace, by=request.user, sub_action=found):
            messages.success(request, f"{found} is saved.")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        status = look_again(form, conflict.current, MEANWHILE)
    context = {"sub_action": found, "form": form}
    return render(request, "actions/replace.html", context, status=status)


@form_page
@needs("replace_work")
def replace_action(request: HttpRequest, key: str) -> HttpResponse:
    """Say which action takes the place of a local one."""
    found = get_action(key)
    check(request.user, "replace_work", found)
    if not found.item.local:
        return settled(request, found, replacing.PUBLISHED)
    opened = {"version": found.version, "replacement": found.replaced_by_id}
    form, status = ReplaceActionForm(request.POST or None, action=found, initial=opened), 200
    try:
        if saved(form, replacing.replace_action, by=request.user, action=found):
            messages.success(request, f"{found} is saved.")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        status = look_again(form, conflict.current, f"{conflict} Read it again, then choose.")
    context = {"action": found, "form": form}
    return render(request, "actions/replace_action.html", context, status=status)


@form_page
@needs("add_work")
def add_sub_action(request: HttpRequest, key: str) -> HttpResponse:
    """Add a local sub-action to an action."""
    parent = get_action(key)
    if parent.replaced_by and request.method != "POST":
        return settled(request, parent, replacing.why_closed(parent))
    form = NewSubActionForm(request.POST or None, by=request.user)
    if added := saved(form, work.add_sub_action, by=request.user, action=parent):
        messages.success(request, f"Sub-action {added.key} is added. Post a first update next.")
        say_hints(request, form)
        return redirect(added)
    return render(request, "actions/add_sub_action.html", {"action": parent, "form": form})


@form_page
@needs("add_work")
def add_action(request: HttpRequest) -> HttpResponse:
    """Add a local action."""
    form = NewActionForm(request.POST or None, by=request.user)
    if added := saved(form, work.add_action, by=request.user):
        messages.success(request, f"Action {added.key} is added. Now add its first sub-action.")
        say_hints(request, form)
        return redirect(added)
    return render(request, "actions/add_action.html", {"form": form})


@form_page
@needs("edit_work")
def edit_action(request: HttpRequest, key: str) -> HttpResponse:
    """Edit an action's expected difference, and a local action's title."""
    found = get_action(key)
    check(request.user, "edit_work", found)
    options = {"local": found.item.local, "initial": _opened_action(found)}
    form = ActionForm(request.POST or None, **options)
    try:
        if saved(form, work.edit_action, by=request.user, action=found):
            messages.success(request, f"Action {key} is saved.")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        return both_texts(request, form, conflict.current, _opened_action(conflict.current))
    return render(request, "actions/edit_action.html", {"action": found, "form": form})


def _opened_action(found: Action) -> dict:
    """What the form of an action shows when it is opened."""
    values = {name: getattr(found, name) for name in ("expected_difference", "version")}
    return {"title": found.item.heading, **values}
