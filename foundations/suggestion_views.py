"""One press links what was written to a text that is offered for it, or says that it is not
meant.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.answers import say_not_done
from accounts.permissions import needs
from accounts.versions import Conflict

from .links import linked_to
from .models import FrameworkItem, Kind
from .services import dismissing, linking
from .sharing import Shared
from .suggesting import Offered, Subject, of_work, read_offered

NOT_OFFERED = "That text is not offered here any more: it is linked already, or was dismissed."
WORK = (Kind.ACTION, Kind.SUB_ACTION)


@require_POST
@needs("link_texts")
def link_suggested(request: HttpRequest, key: str) -> HttpResponse:
    """Link local work to a text that is offered for it."""
    item = _get_local_work(key)

    def link(text: FrameworkItem, reason: str) -> str:
        linking.add_link(by=request.user, from_item=item, to_item=text, reason=reason)
        return f"{item.label} is linked to {text.label}. It counts from now on."

    link_pressed(request, _offered(item), link)
    return redirect(item)


@require_POST
@needs("link_texts")
def dismiss_suggested(request: HttpRequest, key: str) -> HttpResponse:
    """No longer offer a text for local work."""
    item = _get_local_work(key)
    dismiss_pressed(request, _offered(item), of_work(item))
    return redirect(item)


def _offered(item: FrameworkItem) -> Offered:
    return read_offered(of_work(item), linked_to(item).other_ends(item))


def _get_local_work(key: str) -> FrameworkItem:
    """The local action or sub-action with this key. Raises Http404."""
    work = FrameworkItem.objects.of_kind(*WORK).filter(local=True, key=key).first()
    if work is None:
        raise Http404(f"There is no local action or sub-action {key}.")
    return work


def link_pressed(
    request: HttpRequest, offered: Offered, link: Callable[[FrameworkItem, str], str]
) -> None:
    """Link the text of the pressed button: `link` does so with it and the reason, and returns what
    to say. A refusal becomes a message.
    """
    if pressed := _pressed(request, offered):
        try:
            messages.success(request, link(pressed.text, pressed.reason))
        except (ValidationError, Conflict):
            # Somebody has linked them since they were read.
            say_not_done(request, NOT_OFFERED, messages.INFO)


def dismiss_pressed(request: HttpRequest, offered: Offered, subject: Subject) -> None:
    """No longer offer the text of the pressed button for the subject."""
    if pressed := _pressed(request, offered):
        dismissing.dismiss(by=request.user, subject=subject, text=pressed.text)
        messages.success(request, f"{pressed.text.label} is no longer offered here.")


def _pressed(request: HttpRequest, offered: Offered) -> Shared | None:
    """What was pressed, while it is offered; else that is said."""
    found = offered.named(request.POST.get("text", ""))
    if found is None:
        say_not_done(request, NOT_OFFERED, messages.INFO)
    return found
