"""The versions of a self-assessment: each as it was submitted, and what changed between two."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..differences import compare
from ..models import Submission
from ..places import Place, find_place
from ..ratings import said_of
from ..services.ratings import current_words
from ..theme_reading import cited_in, texts_of, under_lead_ins


@require_safe
def versions(request: HttpRequest, **keys: str) -> HttpResponse:
    """Every version, the newest first: who submitted it when, and why it was reopened."""
    place = find_place(**keys, user=request.user)
    context = {
        "place": place,
        "submissions": Submission.objects.at(place.theme, place.service, place.round),
    }
    return render(request, "assessments/versions.html", context)


@require_safe
def version(request: HttpRequest, number: int, **keys: str) -> HttpResponse:
    """One version as it was submitted."""
    place = find_place(**keys, user=request.user)
    found = _find_version(place, number)
    context = {
        "place": place,
        "submission": found,
        "answers": texts_of(place, found.texts, request.user),
        "cited": cited_in(found, request.user),
        "groups": under_lead_ins(place.lines),
        "extents": said_of(found.ratings, current_words()) if found.ratings else {},
    }
    return render(request, "assessments/version.html", context)


@require_safe
def compare_versions(request: HttpRequest, number: int, **keys: str) -> HttpResponse:
    """What a version changed in the one before it, word by word."""
    place = find_place(**keys, user=request.user)
    new = _find_version(place, number)
    old = _find_version(place, number - 1)
    boxes = [
        (prompt, compare(old.texts.get(prompt.key, ""), new.texts.get(prompt.key, "")))
        for prompt in place.prompts
    ]
    return render(
        request,
        "assessments/compare.html",
        {"place": place, "old": old, "new": new, "boxes": boxes},
    )


def _find_version(place: Place, number: int) -> Submission:
    """The version with this number. Raises Http404 with where they are listed."""
    found = (
        Submission.objects.at(place.theme, place.service, place.round).filter(number=number).first()
    )
    if found is None:
        raise Http404(
            f"There is no version {number}; {place.address('assessment-versions')} lists them."
        )
    return found
