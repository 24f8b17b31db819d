"""Pages on which people say what evidence supports."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.answers import form_page, said_by
from accounts.permissions import needs
from foundations.writing import say_hints

from . import supports as supporting
from .forms import SupportForm, TakeBackForm
from .offers import choices_by_kind, not_yet_supported
from .views import get_current


@form_page
@needs("add_evidence")
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an item supports one more thing."""
    found = get_current(request.user, pk)
    offered = {item.key: item for item in not_yet_supported(found, request.user)}
    form = SupportForm(request.POST or None, choices=choices_by_kind(offered.values()))
    if form.is_valid():
        item, reason = offered[form.cleaned_data["item"]], form.cleaned_data["reason"]
        with said_by(form):
            supporting.add_support(by=request.user, evidence=found, item=item, reason=reason)
            messages.success(request, f"It now supports {item.label} as well.")
            say_hints(request, form)
            return redirect(found)
    return render(request, "evidence/items/support.html", {"evidence": found, "form": form})


@form_page
@needs("add_evidence")
def remove_support(request: HttpRequest, pk: int, support: int) -> HttpResponse:
    """Take back that an item supports a thing."""
    evidence = get_current(request.user, pk)
    found = evidence.supports.current().with_ends().filter(pk=support).first()
    if found is None:
        raise Http404("It does not support this, or no longer.")
    supporting.check_may_take_back(request.user, found)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        try:
            supporting.remove_support(
                by=request.user, support=found, reason=form.cleaned_data["reason"]
            )
        except ValidationError as error:
            messages.info(request, " ".join(error.messages))
        else:
            messages.success(
                request, f"It no longer supports {found.item.label}. The line stays on record."
            )
            say_hints(request, form)
        return redirect(evidence)
    context = {"evidence": evidence, "support": found, "form": form}
    return render(request, "evidence/items/take_back.html", context)
