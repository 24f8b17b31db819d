"""What is hidden of the counts of people, and what somebody has decided otherwise."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, saved
from accounts.permissions import needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from . import services
from .forms import OverrideForm
from .models import Override
from .reading import Told, read_newest

PER_PAGE = 50


@require_safe
@needs(services.KEY)
def small_numbers(request: HttpRequest) -> HttpResponse:
    """The counts of people that the last closed round keeps, and which of them are hidden."""
    newest = read_newest()
    rows = newest.rows if newest else []
    overrides = Override.objects.select_related("made_by", "ended_by")
    labels = newest.people.labels if newest else {}
    pages = Paginator(overrides, PER_PAGE)
    standing = pages.get_page(request.GET.get("decisions"))
    context = {
        "newest": newest,
        "least": settings.SMALL_NUMBER,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "decided": [(one, labels.get(one.figure, one.figure)) for one in standing],
        "decided_page": standing,
    }
    return render(request, "oversight/small/small_numbers.html", context)


@form_page
@needs(services.KEY)
def override_number(request: HttpRequest) -> HttpResponse:
    """Show a small count of people, or hide a larger one, with a reason."""
    initial = {"figure": request.GET.get("figure", "")}
    form = OverrideForm(request.POST or None, figures=_figures(read_newest()), initial=initial)
    status = 200
    try:
        if saved(form, services.decide_otherwise, by=request.user):
            messages.success(request, "Your decision is kept. It holds for all that leaves.")
            say_hints(request, form)
            return redirect("small-numbers")
    except Conflict:
        form.add_error(None, "This form was sent before, with other words. Open it again.")
        status = 409
    return render(request, "oversight/small/override.html", {"form": form}, status=status)


def _figures(newest: Told | None) -> list[tuple[str, str]]:
    rows = newest.rows if newest else []
    return [(row.key, f"{row.label}: {row.number:,} ({row.state})") for row in rows]


@require_POST
@needs(services.KEY)
def end_override(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the rule hold again for a count."""
    found = get_object_or_404(Override, pk=pk)
    services.end_override(by=request.user, override=found)
    messages.success(request, "The rule holds again for this count.")
    return redirect("small-numbers")
