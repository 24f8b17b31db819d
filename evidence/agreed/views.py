"""The page on which somebody else answers a claim, and the lists of work and calls."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, saved
from accounts.conflicts import both_texts
from accounts.permissions import may, needs
from accounts.together import read
from accounts.versions import Conflict
from accounts.words import day
from actions.filters import SubActionFilter
from actions.groups import Group
from actions.models import Action, ProgressUpdate, SubAction
from actions.views import get_sub_action
from foundations.coverage import coverage_of
from foundations.filters import CallFilter
from foundations.models import FrameworkItem
from foundations.names import first_words
from foundations.writing import say_hints

from .answering import NOTHING_CLAIMED, answer_claim, criteria_of, take_back
from .answers import read_actions, read_calls
from .claims import Claim, read_claim, reading_claims
from .ended import read_given
from .forms import AnswerForm
from .kinds import AgreementKind
from .listing import read_listing
from .models import Agreement
from .pieces import Pieces, reading_pieces
from .who import check_may_answer

HEADING = 110
THANKS = {
    "agreed": "Thank you. This page now says that you agree.",
    "missing": "Thank you. This page now says what is missing.",
}
PER_PAGE = 50


@require_safe
def sub_actions(request: HttpRequest) -> HttpResponse:
    """Every sub-action under the filters in the address; the Board's figures open this list."""
    found = SubActionFilter(request.GET, queryset=SubAction.objects.all())
    page = Paginator(found.qs.values_list("pk", flat=True), PER_PAGE).get_page(
        request.GET.get("page")
    )
    today = timezone.localdate()
    listing = read_listing(found, page, today, request.user)
    context = {"filter": found, "page": page, "listing": listing, "today": today}
    return render(request, "agreed/sub_actions.html", context)


@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """The ten improvement actions and the local ones, each with how it goes as a whole."""
    rows = read_actions(Action.objects.for_row(), timezone.localdate())
    context = {
        "rows": rows,
        "number": sum(sum(row.counts.values()) for row in rows),
        "badly": sum(row.group == Group.NOT_GOING_WELL for row in rows),
        "may_add": may(request.user, "add_work"),
    }
    return render(request, "agreed/actions.html", context)


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """All calls to action, under the filters in the address."""
    every = FrameworkItem.objects.calls()
    listed = CallFilter(request.GET, queryset=every.with_sureness().with_answers())
    found = list(listed.qs)
    context = {
        "filter": listed,
        "calls": read_calls(found, timezone.localdate()),
        "count": len(found),
        "total": every.count() if listed.shown else len(found),
        "coverage": coverage_of(found),
    }
    return render(request, "agreed/calls.html", context)


@form_page
@needs("agree_claim")
def agree(request: HttpRequest, key: str) -> HttpResponse:
    """Look at the evidence of a claim, and agree or say what is missing."""
    found = get_sub_action(key)
    # Its owners and collaborators are read already.
    claims, pieces = read(reading_claims([found]), reading_pieces(found, request.user))
    claim = claims.get(found.pk)
    if claim:
        check_may_answer(request.user, claim)
    elif request.method != "POST":
        # What was typed meanwhile must not be lost, so a form that is sent is answered below.
        messages.info(request, NOTHING_CLAIMED)
        return redirect(found)
    form = _form_of(request, found, pieces)
    try:
        if given := saved(form, answer_claim, by=request.user, sub_action=found):
            messages.success(request, THANKS[given.kind])
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        return _conflict(request, form, conflict.current)
    return render(request, "agreed/agree.html", _context(request, claim, found, pieces, form))


def _form_of(request: HttpRequest, found: SubAction, pieces: Pieces) -> AnswerForm:
    return AnswerForm(
        request.POST or None,
        criteria=criteria_of(found),
        # Where a form that was opened before agrees, the service says why it cannot be taken.
        may_agree=request.POST.get("kind") == AgreementKind.AGREED
        or not pieces.reasons_not_to_agree,
        initial={"version": found.version},
    )


def _context(
    request: HttpRequest, claim: Claim | None, found: SubAction, pieces: Pieces, form: AnswerForm
) -> dict:
    readable = ProgressUpdate.objects.current().visible_to(request.user)
    return {
        "sub_action": found,
        "heading": first_words(found.item.title, HEADING),
        "claim": claim,
        "update": readable.filter(pk=claim.update.pk).first() if claim else None,
        "pieces": pieces,
        "reasons": [*pieces.reasons_not_to_answer, *pieces.reasons_not_to_agree],
        "form": form,
        "today": timezone.localdate(),
    }


def _conflict(request: HttpRequest, form: AnswerForm, current: SubAction) -> HttpResponse:
    """Somebody answered, reported or edited meanwhile: beside what is claimed and answered now."""
    last = next(iter(read_given(current)), None)
    values = {"kind": "", "words": ""}
    if last and not last.ended:
        values = {name: getattr(last.agreement, name) for name in values}
    also = {"What is claimed": ("The claim as you read it", _in_words(current))}
    return both_texts(request, form, current, values, also=also, is_new=True)


def _in_words(current: SubAction) -> str:
    claim = read_claim(current)
    if current.replaced_by_id:
        return "Nothing: it was replaced by another."
    if claim is None:
        return f"Nothing: it is said to be “{current.get_status_display()}”."
    return f"{claim}, by {claim.update.posted_by} on {day(claim.update.posted_on)}"


@require_POST
@needs("agree_claim")
def take_back_answer(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Take back what one has said of a claim."""
    found = get_sub_action(key)
    answers = Agreement.objects.select_related("claim", "service")
    answer = answers.filter(claim__sub_action=found, pk=pk).first()
    if answer is None:
        raise Http404(f"Nothing of this kind has been said of sub-action {key}.")
    if is_done(request, take_back, agreement=answer):
        messages.success(request, "You have taken this back. It stays in the history.")
    return redirect(found)
