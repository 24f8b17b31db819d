"""Writes of what would help a sub-action: who asks, who answers, who takes it back."""

from __future__ import annotations

from copy import copy
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import Service, User
from accounts.permissions import check, may
from accounts.services import check_open
from accounts.versions import Conflict, hold, save_version

from ..models import Need, ProgressUpdate, SubAction, WhoActs
from ..standing import standing
from ..status import Status
from .progress import post_update

ASKED = ["would_help", "who_acts", "acting_service", "acting_body", "since"]
ANSWER = ["answer", "answered_by", "answered_on"]
WITHDRAWAL = ["withdrawn_on", "withdrawn_reason"]
GOES_ON = (
    "This is not said to go badly and is not late, so nothing has to unstick it. "
    "If it is stuck, post an update that says so."
)
NAMED_BY = {
    "acting_service": (WhoActs.SERVICE, "Choose the service that must act."),
    "acting_body": (WhoActs.OUTSIDE, "Name the body outside that must act."),
}
SAY_WHAT = "Say what would help, or leave empty who must act."
ONLY_ASKER = "Only the person who asked for this may withdraw it."


def nothing_to_unstick(sub_action: SubAction, on: date) -> str:
    """Why nobody can be asked to help, in a sentence; empty where they can: where its status is one
    of those that do not go well, or its dates or something else speak against it. It reads what
    `standing()` reads.
    """
    if sub_action.replaced_by_id:
        return "Another sub-action has replaced this one, so nothing has to unstick it."
    found, status = standing(sub_action, on), Status(sub_action.status)
    waits = status == Status.NOT_STARTED and not (sub_action.start_on and sub_action.start_on > on)
    stopped = status == Status.STOPPED and not sub_action.decided_on
    said = status.goes_badly or waits or stopped
    return "" if said or found.late or found.contradiction else GOES_ON


@transaction.atomic
def ask_for_help(
    *,
    by: User,
    sub_action: SubAction,
    would_help: str,
    who_acts: str,
    acting_service: Service | None = None,
    acting_body: str = "",
    since: date | None = None,
    form_key: UUID | None = None,
    on: date | None = None,
) -> Need:
    """Say what would help a sub-action that is not going well, who must act, and since when.

    `since` is today unless an earlier day is given; `on` is today unless entries of the past are
    brought in. A form sent twice gives the need already
    stored. Raises PermissionDenied, ValidationError, or Conflict where the same form was sent with
    other words.
    """
    check(by, "ask_for_help", sub_action)
    values = {"would_help": would_help, "who_acts": who_acts, "acting_service": acting_service}
    values |= {"acting_body": acting_body, "since": since or timezone.localdate()}
    _check_who_acts(**{name: values[name] for name in ASKED[1:-1]})
    if values["since"] > timezone.localdate():
        raise ValidationError({"since": "This day is in the future. Give a day up to today."})
    # Until this is done nobody closes the service, or changes how the sub-action stands.
    _hold_service(acting_service)
    hold(sub_action)
    form_key = form_key or uuid4()
    if twin := Need.objects.filter(form_key=form_key).first():
        return _same(twin, by, sub_action, values)
    _check_takes_work(acting_service)
    _check_is_stuck(sub_action)
    asked = {"asked_by": by, "asked_on": on or timezone.localdate()}
    need = Need.objects.create(form_key=form_key, sub_action=sub_action, **asked, **values)
    _record("asked for help", by, need, {}, snapshot(need, ASKED))
    return need


def _check_who_acts(who_acts: str, **given: Service | str | None) -> None:
    if who_acts not in WhoActs.values:
        raise ValidationError({"who_acts": "Choose who must act."})
    wrong = {}
    for name, (of, ask) in NAMED_BY.items():
        if who_acts == of and not given[name]:
            wrong[name] = ask
        elif who_acts != of and given[name]:
            wrong[name] = f"Leave this empty, or choose “{of.label}” as who must act."
    if wrong:
        raise ValidationError(wrong)


def _same(twin: Need, by: User, sub_action: SubAction, values: dict) -> Need:
    # Whoever went back and sent other words with the same form must not lose them.
    said = {"asked_by": by, "sub_action": sub_action} | values
    if any(getattr(twin, name) != value for name, value in said.items()):
        raise Conflict(sub_action)
    return twin


def _hold_service(service: Service | None) -> None:
    # It is judged later: a form sent again is answered as the first time, closed or not.
    if service:
        hold(service)


def _check_takes_work(service: Service | None) -> None:
    try:
        check_open(service)
    except ValidationError as closed:
        raise ValidationError({"acting_service": closed.messages}) from None


