"""Pages of participation: how far we are, logging one more, and what was logged."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.answers import form_page, said_by, saved
from accounts.conflicts import both_texts, look_again
from accounts.fields import take_new_key
from accounts.models import User
from accounts.once import SENT_BEFORE, knows_its_forms
from accounts.permissions import may, needs
from accounts.together import Reading, read, read_one, read_together, totals
from accounts.versions import Conflict
from actions.models import SubAction

from . import services
from .chart import draw
from .filters import SessionFilter
from .forms import EditSessionForm, RemoveSessionForm, SessionForm, stored_values, typed_values
from .goal import (
    PARTICIPANTS,
    Goal,
    reading_counted,
    reading_participants,
    total_sentence,
)
from .models import AudienceKind, Session, SessionKind
from .offer import NOTHING, Named, Offer, named_in, reading_named, reading_offer
from .querysets import COUNTING

PER_PAGE = 50
# What the next form opens with, in the session store of whoever logged the last one.
REMEMBERED = "last_logged"
COMPARED = ("held_on", "kind", "lived_experience")
SENT_DIFFERENTLY = (
    "You sent this form before, with other entries: {}. If this is another session, press the "
    "button again. If you meant to correct that one, open it and edit it."
)
REMOVED_SINCE = (
    "You sent this form before, and the session was removed since: {}. If this is another one, "
    "press the button again."
)
MEANWHILE = "Someone else changed this session meanwhile. Read it again, then remove it."


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Every session under the filters in the address, with the total of what is listed."""
    listed = SessionFilter(request.GET, queryset=Session.objects.current())
    page = Paginator(listed.rows, PER_PAGE).get_page(request.GET.get("page"))
    every = totals(Session.objects.current(), number=Count("pk"))
    heads = totals(listed.audiences, total=Sum("headcount"))
    read_together(page.object_list, every, heads)
    context = {
        "filter": listed,
        "page": page,
        "number": every[0]["number"],
        "total": heads[0]["total"] or 0,
        "may_log": may(request.user, "log_session"),
    }
    return render(request, "evidence/participation/sessions.html", context)


@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: what it was, for whom, and what it serves."""
    found = _get_session(pk)
    context = {
        "session": found,
        "may_change": services.may_change(request.user, found),
        "may_read_history": may(request.user, "read_history"),
    }
    return render(request, "evidence/participation/session.html", context)


@knows_its_forms
@form_page
@needs("log_session")
def log_session(request: HttpRequest) -> HttpResponse:
    """Log a session that was held; then the form stands ready for the next one."""
    if not request.POST or "add-audience" in request.POST:
        return _log_page(request)
    offer, counted = read(reading_named(request.POST), reading_counted(PARTICIPANTS))
    form, status = SessionForm(request.POST, offer=offer), 200
    try:
        if form.is_valid() and (logged := _logged(request, form)):
            _remember(request, form)
            given = form.values()
            if logged.was_sent_before:
                messages.info(request, SENT_BEFORE)
                return redirect("log-session")
            came = sum(heads.headcount for heads in given["audiences"])
            words = f"{logged}, {came:,} attendances. {total_sentence(counted, given)}"
            messages.success(request, f"Logged: {words}")
            return redirect("log-session")
    except Conflict as conflict:
        status = 409
        take_new_key(form)
        words = REMOVED_SINCE if conflict.current.is_removed else SENT_DIFFERENTLY
        form.add_error(None, words.format(conflict.current))
    return _log_page(request, form, status)


def _logged(request: HttpRequest, form: SessionForm) -> Session | None:
    """The session as it is stored; None if the service refuses it. Raises Conflict."""
    key = form.cleaned_data["form_key"]
    with said_by(form):
        return services.log_session(by=request.user, form_key=key, **form.values())
    return None


def _log_page(
    request: HttpRequest, form: SessionForm | None = None, status: int = 200
) -> HttpResponse:
    """The form, as it was sent or for a new session; beside it the pace, and what was logged
    last.
    """
    named = named_in(request.POST) if request.POST else _named_first(request)
    goal, offer, last = read(
        reading_participants(timezone.localdate()),
        reading_offer(named),
        _reading_last(request.user),
    )
    if form is None:
        typed = typed_values(request.POST) if request.POST else _fresh(request, goal)
        form = SessionForm(**typed)
    form.offer(offer.with_also(sub_actions=[goal.sub_action] if goal else []))
    context = {
        "form": form,
        "last": last,
        "goal": goal,
        "chart": draw(goal.pace) if goal and goal.pace else {},
        "counting": COUNTING,
    }
    return render(request, "evidence/participation/log_session.html", context, status=status)


def _reading_last(user: User) -> Reading:
    mine = Session.objects.current().filter(logged_by=user).order_by("-logged_at", "-pk")
    return next(iter((yield mine.for_list()[:1])), None)


def _fresh(request: HttpRequest, goal: Goal | None) -> dict:
    """What an empty form opens with: what the address asks for, else the last entries, else the
    usual ones.
    """
    last, asked = request.session.get(REMEMBERED, {}), request.GET
    usual = goal and goal.sub_action
    own = request.user.services[0].key if len(request.user.services) == 1 else ""
    serves = (
        [asked["serves"]]
        if "serves" in asked
        else last.get("sub_actions", [usual.key] if usual else [])
    )
    kind = asked.get("kind", last.get("kind", SessionKind.INFORMATION))
    audience = {
        "kind": asked.get("audience", last.get("audience", AudienceKind.WORKFORCE)),
        "service": "" if "audience" in asked else last.get("service", own),
    }
    return {"initial": {"kind": kind, "sub_actions": serves}, "audiences": [audience]}


def _named_first(request: HttpRequest) -> Named:
    """What an empty form may open with, besides what has the target."""
    last = request.session.get(REMEMBERED, {})
    services = {last.get("service", ""), *(service.key for service in request.user.services)}
    return services, [request.GET.get("serves", ""), *last.get("sub_actions", [])]


def _remember(request: HttpRequest, form: SessionForm) -> None:
    """Keep the last audience and choices for the next form."""
    heads = form.audiences.heads()[-1]
    request.session[REMEMBERED] = {
        "kind": form.cleaned_data["kind"],
        "audience": heads.kind,
        "service": heads.service.key if heads.service else "",
        "sub_actions": form.cleaned_data["sub_actions"],
    }


@form_page
@needs("log_session")
def edit_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a session."""
    found = _get_session_to_change(request, pk)
    if "add-audience" in request.POST:
        return _edit_page(request, found, EditSessionForm(kept=0, **typed_values(request.POST)))
    offer = read_one(reading_named(request.POST)) if request.POST else NOTHING
    options = {"kept": found.lived_number, "offer": offer, **stored_values(found)}
    form = EditSessionForm(request.POST or None, **options)
    try:
        if form.is_valid():
            seen = form.cleaned_data["version"]
            with said_by(form):
                services.edit_session(by=request.user, session=found, seen=seen, **form.values())
                messages.success(request, "The session is corrected.")
                return redirect(found)
    except Conflict as conflict:
        form.offer(_offer_of(request, found))
        return _edit_conflict(request, _get_session(conflict.current.pk), form)
    return _edit_page(request, found, form)


