"""Writes of what the Board asks: who asks, who answers, and what the Board says to that."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import Service, User
from accounts.permissions import check, may
from accounts.together import read_one
from accounts.versions import Conflict, hold, save_version
from foundations.models import Edition, FrameworkItem, Kind, Round

from .models import Question, State, Turn, TurnKind
from .owed import reading_work

ASKABLE = (Kind.SUB_ACTION, Kind.CALL, Kind.THEME)
FIELDS = ["state", "waits_since", "closed_by", "closed_on", "reason"]
NOT_OURS = (
    "Only the Promise Keepers of the services that answer for {} may do this; an administrator, "
    "where no service does."
)
NOT_OPEN = {
    State.WAITS: "This question waits for an answer, so there is nothing to accept yet.",
    State.ANSWERED: "This was answered meanwhile. The answer stands beside the question.",
    State.ACCEPTED: "The Board has accepted an answer, and this question is closed.",
    State.TAKEN_BACK: "The Board has taken this question back, so nothing waits for an answer.",
}


def nothing_to_ask(item: FrameworkItem) -> str:
    """Why nothing can be asked about this text, in a sentence; empty where something can."""
    work = item.sub_action if item.kind == Kind.SUB_ACTION else None
    if work is None or work.replaced_by_id is None:
        return ""
    return f"{work.replaced_by} has replaced this one. Ask about that."


def round_looked_at(on: date) -> Round | None:
    """The round of progress that the Board looks at on a day: the last that was closed."""
    boards = Edition.objects.boards().filter(closed_on__lte=on).select_related("round")
    last = boards.first()
    return last and last.round


@transaction.atomic
def ask(
    *,
    by: User,
    item: FrameworkItem,
    words: str,
    form_key: UUID | None = None,
    on: date | None = None,
) -> Question:
    """Ask about a sub-action, a call or a theme; `on` is today unless entries of the past are
    brought in. A form sent twice gives the question already stored.

    Raises PermissionDenied, ValidationError, or Conflict where the same form was sent with other
    words.
    """
    check(by, "ask_question")
    hold_text(item, "words")
    form_key, on = form_key or uuid4(), on or timezone.localdate()
    if twin := Question.objects.filter(form_key=form_key).first():
        return _same(twin, by, item, words)
    if reason := nothing_to_ask(item):
        raise ValidationError({"words": reason})
    asked = {"asked_by": by, "asked_on": on, "waits_since": on, "round": round_looked_at(on)}
    question = Question.objects.create(form_key=form_key, item=item, words=words, **asked)
    _record("asked", by, question, {}, {"about": item.key, "words": words})
    return question


def hold_text(item: FrameworkItem, field: str) -> None:
    """Let nobody replace or take back a sub-action, or send the same form about a text, until this
    transaction ends. Raises ValidationError, by the form's field, where it was taken back.
    """
    try:
        if item.kind == Kind.SUB_ACTION:
            hold(item.sub_action, "replaced_by__item")
        else:
            hold(item)
    except ObjectDoesNotExist:
        gone = "This sub-action was taken back meanwhile, so nothing can be said about it."
        raise ValidationError({field: gone}) from None


def _same(twin: Question, by: User, item: FrameworkItem, words: str) -> Question:
    # Whoever went back and sent other words with the same form must not lose them.
    if (twin.asked_by, twin.item, twin.words) != (by, item, words):
        raise Conflict(twin)
    return twin


def check_answer(by: User, question: Question) -> None:
    """Raises PermissionDenied, with the reason, unless the person answers for what it asks about
    (`QuestionQuerySet.answerable_by`).
    """
    check(by, "answer_question")
    if not Question.objects.answerable_by(by).filter(pk=question.pk).exists():
        raise PermissionDenied(NOT_OURS.format(question.item.label))


def may_judge(user: User, question: Question) -> bool:
    """Whether the person may accept the answer that stands, or ask again."""
    return question.is_answered and may(user, "ask_question")


def may_take_back(user: User, question: Question) -> bool:
    """Whether the person may take it back: a Board member, before it is answered."""
    return question.waits and may(user, "ask_question")


def why_not(question: Question, wanted: State) -> str:
    """Why this is not (or no longer) possible with a question that would have to be in another
    state, in a sentence; empty where it is in that state.
    """
    return "" if question.state == wanted else NOT_OPEN[State(question.state)]


@transaction.atomic
def answer(
    *, by: User, question: Question, seen: int, words: str, on: date | None = None
) -> Question:
    """Answer what the Board asks; `on` as above.

    Raises PermissionDenied, or Conflict where somebody answered it or the Board took it back
    meanwhile.
    """
    _hold(question, State.WAITS)
    check_answer(by, question)
    said = {"said_by": by, "said_on": on or timezone.localdate(), "words": words}
    said["service"] = _speaks_for(by, question)
    _change(question, seen, state=State.ANSWERED)
    Turn.objects.create(question=question, kind=TurnKind.ANSWER, **said)
    _record("answered", by, question, {}, {"words": words})
    return question


def _speaks_for(by: User, question: Question) -> Service | None:
    # Of several services that she keeps, the one whose work comes first.
    own = getattr(question.item, "sub_action", None)
    about = [(question.item_id, own.pk if own else None)]
    work = read_one(reading_work(timezone.localdate(), about))[question.item_id]
    services = [service for _work, service in sorted(work.items())]
    return next((kept for one in services for kept in by.services if kept.pk == one), None)


@transaction.atomic
def ask_again(
    *, by: User, question: Question, seen: int, words: str, on: date | None = None
) -> Question:
    """Say why the answer does not do, and wait for another one; `on` as above. Raises
    PermissionDenied, or Conflict.
    """
    check(by, "ask_question")
    _hold(question, State.ANSWERED)
    on = on or timezone.localdate()
    _change(question, seen, state=State.WAITS, waits_since=on)
    Turn.objects.create(question=question, kind=TurnKind.AGAIN, words=words, said_by=by, said_on=on)
    _record("asked again", by, question, {}, {"words": words})
    return question


@transaction.atomic
def accept(*, by: User, question: Question, seen: int, on: date | None = None) -> Question:
    """Accept the answer that stands, which closes the question; `on` as above. Raises
    PermissionDenied, or Conflict.
    """
    check(by, "ask_question")
    _hold(question, State.ANSWERED)
    return _close("accepted the answer", by, question, seen, State.ACCEPTED, on)


@transaction.atomic
def take_back(*, by: User, question: Question, seen: int, reason: str) -> Question:
    """Take back what was asked and nobody has answered; it stays on record, with the reason. Raises
    PermissionDenied, or Conflict.
    """
    check(by, "ask_question")
    _hold(question, State.WAITS)
    question.reason = reason
    return _close("took back", by, question, seen, State.TAKEN_BACK, None)


def _hold(question: Question, wanted: State) -> None:
    hold(question, "item__sub_action")
    if question.state != wanted:
        raise Conflict(question)


def _close(
    act: str, by: User, question: Question, seen: int, state: State, on: date | None
) -> Question:
    closed = {"closed_by": by, "closed_on": on or timezone.localdate()}
    before = {"state": question.state}
    _change(question, seen, state=state, **closed)
    _record(act, by, question, before, snapshot(question, ["state", "reason"]))
    return question


def _change(question: Question, seen: int, **values: object) -> None:
    for name, value in values.items():
        setattr(question, name, value)
    save_version(question, seen=seen, fields=FIELDS)


def _record(act: str, by: User, question: Question, before: dict, after: dict) -> None:
    record(by=by, act=act, thing="question", key=str(question.pk), before=before, after=after)
