"""Pages of corrections: how a published text should read, proposed and answered beside the source's
wording.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.fields import VersionedForm
from accounts.permissions import may, needs
from accounts.versions import Conflict

from .forms import AnswerForm, CorrectionForm
from .models import Correction, CorrectionState, FrameworkItem, Part
from .services import correcting
from .writing import say_hints

PER_PAGE = 50
MEANWHILE = "Someone else changed this a moment ago. Please read it, then press the button again."


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Every proposal, those that wait for an answer first."""
    page = Paginator(Correction.objects.open_first(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "foundations/corrections.html", {"page": page})


@require_safe
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: both wordings, the reason, and the answer."""
    found = get_correction(pk)
    answerable = found.state in correcting.ANSWERABLE
    context = {
        "correction": found,
        "may_answer": answerable and may(request.user, "answer_correction"),
        "may_withdraw": found.state == CorrectionState.OPEN and found.proposed_by == request.user,
        "may_read_history": may(request.user, "read_history"),
    }
    return render(request, "foundations/correction.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("propose_correction")
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Propose how the heading or the text of a published item should read."""
    item, parts = get_published(key)
    part = chosen_part(request, parts)
    form = CorrectionForm(
        request.POST or None, initial={"part": part, "wording": getattr(item, part)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = correcting.propose_correction(by=request.user, item=item, **form.cleaned_data)
        except Conflict as conflict:
            return proposal_conflict(request, conflict.current, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                "Your proposal stands beside the source’s wording. An administrator will answer.",
            )
            say_hints(request, form)
            return redirect(found)
    context = {"item": item, "form": form, "part": part, "parts": parts}
    return render(request, "foundations/correct.html", context)


def chosen_part(request: HttpRequest, parts: list[Part]) -> Part:
    """The part that the form is about: the one asked for, or the longest that the item has."""
    wanted = request.POST.get("part") or request.GET.get("part")
    return next((part for part in parts if part == wanted), parts[-1])


def proposal_conflict(
    request: HttpRequest, stored: Correction, form: CorrectionForm
) -> HttpResponse:
    """The form had been sent before with other words: show both, and let these become a proposal of
    their own.
    """
    form.become_another()
    rows = [
        {
            "label": form.fields[name].label,
            "yours": form.cleaned_data[name],
            "saved": getattr(stored, name),
        }
        for name in ("wording", "reason")
    ]
    context = {
        "form": form,
        "rows": rows,
        "url": stored.get_absolute_url(),
        "saved_by": stored.proposed_by,
    }
    return render(request, "409.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("answer_correction")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to or decline a proposal, with a reason."""
    found = get_correction(pk)
    form = AnswerForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            correcting.answer_correction(
                by=request.user, correction=found, seen=values.pop("version"), **values
            )
        except Conflict as conflict:
            return answer_conflict(request, conflict.current, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                f"The proposal is {found.get_state_display().lower()}. The source stays as it is.",
            )
            say_hints(request, form)
            return redirect(found)
    return render(
        request, "foundations/answer_correction.html", {"correction": found, "form": form}
    )


def answer_conflict(request: HttpRequest, current: Correction, form: AnswerForm) -> HttpResponse:
    """Someone else answered, or it was withdrawn: show both, and keep what was typed."""
    form.see_anew(current.version)
    mine = form.cleaned_data
    rows = [
        {
            "label": "Answer",
            "yours": CorrectionState(mine["state"]).label,
            "saved": current.get_state_display(),
        },
        {"label": "Why", "yours": mine["answer"], "saved": current.answer},
    ]
    context = {
        "form": form,
        "rows": rows,
        "url": current.get_absolute_url(),
        "saved_by": current.answered_by,
    }
    return render(request, "409.html", context, status=409)


@require_POST
@needs("propose_correction")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own proposal."""
    found, form = get_correction(pk), VersionedForm(request.POST)
    seen = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        correcting.withdraw_correction(by=request.user, correction=found, seen=seen)
    except Conflict:
        messages.warning(
            request,
            "Someone else changed this a moment ago. Please read it, then press the button again.",
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Your proposal is withdrawn. It stays on record.")
    return redirect(found)


def get_correction(pk: int) -> Correction:
    """The proposal with this number. Raises Http404."""
    found = Correction.objects.with_people().filter(pk=pk).first()
    if found is None:
        raise Http404(f"There is no correction {pk}; /corrections/ lists them.")
    return found


def get_published(key: str) -> tuple[FrameworkItem, list[Part]]:
    """The published item with this key, and which parts of it have a wording. Raises Http404."""
    item = FrameworkItem.objects.published().select_related("parent").filter(key=key).first()
    if item is None:
        raise Http404(
            f"{key} is no published text. What the council has added is edited on its own page."
        )
    return item, [part for part in Part if getattr(item, part)]
