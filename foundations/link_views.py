"""Pages of links: one link with both its texts, adding one, and saying what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.answers import form_page, is_good, said_by, saved
from accounts.conflicts import both_texts
from accounts.permissions import may, needs
from accounts.versions import Conflict

from .forms import AddLinkForm, DecisionForm
from .joining import MAY_BECOME, ends_of, in_direction
from .models import FrameworkItem, Link, LinkState
from .services import linking
from .writing import say_hints

MEANWHILE = "Someone else changed this link a moment ago. Please send the form again."


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
    found = _get_link(pk)
    possible = [one for one in DECISIONS.values() if one.state in MAY_BECOME[found.state]]
    others = [one for one in possible if linking.is_for_others(request.user, found, one.state)]
    context = {
        "link": found,
        "form": DecisionForm(initial={"version": found.version}),
        "own": bool(others),
        "decisions": [one for one in possible if one not in others],
        "may_link": may(request.user, "link_texts"),
        "may_read_history": may(request.user, "read_history"),
    }
    return render(request, "foundations/link.html", context)


@form_page
@needs("link_texts")
def decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Confirm, reject or remove a link, with a reason."""
    found, said = _get_link(pk), DECISIONS[decision]
    linking.check_may_decide(request.user, found, said.state)
    form = DecisionForm(request.POST or None, initial={"version": found.version})
    try:
        if saved(form, said.write, by=request.user, link=found):
            messages.success(request, f"The link {found.name} is {said.state.label.lower()}.")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        return _decision_conflict(request, conflict.current, said, form)
    return render(
        request, "foundations/decide_link.html", {"link": found, "form": form, "decision": said}
    )


def _decision_conflict(
    request: HttpRequest, current: Link, said: Decision, form: DecisionForm
) -> HttpResponse:
    """Someone else decided meanwhile; what was decided here stands in the address."""
    decided = {"What is said of the link": (said.state.label, current.get_state_display())}
    return both_texts(
        request,
        form,
        current,
        {"reason": current.decision_reason or current.reason},
        also=decided,
        saved_by=current.decided_by,
    )


@form_page
@needs("link_texts")
def add_link(request: HttpRequest, key: str) -> HttpResponse:
    """Link an item to another, chosen from what it may be joined to."""
    item = _get_linkable(key)
    if "search" in request.POST:
        # Nothing is sent yet: what was typed and chosen stays.
        form = AddLinkForm(initial=request.POST.dict(), item=item, by=request.user)
    else:
        form = AddLinkForm(request.POST or None, item=item, by=request.user)
    try:
        if is_good(form, request.user) and (added := _added(request, form, item)):
            messages.success(request, f"The link {added.name} is added. Both texts show it.")
            say_hints(request, form)
            return redirect(item)
    except Conflict:
        form.add_error("other", MEANWHILE)
    context = {"item": item, "form": form, "standing": _refused(form, item)}
    return render(request, "foundations/add_link.html", context)


def _added(request: HttpRequest, form: AddLinkForm, item: FrameworkItem) -> Link | None:
    from_item, to_item = in_direction(item, form.cleaned_data["other"])
    ends = {"from_item": from_item, "to_item": to_item}
    with said_by(form, "other"):
        return linking.add_link(by=request.user, **ends, reason=form.cleaned_data["reason"])
    return None


def _refused(form: AddLinkForm, item: FrameworkItem) -> Link | None:
    """The link that stands already between the item and what was chosen."""
    other = form.errors and form.found.get(form.data.get("other"))
    pair = in_direction(item, other) if other else ()
    return Link.objects.filter(from_item=pair[0], to_item=pair[1]).first() if pair else None


def _get_link(pk: int) -> Link:
    """The link with this number. Raises Http404."""
    found = Link.objects.with_ends().with_people().filter(pk=pk).first()
    if found is None:
        raise Http404(
            f"There is no link {pk}. Links are listed on the pages of the texts that they join."
        )
    return found


def _get_linkable(key: str) -> FrameworkItem:
    """The item with this key, of a kind that links join. Raises Http404."""
    item = FrameworkItem.objects.select_related("parent").filter(key=key).first()
    if item is None or not ends_of(item).kinds:
        raise Http404(
            f"{key} is no text that can be linked. Calls, themes, recommendations and work can."
        )
    return item
