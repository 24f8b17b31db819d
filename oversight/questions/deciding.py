"""Writes of what the Board decides, and of what became of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import Role, Service, User
from accounts.permissions import check, may
from accounts.services import check_open
from accounts.versions import Conflict, hold, save_version
from foundations.models import FrameworkItem, Round

from .decisions import Decision, Outcome
from .services import hold_text

SAID = ["words", "item", "service", "person", "due_on", "round", "decided_on"]
OUTCOME = ["outcome", "outcome_on", "outcome_words", "outcome_by"]
ONE_OWNER = "Choose a service or name a person, one of the two."
PAST = "This day is past. Give a day from today on."
NOT_YOURS = "Only whoever is to do this, or an Oversight Board member, may say what became of it."


@transaction.atomic
def decide(
    *,
    by: User,
    words: str,
    due_on: date,
    service: Service | None = None,
    person: User | None = None,
    item: FrameworkItem | None = None,
    round: Round | None = None,
    decided_on: date | None = None,
    form_key: UUID | None = None,
    on: date | None = None,
) -> Decision:
    """Keep what the Board decided, who does it by when, and the round that the Board was looking
    at; `on` is today unless entries of the past are brought in. A form sent twice gives the
    decision already stored.

    Raises PermissionDenied, ValidationError, or Conflict where the same form was sent with other
    words.
    """
    check(by, "decide")
    on = on or timezone.localdate()
    values = {"words": words, "item": item, "service": service, "person": person}
    values |= {"due_on": due_on, "round": round, "decided_on": decided_on or on}
    # Held in the order of locks: whoever sends the same form, and whoever closes the service.
    hold(User(pk=by.pk))
    if service:
        hold(service)
    if item:
        hold_text(item, "item")
    form_key = form_key or uuid4()
    if twin := Decision.objects.filter(form_key=form_key).first():
        return _same(twin, by, values)
    _check(values, on)
    decision = Decision.objects.create(form_key=form_key, made_by=by, **values)
    _record("decided", by, decision, {}, snapshot(decision, SAID))
    return decision


def _same(twin: Decision, by: User, values: dict) -> Decision:
    # Whoever went back and sent other words with the same form must not lose them.
    if any(getattr(twin, name) != value for name, value in ({"made_by": by} | values).items()):
        raise Conflict(twin)
    return twin


def why_no_owner(service: Service | None, person: User | None) -> str:
    """Why these two are not the one owner of a decision; empty where they are."""
    return ONE_OWNER if bool(service) == bool(person) else ""


def _check(values: dict, on: date) -> None:
    wrong = {}
    if reason := why_no_owner(values["service"], values["person"]):
        wrong["service"] = reason
    if values["due_on"] < on:
        wrong["due_on"] = PAST
    if values["decided_on"] > on:
        wrong["decided_on"] = "This day is in the future. Give the day on which it was decided."
    if wrong:
        raise ValidationError(wrong)
    try:
        check_open(values["service"])
    except ValidationError as closed:
        raise ValidationError({"service": closed.messages}) from None


def may_settle(user: User, decision: Decision) -> bool:
    """Whether the person may say what became of a decision that is open: whoever is to do it, or a
    Board member.
    """
    return decision.is_open and may(user, "settle_decision") and _is_hers(user, decision)


def _is_hers(user: User, decision: Decision) -> bool:
    own = decision.person_id == user.pk or user.keeps(decision.service_id)
    return own or Role.BOARD in user.roles


def check_settling(by: User, decision: Decision) -> None:
    """Raises PermissionDenied, with the reason, for anybody else."""
    check(by, "settle_decision")
    if not _is_hers(by, decision):
        raise PermissionDenied(NOT_YOURS)


def why_settled(decision: Decision) -> str:
    """Why nothing more can be said of a decision; empty while it is open."""
    if decision.is_open:
        return ""
    return f"It was said meanwhile that this is {Outcome(decision.outcome).label}."


@transaction.atomic
def settle(
    *,
    by: User,
    decision: Decision,
    seen: int,
    outcome: str,
    words: str,
    outcome_on: date | None = None,
) -> Decision:
    """Say that a decision is done, or that it is not, with words and the day.

    Raises PermissionDenied, ValidationError for a day in the future or before it was decided, or
    Conflict where somebody said so meanwhile.
    """
    hold(decision, "service", "person")
    check_settling(by, decision)
    if not decision.is_open:
        raise Conflict(decision)
    on = outcome_on or timezone.localdate()
    if not decision.decided_on <= on <= timezone.localdate():
        sentence = "Give a day from that of the decision up to today."
        raise ValidationError({"outcome_on": sentence})
    before = snapshot(decision, OUTCOME)
    said = {"outcome": outcome, "outcome_words": words, "outcome_by": by, "outcome_on": on}
    for name, value in said.items():
        setattr(decision, name, value)
    save_version(decision, seen=seen, fields=OUTCOME)
    _record("settled", by, decision, before, snapshot(decision, ["words", *OUTCOME]))
    return decision


def _record(act: str, by: User, decision: Decision, before: dict, after: dict) -> None:
    record(by=by, act=act, thing="decision", key=str(decision.pk), before=before, after=after)
