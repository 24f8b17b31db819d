"""The page on which one theme is answered, and what it sends."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, said_by, saved
from accounts.asking.services import assure
from accounts.models import User
from accounts.permissions import check, may, needs
from accounts.versions import Conflict

from ..check_page import read_check
from ..forms import AutosaveForm, BoxesForm, SubmitForm
from ..offered import LONGEST
from ..places import Place, find_box, find_place
from ..services.boxes import Outcome, save_answer, save_boxes
from ..services.citing import change_cited
from ..services.ratings import change_ratings
from ..services.states import submit
from ..theme_page import read_draft
from ..theme_reading import held_at, read_reading

NO_VERSION = "Part of what the page sent is missing. Open the page again."
CHANGED = "Somebody else changed this self-assessment a moment ago. Look at it and try again."
CHANGED_SINCE = "Somebody else changed this meanwhile. Read it again, then submit it."
SUBMITTED = "{theme} is submitted. Everyone who signs in can read it now."
IN_ANOTHER_WINDOW = "You saved this in another window"
MEANWHILE = "{name} saved this while you were writing"
RATED_MEANWHILE = (
    "Somebody else chose “{word}” meanwhile. Choose yours again if it should replace that."
)


@require_safe
@never_cache
def theme(request: HttpRequest, **keys: str) -> HttpResponse:
    """One theme by one service: to be answered by its Promise Keepers, to be read by everyone
    else.
    """
    place = find_place(**keys, user=request.user)
    if may(request.user, "assess", place):
        draft = read_draft(place, request.user, request.GET.get("find", ""))
        if draft.is_open:
            return render(request, "assessments/draft.html", draft.context(draft.form()))
    return render(request, "assessments/reading.html", read_reading(place, request.user))


@require_POST
@needs("assess")
@never_cache
def autosave(request: HttpRequest, **keys: str) -> JsonResponse:
    """Save one box while somebody types; answers in a few words of JSON."""
    box = find_box(**keys, user=request.user)
    check(request.user, "assess", box)
    form = AutosaveForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": NO_VERSION}, status=422)
    text, seen = form.cleaned_data["text"] or "", form.cleaned_data["version"]
    try:
        stored = save_answer(by=request.user, box=box, seen=seen, text=text)
    except Conflict as conflict:
        return JsonResponse(_in_conflict(conflict, request.user), status=409)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=422)
    at = timezone.localtime(stored.answer.saved_at).isoformat(timespec="seconds")
    return JsonResponse({"version": stored.answer.version, "saved_at": at, "masked": stored.masked})


def _in_conflict(conflict: Conflict, user: User) -> dict:
    """What the page needs to show both texts."""
    theirs = conflict.current
    own = theirs.saved_by_id == user.pk
    said = IN_ANOTHER_WINDOW if own else MEANWHILE.format(name=theirs.saved_by or "Someone else")
    return {"version": theirs.version, "text": theirs.text, "said": said}


@require_POST
@needs("assess")
@never_cache
def save_marks(request: HttpRequest, **keys: str) -> JsonResponse:
    """Save a tick or a rating as soon as it is made; answers in a few words of JSON."""
    place = find_place(**keys, user=request.user)
    check(request.user, "assess", place)
    form, outcome = _store(request, place)
    if wrong := form.wrong_marks():
        said = {"message": " ".join(wrong), "stands": outcome.ratings}
        return JsonResponse(said, status=409 if outcome.ratings else 422)
    return JsonResponse({})


@form_page
@needs("assess")
@never_cache
def save_page(request: HttpRequest, **keys: str) -> HttpResponse:
    """Save all four boxes, what is ticked and the ratings, as the button does without a script."""
    place = find_place(**keys, user=request.user)
    return _save_all(request, place, place.get_absolute_url(), "Your draft is saved.")


@form_page
@needs("assess")
@never_cache
def rate_page(request: HttpRequest, **keys: str) -> HttpResponse:
    """Save the ratings, and all else that stands on the page, so that nothing typed is lost."""
    place = find_place(**keys, user=request.user)
    back_to = f"{place.get_absolute_url()}#recommendations"
    return _save_all(request, place, back_to, "Your ratings are saved.")


@form_page
@needs("assess")
@never_cache
def find_page(request: HttpRequest, **keys: str) -> HttpResponse:
    """Look for evidence without a script: all that stands on the page is saved first."""
    place = find_place(**keys, user=request.user)
    words = urlencode({"find": request.POST.get("find", "")[:LONGEST]})
    return _save_all(request, place, f"{place.get_absolute_url()}?{words}#evidence")


def _save_all(request: HttpRequest, place: Place, go_to: str, said: str = "") -> HttpResponse:
    """Save what the page holds and go on; what could not be saved is shown with what speaks against
    it. Where nothing is sent: to the page of the theme.
    """
    check(request.user, "assess", place)
    if request.method != "POST":
        return redirect(place)
    if again := save_first(request, place):
        return again
    if said:
        messages.success(request, said)
    return redirect(go_to)


def save_first(request: HttpRequest, place: Place) -> HttpResponse | None:
    """Save what the page of a theme holds, before a button does what it says; the page again where
    some of it could not be saved.
    """
    form, outcome = _store(request, place)
    if not form.is_valid() or outcome.in_conflict:
        return _show_again(request, place, form, outcome)
    return None


@form_page
@needs("assess")
@never_cache
def check_page(request: HttpRequest, **keys: str) -> HttpResponse:
    """What is read through before it is submitted; what the page of the theme sends is saved
    first.
    """
    place = find_place(**keys, user=request.user)
    if request.method == "POST":
        return _save_all(request, place, place.address("check-answers"))
    check(request.user, "assess", place)
    return _show_check(request, place)


@form_page
@needs("assess")
@never_cache
def submit_page(request: HttpRequest, **keys: str) -> HttpResponse:
    """Submit what was read through, unless something speaks against that or it is no longer the
    same.
    """
    place = find_place(**keys, user=request.user)
    check(request.user, "assess", place)
    found = held_at(place)
    if request.method != "POST" or found is None:
        return redirect(place.address("check-answers"))
    form, status = SubmitForm(request.POST), 200
    try:
        if saved(form, submit, by=request.user, assessment=found):
            messages.success(request, SUBMITTED.format(theme=place.theme.heading))
            return redirect(place)
    except Conflict:
        status = 409
        form.add_error(None, CHANGED_SINCE)
    return _show_check(request, place, form, status)


def _show_check(
    request: HttpRequest, place: Place, wrong: SubmitForm | None = None, status: int = 200
) -> HttpResponse:
    """What is to be read through, and why it was not submitted; what is submitted or set aside is
    shown on its own page.
    """
    draft = read_draft(place, request.user)
    if not draft.is_open:
        return redirect(place)
    # What is open is listed by the page itself, each with a way to its box.
    context = read_check(draft)
    context["wrong"] = [] if wrong is None or context["open"] else _said_in(wrong)
    return render(request, "assessments/check.html", context, status=status)


def _said_in(form: SubmitForm) -> list[str]:
    return list(dict.fromkeys(text for said in form.errors.values() for text in said))


def _store(request: HttpRequest, place: Place) -> tuple[BoxesForm, Outcome]:
    """Save what can be saved of a page; what speaks against the rest stands in the form."""
    form, outcome = read_draft(place, request.user).form(request.POST), Outcome()
    # What is wrong with one box does not keep the others from being saved.
    form.full_clean()
    assure(by=request.user, form=form)
    try:
        with said_by(form):
            outcome = save_boxes(by=request.user, place=place, typed=form.typed())
            _store_ratings(request, place, form, outcome)
            cite_now, uncite_now = form.cites()
            none_yet = form.says_of_none_yet()
            cites = {"cite_now": cite_now, "uncite_now": uncite_now, "none_yet": none_yet}
            change_cited(by=request.user, place=place, **cites)
    except Conflict:
        form.add_error(None, CHANGED)
    return form, outcome


def _store_ratings(request: HttpRequest, place: Place, form: BoxesForm, outcome: Outcome) -> None:
    """Save the ratings that were changed; those that somebody else changed too stand in the form
    with both words.
    """
    chosen = list(form.chosen())
    outcome.ratings = change_ratings(by=request.user, place=place, chosen=chosen)
    form.see_ratings_anew({one.recommendation.key: one.words for one in chosen} | outcome.ratings)
    for key, word in outcome.ratings.items():
        words = RATED_MEANWHILE.format(word=word or "not rated")
        form.add_error(f"extent-{key}", ValidationError(words, code="meanwhile"))


def _show_again(
    request: HttpRequest, place: Place, form: BoxesForm, outcome: Outcome
) -> HttpResponse:
    """The page with what was typed: what is wrong with it, and what others saved meanwhile."""
    form.see_anew(outcome.saved | outcome.conflicts)
    words = request.POST.get("find", "")
    context = read_draft(place, request.user, words).context(form, outcome)
    return render(
        request, "assessments/draft.html", context, status=409 if outcome.in_conflict else 200
    )
