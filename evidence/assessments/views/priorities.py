"""Turning a priority for change into a sub-action."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.answers import form_page, saved, settled
from accounts.permissions import check, needs
from actions.models import Action

from ..models import SelfAssessment
from ..places import find_place
from ..priorities import Priority, priorities_of, text_of
from ..priority_forms import PriorityForm
from ..services.priorities import make_sub_action
from ..theme_reading import held_at

GONE = "This priority is not in the box any more. Those that are still there are listed below."


@form_page
@needs("assess")
@never_cache
def make(request: HttpRequest, **keys: str) -> HttpResponse:
    """Choose the action that a priority belongs to, and make it a sub-action of it."""
    place = find_place(**keys, user=request.user)
    check(request.user, "assess", place)
    assessment = held_at(place)
    priority = _find_priority(assessment, request.GET.get("line", ""))
    if priority is None:
        return settled(request, place, GONE)
    if priority.work:
        made = priority.work.sub_action
        return settled(request, made, f"This priority is already sub-action {made.key}.")
    going_on = Action.objects.filter(replaced_by=None).select_related("item")
    form = PriorityForm(request.POST or None, actions=going_on)
    given = {"assessment": assessment, "words": priority.words}
    if work := saved(form, make_sub_action, by=request.user, **given):
        messages.success(
            request,
            f"It is sub-action {work.sub_action.key} now. Name its owners and set its date.",
        )
        return redirect(work.sub_action)
    context = {"place": place, "priority": priority, "form": form}
    return render(request, "assessments/make_priority.html", context)


def _find_priority(assessment: SelfAssessment | None, mark: str) -> Priority | None:
    """The line of the box with this mark; None when it is not there (any more)."""
    found = (
        priorities_of(assessment, text_of(assessment), timezone.localdate()).lines
        if assessment
        else []
    )
    return next((one for one in found if one.mark == mark), None)
