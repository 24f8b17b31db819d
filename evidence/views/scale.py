"""The words by which recommendations are rated: the present ones, the earlier ones, and how they are changed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import check, may
from accounts.versions import Conflict
from foundations.writing import say_hints

from ..forms.ratings import ScaleForm
from ..models import Scale
from ..services.ratings import change_words, current_words

CHANGED = "Somebody else changed the words a moment ago; they stand above. Save again if yours should take their place."


@require_http_methods(["GET", "HEAD", "POST"])
def scale(request: HttpRequest) -> HttpResponse:
    """The words on offer and all earlier ones; administrators change them here."""
    if request.method == "POST":
        return change(request)
    now = "\n".join(current_words())
    return show(request, ScaleForm(initial={"words": now, "seen": now}))


def change(request: HttpRequest) -> HttpResponse:
    """Offer other words from now on. Raises PermissionDenied for all but administrators."""
    check(request.user, "open_rounds")
    form, status = ScaleForm(request.POST), 200
    if form.is_valid():
        said = {"words": form.steps("words"), "seen": form.steps("seen"), "reason": form.cleaned_data["reason"]}
        try:
            change_words(by=request.user, **said)
        except Conflict as conflict:
            status = 409
            form.see_anew(conflict.current.words)
            form.add_error("words", CHANGED)
        except ValidationError as error:
            form.add_error("words", error)
        else:
            messages.success(request, "These words are on offer from now on. Earlier ratings keep theirs.")
            say_hints(request, form)
            return redirect("scale")
    return show(request, form, status)


def show(request: HttpRequest, form: ScaleForm, status: int = 200) -> HttpResponse:
    context = {
        "words": current_words(),
        "scales": Scale.objects.select_related("made_by"),
        "form": form if may(request.user, "open_rounds") else None,
    }
    return render(request, "assessments/scale.html", context, status=status)
