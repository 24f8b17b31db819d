"""Pages of what would unstick the work, and on which one asks for it and answers."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.answers import form_page, saved, settled
from accounts.conflicts import look_again
from accounts.fields import VersionedForm
from accounts.once import knows_its_forms
from accounts.permissions import check, needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from .models import Need
from .need_forms import AnswerNeedForm, NeedForm, WithdrawNeedForm
from .needed import read_needs
from .services import needs as asking
from .views import get_sub_action

MEANWHILE = "Someone else changed this meanwhile. Read it again, then press the button."
ANSWERED = "Your answer is kept. It stands beside what was asked for, which is closed now."
WITHDRAWN = "It is withdrawn. It stays on record, with your reason."


@require_safe
@needs("read")
def what_would_help(request: HttpRequest) -> HttpResponse:
    """What would unstick the work, by who must act, and how the work is paid for."""
    context = read_needs(request.user, timezone.localdate(), request.GET)
    return render(request, "needs/needs.html", context)


@knows_its_forms
@form_page
@needs("ask_for_help")
def add_need(request: HttpRequest, key: str) -> HttpResponse:
    """Say what would help a sub-action, and who must act."""
    found = get_sub_action(key)
    check(request.user, "ask_for_help", found)
    # A form that was sent before is answered as the first time, however it goes meanwhile.
    reason = asking.nothing_to_unstick(found, timezone.localdate())
    if reason and request.method != "POST":
        return settled(request, found, reason)
    form, status = NeedForm(request.POST or None), 200
    try:
        if asked := saved(form, asking.ask_for_help, by=request.user, sub_action=found):
            messages.success(request, f"{asked.acts} can see now what would help.")
            say_hints(request, form)
            return redirect(asked)
    except Conflict:
        form.add_error(None, "This form was sent before, with other words. Open it again.")
        status = 409
    context = {"sub_action": found, "form": form}
    return render(request, "needs/add.html", context, status=status)


@form_page
@needs("read")
def answer_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what would help, which closes it."""
    need = _get_need(pk)
    asking.check_answer(request.user, need)
    form = AnswerNeedForm(request.POST or None, initial={"version": need.version})
    return _closing(request, need, form, asking.answer_need, ANSWERED)


@form_page
@needs("ask_for_help")
def withdraw_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one has asked for."""
    need = _get_need(pk)
    asking.check_withdrawal(request.user, need)
    form = WithdrawNeedForm(request.POST or None, initial={"version": need.version})
    return _closing(request, need, form, asking.withdraw_need, WITHDRAWN)


def _closing(
    request: HttpRequest, need: Need, form: VersionedForm, write: Callable, done: str
) -> HttpResponse:
    """The page of a form that closes a need, unless somebody has closed it by now."""
    status = 200
    if closed := asking.why_closed(need):
        return settled(request, need, closed)
    try:
        if saved(form, write, by=request.user, need=need):
            messages.success(request, done)
            say_hints(request, form)
            return redirect(need)
    except Conflict as conflict:
        if closed := asking.why_closed(conflict.current):
            return settled(request, need, closed)
        status = look_again(form, conflict.current, MEANWHILE)
    template = f"needs/{request.resolver_match.url_name.removesuffix('-need')}.html"
    return render(request, template, {"need": need, "form": form}, status=status)


def _get_need(pk: int) -> Need:
    found = Need.objects.for_page().filter(pk=pk).first()
    if found is None:
        raise Http404("Nobody has asked for this. The page “What would unstick it” lists it all.")
    return found
