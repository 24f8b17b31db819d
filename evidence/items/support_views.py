"""Pages and buttons with which people say what evidence supports."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.answers import form_page, is_good, said_by, settled
from accounts.permissions import needs
from foundations.choosing import closest_to
from foundations.models import FrameworkItem
from foundations.suggesting import Offered
from foundations.suggestion_views import dismiss_pressed, link_pressed
from foundations.writing import say_hints

from . import supports as supporting
from .models import EvidenceItem
from .offers import not_yet_supported, search
from .suggested import offered_to, subject_of
from .support_forms import SupportForm, TakeBackForm
from .views import get_current


@form_page
@needs("add_evidence")
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an item supports one more thing. Searching for it sends the same form, so that
    nothing typed is lost.
    """
    found = get_current(request.user, pk)
    sent = request.POST or request.GET
    offered = not_yet_supported(found, request.user)
    words = sent.get("words", "")
    found_all = search(offered, words, request.user)
    shown = found_all or closest_to(words, offered)
    searches = "search" in request.POST
    form = SupportForm(
        None if searches else request.POST or None,
        offered=offered,
        shown=shown,
        initial={name: sent.get(name) for name in ("item", "reason")},
    )
    if is_good(form, request.user):
        item, reason = form.offered[form.cleaned_data["item"]], form.cleaned_data["reason"]
        with said_by(form):
            supporting.add_support(by=request.user, evidence=found, item=item, reason=reason)
            messages.success(request, f"It now supports {item.label} as well.")
            say_hints(request, form)
            return redirect(found)
    context = {
        "evidence": found,
        "form": form,
        "words": words,
        "shown": shown,
        "only_share": shown and not found_all,
        "number": len(offered),
    }
    return render(request, "evidence/items/support.html", context)


@form_page
@needs("add_evidence")
def remove_support(request: HttpRequest, pk: int, support: int) -> HttpResponse:
    """Take back that an item supports a thing."""
    evidence = get_current(request.user, pk)
    found = evidence.supports.current().with_ends().filter(pk=support).first()
    if found is None:
        raise Http404("It does not support this any more.")
    supporting.check_may_take_back(request.user, found)
    form = TakeBackForm(request.POST or None)
    if is_good(form, request.user):
        try:
            supporting.remove_support(
                by=request.user, support=found, reason=form.cleaned_data["reason"]
            )
        except ValidationError as error:
            return settled(request, evidence, " ".join(error.messages))
        messages.success(
            request, f"It no longer supports {found.item.label}. The history keeps the link."
        )
        say_hints(request, form)
        return redirect(evidence)
    context = {"evidence": evidence, "support": found, "form": form}
    return render(request, "evidence/items/take_back.html", context)


@require_POST
@needs("add_evidence")
def support_suggested(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an item supports a text that is offered for it."""
    found = get_current(request.user, pk)

    def support_it(text: FrameworkItem, reason: str) -> str:
        supporting.add_support(by=request.user, evidence=found, item=text, reason=reason)
        return f"It now supports {text.label} as well."

    link_pressed(request, _offered(request, found), support_it)
    return redirect(found)


@require_POST
@needs("add_evidence")
def dismiss_for_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer offer a text for an item."""
    found = get_current(request.user, pk)
    dismiss_pressed(request, _offered(request, found), subject_of(found))
    return redirect(found)


def _offered(request: HttpRequest, found: EvidenceItem) -> Offered:
    supported = found.supports.current().values_list("item_id", flat=True)
    return offered_to(request.user, found, supported)
