"""Pages on which Promise Keepers say what the work is."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import check, needs
from accounts.versions import Conflict
from accounts.words import day
from foundations.writing import say_hints

from .answers import is_done
from .forms import ActionForm, NewActionForm, NewSubActionForm, SubActionForm
from .models import SubAction
from .services import work
from .status import Kind
from .views import get_action, get_sub_action

FIELDS = ["kind", "start_on", "due_on", "review_on", "interval_months", "expected_difference"]
SHOWN = ["title", *FIELDS, "target_number", "target_unit", "owners", "collaborators"]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("edit_work")
def edit_sub_action(request: HttpRequest, key: str) -> HttpResponse:
    """Edit kind, dates, target, owners and expected difference of a sub-action."""
    found = get_sub_action(key)
    check(request.user, "edit_work", found)
    options = {"service": found.service, "local": found.item.local, "initial": opened(found)}
    form = SubActionForm(request.POST or None, **options)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            saved = work.edit_sub_action(
                by=request.user, sub_action=found, seen=values.pop("version"), **values
            )
        except Conflict as conflict:
            return edit_conflict(request, conflict.current, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            say_saved(request, found, saved)
            say_hints(request, form)
            return redirect(found)
    return render(request, "actions/edit_sub_action.html", {"sub_action": found, "form": form})


def say_saved(request: HttpRequest, before: SubAction, saved: SubAction) -> None:
    """It is saved, and what that did to the status."""
    messages.success(request, f"{saved} is saved.")
    if saved.status != before.status:
        messages.info(
            request,
            f"Another kind of work has other words: it is now “{saved.get_status_display()}”.",
        )


def opened(found: SubAction) -> dict:
    """What the form shows when it is opened."""
    values = {
        name: getattr(found, name) for name in [*FIELDS, "target_number", "target_unit", "version"]
    }
    return values | {
        "title": found.item.heading,
        "owners": found.owners.all(),
        "collaborators": found.collaborators.all(),
    }


def edit_conflict(request: HttpRequest, current: SubAction, form: SubActionForm) -> HttpResponse:
    """Someone else saved meanwhile: show both, field by field, and keep what was typed."""
    form.see_anew(current.version)
    saved, mine = opened(current), form.cleaned_data
    rows = [
        {
            "label": form.fields[name].label,
            "yours": written(name, mine[name]),
            "saved": written(name, saved[name]),
        }
        for name in SHOWN
        if name in mine
    ]
    rows = [row for row in rows if row["yours"] != row["saved"]]
    if not rows:  # the same form sent twice, as a rule
        messages.info(request, f"{current} is saved already, just as you wrote it.")
        return redirect(current)
    context = {"form": form, "rows": rows, "url": request.path}
    return render(request, "409.html", context, status=409)


def written(name: str, value) -> str:
    """The value of a field as the page writes it."""
    if name == "kind":
        return Kind(value).label
    if isinstance(value, QuerySet):
        return ", ".join(str(one) for one in value)
    return day(value) if isinstance(value, date) else "" if value is None else str(value)


@require_POST
@needs("edit_work")
def confirm_date(request: HttpRequest, key: str) -> HttpResponse:
    """Take the source's date as the council's own."""
    found = get_sub_action(key)
    if is_done(request, work.confirm_source_date, sub_action=found):
        messages.success(request, "The source's date is now the council's own date.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("add_work")
def add_sub_action(request: HttpRequest, key: str) -> HttpResponse:
    """Add a local sub-action to an action."""
    parent = get_action(key)
    form = NewSubActionForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            added = work.add_sub_action(by=request.user, action=parent, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                f"Sub-action {added.key} is added. Name its owners and post a first update.",
            )
            say_hints(request, form)
            return redirect(added)
    return render(request, "actions/add_sub_action.html", {"action": parent, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("add_work")
def add_action(request: HttpRequest) -> HttpResponse:
    """Add a local action."""
    form = NewActionForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            added = work.add_action(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Action {added.key} is added. Now add its first sub-action.")
            say_hints(request, form)
            return redirect(added)
    return render(request, "actions/add_action.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("edit_work")
def edit_action(request: HttpRequest, key: str) -> HttpResponse:
    """Edit an action's expected difference, and a local action's title."""
    found = get_action(key)
    check(request.user, "edit_work", found)
    initial = {
        "version": found.version,
        "title": found.item.heading,
        "expected_difference": found.expected_difference,
    }
    form = ActionForm(request.POST or None, local=found.item.local, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            work.edit_action(by=request.user, action=found, seen=values.pop("version"), **values)
        except Conflict as conflict:
            return action_conflict(request, conflict.current, form)
        messages.success(request, f"Action {key} is saved.")
        say_hints(request, form)
        return redirect(found)
    return render(request, "actions/edit_action.html", {"action": found, "form": form})


def action_conflict(request: HttpRequest, current, form: ActionForm) -> HttpResponse:
    """Someone else saved the action meanwhile: show both texts and keep what was typed."""
    form.see_anew(current.version)
    saved = {"title": current.item.heading, "expected_difference": current.expected_difference}
    mine = form.cleaned_data
    rows = [
        {"label": form.fields[name].label, "yours": mine[name], "saved": saved[name]}
        for name in saved
        if name in mine
    ]
    if all(row["yours"] == row["saved"] for row in rows):
        messages.info(request, f"{current} is saved already, just as you wrote it.")
        return redirect(current)
    return render(
        request, "409.html", {"form": form, "rows": rows, "url": request.path}, status=409
    )
