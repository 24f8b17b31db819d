"""The first page of an administrator."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Service
from accounts.permissions import needs
from accounts.together import Reading, read, read_one, totals
from evidence.assessments.overview import reading_counts
from foundations.models import FrameworkItem, Round

from .steps import Steps, reading_steps
from .waiting import reading_lately, reading_waiting


@never_cache
@require_safe
@needs("manage_people")
def administration(request: HttpRequest) -> HttpResponse:
    """What waits for an administrator; until a council is set up, its first steps."""
    today = timezone.localdate()
    steps, waiting, lately, (services, current, counts) = read(
        reading_steps(), reading_waiting(today), reading_lately(), _reading_beside(today)
    )
    if steps.next:
        return _steps_page(request, steps)
    context = {
        "waiting": waiting,
        "lately": lately,
        "services": services,
        "round": current,
        "assessments": counts,
        "days": settings.INVITATION_DAYS,
        "today": today,
    }
    return render(request, "oversight/administration/waiting.html", context)


def _reading_beside(on: date) -> Reading:
    """How many services are open; the round whose self-assessment is open, in numbers."""
    (services,), rounds = yield (
        totals(Service.objects.open(on), number=Count("pk")),
        Round.objects.begun_assessments(on)[:1],
    )
    current = next((one for one in rounds if not one.is_closed), None)
    counts = (yield from reading_counts(current, on)) if current else None
    return services["number"], current, counts


@require_safe
@needs("manage_people")
def first_steps(request: HttpRequest) -> HttpResponse:
    """The first steps, also once they are done."""
    return _steps_page(request, read_one(reading_steps()))


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
