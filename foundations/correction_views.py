"""Pages of corrections: how a published text should read, proposed and answered beside the source's
wording.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, saved
from accounts.conflicts import both_texts
from accounts.permissions import may, needs
from accounts.versions import Conflict

from .forms import AnswerForm, CorrectionForm
from .models import Correction, CorrectionState, FrameworkItem, Part
from .services import correcting
from .writing import say_hints

PER_PAGE = 50


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Every proposal, those that wait for an answer first."""
    page = Paginator(Correction.objects.open_first(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "foundations/corrections.html", {"page": page})


@require_safe
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: both wordings, the reason, and the answer."""
    found = _get_correction(pk)
    answerable = found.state in correcting.ANSWERABLE
    context = {
        "correction": found,
        "may_answer": answerable and may(request.user, "answer_correction"),
        "may_withdraw": found.state == CorrectionState.OPEN and found.proposed_by == request.user,
        "may_read_history": may(request.user, "read_history"),
    }
    return render(request, "foundations/correction.html", context)


@form_page
@needs("propose_correction")
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Propose how the heading or the text of a published item should read."""
    item, parts = _get_published(key)
    part = _chosen_part(request, parts)
    form = CorrectionForm(
        request.POST or None, initial={"part": part, "wording": getattr(item, part)}
    )
    try:
        if found := saved(form, correcting.propose_correction, by=request.user, item=item):
            messages.success(
                request,
                "Your proposal is shown beside the source’s wording. An administrator will answer.",
            )
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        # The form had been sent before with other words; these become a proposal of their own.
        stored = conflict.current
        values = {"wording": stored.wording, "reason": stored.reason}
        who = stored.proposed_by
        return both_texts(request, form, stored, values, saved_by=who, is_new=True)
    context = {"item": item, "form": form, "part": part, "parts": parts}
    return render(request, "foundations/correct.html", context)


def _chosen_part(request: HttpRequest, parts: list[Part]) -> Part:
    """The part that the form is about: the one asked for, or the longest that the item has."""
    wanted = request.POST.get("part") or request.GET.get("part")
    return next((part for part in parts if part == wanted), parts[-1])


@form_page
@needs("answer_correction")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to or decline a proposal, with a reason."""
    found = _get_correction(pk)
    form = AnswerForm(request.POST or None, initial={"version": found.version})
    try:
        if saved(form, correcting.answer_correction, by=request.user, correction=found):
            messages.success(
                request,
                f"The proposal is {found.get_state_display().lower()}. The source stays as it is.",
            )
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        return _answer_conflict(request, conflict.current, form)
    return render(
        request, "foundations/answer_correction.html", {"correction": found, "form": form}
    )


def _answer_conflict(request: HttpRequest, current: Correction, form: AnswerForm) -> HttpResponse:
    """Someone else answered, or it was withdrawn, which is no answer that the form offers."""
    mine = CorrectionState(form.cleaned_data["state"]).label
    return both_texts(
        request,
        form,
        current,
        {"answer": current.answer},
        also={"Answer": (mine, current.get_state_display())},
        saved_by=current.answered_by,
    )


@require_POST
@needs("propose_correction")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own proposal."""
    found = _get_correction(pk)
    if is_done(request, correcting.withdraw_correction, correction=found):
        messages.success(request, "Your proposal is withdrawn. It stays on record.")
    return redirect(found)


def _get_correction(pk: int) -> Correction:
    """The proposal with this number. Raises Http404."""
    found = Correction.objects.with_people().filter(pk=pk).first()
    if found is None:
        raise Http404(f"There is no correction {pk}; {reverse('corrections')} lists them.")
    return found


def _get_published(key: str) -> tuple[FrameworkItem, list[Part]]:
    """The published item with this key, and which parts of it have a wording. Raises Http404."""
    item = FrameworkItem.objects.published().select_related("parent").filter(key=key).first()
    if item is None:
        raise Http404(
            f"{key} is no published text. What the council has added is edited on its own page."
        )
    return item, [part for part in Part if getattr(item, part)]
