"""Taking an uploaded Word document back: from one theme, or from all that are still drafts."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from accounts.answers import form_page
from accounts.fields import ManyField
from accounts.permissions import check, needs

from ..models import WordUpload
from ..places import Place, find_place
from ..views.answering import save_first
from ..whole_assessment import Whole, find_whole
from .services import Undone, undo


@form_page
@needs("assess")
@never_cache
def undo_whole(request: HttpRequest, **keys: str) -> HttpResponse:
    """Take a document back from every theme that is still a draft."""
    whole = find_whole(**keys, user=request.user)
    check(request.user, "assess", whole)
    if request.method == "POST":
        found = _upload_named(request, whole)
        rows = WordUpload.objects.all()
        _undo(request, whole, rows.together_with(found) if found else rows.none())
    return redirect(whole)


@form_page
@needs("assess")
@never_cache
def undo_theme(request: HttpRequest, **keys: str) -> HttpResponse:
    """Take a document back from one theme, once all that stands on its page is saved."""
    place = find_place(**keys, user=request.user)
    check(request.user, "assess", place)
    if request.method == "POST":
        # Whose box of the upload she has just typed in keeps that box.
        if again := save_first(request, place):
            return again
        found = _upload_named(request, place)
        rows = WordUpload.objects.filter(assessment__theme=place.theme)
        _undo(request, place, rows.filter(pk=found.pk) if found else rows.none())
    return redirect(place)


def _upload_named(request: HttpRequest, place: Whole | Place) -> WordUpload | None:
    number = request.POST.get("upload", "")
    # SQLite fails on a longer number, where it should find nothing.
    if not number.isdecimal() or len(number) > ManyField.longest:
        return None
    where = {"assessment__service": place.service, "assessment__round": place.round}
    return WordUpload.objects.filter(**where, pk=number).first()


def _undo(request: HttpRequest, place: Whole | Place, rows: QuerySet) -> None:
    try:
        _say(request, undo(by=request.user, place=place, uploads=rows))
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))


def _say(request: HttpRequest, undone: Undone) -> None:
    if number := len(undone.restored):
        held = "1 box holds" if number == 1 else f"{number} boxes hold"
        messages.success(
            request, f"The upload is undone. {held} again what was there before the document."
        )
    if undone.written_since:
        boxes = ", ".join(
            f"“{answer.prompt.text}” ({answer.assessment.theme.key})"
            for answer in undone.written_since
        )
        messages.warning(
            request,
            f"Changed since the upload, and left as it is: {boxes}. "
            "What was there before stands on the page of the theme.",
        )
