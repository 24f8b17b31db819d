"""Pages of actions and sub-actions, and how they go."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, saved
from accounts.conflicts import both_texts, look_again
from accounts.permissions import check, needs
from accounts.spreadsheet import csv_answer
from accounts.versions import Conflict
from foundations.writing import say_hints

from .export import COLUMNS, lines_of
from .filters import SubActionFilter
from .forms import UpdateForm, WithdrawForm
from .models import Action, SubAction
from .recurring import Record, record_of
from .services import progress
from .status import Kind

MEANWHILE = "Someone else changed this sub-action meanwhile. Read it again, then withdraw."


@require_safe
@never_cache
def export_sub_actions(request: HttpRequest) -> HttpResponse:
    """The sub-actions under the filters of the list as a csv file; if they cannot be read, the list
    says why.
    """
    listed = SubActionFilter(request.GET, queryset=SubAction.objects.for_list())
    if not listed.is_valid():
        return redirect(f"{reverse('sub-actions')}?{request.GET.urlencode()}")
    today = timezone.localdate()
    return csv_answer(f"sub-actions-{today.isoformat()}", COLUMNS, lines_of(listed.qs, today))


def _recurring_record(found: SubAction, on: date) -> Record | None:
    """What was due and held of recurring work; None for other work."""
    if found.kind != Kind.RECURRING:
        return None
    return record_of(found, found.occurrences.select_related("kept_by_update"), on)


@form_page
@needs("post_update")
def update(request: HttpRequest, key: str) -> HttpResponse:
    """Tell how a sub-action goes."""
    found = get_sub_action(key)
    check(request.user, "post_update", found)
    record = _recurring_record(found, timezone.localdate())
    form = UpdateForm(
        request.POST or None,
        sub_action=found,
        open_ones=record.open if record else [],
        initial={"version": found.version},
    )
    try:
        if saved(form, progress.post_update, by=request.user, sub_action=found):
            messages.success(request, f"Your update on sub-action {key} is posted.")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        return _update_conflict(request, conflict.current, form)
    last = found.updates.current().visible_to(request.user).select_related("posted_by").first()
    context = {"sub_action": found, "form": form, "last": last}
    return render(request, "actions/update.html", context)


def _update_conflict(request: HttpRequest, current: SubAction, form: UpdateForm) -> HttpResponse:
    """Someone else posted or edited meanwhile: beside the texts of the latest update."""
    latest = current.updates.current().visible_to(request.user).first()
    texts = {name: getattr(latest, name, "") for name in ("changed", "difference", "next_step")}
    values = {"status": current.get_status_display(), **texts}
    return both_texts(request, form, current, values, is_new=True)


@require_POST
@needs("post_update")
def still_true(request: HttpRequest, key: str) -> HttpResponse:
    """Nothing has changed: one click, which resets freshness only."""
    found = get_sub_action(key)
    if is_done(request, progress.confirm, sub_action=found):
        messages.success(request, f"Thank you. Sub-action {key} is confirmed as still true today.")
    return redirect("my-work" if "from-my-work" in request.POST else found)


@form_page
@needs("post_update")
def withdraw(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Hide one's own update; it stays on record."""
    found = get_sub_action(key)
    posted = found.updates.visible_to(request.user).filter(pk=pk).first()
    if posted is None:
        raise Http404(f"There is no such update on sub-action {key}.")
    progress.check_withdrawal(request.user, posted)
    if posted.is_withdrawn:
        messages.info(request, "This update is withdrawn already.")
        return redirect(found)
    form, status = WithdrawForm(request.POST or None, initial={"version": found.version}), 200
    try:
        if saved(form, progress.withdraw, by=request.user, update=posted):
            messages.success(
                request, "Your update is withdrawn. It stays on record and is no longer shown."
            )
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        status = look_again(form, conflict.current, MEANWHILE)
    context = {"update": posted, "form": form}
    return render(request, "actions/withdraw.html", context, status=status)


def get_action(key: str) -> Action:
    """The action with this key; 404 with what keys look like."""
    found = Action.objects.for_page().filter(item__key=key).first()
    if found is None:
        raise Http404(
            f"There is no action {key}. The published actions are 1 to 10; local ones begin with L."
        )
    return found


def get_sub_action(key: str) -> SubAction:
    """The sub-action with this key; 404 with what keys look like."""
    found = SubAction.objects.for_page().filter(item__key=key).first()
    if found is None:
        raise Http404(f"There is no sub-action {key}. The published ones are 1.1 to 10.4.")
    return found
