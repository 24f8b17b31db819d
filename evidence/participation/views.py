"""Pages of participation: how far we are, logging one more, and what was logged."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import may, needs
from accounts.versions import Conflict
from accounts.words import day
from evidence.marks import mark_of

from . import services as services
from .figures import PARTICIPANTS, counted_sub_action, read_participation, total_sentence
from .filters import SessionFilter
from .forms import EditSessionForm, RemoveSessionForm, SessionForm, opened, typed
from .models import AudienceKind, LivedExperience, Session, SessionKind

PER_PAGE, RECENT = 50, 5
# What the next form opens with, in the session store of whoever logged the last one.
REMEMBERED = "last_logged"


@require_safe
def participation(request: HttpRequest) -> HttpResponse:
    """How far we are, the next members' briefing, what was logged last, and the breakdowns."""
    today = timezone.localdate()
    context = {
        "found": read_participation(today),
        "recent": Session.objects.current().for_list()[:RECENT],
        "may_log": may(request.user, "log_session"),
        "mark": mark_of(request.user),
        "today": today,
    }
    return render(request, "evidence/participation/participation.html", context)


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Every session under the filters in the address, with the total of what is listed."""
    listed = SessionFilter(request.GET, queryset=Session.objects.current())
    page = Paginator(listed.qs.for_list(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": listed,
        "page": page,
        "total": listed.audiences.total(),
        "may_log": may(request.user, "log_session"),
    }
    return render(request, "evidence/participation/sessions.html", context)


@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: what it was, for whom, and what it serves."""
    found = get_session(pk)
    context = {
        "session": found,
        "may_change": services.may_change(request.user, found),
        "may_read_history": may(request.user, "read_history"),
    }
    return render(request, "evidence/participation/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("log_session")
def log_session(request: HttpRequest) -> HttpResponse:
    """Log a session that was held; then the form stands ready for the next one."""
    if "add-audience" in request.POST:
        return log_page(request, SessionForm(**typed(request.POST)))
    form = SessionForm(request.POST or None, **fresh(request))
    if request.method == "POST" and form.is_valid():
        try:
            logged = services.log_session(
                by=request.user, form_key=form.cleaned_data["form_key"], **form.values()
            )
        except Conflict as conflict:
            return logged_otherwise(request, form, conflict.current)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            remember(request, form)
            messages.success(
                request,
                f"Logged: {logged}, {logged.headcount:,} attendances. {total_sentence(logged)}",
            )
            return redirect("log-session")
    return log_page(request, form)


def log_page(request: HttpRequest, form: SessionForm, status: int = 200) -> HttpResponse:
    last = (
        Session.objects.current()
        .filter(logged_by=request.user)
        .order_by("-logged_at", "-pk")
        .for_list()
        .first()
    )
    context = {"form": form, "last": last, "mark": mark_of(request.user)}
    return render(request, "evidence/participation/log_session.html", context, status=status)


def fresh(request: HttpRequest) -> dict:
    """What an empty form opens with: what the address asks for, else the last entries, else the
    usual ones.
    """
    last, asked = request.session.get(REMEMBERED, {}), request.GET
    usual = counted_sub_action(PARTICIPANTS)
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


def remember(request: HttpRequest, form: SessionForm) -> None:
    """Keep the last audience and choices for the next form."""
    heads = form.audiences.heads()[-1]
    request.session[REMEMBERED] = {
        "kind": form.cleaned_data["kind"],
        "audience": heads.kind,
        "service": heads.service.key if heads.service else "",
        "sub_actions": form.cleaned_data["sub_actions"],
    }


def logged_otherwise(request: HttpRequest, form: SessionForm, stored: Session) -> HttpResponse:
    """The same form was sent before with other entries: say so, and let it be sent again as another
    session.
    """
    form.data = form.data.copy()
    form.data["form_key"] = str(uuid4())
    form.add_error(
        None,
        f"You sent this form before, with other entries: {stored}. If this is another session, press the button "
        "again. If you meant to correct that one, open it and edit it.",
    )
    return log_page(request, form, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("log_session")
def edit_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a session."""
    found = get_session_to_change(request, pk)
    if "add-audience" in request.POST:
        return edit_page(request, found, EditSessionForm(**typed(request.POST)))
    form = EditSessionForm(request.POST or None, **opened(found))
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            services.edit_session(by=request.user, session=found, seen=seen, **form.values())
        except Conflict as conflict:
            return edit_conflict(request, get_session(conflict.current.pk), form)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "The session is corrected.")
            return redirect(found)
    return edit_page(request, found, form)


def edit_page(request: HttpRequest, found: Session, form: EditSessionForm) -> HttpResponse:
    return render(
        request, "evidence/participation/edit_session.html", {"session": found, "form": form}
    )


def edit_conflict(request: HttpRequest, current: Session, form: EditSessionForm) -> HttpResponse:
    """Someone else saved meanwhile: show both, and keep what was typed."""
    form.see_anew(current.version)
    yours, saved = in_words(form.values()), in_words(stored(current))
    rows = [
        {"label": label, "yours": yours[label], "saved": saved[label]}
        for label in yours
        if yours[label] != saved[label]
    ]
    if not rows:  # the same form sent twice, as a rule
        messages.info(request, "The session is corrected already, just as you wrote it.")
        return redirect(current)
    return render(
        request,
        "409.html",
        {"form": form, "rows": rows, "url": current.get_absolute_url()},
        status=409,
    )


def stored(found: Session) -> dict:
    """A stored session as a form would give it."""
    names = ("held_on", "kind", "lived_experience", "lived_number")
    values = {name: getattr(found, name) for name in names}
    return values | {"audiences": found.audiences.all(), "sub_actions": found.sub_actions.all()}


def in_words(values: dict) -> dict[str, str]:
    """The entries of a session as the page writes them."""
    return {
        "Held on": day(values["held_on"]),
        "Kind": SessionKind(values["kind"]).label,
        "Lived experience": LivedExperience(values["lived_experience"]).label,
        "People": str(values["lived_number"]),
        "Who came": "; ".join(map(str, values["audiences"])),
        "Serves": ", ".join(row.key for row in values["sub_actions"]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs("log_session")
def remove_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a session count no more, with a reason."""
    found = get_session_to_change(request, pk)
    form = RemoveSessionForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        seen, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
        try:
            services.remove_session(by=request.user, session=found, seen=seen, reason=reason)
        except Conflict as conflict:
            form.see_anew(conflict.current.version)
            form.add_error(
                None, "Someone else changed this session meanwhile. Read it again, then remove it."
            )
            return remove_page(request, get_session(pk), form, status=409)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, "The session is removed. It stays on record and counts no more."
            )
            return redirect("sessions")
    return remove_page(request, found, form)


def remove_page(
    request: HttpRequest, found: Session, form: RemoveSessionForm, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "evidence/participation/remove_session.html",
        {"session": found, "form": form},
        status=status,
    )


def get_session(pk: int) -> Session:
    """The session with this number; 404 where there is none."""
    found = (
        Session.objects.for_list().select_related("removed_by", "brought_in").filter(pk=pk).first()
    )
    if found is None:
        raise Http404(
            "There is no session with this number. All that were logged are on the list of sessions."
        )
    return found


def get_session_to_change(request: HttpRequest, pk: int) -> Session:
    """The session, if this person may change it; 403 with the reason where not."""
    found = get_session(pk)
    try:
        services.to_change(request.user, found)
    except ValidationError as error:
        raise PermissionDenied(" ".join(error.messages)) from error
    return found
