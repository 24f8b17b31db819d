"""Pages of what the Board asks: the list, one question, and the forms by which it goes on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, saved, settled
from accounts.conflicts import look_again
from accounts.fields import VersionedForm
from accounts.once import knows_its_forms
from accounts.permissions import needs
from accounts.versions import Conflict
from foundations.models import FrameworkItem
from foundations.writing import say_hints

from . import services
from .forms import AnswerQuestionForm, AskAgainForm, AskForm, TakeBackForm
from .models import Question, State
from .reading import read_question, read_questions

MEANWHILE = "Someone else changed this meanwhile. Read it again, then press the button."
ASKED = "Your question is kept. Those who answer for this see it on their page of work."
ANSWERED = "Your answer is kept. It stands beside the question, and the Board looks at it next."
AGAIN = "The Board asks again. It waits for another answer from today on."
ACCEPTED = "The answer is accepted, and the question is closed."
TAKEN_BACK = "The question is taken back. It stays on record, with your reason."


@require_safe
@needs("read")
def questions(request: HttpRequest) -> HttpResponse:
    """What the Board asks, the longest open first."""
    context = read_questions(request.user, request.GET)
    return render(request, "oversight/questions/questions.html", context)


@require_safe
@needs("read")
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question, with all that was said to it."""
    context = read_question(_get_question(pk), request.user)
    return render(request, "oversight/questions/question.html", context)


@knows_its_forms
@form_page
@needs("ask_question")
def ask_question(request: HttpRequest, key: str) -> HttpResponse:
    """Ask about a sub-action, a call or a theme."""
    item = _get_item(key)
    reason = services.nothing_to_ask(item)
    # A form that was sent before is answered as the first time, whatever replaced it meanwhile.
    if reason and request.method != "POST":
        return settled(request, item, reason)
    form, status = AskForm(request.POST or None), 200
    try:
        if asked := saved(form, services.ask, by=request.user, item=item):
            messages.success(request, ASKED)
            say_hints(request, form)
            return redirect(asked)
    except Conflict:
        form.add_error(None, "This form was sent before, with other words. Open it again.")
        status = 409
    context = {"item": item, "form": form}
    return render(request, "oversight/questions/ask.html", context, status=status)


@form_page
@needs("answer_question")
def answer_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what the Board asks."""
    found = _get_question(pk)
    services.check_answer(request.user, found)
    return _going_on(request, found, AnswerQuestionForm, services.answer, State.WAITS, ANSWERED)


@form_page
@needs("ask_question")
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why an answer does not do, and ask again."""
    found = _get_question(pk)
    return _going_on(request, found, AskAgainForm, services.ask_again, State.ANSWERED, AGAIN)


@form_page
@needs("ask_question")
def take_back_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what nobody has answered."""
    found = _get_question(pk)
    return _going_on(request, found, TakeBackForm, services.take_back, State.WAITS, TAKEN_BACK)


@require_POST
@needs("ask_question")
def accept_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the answer that stands."""
    found = _get_question(pk)
    if is_done(request, services.accept, meanwhile=MEANWHILE, question=found):
        messages.success(request, ACCEPTED)
    return redirect(found)


def _going_on(
    request: HttpRequest,
    found: Question,
    form_of: type[VersionedForm],
    write: Callable,
    wanted: State,
    done: str,
) -> HttpResponse:
    """The page of a form by which a question goes on, unless it has done so by now."""
    status, form = 200, form_of(request.POST or None, initial={"version": found.version})
    if reason := services.why_not(found, wanted):
        return settled(request, found, reason)
    try:
        if saved(form, write, by=request.user, question=found):
            messages.success(request, done)
            say_hints(request, form)
            return redirect(found)
    except Conflict:
        found = _get_question(found.pk)
        if reason := services.why_not(found, wanted):
            return settled(request, found, reason)
        status = look_again(form, found, MEANWHILE)
    template = f"oversight/questions/{request.resolver_match.url_name}.html"
    context = read_question(found, request.user) | {"form": form}
    return render(request, template, context, status=status)


def _get_question(pk: int) -> Question:
    rows = Question.objects.for_page().select_related("item__sub_action")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("Nobody has asked this. The page “What the Board asks” lists all questions.")
    return found


def _get_item(key: str) -> FrameworkItem:
    rows = FrameworkItem.objects.filter(kind__in=services.ASKABLE)
    found = rows.select_related("sub_action__replaced_by__item").filter(key__iexact=key).first()
    if found is None:
        raise Http404(
            f"There is no sub-action, call or theme {key}. Keys look like 4.1, C18 and T9."
        )
    return found
