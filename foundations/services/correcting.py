"""Writes of corrections: a proposal how a published text should read, and its answer. The source
text never changes.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict, save_version

from ..models import Correction, CorrectionState, FrameworkItem, Part

PROPOSED = ["item", "part", "source_wording", "wording", "reason", "state"]
ANSWERED = ["state", "answered_by", "answered_on", "answer"]
# An administrator may think again; what was withdrawn is nobody's any more.
ANSWERABLE = (CorrectionState.OPEN, CorrectionState.AGREED, CorrectionState.DECLINED)
SENT = ["item", "part", "wording", "reason", "proposed_by"]


@transaction.atomic
def propose_correction(
    *,
    by: User,
    item: FrameworkItem,
    part: str,
    wording: str,
    reason: str,
    form_key: UUID | None = None,
) -> Correction:
    """Say how the heading or text of a published item should read, and why; it waits for an
    administrator.

    A form sent twice gives the proposal already stored. Raises PermissionDenied, ValidationError
    for a text that is not published or a wording that does not differ, or Conflict when the form
    has stored other words.
    """
    check(by, "propose_correction")
    source = _wording_of(item, part)
    _refuse_same(source, wording)
    sent = {"item": item, "part": part, "wording": wording, "reason": reason, "proposed_by": by}
    # A second click, or a page loaded again, sends the same key.
    correction, is_new = Correction.objects.get_or_create(
        form_key=form_key or uuid4(), defaults=sent | {"source_wording": source}
    )
    if not is_new and any(getattr(correction, name) != value for name, value in sent.items()):
        raise Conflict(correction)
    if is_new:
        _record_change(by, "proposed a correction", correction, before={}, fields=PROPOSED)
    return correction


def _wording_of(item: FrameworkItem, part: str) -> str:
    """The source's wording of a part. Raises ValidationError where the source has none."""
    source = "" if item.local else getattr(item, Part(part).value)
    if not source:
        raise ValidationError("There is no published wording here to correct.")
    return source


def _refuse_same(source: str, wording: str) -> None:
    """Raises ValidationError when a proposed wording reads as the source does, whatever its
    spaces.
    """
    if source.split() == wording.split():
        raise ValidationError(
            {"wording": "This is how the source reads already. Change what should read otherwise."}
        )


@transaction.atomic
def answer_correction(
    *, by: User, correction: Correction, seen: int, state: str, answer: str
) -> Correction:
    """Agree to or decline a proposal, with a reason; the same answer sent twice changes nothing
    more.

    Raises PermissionDenied, Conflict when it was changed meanwhile, or ValidationError once it is
    withdrawn.
    """
    check(by, "answer_correction")
    if (correction.state, correction.answered_by, correction.answer) == (state, by, answer):
        return correction
    answered = {
        "state": state,
        "answered_by": by,
        "answered_on": timezone.localdate(),
        "answer": answer,
    }
    act = "agreed to a correction" if state == CorrectionState.AGREED else "declined a correction"
    return _store(by, act, correction, seen, answered, while_it_is=ANSWERABLE)


@transaction.atomic
def withdraw_correction(*, by: User, correction: Correction, seen: int) -> Correction:
    """Take back one's own proposal while it waits; it stays on record. Saying so twice changes
    nothing more.

    Raises PermissionDenied for another's, Conflict, or ValidationError once it is answered.
    """
    _check_withdrawal(by, correction)
    if correction.state == CorrectionState.WITHDRAWN:
        return correction
    withdrawn = {"state": CorrectionState.WITHDRAWN}
    return _store(
        by,
        "withdrew a correction",
        correction,
        seen,
        withdrawn,
        while_it_is=(CorrectionState.OPEN,),
    )


def _check_withdrawal(by: User, correction: Correction) -> None:
    check(by, "propose_correction")
    if correction.proposed_by_id != by.pk:
        raise PermissionDenied("Only the person who proposed a correction may withdraw it.")


def _store(
    by: User, act: str, correction: Correction, seen: int, values: dict, while_it_is: tuple
) -> Correction:
    """Store what becomes of a proposal. Raises Conflict, or ValidationError for one that has gone
    too far.
    """
    # Before its state: whoever has not read what became of it should read that first.
    if correction.version != seen:
        raise Conflict(correction)
    if correction.state not in while_it_is:
        raise ValidationError(f"This proposal is {correction.get_state_display().lower()} already.")
    before = snapshot(correction, ANSWERED)
    for name, value in values.items():
        setattr(correction, name, value)
    save_version(correction, seen=seen, fields=list(values))
    _record_change(by, act, correction, before, ANSWERED)
    return correction


def _record_change(
    by: User, act: str, correction: Correction, before: dict, fields: list[str]
) -> None:
    after = snapshot(correction, fields)
    record(by=by, act=act, thing="correction", key=str(correction.pk), before=before, after=after)
