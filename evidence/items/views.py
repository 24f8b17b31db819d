"""Pages of evidence items."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.answers import form_page, is_done, is_good, said_by, saved
from accounts.conflicts import both_texts, look_again
from accounts.fields import take_new_key
from accounts.models import User
from accounts.permissions import check, may, needs
from accounts.versions import Conflict
from actions.models import ProgressUpdate
from foundations.models import FrameworkItem
from foundations.writing import say_hints

from . import services as items
from .filters import EvidenceFilter
from .forms import EditEvidenceForm, EvidenceForm, RemoveEvidenceForm
from .models import EvidenceItem
from .offers import linked_with
from .opened import opened_by
from .scope import (
    TEXTS,
    WORK,
    check_may_change,
    check_may_support,
    clearable_by,
    may_agree,
    may_change,
)
from .suggested import offered_to

PER_PAGE = 50
SENT_BEFORE = "You sent this form before, with other words. Send it again to add this as well."
MEANWHILE = "Someone else changed this. Read it again, then remove it."


@require_safe
def evidence_list(request: HttpRequest) -> HttpResponse:
    """All evidence that this person may see, under the filters in the address."""
    rows = EvidenceItem.objects.current().visible_to(request.user)
    listed = EvidenceFilter(request.GET, queryset=rows.with_supports())
    page = Paginator(listed.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": listed,
        "page": page,
        "total": rows.count(),
        "today": timezone.localdate(),
    }
    return render(request, "evidence/items/list.html", context)


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: what it is, what it shows, and what it supports."""
    found = _get_evidence(request.user, pk)
    opened_by(request, found)
    context = _evidence_context(request.user, found)
    supported = {one.item_id for one, _kept in context["supports"]}
    context["offered"] = offered_to(request.user, found, supported)
    return render(request, "evidence/items/evidence.html", context)


def _evidence_context(user: User, found: EvidenceItem) -> dict:
    changes = may_change(user, found)
    adds = may(user, "add_evidence")
    kept = (
        set(clearable_by(user).filter(supports__evidence=found).values_list("pk", flat=True))
        if adds
        else set()
    )
    supports = list(found.supports.current().with_ends())
    return {
        "evidence": found,
        "supports": [
            (
                one,
                changes
                or one.item_id in kept
                or (adds and user.still_owns(one.made_by_id, one.made_on)),
            )
            for one in supports
        ],
        "readable": set(ProgressUpdate.objects.visible_to(user).filter(supports__evidence=found)),
        "may_change": changes,
        "may_support": adds,
        "may_agree": may_agree(user, found),
        "may_read_history": may(user, "read_history"),
        "today": timezone.localdate(),
    }


@form_page
@needs("add_evidence")
def add_evidence(request: HttpRequest, key: str) -> HttpResponse:
    """Add evidence to the thing with this key."""
    item = _get_item(key)
    check_may_support(request.user, item)
    form = EvidenceForm(
        request.POST or None,
        request.FILES or None,
        item=item,
        by=request.user,
        offered=linked_with(item, request.user),
        initial={"update": request.GET.get("update")},
    )
    status = 200
    try:
        if is_good(form, request.user):
            with said_by(form):
                added = items.add_evidence(by=request.user, **form.values)
                form.let_upload_go()
                messages.success(request, f"“{added.title}” is added.")
                say_hints(request, form)
                return redirect(added)
    except Conflict:
        status = 409
        take_new_key(form)
        form.add_error(None, SENT_BEFORE)
    form.keep_upload()
    return render(request, "evidence/items/add.html", {"item": item, "form": form}, status=status)


@form_page
@needs("add_evidence")
def edit_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said about an item."""
    found = get_current(request.user, pk)
    check_may_change(request.user, found)
    form = EditEvidenceForm(request.POST or None, initial=_opened(found))
    try:
        if saved(form, items.edit_evidence, by=request.user, evidence=found):
            messages.success(request, f"“{form.cleaned_data['title']}” is saved.")
            say_hints(request, form)
            return redirect(found)
    except Conflict as conflict:
        return both_texts(request, form, conflict.current, _opened(conflict.current))
    return render(request, "evidence/items/edit.html", {"evidence": found, "form": form})


def _opened(found: EvidenceItem) -> dict:
    """What the form shows when it is opened."""
    values = {name: getattr(found, name) for name in [*items.EDITED, "version"]}
    return values | {"fundamentals": found.fundamentals.all()}


@form_page
@needs("add_evidence")
def remove_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item away, with a reason."""
    found = get_current(request.user, pk)
    check_may_change(request.user, found)
    form, status = RemoveEvidenceForm(request.POST or None, initial={"version": found.version}), 200
    try:
        if saved(form, items.remove_evidence, by=request.user, evidence=found):
            messages.success(request, f"“{found.title}” is removed. A line stays on record.")
            say_hints(request, form)
            return redirect("evidence-list")
    except Conflict as conflict:
        status = look_again(form, conflict.current, MEANWHILE)
    context = {"evidence": found, "form": form}
    return render(request, "evidence/items/remove.html", context, status=status)


@require_POST
@needs("agree_photo")
def agree_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say, as a second person, that nobody can be recognised in the pictures of an item."""
    found = get_current(request.user, pk)
    check(request.user, "agree_photo", found)
    if is_done(request, items.agree_photo, evidence=found):
        messages.success(request, "Thank you. The pictures have had their second check.")
    return redirect(found)


def _get_evidence(user: User, pk: int) -> EvidenceItem:
    """The item with this number, if this person may see it, also when it has been removed; 404
    else.
    """
    found = EvidenceItem.objects.visible_to(user).for_page().filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such evidence, or it is internal to the service that added it.")
    return found


def get_current(user: User, pk: int) -> EvidenceItem:
    """The item with this number, if this person may see it and it stands; 404 else."""
    found = _get_evidence(user, pk)
    if found.removed_on:
        raise Http404("This evidence has been removed.")
    return found


def _get_item(key: str) -> FrameworkItem:
    """The thing with this key to which evidence can be added; 404 with what keys look like."""
    ends = ("action__service", "sub_action__service", "parent__sub_action__service")
    found = (
        FrameworkItem.objects.of_kind(*TEXTS, *WORK)
        .select_related(*ends)
        .filter(key__iexact=key)
        .first()
    )
    if found is None:
        raise Http404(
            f"There is no action, call, theme or recommendation {key}. "
            "Keys look like 1.3, C18, T9 or T9.R5."
        )
    return found
