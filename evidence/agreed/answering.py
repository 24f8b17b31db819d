"""Writes of what others say of claims."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict, save_version
from actions.models import SubAction
from foundations.models import FrameworkItem, Kind

from .claims import Claim, read_claim
from .ended import read_given
from .kinds import AgreementKind
from .models import Agreement
from .pieces import read_pieces, supports_of
from .who import check_may_answer, may_take_back, speaks_as

NOTHING_CLAIMED = (
    "Nothing is claimed here any more: the claim was withdrawn, something else was reported, or "
    "the work was replaced."
)
ACTS = {
    AgreementKind.AGREED: "agreed to what is claimed",
    AgreementKind.MISSING: "said what is missing",
}


@transaction.atomic
def answer_claim(
    *,
    by: User,
    sub_action: SubAction,
    seen: int,
    kind: str,
    words: str,
    met: Iterable[FrameworkItem] = (),
    on: date | None = None,
) -> Agreement:
    """Agree to what is claimed of a sub-action, or say what is missing, with the criteria that are
    met; returns what is stored.

    Sent twice, it is stored once, unless it holds no more or somebody else has answered since. `on`
    is today unless entries of the past are brought in. Raises PermissionDenied for whoever keeps
    the work or works on it, ValidationError with every reason why not now, or Conflict when the
    claim or its answers have changed meanwhile.
    """
    check(by, "agree_claim")
    stored = _hold(sub_action)
    claim, met = read_claim(stored), list(met)
    if claim and (twin := _already_given(by, claim, kind, words, met)):
        return twin
    if stored.version != seen:
        raise Conflict(stored)
    if claim is None:
        raise ValidationError(NOTHING_CLAIMED)
    check_may_answer(by, claim)
    _check_may_be_said(by, claim, kind, met)
    return _store(by, claim, kind, words, met, on or timezone.localdate())


def _hold(sub_action: SubAction) -> SubAction:
    # Two who answer at once, or the owner who reports meanwhile, wait for each other here.
    rows = SubAction.objects.select_related("item", "service")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=sub_action.pk)


def _already_given(
    by: User, claim: Claim, kind: str, words: str, met: list[FrameworkItem]
) -> Agreement | None:
    last = next(iter(read_given(claim.sub_action)), None)
    # The same words may agree anew once that has ended, or be said again to somebody's answer.
    if last is None or last.ended:
        return None
    said = last.agreement
    same = (said.claim_id, said.made_by_id, said.kind, said.words)
    if same != (claim.update.pk, by.pk, kind, words) or set(said.met.all()) != set(met):
        return None
    return said


def _check_may_be_said(by: User, claim: Claim, kind: str, met: list[FrameworkItem]) -> None:
    pieces = read_pieces(claim.sub_action, by)
    reasons = pieces.reasons_not_to_answer
    if kind == AgreementKind.AGREED:
        reasons += pieces.reasons_not_to_agree
        reasons += _unmet(claim.sub_action, met)
    if reasons:
        raise ValidationError(reasons)


def criteria_of(sub_action: SubAction) -> list[FrameworkItem]:
    """What a sub-action must meet, in its order; of most there is nothing apart."""
    return list(sub_action.item.children.of_kind(Kind.CRITERION))


def _unmet(sub_action: SubAction, met: list[FrameworkItem]) -> list[str]:
    unmet = [one for one in criteria_of(sub_action) if one not in met]
    if not unmet:
        return []
    return ["You can agree only when everything that it must meet is met; say what is missing."]


def _store(
    by: User, claim: Claim, kind: str, words: str, met: list[FrameworkItem], on: date
) -> Agreement:
    row = claim.sub_action
    role, service = speaks_as(by)
    made = Agreement.objects.create(
        claim=claim.update,
        kind=kind,
        words=words,
        made_by=by,
        role=role,
        service=service,
        made_on=on,
    )
    made.supports.set(supports_of(row, by))
    made.met.set([one for one in criteria_of(row) if one in met])
    # So that whoever has read the claim without this answer is told of it.
    save_version(row, seen=row.version, fields=[])
    _write_line(by, ACTS[AgreementKind(kind)], row, {}, _state(made))
    return made


def _state(made: Agreement) -> dict:
    said = "what_the_evidence_shows" if made.kind == AgreementKind.AGREED else "what_is_missing"
    met = [one.key for one in made.met.all()]
    return {
        "claim": made.claim.get_status_display(),
        "spoke_as": made.spoke_as,
        said: made.words,
    } | ({"criteria_met": met} if met else {})


def _write_line(by: User, act: str, row: SubAction, before: dict, after: dict) -> None:
    record(by=by, act=act, thing="sub-action", key=row.key, before=before, after=after)


@transaction.atomic
def take_back(*, by: User, agreement: Agreement, seen: int) -> None:
    """Take back what one has said of a claim, also what this had replaced; it stays on record.

    Raises PermissionDenied for another's answer, ValidationError when it is taken back already, or
    Conflict.
    """
    check(by, "agree_claim")
    if not may_take_back(by, agreement):
        raise PermissionDenied(
            "Only whoever said this may take it back, and only while they speak for the same "
            "service or body."
        )
    row = _hold(agreement.claim.sub_action)
    # Of two clicks at once, the second one is told.
    given = Agreement.objects.given().filter(pk=agreement.pk)
    if not given.update(taken_back_on=timezone.localdate()):
        raise ValidationError("You have taken this back already.")
    # Else what she had said before would come back.
    replaced = Agreement.objects.given().filter(
        claim=agreement.claim_id, made_by=by, role=agreement.role, service=agreement.service_id
    )
    said = [*replaced, agreement]
    replaced.update(taken_back_on=timezone.localdate())
    save_version(row, seen=seen, fields=[])
    for one in said:
        _write_line(by, "took back what was said of the claim", row, _state(one), {})
