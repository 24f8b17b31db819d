"""Pages of what the Board decided."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.answers import form_page, saved, settled
from accounts.conflicts import look_again
from accounts.once import knows_its_forms
from accounts.permissions import may, needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from . import deciding
from .decision_forms import DecideForm, SettleForm
from .decisions import Decision
from .views import MEANWHILE

PER_PAGE = 50
LISTS = {"": "Not yet done", "mine": "For you or your services", "settled": "Done, or not done"}


@require_safe
@needs("read")
def decisions(request: HttpRequest) -> HttpResponse:
    """What the Board decided: what is not yet done, what is due first, first."""
    shown = request.GET.get("show", "")
    shown = shown if shown in LISTS else ""
    rows = {
        "": Decision.objects.open(),
        "mine": Decision.objects.open().owned_by(request.user),
        "settled": Decision.objects.settled(),
    }[shown]
    page = Paginator(rows.for_page(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, deciding.may_settle(request.user, one)) for one in page],
        "lists": [(name, words, name == shown) for name, words in LISTS.items()],
        "may_decide": may(request.user, "decide"),
        "today": timezone.localdate(),
    }
    return render(request, "oversight/questions/decisions.html", context)


@require_safe
@needs("read")
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision."""
    found = _get_decision(pk)
    context = {"decision": found, "may_settle": deciding.may_settle(request.user, found)}
    context["today"] = timezone.localdate()
    return render(request, "oversight/questions/decision.html", context)


@knows_its_forms
@form_page
@needs("decide")
def decide(request: HttpRequest) -> HttpResponse:
    """Keep what the Board decided."""
    form = DecideForm(request.POST or None, initial={"item": request.GET.get("about", "")[:40]})
    status = 200
    try:
        if made := saved(form, deciding.decide, by=request.user):
            messages.success(request, f"The decision is kept. {made.owner} is to do it.")
            say_hints(request, form)
            return redirect(made)
    except Conflict:
        form.add_error(None, "This form was sent before, with other words. Open it again.")
        status = 409
    return render(request, "oversight/questions/decide.html", {"form": form}, status=status)


@form_page
@needs("settle_decision")
def settle_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a decision is done, or that it is not."""
    found = _get_decision(pk)
    deciding.check_settling(request.user, found)
    form, status = SettleForm(request.POST or None, initial={"version": found.version}), 200
    if reason := deciding.why_settled(found):
        return settled(request, found, reason)
    try:
        if saved(form, deciding.settle, by=request.user, decision=found):
            messages.success(request, "That is kept. It stands beside the decision.")
            say_hints(request, form)
            return redirect(found)
    except Conflict:
        found = _get_decision(pk)
        if reason := deciding.why_settled(found):
            return settled(request, found, reason)
        status = look_again(form, found, MEANWHILE)
    context = {"decision": found, "form": form}
    return render(request, "oversight/questions/settle.html", context, status=status)


def _get_decision(pk: int) -> Decision:
    found = Decision.objects.for_page().filter(pk=pk).first()
    if found is None:
        raise Http404("Nobody has decided this. The page “What the Board decided” lists it all.")
    return found
