"""Writes of codes: who gives and withdraws one, and what whoever holds one says of an answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.versions import hold

from ..models import Heard, HeardKind, Reply
from .models import Code, Verdict, year_after
from .signs import code_of, digests_of
from .telling import is_told

MEANWHILE = (
    "Somebody else has given this group a code or withdrawn it since you opened this page. A new "
    "one ends the one before: press again only if the group is to have another paper."
)
SENT_BEFORE = "This form has made a code before. Open the page anew to make another."
NO_MORE = "This code cannot be used any more."
OTHERWISE = "This answer has changed since you opened the page. Read it again, then say."


def reasons_against_code(heard: Heard) -> list[str]:
    """Why no code may be given for an entry, a sentence each; none if one may."""
    found = {
        "It has been removed.": heard.removed_on is not None,
        "Only what a group said has a code.": heard.kind != HeardKind.HEARD,
    }
    return [sentence for sentence, holds in found.items() if holds]


@transaction.atomic
def give_code(
    *, by: User, heard: Heard, seen: int, form_key: UUID, others: Iterable[Heard] = ()
) -> tuple[Code, str]:
    """Make a code for an entry and `others` that the same group said on that day, and end the one
    before, whose number the giver has `seen` (0: there was none). What the group has said of the
    answers comes along.

    Returns it with its signs, which are stored nowhere. A form sent twice gives the same code.
    Raises PermissionDenied or ValidationError.
    """
    check(by, "give_code")
    entries = _held({heard.pk: heard} | {other.pk: other for other in others})
    signs = code_of(form_key)
    if same := Code.objects.typed(signs).first():
        return _sent_before(same, entries), signs
    _check_entries(heard, entries)
    former = list(Code.objects.kept().filter(entries__in=entries).distinct())
    if seen != max((code.pk for code in former if heard in code.entries.all()), default=0):
        raise ValidationError(MEANWHILE)
    for code in former:
        _withdraw(code, by)
    today = timezone.localdate()
    code = Code.objects.create(
        digest=digests_of(signs)[0], made_by=by, made_on=today, ends_on=year_after(today)
    )
    code.entries.set(entries)
    Verdict.objects.filter(code__in=former, reply__heard__in=entries).update(code=code)
    for entry in entries:
        _write_history(entry, by, "gave a code", after={"code_ends_on": code.ends_on.isoformat()})
    return code, signs


def _held(entries: dict[int, Heard]) -> list[Heard]:
    # By their numbers, so that two who give codes at once do not wait for each other for ever.
    held = [entry for _pk, entry in sorted(entries.items())]
    for entry in held:
        hold(entry)
    return held


def _sent_before(code: Code, entries: list[Heard]) -> Code:
    if code.withdrawn_on or set(code.entries.all()) != set(entries):
        raise ValidationError(SENT_BEFORE)
    return code


def _check_entries(heard: Heard, entries: list[Heard]) -> None:
    if reasons := [reason for entry in entries for reason in reasons_against_code(entry)]:
        raise ValidationError(reasons)
    if any(entry.heard_on != heard.heard_on for entry in entries):
        raise ValidationError({"others": "A code is for what one group said on one day."})


@transaction.atomic
def withdraw_code(*, by: User, heard: Heard, seen: int) -> None:
    """End the code of an entry, whose number was `seen`: its paper opens nothing any more.

    Raises PermissionDenied or ValidationError.
    """
    check(by, "give_code")
    _held({heard.pk: heard})
    code = heard.codes.kept().filter(pk=seen).first()
    if code is None:
        raise ValidationError(MEANWHILE)
    _withdraw(code, by)


def _withdraw(code: Code, by: User) -> None:
    hold(code)
    # By whoever holds another of its entries.
    if code.withdrawn_on:
        raise ValidationError(MEANWHILE)
    before = {"code_ends_on": code.ends_on.isoformat()}
    code.withdrawn_by, code.withdrawn_on = by, timezone.localdate()
    code.save(update_fields=["withdrawn_by", "withdrawn_on"])
    after = {"code_withdrawn_on": code.withdrawn_on.isoformat()}
    for entry in code.entries.order_by("pk"):
        _write_history(entry, by, "withdrew the code", before, after)


def _write_history(
    entry: Heard, by: User, act: str, before: dict | None = None, after: dict | None = None
) -> None:
    record(by=by, act=act, thing="heard", key=str(entry.pk), before=before or {}, after=after or {})


@transaction.atomic
def judge(*, code: Code, reply: Reply, seen: int, is_real: bool, on: date) -> None:
    """Keep whether an answer was a real one, as whoever holds the code says; the last word counts.
    `seen` is the version of the answer that was read. No history tells of it: nobody is named.

    Raises ValidationError.
    """
    hold(code)
    if code.withdrawn_on or code.has_ended(on):
        raise ValidationError(NO_MORE)
    found = Reply.objects.select_related("heard").filter(pk=reply.pk, heard__codes=code).first()
    if found is None or not found.is_answered or not is_told(found.heard):
        raise ValidationError(OTHERWISE)
    if found.version != seen:
        raise ValidationError(OTHERWISE)
    said = {"is_real": is_real, "said_on": on}
    Verdict.objects.update_or_create(code=code, reply=found, defaults=said)
