"""Pages of links: one link with both its texts, adding one, and saying what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import may, needs
from accounts.versions import Conflict

from .forms import AddLinkForm, DecisionForm
from .joining import MAY_BECOME, ends_of, in_direction
from .models import FrameworkItem, Link, LinkState
from .services import linking
from .writing import say_hints


@dataclass(frozen=True)
class Decision:
    """What may be said of a link: the words of its button, what the link becomes, and the service
    that says it.
    """

    words: str
    state: LinkState
    write: Callable[..., Link]
    address: str


DECISIONS = {
    "confirm": Decision("Confirm", LinkState.CONFIRMED, linking.confirm_link, "confirm-link"),
    "reject": Decision("Reject", LinkState.REJECTED, linking.reject_link, "reject-link"),
    "remove": Decision("Remove", LinkState.REMOVED, linking.remove_link, "remove-link"),
}


@require_safe
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """One link: both texts, why they are joined, who said so, and what may be said about it."""
    found = get_link(pk)
    context = {
        "link": found,
        "form": DecisionForm(initial={"version": found.version}),
        "decisions": [
            one for one in DECISIONS.values() if one.state in MAY_BECOME[LinkState(found.state)]
        ],
        "may_link": may(request.user, "link_texts"),
        "may_read_history": may(request.user, "read_history"),
    }
    return render(request, "foundations/link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("link_texts")
def decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Confirm, reject or remove a link, with a reason."""
    found, said = get_link(pk), DECISIONS[decision]
    form = DecisionForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        seen, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
        try:
            said.write(by=request.user, link=found, seen=seen, reason=reason)
        except Conflict as conflict:
            return decision_conflict(request, conflict.current, said, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"The link {found.name} is {said.state.label.lower()}.")
            say_hints(request, form)
            return redirect(found)
    return render(
        request, "foundations/decide_link.html", {"link": found, "form": form, "decision": said}
    )


def decision_conflict(
    request: HttpRequest, current: Link, said: Decision, form: DecisionForm
) -> HttpResponse:
    """Someone else decided meanwhile: show both decisions with their reasons, and keep what was
    typed.
    """
    form.see_anew(current.version)
    rows = [
        {
            "label": "What is said of the link",
            "yours": said.state.label,
            "saved": current.get_state_display(),
        },
        {
            "label": "Why",
            "yours": form.cleaned_data["reason"],
            "saved": current.decision_reason or current.reason,
        },
    ]
    context = {
        "form": form,
        "rows": rows,
        "url": current.get_absolute_url(),
        "saved_by": current.decided_by,
    }
    return render(request, "409.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("link_texts")
def add_link(request: HttpRequest, key: str) -> HttpResponse:
    """Link an item to another, chosen from what it may be joined to."""
    item = get_linkable(key)
    form = AddLinkForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid():
        from_item, to_item = in_direction(item, form.cleaned_data["other"])
        reason = form.cleaned_data["reason"]
        try:
            added = linking.add_link(
                by=request.user, from_item=from_item, to_item=to_item, reason=reason
            )
        except ValidationError as error:
            form.add_error("other", error)
        except Conflict:
            form.add_error(
                "other", "Someone else changed this link a moment ago. Please send the form again."
            )
        else:
            messages.success(
                request, f"The link {added.name} is added. It stands on the pages of both texts."
            )
            say_hints(request, form)
            return redirect(item)
    return render(
        request,
        "foundations/add_link.html",
        {"item": item, "form": form, "standing": refused(form, item)},
    )


def refused(form: AddLinkForm, item: FrameworkItem) -> Link | None:
    """The link that stands already between the item and what was chosen."""
    other = form.errors and form.found.get(form.data.get("other"))
    pair = in_direction(item, other) if other else ()
    return Link.objects.filter(from_item=pair[0], to_item=pair[1]).first() if pair else None


def get_link(pk: int) -> Link:
    """The link with this number. Raises Http404."""
    found = Link.objects.with_ends().with_people().filter(pk=pk).first()
    if found is None:
        raise Http404(
            f"There is no link {pk}. Links are listed on the pages of the texts that they join."
        )
    return found


def get_linkable(key: str) -> FrameworkItem:
    """The item with this key, of a kind that links join. Raises Http404."""
    item = FrameworkItem.objects.select_related("parent").filter(key=key).first()
    if item is None or not ends_of(item).kinds:
        raise Http404(
            f"{key} is no text that can be linked. Calls, themes, recommendations and work can."
        )
    return item
