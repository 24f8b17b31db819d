"""Where the Champions Board staff write for children and young people."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.answers import form_page, saved
from accounts.conflicts import both_texts
from accounts.permissions import may, needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from .forms import PlainWordsForm
from .models import Place, PlainWords
from .services import write_plain_words


@require_safe
@needs("read")
def plain_words(request: HttpRequest) -> HttpResponse:
    """All places, with what is written of each."""
    found = {one.place: one for one in PlainWords.objects.order_by("pk")}
    rows = [(place, found.get(place)) for place in Place]
    missing = sum(not (one and one.words) for _place, one in rows)
    context = {"rows": rows, "missing": missing, "may": may(request.user, "write_plain_words")}
    return render(request, "oversight/public/plain_words.html", context)


@form_page
@needs("write_plain_words")
def write(request: HttpRequest, place: str) -> HttpResponse:
    """Write what is said of one place."""
    if place not in Place.values:
        raise Http404("There is no such place. The page “In plain words” lists them all.")
    found = PlainWords.objects.filter(place=place).first()
    form = PlainWordsForm(request.POST or None, initial=_values(found))
    try:
        if saved(form, write_plain_words, by=request.user, place=place):
            messages.success(request, f"“{Place(place).label}” is kept.")
            say_hints(request, form)
            return redirect("plain-words")
    except Conflict as conflict:
        return both_texts(request, form, conflict.current, _values(conflict.current))
    context = {"form": form, "place": Place(place), "entry": found}
    return render(request, "oversight/public/write_plain_words.html", context)


def _values(found: PlainWords | None) -> dict:
    return {"version": found.version, "words": found.words} if found else {"version": 0}
