"""How pages answer a form of one button."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.fields import VersionedForm
from accounts.versions import Conflict

MEANWHILE = "Someone else changed this a moment ago. Please read it, then press the button again."


def is_done(request: HttpRequest, write: Callable, **values) -> bool:
    """Call a service as the person who pressed the button; a refusal or a conflict becomes a
    message.

    Returns whether it is done, so that the page can say so in its own words.
    """
    try:
        write(by=request.user, seen=version_seen(request), **values)
    except Conflict:
        messages.warning(request, MEANWHILE)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        return True
    return False


def version_seen(request: HttpRequest) -> int:
    """The version that a form of one button was opened on; one that no record has when it is
    missing.
    """
    form = VersionedForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0
