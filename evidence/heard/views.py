"""Pages of what was heard, and of what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, saved
from accounts.conflicts import both_texts, look_again
from accounts.fields import take_new_key
from accounts.finders import answer_names
from accounts.models import User
from accounts.permissions import may, needs
from accounts.together import nothing, read
from accounts.versions import Conflict
from actions.ladder import reading_ladders, rule_of
from evidence.items.models import EvidenceItem
from foundations.models import FrameworkItem
from foundations.suggesting import Offered
from foundations.suggestion_views import dismiss_pressed, link_pressed
from foundations.writing import say_hints

from . import services as writing
from .codes.offering import reading_of_group
from .finding import get_heard
from .forms import (
    GIST,
    EntryForm,
    NewEntryForm,
    RemoveHeardForm,
    ReplyForm,
    SendForm,
    named,
    near,
)
from .ladder import WORDS
from .listing import read_listing
from .models import Heard, HeardKind, Reply
from .suggested import offered_to, subject_of

STAYS_INSIDE = "It stays inside, with the Champions Board staff; nobody else is asked to answer."
MEANWHILE = "Someone else changed this entry meanwhile. Read it again, then remove it."


@require_safe
def what_we_heard(request: HttpRequest) -> HttpResponse:
    """Everything that was heard, under the filters in the address; what has waited longest stands
    first.
    """
    found = read_listing(request.user, request.GET, timezone.localdate())
    context = {
        "found": found,
        "filter": found.filter,
        "page": found.page,
        "may_log": may(request.user, "log_heard"),
    }
    return render(request, "heard/what_we_heard.html", context)


@require_safe
def heard(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: what was said, and the answer of each to whom it went."""
    found = get_heard(request.user, pk)
    replies = list(found.replies.select_related("item__parent", "answered_by"))
    pks = [reply.pk for reply in replies]
    today, may_give = timezone.localdate(), _has_code(request.user, found)
    ladders, group = read(
        reading_ladders(WORDS, pks, today), reading_of_group(found) if may_give else nothing()
    )
    context = {
        "heard": found,
        "replies": [(reply, ladders.get(reply.pk, [])) for reply in replies],
        "rule": rule_of(WORDS) if any(reply.waits for reply in replies) else "",
        "answered": any(reply.is_answered for reply in replies),
        "answerable": set(found.replies.answerable_by(request.user).values_list("pk", flat=True)),
        "may_change": writing.may_change(request.user, found),
        "may_send": may(request.user, "log_heard"),
        "against_evidence": writing.reasons_against_evidence(found),
        "evidence": _evidence_of(request.user, found),
        "offered": offered_to(request.user, found, {reply.item_id for reply in replies}),
        "may_give_code": may_give,
        "today": today,
        **(group or {}),
    }
    return render(request, "heard/heard.html", context)


def _has_code(user: User, heard: Heard) -> bool:
    """Whether the person reads of the code of a group, and gives it one."""
    return heard.kind == HeardKind.HEARD and may(user, "give_code")


def _evidence_of(user: User, heard: Heard) -> EvidenceItem | None:
    """The evidence that an entry became, if the person may read it: it may have been made internal
    since.
    """
    return (
        heard.evidence
        and EvidenceItem.objects.visible_to(user).filter(pk=heard.evidence_id).first()
    )


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Names of sub-actions and calls that hold the words of the address, or share rare ones."""
    return answer_names(request, near, named)


@form_page
@needs("offer_idea")
def add_heard(request: HttpRequest) -> HttpResponse:
    """Log what a group said, send in an idea, or offer to join a focus group."""
    asked = {"wanted": request.GET.getlist("to"), "of_kind": request.GET.get("kind", "")}
    form = NewEntryForm(request.POST or None, by=request.user, **asked)
    was_good = form.is_valid()
    if added := saved(form, writing.log_heard, by=request.user):
        messages.success(request, f"“{added}” {_stored(added)}. {_what_next(added)}")
        say_hints(request, form)
        return redirect(added)
    if was_good:  # refused by the service, perhaps since this key has stored other words before
        take_new_key(form)
    return render(request, "heard/add.html", {"form": form})


def _stored(heard: Heard) -> str:
    return "is logged" if heard.kind == HeardKind.HEARD else "is sent"


def _what_next(heard: Heard) -> str:
    if heard.stays_inside:
        return STAYS_INSIDE
    if heard.replies.exists():
        return "Those who can act are asked to answer."
    return "The Champions Board staff will read it."


@form_page
@needs("offer_idea")
def edit_heard(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an entry that nobody has answered yet."""
    found = _get_changeable(request.user, pk)
    form = EntryForm(request.POST or None, kind=found.kind, initial=_opened(found))
    try:
        if saved(form, writing.edit_heard, by=request.user, heard=found, consent=""):
            where = f" {STAYS_INSIDE}" if found.stays_inside else ""
            messages.success(request, f"“{found}” is saved.{where}")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        values = _opened(conflict.current) | {"consent": conflict.current.consent}
        return both_texts(request, form, conflict.current, values)
    return render(request, "heard/edit.html", {"heard": found, "form": form})


