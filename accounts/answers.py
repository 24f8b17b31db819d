"""How a page answers a form: the service takes what was sent, or says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from .fields import VersionedForm
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
    if not form.is_valid():
        return None
    values = dict(form.cleaned_data)
    if "version" in values:
        values["seen"] = values.pop("version")
    with said_by(form):
        return write(**given | values) or True
    return None


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
        messages.warning(request, meanwhile)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        return True
    return False


def _version_seen(request: HttpRequest) -> int:
    """The version that the form was opened on; one that no record has when it is missing."""
    form = VersionedForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0
