"""The page on which an update is posted: the question, and beside it what the answer speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from accounts.answers import form_page, saved
from accounts.conflicts import both_texts
from accounts.models import User
from accounts.once import SENT_BEFORE, knows_its_forms
from accounts.permissions import check, needs
from accounts.prepared import prepared
from accounts.removal.returning import reading_removals
from accounts.together import Reading, read
from accounts.versions import Conflict
from actions.forms import UpdateForm
from actions.models import Need, Occurrence, ProgressUpdate, SubAction
from actions.reasons import Proposal, reasons_against
from actions.recurring import record_of
from actions.services import needs as asking
from actions.services import progress
from actions.standing import standing
from actions.status import Kind, Status
from actions.views import reading_sub_action
from evidence.heard.about import reading_owed
from foundations.names import first_words
from foundations.writing import NOTICE

from .look import reading_look
from .words import CHANGE, looked_at, mark_first_word, words_to_look_at

HEADING, ASKED = 110, 5


@knows_its_forms
@form_page
@needs("post_update")
def update(request: HttpRequest, key: str) -> HttpResponse:
    """Tell how a sub-action goes."""
    today = timezone.localdate()
    found, held, removals = read(
        reading_sub_action(key, _for_posting), _reading_occurrences(key), reading_removals()
    )
    check(request.user, "post_update", found)
    form = _form_of(request, found, held, today)
    form.removals = removals
    if words := words_to_look_at(form, request.POST):
        seen = [*looked_at(request.POST), *(hint.word for hint in words.hints)]
        context = {"sub_action": found, "words": words, "looked_at": seen}
        return render(request, "oversight/my_work/words.html", context)
    try:
        if CHANGE in request.POST:
            mark_first_word(form)
        elif posted := saved(form, asking.post_update_and_ask, by=request.user, sub_action=found):
            if posted.was_sent_before:
                messages.info(request, SENT_BEFORE)
            else:
                messages.success(request, _posted(key))
            return redirect(found)
    except Conflict as conflict:
        return _conflict(request, conflict.current, form)
    context = {"sub_action": found, "form": form, "looked_at": looked_at(request.POST)}
    context |= _beside(request.user, found, today)
    return render(request, "oversight/my_work/update.html", context)


def _posted(key: str) -> str:
    # Her list is longer than one.
    mine = f"{reverse('my-work')}?at={key}#sub-action-{key}"
    said = 'Your update on sub-action {} is posted. <a href="{}">Go on with my work</a>'
    return format_html(said, key, mine)


@prepared
def _for_posting(on: date, *, key: str) -> QuerySet:
    rows = SubAction.objects.select_related("item__published_target", "service", "confirmed_by")
    return rows.select_related("action__item").filter(item__key=key).order_by()


@prepared
def _as_it_stands(on: date, *, key: str) -> QuerySet:
    # What contradicts it is long to find, and asked for only where the page is drawn.
    rows = SubAction.objects.for_row().select_related("confirmed_by")
    return rows.filter(item__key=key).order_by()


def _reading_occurrences(key: str) -> Reading:
    return (yield _occurrences(timezone.localdate(), key=key))


@prepared
def _occurrences(on: date, *, key: str) -> QuerySet:
    kept = Occurrence.objects.select_related("kept_by_update")
    return kept.filter(sub_action__item__key=key)


def _form_of(
    request: HttpRequest, found: SubAction, held: Iterable[Occurrence], on: date
) -> UpdateForm:
    recurs = found.kind == Kind.RECURRING
    # Sent again, a form is to be read as the first time.
    own = [one for one in held if _is_kept_by(one, request.POST.get("form_key"))]
    return UpdateForm(
        request.POST or None,
        sub_action=found,
        open_ones=[*own, *record_of(found, held, on).open] if recurs else [],
        refused=_refused(found, on),
        initial={"version": found.version},
    )


def _is_kept_by(one: Occurrence, form_key: str | None) -> bool:
    return bool(one.kept_by_update) and str(one.kept_by_update.form_key) == form_key


def _refused(found: SubAction, on: date) -> dict[str, list[str]]:
    """Why a commitment may not be called being kept yet; of dated work it is asked when it is
    sent.
    """
    if found.kind != Kind.ONGOING:
        return {}
    reasons = reasons_against(found, Proposal(Status.BEING_KEPT, on))
    return {Status.BEING_KEPT: reasons} if reasons else {}


def _beside(user: User, found: SubAction, on: date) -> dict:
    """What the page shows beside the question: how it stands now, what was written last and what
    was asked.
    """
    stands, look, last, asked, waiting = read(
        reading_sub_action(found.key, _as_it_stands),
        reading_look(found, on),
        _reading_last(user, found),
        reading_owed([found.item_id], user),
        _reading_needs(found),
    )
    now = standing(stands, on)
    return {
        "heading": first_words(found.item.title, HEADING),
        "look": look,
        "standing": now,
        "may_confirm": not (now.owes_words or progress.nothing_to_confirm(found)),
        "last": last,
        "asked": asked[:ASKED],
        "needs": waiting,
        "notice": NOTICE,
        "today": on,
    }


def _reading_last(user: User, found: SubAction) -> Reading:
    said = yield _last(timezone.localdate(), user=user, pk=found.pk)
    return next(iter(said), None)


@prepared
def _last(on: date, *, user: User, pk: int) -> QuerySet:
    said = ProgressUpdate.objects.filter(sub_action=pk).current().visible_to(user)
    return said.select_related("posted_by")[:1]


def _reading_needs(found: SubAction) -> Reading:
    """What would help it and waits for an answer, so that nobody asks for it again."""
    return list((yield Need.objects.open().filter(sub_action=found).for_page()[:ASKED]))


def _conflict(request: HttpRequest, current: SubAction, form: UpdateForm) -> HttpResponse:
    """Someone else posted or edited meanwhile: beside the texts of the latest update."""
    latest = current.updates.current().visible_to(request.user).first()
    texts = {name: getattr(latest, name, "") for name in ("changed", "difference", "next_step")}
    values = {"status": Status(current.status).short.capitalize(), **texts}
    besides = {"sub_action": current, "looked_at": looked_at(request.POST)}
    besides |= _beside(request.user, current, timezone.localdate())
    drawn = "oversight/my_work/update_conflict.html", besides
    return both_texts(request, form, current, values, is_new=True, drawn=drawn)
