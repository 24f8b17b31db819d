"""The words by which recommendations are rated: the present ones, the earlier ones, and how they
are changed.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.answers import form_page, is_good, said_by
from accounts.permissions import may, needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from ..models import Scale
from ..rating_forms import ScaleForm
from ..services.ratings import change_words, current_words

CHANGED = (
    "Somebody else has changed the words to “{words}”. Save again if yours should take their place."
)


@require_safe
def scale(request: HttpRequest) -> HttpResponse:
    """The words on offer, and all earlier ones with who changed them, when and why."""
    context = {
        "words": current_words(),
        "scales": Scale.objects.select_related("made_by"),
        "may_change": may(request.user, "open_rounds"),
    }
    return render(request, "assessments/scale.html", context)


@form_page
@needs("open_rounds")
def change(request: HttpRequest) -> HttpResponse:
    """Offer other words from now on."""
    now, status = "\n".join(current_words()), 200
    form = ScaleForm(request.POST or None, initial={"words": now, "seen": now})
    try:
        if is_good(form, request.user) and _changed(request, form):
            messages.success(request, "The scale is changed. Earlier ratings keep their words.")
            say_hints(request, form)
            return redirect("scale")
    except Conflict as conflict:
        status = 409
        form.see_anew(conflict.current.words)
        form.add_error("words", CHANGED.format(words=conflict.current))
    return render(request, "assessments/change_scale.html", {"form": form}, status=status)


def _changed(request: HttpRequest, form: ScaleForm) -> bool:
    words, seen, reason = form.steps("words"), form.steps("seen"), form.cleaned_data["reason"]
    with said_by(form, "words"):
        change_words(by=request.user, words=words, seen=seen, reason=reason)
        return True
    return False
