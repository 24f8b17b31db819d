"""Pages of what was heard, and of what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.permissions import may, needs
from accounts.versions import Conflict
from actions.answers import is_done
from evidence.conflicts import both_texts
from evidence.items.models import EvidenceItem
from foundations.writing import say_hints

from . import services as writing
from .filters import HeardFilter
from .forms import GIST, EntryForm, NewEntryForm, RemoveHeardForm, ReplyForm, SendForm
from .models import Heard, Reply

PER_PAGE = 25
FORM = ["GET", "HEAD", "POST"]


@require_safe
def what_we_heard(request: HttpRequest) -> HttpResponse:
    """Everything that was heard, under the filters in the address; what has waited longest stands
    first.
    """
    today = timezone.localdate()
    listed = HeardFilter(
        request.GET, queryset=Heard.objects.visible_to(request.user).for_list(today)
    )
    context = {
        "filter": listed,
        "page": Paginator(listed.qs, PER_PAGE).get_page(request.GET.get("page")),
        "may_log": may(request.user, "log_heard"),
    }
    return render(request, "heard/what_we_heard.html", context)


@require_safe
def heard(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: what was said, and the answer of each to whom it went."""
    found = get_heard(request.user, pk)
    replies = list(found.replies.select_related("item__parent", "answered_by"))
    context = {
        "heard": found,
        "replies": replies,
        "answered": any(reply.is_answered for reply in replies),
        "answerable": set(found.replies.answerable_by(request.user).values_list("pk", flat=True)),
        "may_change": writing.may_change(request.user, found),
        "may_send": may(request.user, "log_heard"),
        "against_evidence": writing.reasons_against_evidence(found),
        "evidence": evidence_of(request.user, found),
    }
    return render(request, "heard/heard.html", context)


def evidence_of(user: User, heard: Heard) -> EvidenceItem | None:
    """The evidence that an entry became, if the person may read it: it may have been made internal
    since.
    """
    return (
        heard.evidence
        and EvidenceItem.objects.visible_to(user).filter(pk=heard.evidence_id).first()
    )


@require_http_methods(FORM)
@needs("offer_idea")
def add_heard(request: HttpRequest) -> HttpResponse:
    """Log what a group said, send in an idea, or offer to join a focus group."""
    form = NewEntryForm(request.POST or None, by=request.user, wanted=request.GET.getlist("to"))
    if request.method == "POST" and form.is_valid():
        try:
            added = writing.log_heard(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            form.take_new_key()
        else:
            messages.success(request, f"“{added}” is logged. {what_next(added)}")
            say_hints(request, form)
            return redirect(added)
    return render(request, "heard/add.html", {"form": form})


def what_next(heard: Heard) -> str:
    if heard.replies.exists():
        return "Those who can act are asked to answer."
    return "The Champions Board staff will read it."


@require_http_methods(FORM)
@needs("offer_idea")
def edit_heard(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an entry that nobody has answered yet."""
    found = get_changeable(request.user, pk)
    form = EntryForm(request.POST or None, kind=found.kind, initial=opened(found))
    if request.method == "POST" and form.is_valid():
        values = {"consent": ""} | form.cleaned_data
        try:
            writing.edit_heard(by=request.user, heard=found, seen=values.pop("version"), **values)
        except Conflict as conflict:
            saved = {
                name: value
                for name, value in opened(conflict.current).items()
                if name in form.cleaned_data
            }
            return both_texts(request, form, saved.pop("version"), stored(saved), found)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"“{found}” is saved.")
            say_hints(request, form)
            return redirect(found)
    return render(request, "heard/edit.html", {"heard": found, "form": form})


def opened(found: Heard) -> dict:
    """What the form shows when it is opened."""
    values = {name: getattr(found, name) for name in [*writing.TEXTS, "version"]}
    return values | {
        "consent": found.consent or GIST,
        "items": [reply.item for reply in found.replies.all()],
    }


def stored(values: dict) -> dict:
    """What a form was opened with, as its fields store it."""
    return values | ({"consent": ""} if values.get("consent") == GIST else {})


@require_http_methods(FORM)
@needs("offer_idea")
def remove_heard(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry off every page, with a reason."""
    found = get_changeable(request.user, pk)
    form = RemoveHeardForm(request.POST or None, initial={"version": found.version})
    status = 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            writing.remove_heard(
                by=request.user, heard=found, seen=values["version"], reason=values["reason"]
            )
        except Conflict as conflict:
            form.see_anew(conflict.current.version)
            form.add_error(
                None, "Someone else changed this entry meanwhile. Read it again, then remove it."
            )
            status = 409
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"“{found}” is removed.")
            return redirect("what-we-heard")
    return render(request, "heard/remove.html", {"heard": found, "form": form}, status=status)


@require_http_methods(FORM)
@needs("log_heard")
def send_heard(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an entry to those who keep another sub-action or call."""
    found = get_heard(request.user, pk)
    form = SendForm(request.POST or None, already=set(found.replies.values_list("item", flat=True)))
    if request.method == "POST" and form.is_valid():
        try:
            sent = writing.send_to(by=request.user, heard=found, item=form.cleaned_data["item"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, f"“{found}” is sent to those who answer for {sent.item.label}."
            )
            return redirect(found)
    return render(request, "heard/send.html", {"heard": found, "form": form})


@require_http_methods(FORM)
@needs("reply_heard")
def answer_heard(request: HttpRequest, pk: int, reply: int) -> HttpResponse:
    """Say what changed, or why not."""
    asked = get_reply(request.user, pk, reply)
    values = {name: getattr(asked, name) for name in ("kind", "words", "version")}
    form = ReplyForm(request.POST or None, initial=values)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            writing.reply(by=request.user, reply=asked, seen=values.pop("version"), **values)
        except Conflict as conflict:
            saved = {name: getattr(conflict.current, name) for name in ("kind", "words")}
            return both_texts(request, form, conflict.current.version, saved, asked.heard)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Thank you. Your answer stands beside what was heard.")
            say_hints(request, form)
            return redirect(asked.heard)
    return render(request, "heard/answer.html", {"reply": asked, "form": form})


@require_POST
@needs("log_heard")
def heard_as_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn an answered entry into evidence of kind voice."""
    found = get_heard(request.user, pk)
    if is_done(request, writing.make_evidence, heard=found):
        messages.success(
            request, "It is evidence of kind voice now, for everything that it went to."
        )
    return redirect(found)


def get_heard(user: User, pk: int) -> Heard:
    """The entry, if the person may read it; else 404."""
    rows = Heard.objects.visible_to(user).with_waits(timezone.localdate())
    found = rows.select_related("logged_by", "removed_by", "evidence").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such entry, or it is internal. /heard/ lists what you may read.")
    return found


def get_changeable(user: User, pk: int) -> Heard:
    """The entry, if the person may change it. Raises PermissionDenied for others, Http404 once it
    is removed.
    """
    found = get_heard(user, pk)
    if not writing.may_change(user, found):
        raise PermissionDenied(writing.NOT_YOURS)
    if found.removed_on:
        raise Http404("This entry has been removed.")
    return found


def get_reply(user: User, pk: int, reply: int) -> Reply:
    """What the person is asked to answer. Raises PermissionDenied for others, Http404 for what is
    not there.
    """
    found = (
        get_heard(user, pk).replies.select_related("heard", "item__parent").filter(pk=reply).first()
    )
    if found is None or found.heard.removed_on:
        raise Http404("Nothing is asked here. /heard/ lists what waits for an answer.")
    writing.check_answer(user, found)
    return found
