"""Pages on which the parts of a joint sub-action are named and ended, and each body says how its
own goes.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.answers import form_page, is_done, saved, settled
from accounts.conflicts import look_again
from accounts.permissions import check, needs
from accounts.versions import Conflict
from foundations.writing import say_hints

from .models import Share
from .services import shares
from .share_forms import EndPartForm, NamePartForm, SayPartForm
from .views import get_sub_action

MEANWHILE = "Someone else changed this part meanwhile. Read it again, then press the button."
SAID_BEFORE = 5  # the words of a body that stand beside its next ones


@form_page
@needs("edit_work")
def name_part(request: HttpRequest, key: str) -> HttpResponse:
    """Name what another service is to do of a sub-action."""
    found = get_sub_action(key)
    check(request.user, "edit_work", found)
    if reason := shares.nothing_to_share(found):
        return settled(request, found, reason)
    form = NamePartForm(request.POST or None, owner=found.service)
    if named := saved(form, shares.name_share, by=request.user, sub_action=found):
        messages.success(request, f"{named} stands here now. {named.service} is asked how it goes.")
        say_hints(request, form)
        return redirect(named)
    return render(request, "shares/name.html", {"sub_action": found, "form": form})


@form_page
@needs("say_share")
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how the part of one's service goes."""
    share = _get_share(pk)
    check(request.user, "say_share", share)
    if reason := shares.why_nothing_to_say(share):
        return settled(request, share, reason)
    initial = {"version": share.version, "status": share.status}
    form, status = SayPartForm(request.POST or None, share=share, initial=initial), 200
    try:
        if saved(form, shares.say_of_share, by=request.user, share=share):
            messages.success(request, f"{share}: what you said stands here now.")
            say_hints(request, form)
            return redirect(share)
    except Conflict as conflict:
        status = look_again(form, conflict.current, MEANWHILE)
        share = _get_share(pk)
    before = share.said_words.exclude(words="").select_related("said_by")[:SAID_BEFORE]
    context = {"share": share, "form": form, "before": before}
    return render(request, "shares/say.html", context, status=status)


@require_POST
@needs("say_share")
def still_true(request: HttpRequest, pk: int) -> HttpResponse:
    """What was last said of the part of one's service is still true: one click."""
    share = _get_share(pk)
    if is_done(request, shares.confirm_share, share=share):
        messages.success(request, f"Thank you. {share} is confirmed as still true today.")
    return redirect(share)


@form_page
@needs("edit_work")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the part of a service."""
    share = _get_share(pk)
    check(request.user, "edit_work", share.sub_action)
    if share.ended_on:
        return settled(request, share, "This part has ended already.")
    form, status = EndPartForm(request.POST or None, initial={"version": share.version}), 200
    try:
        if saved(form, shares.end_share, by=request.user, share=share):
            messages.success(request, f"{share} has ended. It stays on record, with your reason.")
            say_hints(request, form)
            return redirect(share)
    except Conflict as conflict:
        if conflict.current.ended_on:
            return settled(request, share, "This part has ended already.")
        status = look_again(form, conflict.current, MEANWHILE)
    return render(request, "shares/end.html", {"share": share, "form": form}, status=status)


def _get_share(pk: int) -> Share:
    found = Share.objects.for_page(timezone.localdate()).filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such part. The page of a joint sub-action lists those it has.")
    return found