def _edit_page(request: HttpRequest, found: Session, form: EditSessionForm) -> HttpResponse:
    form.offer(_offer_of(request, found))
    context = {"session": found, "form": form}
    return render(request, "evidence/participation/edit_session.html", context)


def _offer_of(request: HttpRequest, found: Session) -> Offer:
    """What can be chosen for a stored session, or for one that was sent."""
    offer = read_one(reading_offer(named_in(request.POST)))
    came_from = [one.service for one in found.audiences.all() if one.service]
    return offer.with_also(came_from, found.sub_actions.all())


def _edit_conflict(request: HttpRequest, current: Session, form: EditSessionForm) -> HttpResponse:
    """Someone else saved meanwhile; who came stands in rows of its own, not in a field."""
    mine, audiences = form.values(), current.audiences.all()
    also = {
        "Who came": ("; ".join(map(str, mine["audiences"])), "; ".join(map(str, audiences))),
        "Counts for": (_keys(mine["sub_actions"]), _keys(current.sub_actions.all())),
    }
    if mine["lived_number"] != current.lived_number:
        also["How many with lived experience"] = ("As you typed it", "Another number, not shown")
    values = {name: getattr(current, name) for name in COMPARED}
    return both_texts(request, form, current, values, also=also)


def _keys(rows: Iterable[SubAction]) -> str:
    return ", ".join(row.key for row in rows)


@form_page
@needs("log_session")
def remove_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a session count no more, with a reason."""
    found = _get_session_to_change(request, pk)
    form, status = RemoveSessionForm(request.POST or None, initial={"version": found.version}), 200
    try:
        if saved(form, services.remove_session, by=request.user, session=found):
            messages.success(
                request, "The session is removed. It stays on record and no longer counts."
            )
            return redirect("sessions")
    except Conflict as conflict:
        status = look_again(form, conflict.current, MEANWHILE)
        found = _get_session(pk)
    context = {"session": found, "form": form}
    return render(request, "evidence/participation/remove_session.html", context, status=status)


def _get_session(pk: int) -> Session:
    """The session with this number; 404 where there is none."""
    found = (
        Session.objects.for_list().select_related("removed_by", "brought_in").filter(pk=pk).first()
    )
    if found is None:
        raise Http404(
            "There is no session with this number. "
            "All that were logged are on the list of sessions."
        )
    return found


def _get_session_to_change(request: HttpRequest, pk: int) -> Session:
    """The session, if this person may change it; 403 with the reason where not."""
    found = _get_session(pk)
    try:
        services.to_change(request.user, found)
    except ValidationError as error:
        raise PermissionDenied(" ".join(error.messages)) from error
    return found
