"""Writes of what was heard: who logs it, to whom it goes, what they answer, and what becomes
evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check, may
from accounts.versions import hold, merged, save_version
from actions.status import Visibility
from evidence.items.content import Note, Quote
from evidence.items.models import EvidenceItem, EvidenceKind
from evidence.items.said import Said
from evidence.items.services import add_evidence
from foundations.models import FrameworkItem
from foundations.models import Kind as ItemKind

from .models import Heard, HeardKind, Reply

TEXTS = ["theme", "words", "consent", "heard_on", "visibility", "five_or_more"]
REMOVAL = ["removed_on", "removed_by", "removed_reason"]
ANSWER = ["kind", "words", "answered_by", "answered_on"]
SHOWS = "What a group of care experienced people said, and what those who can act answered."
NOT_YOURS = "Only whoever logged this, or the Champions Board staff, may change it."
TAKES_ANSWERS = (ItemKind.SUB_ACTION, ItemKind.CALL)


def log_heard(
    *,
    by: User,
    kind: str,
    theme: str,
    words: str,
    consent: str = "",
    heard_on: date,
    visibility: str = Visibility.BOARD,
    five_or_more: bool = False,
    items: Iterable[FrameworkItem] = (),
    form_key: UUID | None = None,
    on: date | None = None,
) -> Heard:
    """Keep what a group said, an idea or an offer, and send it to those who can act on the items.

    What fewer than `five_or_more` people of one house or school said is internal, whatever its
    visibility. `on` is today unless entries of the past are brought in. A form sent twice gives the
    entry already stored. Raises PermissionDenied or ValidationError.
    """
    check(by, "log_heard" if kind == HeardKind.HEARD else "offer_idea")
    items = list(items)
    _check_entry(kind, heard_on, items)
    values = {"kind": kind, "theme": theme, "words": words, "heard_on": heard_on}
    values |= _of_the_group(kind, consent, visibility, five_or_more)
    return _store_heard(by, form_key or uuid4(), values, items, on or timezone.localdate())


def _of_the_group(kind: str, consent: str, visibility: str, five_or_more: bool) -> dict:
    # An idea or offer is in the words of whoever sends it: there is no group to agree, or to count.
    if kind != HeardKind.HEARD:
        return {"consent": "", "visibility": visibility, "five_or_more": None}
    # Of a few, everyone in the house knows who said it.
    readers = visibility if five_or_more else Visibility.INTERNAL
    return {"consent": consent, "visibility": readers, "five_or_more": bool(five_or_more)}


def _check_entry(kind: str, heard_on: date, items: list[FrameworkItem]) -> None:
    if heard_on > timezone.localdate():
        raise ValidationError({"heard_on": "This day is in the future. Give a day up to today."})
    if kind != HeardKind.OFFER and not items:
        raise ValidationError(
            {"items": "Choose at least one sub-action or call: those who work on it will answer."}
        )
    if any(item.kind not in TAKES_ANSWERS for item in items):
        raise ValidationError(
            {"items": "Only sub-actions and calls to action have people who answer for them."}
        )


@transaction.atomic
def _store_heard(
    by: User, form_key: UUID, values: dict, items: list[FrameworkItem], on: date
) -> Heard:
    # Of two clicks at once one stores, and the other one gets its entry.
    heard, new = Heard.objects.get_or_create(
        form_key=form_key, defaults=values | {"logged_by": by, "logged_on": on}
    )
    if not new:
        return _same_entry(heard, by, values, items)
    Reply.objects.bulk_create(Reply(heard=heard, item=item) for item in items)
    _write_history(heard, by, "logged", {})
    return heard


def _same_entry(heard: Heard, by: User, values: dict, items: list[FrameworkItem]) -> Heard:
    """The entry that this form has stored already, if it still says the same."""
    said = {"logged_by": by, "removed_on": None, **values}
    # It may have been sent on since, to more than the form names.
    asked = set(heard.replies.values_list("item", flat=True))
    if (
        any(getattr(heard, name) != value for name, value in said.items())
        or not {item.pk for item in items} <= asked
    ):
        raise ValidationError(
            f"This form has been sent before, and “{heard}” was stored. "
            "Send it again to store what you see here now as an entry of its own."
        )
    return heard


def _hold(heard: Heard) -> None:
    # Until this is done nobody else changes or answers the entry, or sends it on. It comes before
    # all writes: whoever has written history already must not wait for an entry.
    hold(heard, "evidence")
    _refuse_removed(heard)


def _write_history(heard: Heard, by: User, act: str, before: dict) -> None:
    record(by=by, act=act, thing="heard", key=str(heard.pk), before=before, after=_entry(heard))


def _entry(heard: Heard) -> dict:
    keys = list(heard.replies.order_by("pk").values_list("item__key", flat=True))
    # Others read history: of what stays inside it tells that it was changed, not the words.
    inside = {"theme", "words"} if heard.stays_inside else {"version"}
    told = [name for name in ("kind", *TEXTS, "version") if name not in inside]
    return snapshot(heard, told) | {"items": keys}


def may_change(user: User, heard: Heard) -> bool:
    """Whether the person belongs to the Champions Board staff, or logged it and keeps the roles of
    that day.
    """
    own = may(user, "offer_idea") and user.still_owns(heard.logged_by_id, heard.logged_on)
    return may(user, "log_heard") or own


def _check_change(by: User, heard: Heard) -> None:
    if not may_change(by, heard):
        raise PermissionDenied(NOT_YOURS)
    _refuse_removed(heard)


def _refuse_removed(heard: Heard) -> None:
    if heard.removed_on:
        raise ValidationError("This entry has been removed.")


@transaction.atomic
def edit_heard(
    *, by: User, heard: Heard, seen: int, items: Iterable[FrameworkItem], **texts: object
) -> Heard:
    """Correct an entry (theme, words, consent, heard_on, visibility, five_or_more) and whom it goes
    to, until somebody answers.

    Raises PermissionDenied, ValidationError or Conflict.
    """
    _check_change(by, heard)
    _hold(heard)
    items = list(items)
    _check_entry(heard.kind, texts["heard_on"], items)
    # An answer must go on standing beside what it answers.
    if heard.replies.exclude(answered_on=None).exists():
        raise ValidationError(
            "Somebody has answered this, so it can no longer be edited. Log it again, or remove it."
        )
    before = _entry(heard)
    group = (texts["consent"], texts["visibility"], texts.get("five_or_more", False))
    said = texts | _of_the_group(heard.kind, *group)
    for name in TEXTS:
        setattr(heard, name, said[name])
    save_version(heard, seen=seen, fields=TEXTS)
    heard.replies.exclude(item__in=items).delete()
    for item in items:
        heard.replies.get_or_create(item=item)
    _write_history(heard, by, "edited", before)
    return heard


@transaction.atomic
def remove_heard(*, by: User, heard: Heard, seen: int, reason: str) -> None:
    """Take an entry off every page, with the reason; its line stays.

    Raises PermissionDenied, ValidationError while it stands as evidence, or Conflict.
    """
    _check_change(by, heard)
    _hold(heard)
    if heard.evidence and heard.evidence.removed_on is None:
        raise ValidationError("This is evidence too. Remove that evidence first, then this entry.")
    before = _entry(heard)
    heard.removed_on, heard.removed_by, heard.removed_reason = timezone.localdate(), by, reason
    save_version(heard, seen=seen, fields=REMOVAL)
    after = _entry(heard) | snapshot(heard, REMOVAL)
    record(by=by, act="removed", thing="heard", key=str(heard.pk), before=before, after=after)


@transaction.atomic
def send_to(*, by: User, heard: Heard, item: FrameworkItem) -> Reply:
    """Send an entry to those who keep another sub-action or call; sending it twice changes nothing.

    Raises PermissionDenied or ValidationError.
    """
    check(by, "log_heard")
    _hold(heard)
    _check_entry(heard.kind, heard.heard_on, [item])
    before = _entry(heard)
    sent, _new = heard.replies.get_or_create(item=item)
    _write_history(heard, by, "sent on", before)
    return sent


@transaction.atomic
def reply(
    *, by: User, reply: Reply, seen: int, shown: dict | None = None, on: date | None = None, **said
) -> Reply:
    """Answer what was heard (kind, words): what changed, or why not. Answering again improves it;
    the former stays in history. `shown`: as `merged` takes it, so that two may improve both apart.

    `on` is today unless answers of the past are brought in. Raises PermissionDenied unless the
    person answers for the sub-action or call (`ReplyQuerySet.answerable_by`), ValidationError, or
    Conflict.
    """
    _hold(reply.heard)
    check_answer(by, reply)
    hold(reply, "heard", "item__parent")
    answer = merged(reply, said, seen=seen, shown=shown or {})
    before, act = snapshot(reply, ANSWER), "answered again" if reply.is_answered else "answered"
    answer |= {"answered_by": by, "answered_on": on or timezone.localdate()}
    for name, value in answer.items():
        setattr(reply, name, value)
    save_version(reply, seen=reply.version, fields=ANSWER)
    after = snapshot(reply, ANSWER) | {"to": reply.item.key}
    record(by=by, act=act, thing="heard", key=str(reply.heard_id), before=before, after=after)
    return reply


def check_answer(by: User, reply: Reply) -> None:
    """Raises PermissionDenied unless the person answers for this sub-action or call."""
    check(by, "reply_heard")
    if not Reply.objects.answerable_by(by).filter(pk=reply.pk).exists():
        raise PermissionDenied(
            f"Only the Promise Keepers who answer for {reply.item.label} may do this."
        )


def reasons_against_evidence(heard: Heard) -> list[str]:
    """Why an entry may not become evidence of kind voice, a sentence each; none if it may."""
    answers = [reply.is_answered for reply in heard.replies.all()]
    found = {
        "It has been removed.": heard.removed_on is not None,
        "It is evidence already.": heard.evidence is not None and heard.evidence.removed_on is None,
        "Only what a group of care experienced people said can be evidence.": heard.kind
        != HeardKind.HEARD,
        "Fewer than five people said it, or people of one house or school: it stays inside.": (
            heard.stays_inside
        ),
        "Those who can act have not all answered yet.": not heard.stays_inside
        and (not answers or not all(answers)),
    }
    return [sentence for sentence, holds in found.items() if holds]


@transaction.atomic
def make_evidence(*, by: User, heard: Heard, seen: int) -> EvidenceItem:
    """Turn what was heard and answered into evidence of kind voice that supports all it went to;
    once.

    Raises PermissionDenied, ValidationError with the reasons against it, or Conflict.
    """
    check(by, "log_heard")
    _hold(heard)
    if reasons := reasons_against_evidence(heard):
        raise ValidationError(reasons)
    heard.evidence = add_evidence(
        by=by,
        supports=[reply.item for reply in heard.replies.select_related("item")],
        content=Quote(heard.words, heard.consent) if heard.consent else Note(heard.words),
        said=Said(
            kind=EvidenceKind.VOICE,
            title=heard.theme,
            shows=SHOWS,
            dated_on=heard.heard_on,
            visibility=heard.visibility,
        ),
        # Made again after it was removed, it is something new.
        form_key=None if heard.evidence_id else heard.form_key,
        # What was internal to the Champions Board staff must not become internal to a service.
        of_champions=True,
    )
    save_version(heard, seen=seen, fields=["evidence"])
    after = {"evidence": str(heard.evidence)}
    record(by=by, act="made evidence", thing="heard", key=str(heard.pk), before={}, after=after)
    return heard.evidence
