"""Self-assessments go out as Word documents, and edited documents come back in."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.answers import form_page, say_not_done
from accounts.permissions import check, may, needs
from evidence.files.checking import clean_name
from evidence.files.kinds import KINDS
from evidence.files.word.unit import Unreadable
from foundations.writing import language_hints

from ..templates import Template
from ..whole_assessment import Whole, filled_templates, find_whole
from .comparing import Brought, brought_in, compare_document
from .forms import ALL, BroughtForm, WordInForm, WordOutForm, sealed, wanted_in
from .services import Outcome, take_texts
from .showing import said_of_choices, tell

NOT_WHOLE = (
    "Part of what the page sent is missing. Choose the document again; nothing has been stored."
)


@require_safe
def word_out(request: HttpRequest, **keys: str) -> HttpResponse:
    """What can be taken out as a Word document: one theme or all, blank or filled."""
    whole = find_whole(**keys, user=request.user)
    own = may(request.user, "assess", whole)
    initial = {"theme": request.GET.get("theme", ALL), "filled": "yes"}
    form = WordOutForm(
        initial=initial, themes=[template.theme for template in whole.templates], own=own
    )
    return render(request, "assessments/word_out.html", {"whole": whole, "form": form, "own": own})


@require_safe
@never_cache
def download(request: HttpRequest, **keys: str) -> StreamingHttpResponse:
    """The document itself, which leaves as it is written: all that it holds has been read before,
    so that a refusal is a page of its own.
    """
    # The library that writes it takes long to read, and few workers ever need it.
    from .writing import write_document

    whole = find_whole(**keys, user=request.user)
    templates = (
        filled_templates(whole, request.user)
        if request.GET.get("filled") == "yes"
        else whole.templates
    )
    chosen = _choose(templates, request.GET.get("theme", ALL))
    content = write_document(chosen, service=whole.service.name, round=whole.round.name)
    answer = StreamingHttpResponse(content, content_type=KINDS["docx"].content_type)
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=_name_of(whole, chosen)
    )
    return answer


def _choose(templates: list[Template], theme: str) -> list[Template]:
    """The one template that is asked for, or all. Raises Http404 for one that there is not."""
    chosen = [template for template in templates if theme in (ALL, template.theme.key)]
    if not chosen:
        raise Http404(
            f"There is no self-assessment template {theme}. The themes T1 to T19 have one."
        )
    return chosen


def _name_of(whole: Whole, chosen: list[Template]) -> str:
    """The name of the file: whose it is, of which round, and of which theme if it is one."""
    parts = ["Self-assessment", whole.service.name, whole.round.name]
    parts += [chosen[0].theme.heading] if len(chosen) == 1 else []
    return clean_name(f"{', '.join(parts)}.docx".replace("/", "-").replace("\\", "-"))


@form_page
@needs("assess")
@never_cache
def word_in(request: HttpRequest, **keys: str) -> HttpResponse:
    """Choose an edited document; what it would change is shown, and nothing is stored yet."""
    whole = _whole_to_change(request, keys)
    if "brought" in request.POST:
        return _is_ours(request, whole, keys)
    form = WordInForm(request.POST, request.FILES) if request.method == "POST" else WordInForm()
    if form.is_valid():
        try:
            brought = brought_in(form.cleaned_data["document"], whole)
        except Unreadable as reason:
            form.add_error("document", f"{reason} Nothing has been changed.")
        else:
            return _answer(request, whole, brought, clean_name(request.FILES["document"].name))
    return render(request, "assessments/word_in.html", {"whole": whole, "form": form})


def _answer(request: HttpRequest, whole: Whole, brought: Brought, file: str) -> HttpResponse:
    """What a document changes, or first the question whose it is, which holds what it brings."""
    if brought.asks:
        form = BroughtForm(initial={"brought": sealed(brought, file)})
        context = {"whole": whole, "form": form, "file": file}
        return render(request, "assessments/word_question.html", context)
    return _show(request, whole, brought, file)


def _is_ours(request: HttpRequest, whole: Whole, keys: dict) -> HttpResponse:
    form = BroughtForm(request.POST)
    if form.is_valid():
        brought, file = form.cleaned_data["brought"]
        return _answer(request, whole, brought, file)
    return _not_whole(request, keys)


@form_page
@needs("assess")
@never_cache
def take_word(request: HttpRequest, **keys: str) -> HttpResponse:
    """Store the boxes in which the document's text is to stand."""
    whole = _whole_to_change(request, keys)
    if request.method != "POST":
        return redirect(reverse("word-in", kwargs=keys))
    sent = BroughtForm(request.POST)
    if not sent.is_valid():
        return _not_whole(request, keys)
    brought, file = sent.cleaned_data["brought"]
    differences = compare_document(whole, brought.said)
    wanted = wanted_in(request.POST, differences)
    if wanted is None:
        return _not_whole(request, keys)
    outcome = take_texts(by=request.user, whole=whole, wanted=wanted)
    _say_taken(request, outcome, kept=len(differences) - len(wanted))
    if not outcome.rest:
        return redirect(whole)
    # What could not be taken, because of others or of what it says, is shown again.
    return _show(request, whole, replace(brought, said=outcome.rest), file, outcome.conflicts)


def _not_whole(request: HttpRequest, keys: dict) -> HttpResponse:
    say_not_done(request, NOT_WHOLE)
    return redirect(reverse("word-in", kwargs=keys))


def _say_taken(request: HttpRequest, outcome: Outcome, kept: int) -> None:
    if outcome.taken:
        said = said_of_choices(outcome.filled, outcome.emptied, kept)
        messages.success(request, f"{said} You can undo the upload.")
    else:
        messages.info(request, "No box has been changed.")
    hints = dict.fromkeys(hint for one in outcome.taken for hint in language_hints(one.said))
    for hint in hints:
        messages.info(request, str(hint))


def _show(
    request: HttpRequest,
    whole: Whole,
    brought: Brought,
    file: str,
    conflicts: frozenset | set = frozenset(),
) -> HttpResponse:
    """The differences, each with its choice, and what stays in the document; `file`: its name."""
    differences = compare_document(whole, brought.said)
    choices = {one.name: one.said for one in differences if not one.why_not}
    context = {
        "whole": whole,
        "changes": tell(differences, len(brought.said), conflicts),
        "conflicts": conflicts,
        "file": file,
        "left": brought.left,
        "form": BroughtForm(initial={"brought": sealed(replace(brought, said=choices), file)}),
    }
    return render(
        request, "assessments/word_differences.html", context, status=409 if conflicts else 200
    )


def _whole_to_change(request: HttpRequest, keys: dict) -> Whole:
    """The self-assessment that an address names. Raises PermissionDenied for those who do not
    answer it.
    """
    whole = find_whole(**keys, user=request.user)
    check(request.user, "assess", whole)
    return whole