def _check_is_stuck(sub_action: SubAction) -> None:
    today = timezone.localdate()
    found = SubAction.objects.with_contradictions(today).with_stop_reason()
    found = found.select_related("item__published_target").get(pk=sub_action.pk)
    if reason := nothing_to_unstick(found, today):
        raise ValidationError({"would_help": reason})


@transaction.atomic
def post_update_and_ask(
    *,
    by: User,
    sub_action: SubAction,
    form_key: UUID | None = None,
    would_help: str = "",
    who_acts: str = "",
    acting_service: Service | None = None,
    acting_body: str = "",
    **said,
) -> ProgressUpdate:
    """Post an update (`post_update`), and with it what would help, where something is said of it.
    Raises what both raise; then neither is stored.
    """
    form_key = form_key or uuid4()
    # The service before the work, as everywhere.
    _hold_service(acting_service)
    # A copy: where the need is refused, the page goes on with what stands in the database.
    posted = post_update(by=by, sub_action=copy(sub_action), form_key=form_key, **said)
    # Who must act is a choice that a browser cannot take back; by itself it asks for nothing.
    if not would_help and (acting_service or acting_body):
        raise ValidationError({"would_help": SAY_WHAT})
    if would_help:
        asked = {"would_help": would_help, "who_acts": who_acts, "acting_body": acting_body}
        asked |= {"acting_service": acting_service, "since": posted.posted_on}
        ask_for_help(by=by, sub_action=sub_action, form_key=form_key, **asked)
    return posted


def may_answer(user: User, need: Need) -> bool:
    """Whether the person may act for the service named; or is a member of the Board, which answers
    for itself, for elected members and for bodies outside.
    """
    return need.is_open and may(user, *_right_to_answer(need))


def _right_to_answer(need: Need) -> tuple:
    if need.who_acts == WhoActs.SERVICE:
        return "answer_need_of_service", need
    return ("answer_need_of_board",)


def check_answer(by: User, need: Need) -> None:
    """Raises PermissionDenied, with the reason, unless the person may answer such a need."""
    check(by, *_right_to_answer(need))


def may_withdraw(user: User, need: Need) -> bool:
    """Whether the person asked for it, and still may for this sub-action."""
    asked = need.asked_by_id == user.pk
    return need.is_open and asked and may(user, "ask_for_help", need.sub_action)


def check_withdrawal(by: User, need: Need) -> None:
    """Raises PermissionDenied, with the reason, unless she asked for it, and still may."""
    check(by, "ask_for_help", need.sub_action)
    if need.asked_by_id != by.pk:
        raise PermissionDenied(ONLY_ASKER)


def why_closed(need: Need) -> str:
    """Why a need can be neither answered nor withdrawn any more; empty while it is open."""
    if need.withdrawn_on:
        return "What would help was withdrawn meanwhile, so there is nothing to answer."
    return "This is answered already. The answer stands beside it." if need.answered_on else ""


@transaction.atomic
def answer_need(*, by: User, need: Need, seen: int, answer: str, on: date | None = None) -> Need:
    """Answer what would help, which closes it; `on` as above.

    Raises PermissionDenied, or Conflict where somebody answered or withdrew it meanwhile.
    """
    check_answer(by, need)
    return _close(
        "answered what would help", by, need, seen, ANSWER,
        answer=answer, answered_by=by, answered_on=on or timezone.localdate(),
    )  # fmt: skip


@transaction.atomic
def withdraw_need(*, by: User, need: Need, seen: int, reason: str) -> Need:
    """Take back what one has asked for; it stays on record, with the reason.

    Raises PermissionDenied for another's, or Conflict as above.
    """
    check_withdrawal(by, need)
    return _close(
        "withdrew what would help", by, need, seen, WITHDRAWAL,
        withdrawn_on=timezone.localdate(), withdrawn_reason=reason,
    )  # fmt: skip


def _close(act: str, by: User, need: Need, seen: int, fields: list[str], **values) -> Need:
    hold(need, "sub_action__item", "acting_service")
    if not need.is_open:
        raise Conflict(need)
    before = snapshot(need, fields)
    for name, value in values.items():
        setattr(need, name, value)
    save_version(need, seen=seen, fields=fields)
    _record(act, by, need, before, snapshot(need, ["would_help", *fields]))
    return need


def _record(act: str, by: User, need: Need, before: dict, after: dict) -> None:
    key = need.sub_action.key
    record(by=by, act=act, thing="sub-action", key=key, before=before, after=after)
