"""The first page of an administrator."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Service
from accounts.permissions import needs
from evidence.assessments.overview import read_counts
from foundations.models import FrameworkItem, Round

from .steps import Steps, read_steps
from .waiting import read_lately, read_waiting


@never_cache
@require_safe
@needs("manage_people")
def administration(request: HttpRequest) -> HttpResponse:
    """What waits for an administrator; until a council is set up, its first steps."""
    steps = read_steps()
    if steps.next:
        return _steps_page(request, steps)
    today = timezone.localdate()
    current = Round.objects.current_assessment(today)
    is_open = current is not None and not current.is_closed
    context = {
        "waiting": read_waiting(today),
        "lately": read_lately(),
        "services": Service.objects.open(today).count(),
        "round": current if is_open else None,
        "assessments": read_counts(current, today) if is_open else None,
        "days": settings.INVITATION_DAYS,
        "today": today,
    }
    return render(request, "oversight/administration/waiting.html", context)


@require_safe
@needs("manage_people")
def first_steps(request: HttpRequest) -> HttpResponse:
    """The first steps, also once they are done."""
    return _steps_page(request, read_steps())


def _steps_page(request: HttpRequest, steps: Steps) -> HttpResponse:
    published = FrameworkItem.objects.published().order_by().values_list("kind")
    counts = published.annotate(Count("pk"))
    context = {
        "steps": steps,
        "here": {kind.replace("-", "_"): number for kind, number in counts},
        "templates": FrameworkItem.objects.filter(has_template=True).count(),
        "days": settings.INVITATION_DAYS,
    }
    return render(request, "oversight/administration/steps.html", context)