def _opened(found: Heard) -> dict:
    """What the form shows when it is opened."""
    values = {name: getattr(found, name) for name in [*writing.TEXTS, "version"]}
    return values | {
        "consent": found.consent or GIST,
        "items": [reply.item for reply in found.replies.all()],
    }


@form_page
@needs("offer_idea")
def remove_heard(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry off every page, with a reason."""
    found = _get_changeable(request.user, pk)
    form = RemoveHeardForm(request.POST or None, initial={"version": found.version})
    status = 200
    try:
        if saved(form, writing.remove_heard, by=request.user, heard=found):
            messages.success(request, f"“{found}” is removed.")
            return redirect("what-we-heard")
    except Conflict as conflict:
        status = look_again(form, conflict.current, MEANWHILE)
    return render(request, "heard/remove.html", {"heard": found, "form": form}, status=status)


@form_page
@needs("log_heard")
def send_heard(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an entry to those who keep another sub-action or call."""
    found = get_heard(request.user, pk)
    form = SendForm(request.POST or None, already=set(found.replies.values_list("item", flat=True)))
    if sent := saved(form, writing.send_to, by=request.user, heard=found):
        messages.success(request, _sent(found, sent.item))
        return redirect(found)
    return render(request, "heard/send.html", {"heard": found, "form": form})


def _sent(found: Heard, item: FrameworkItem) -> str:
    if found.stays_inside:
        return f"“{found}” stands beside {item.label} too. {STAYS_INSIDE}"
    return f"“{found}” is sent to those who answer for {item.label}."


@require_POST
@needs("log_heard")
def send_suggested(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an entry to those who answer for a call that is offered for it."""
    found = get_heard(request.user, pk)

    def send(call: FrameworkItem, _reason: str) -> str:
        writing.send_to(by=request.user, heard=found, item=call)
        return _sent(found, call)

    link_pressed(request, _offered(request.user, found), send)
    return redirect(found)


@require_POST
@needs("log_heard")
def dismiss_for_heard(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer offer a call for an entry."""
    found = get_heard(request.user, pk)
    dismiss_pressed(request, _offered(request.user, found), subject_of(found))
    return redirect(found)


def _offered(user: User, found: Heard) -> Offered:
    return offered_to(user, found, found.replies.values_list("item_id", flat=True))


@form_page
@needs("reply_heard")
def answer_heard(request: HttpRequest, pk: int, reply: int) -> HttpResponse:
    """Say what changed, or why not."""
    asked = _get_reply(request.user, pk, reply)
    values = {name: getattr(asked, name) for name in ("kind", "words", "version")}
    form = ReplyForm(request.POST or None, initial=values)
    try:
        if saved(form, writing.reply, by=request.user, reply=asked):
            messages.success(request, "Thank you. Your answer is shown beside what was said.")
            say_hints(request, form)
            return redirect(asked.heard)
    except Conflict as conflict:
        current = conflict.current
        form.see_values(current)
        return both_texts(request, form, current, vars(current), page=asked.heard)
    return render(request, "heard/answer.html", {"reply": asked, "form": form})


@require_POST
@needs("log_heard")
def heard_as_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn an answered entry into evidence of kind voice."""
    found = get_heard(request.user, pk)
    if is_done(request, writing.make_evidence, heard=found):
        messages.success(
            request,
            "It is evidence from people with care experience now, for everything that it went to.",
        )
    return redirect(found)


def _get_changeable(user: User, pk: int) -> Heard:
    """The entry, if the person may change it. Raises PermissionDenied for others, Http404 once it
    is removed.
    """
    found = get_heard(user, pk)
    if not writing.may_change(user, found):
        raise PermissionDenied(writing.NOT_YOURS)
    if found.removed_on:
        raise Http404("This entry has been removed.")
    return found


def _get_reply(user: User, pk: int, reply: int) -> Reply:
    """What the person is asked to answer. Raises PermissionDenied for others, Http404 for what is
    not there.
    """
    found = (
        get_heard(user, pk).replies.select_related("heard", "item__parent").filter(pk=reply).first()
    )
    if found is None or found.heard.removed_on:
        raise Http404(
            "Nobody is asked to answer here. "
            "The page “What we heard” lists what waits for an answer."
        )
    writing.check_answer(user, found)
    return found
