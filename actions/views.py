"""Pages of actions and sub-actions, and how they go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, saved, settled
from accounts.conflicts import look_again
from accounts.finders import answer_names
from accounts.permissions import needs
from accounts.prepared import prepared
from accounts.spreadsheet import file_format, table_answer
from accounts.together import Reading, read_one
from accounts.versions import Conflict
from foundations.writing import say_hints

from .export import COLUMNS, lines_of
from .filters import SubActionFilter
from .finders import named, near
from .forms import WithdrawForm
from .models import Action, SubAction
from .services import progress

MEANWHILE = "Someone else changed this sub-action meanwhile. Read it again, then withdraw."


@require_safe
@never_cache
def export_sub_actions(request: HttpRequest) -> HttpResponse:
    """The sub-actions under the filters of the list as a file; if they cannot be read, the list
    says why.
    """
    wanted = file_format(request, "csv")
    listed = SubActionFilter(request.GET, queryset=SubAction.objects.all())
    if not listed.is_valid():
        return redirect(f"{reverse('sub-actions')}?{request.GET.urlencode()}")
    today = timezone.localdate()
    lines = lines_of(listed.qs, today)
    return table_answer(wanted, f"sub-actions-{today.isoformat()}", COLUMNS, lines)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Names of sub-actions that hold the words of the address."""
    return answer_names(request, near, named)


@require_POST
@needs("post_update")
def still_true(request: HttpRequest, key: str) -> HttpResponse:
    """Nothing has changed: one click, which resets freshness only."""
    found = get_sub_action(key)
    # On My work the row itself says so.
    if is_done(request, progress.confirm, sub_action=found) and not _is_from_my_work(request):
        messages.success(request, f"Thank you. Sub-action {key} is confirmed as still true today.")
    return _back(request, found)


@require_POST
@needs("post_update")
def undo_still_true(request: HttpRequest, key: str) -> HttpResponse:
    """A slip: take back "still true" within a minute."""
    found = get_sub_action(key)
    if is_done(request, progress.undo_confirmation, sub_action=found):
        messages.success(request, f"Undone. Sub-action {key} was last checked when it was before.")
    return _back(request, found)


def _is_from_my_work(request: HttpRequest) -> bool:
    return "from-my-work" in request.POST


def _back(request: HttpRequest, found: SubAction) -> HttpResponse:
    if not _is_from_my_work(request):
        return redirect(found)
    return redirect(f"{reverse('my-work')}?at={found.key}#sub-action-{found.key}")


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
        return settled(request, found, "This update is withdrawn already.")
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
    found = Action.objects.for_row().filter(item__key=key).first()
    if found is None:
        raise Http404(
            f"There is no action {key}. The published actions are 1 to 10; local ones begin with L."
        )
    return found


def get_sub_action(key: str) -> SubAction:
    """The sub-action with this key; 404 with what keys look like."""
    return read_one(reading_sub_action(key))


def reading_sub_action(key: str, rows: Callable[..., QuerySet] | None = None) -> Reading:
    """The same, as a part of a page, with what its page shows, or as the rows that are given."""
    found = yield (rows or _for_page)(timezone.localdate(), key=key)
    if not found:
        ours = "The published ones are 1.1 to 10.4; local ones may have been taken back."
        raise Http404(f"There is no sub-action {key}. {ours}")
    return found[0]


@prepared
def _for_page(on: date, *, key: str) -> QuerySet:
    return SubAction.objects.for_page().filter(item__key=key).order_by()
