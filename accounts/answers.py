"""How a page answers a form: the service takes what was sent, or says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods

from .asking.services import assure
from .fields import VersionedForm
from .models import User
from .sealed.typed import typed_in
from .versions import Conflict

MEANWHILE = "Someone else changed this a moment ago. Please read it, then press the button again."

form_page = require_http_methods(["GET", "HEAD", "POST"])


@contextmanager
def said_by(form: Form, field: str | None = None) -> Iterator[None]:
    """What a service refuses in this block is said by the form: by the fields that the service
    names, else by `field`, else above the form.
    """
    try:
        yield
    except ValidationError as error:
        named = set(getattr(error, "error_dict", ()))
        # What the service names may not be asked for on this page.
        form.add_error(field, error if named <= set(form.fields) else error.messages)


def saved(form: Form, write: Callable, **given: object) -> Any:
    """Call a service with what is given and what the form holds, which goes before; the form's
    version is what was `seen`.

    Returns what the service returns, or True if that is nothing; None where the form was not sent,
    is not good, or was refused, which it then says itself. Raises Conflict.
    """
    if not is_good(form, given["by"]):
        return None
    values = dict(form.cleaned_data)
    if "version" in values:
        values["seen"] = values.pop("version")
    with said_by(form):
        return write(**given | values) or True
    return None


def is_good(form: Form, by: User) -> bool:
    """Whether a form was sent and is good. What its question was answered with is kept."""
    if not form.is_valid():
        return False
    assure(by=by, form=form)
    return True


def is_done(
    request: HttpRequest, write: Callable, *, meanwhile: str = MEANWHILE, **given: object
) -> bool:
    """Call a service as the person who pressed the only button of a form; a refusal or a conflict
    becomes a message.

    Returns whether it is done, so that the page can say so in its own words.
    """
    try:
        write(by=request.user, seen=_version_seen(request), **given)
    except Conflict:
        say_not_done(request, meanwhile, messages.WARNING)
    except ValidationError as error:
        say_not_done(request, " ".join(error.messages))
    else:
        return True
    return False


def say_not_done(request: HttpRequest, sentence: str, level: int = messages.ERROR) -> None:
    """Say on the next page why nothing was done: what was sent does not count as stored, and may be
    sent again.
    """
    messages.add_message(request, level, sentence)
    request.not_done = True


def settled(request: HttpRequest, page: object, sentence: str) -> HttpResponse:
    """What somebody finds whose form asks for what is settled already: why, on its page; and what
    was typed, for whoever has sent the form.
    """
    if typed := typed_in(request):
        context = {"sentence": sentence, "page": resolve_url(page), "typed": typed}
        return render(request, "settled.html", context, status=HTTPStatus.CONFLICT)
    say_not_done(request, sentence, messages.INFO)
    return redirect(page)


def _version_seen(request: HttpRequest) -> int:
    """The version that the form was opened on; one that no record has when it is missing."""
    form = VersionedForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0
