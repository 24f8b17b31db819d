"""What is claimed of a sub-action and what others say of it, as its page shows it."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from accounts.permissions import may
from actions.models import SubAction

from .answering import criteria_of
from .claims import Claim, read_claim
from .ended import Given, read_given
from .kinds import AgreementKind
from .who import NOBODY, is_anybody_left, may_answer, read_people


def read_shown_claim(sub_action: SubAction, user: User) -> dict:
    """The claim of a sub-action, how long it waits or who has agreed, and the way to answer; as the
    context of `agreed/_claim.html`.
    """
    claim, given = read_claim(sub_action), read_given(sub_action)
    waits = claim is not None and not any(one.is_agreed for one in given)
    return {
        "claim": claim,
        "given": _told(given, waits),
        "met_criteria": criteria_of(sub_action) if given else [],
        "waits": waits,
        "answers": claim is not None and may_answer(user, claim),
        "nobody": _nobody(user, claim) if waits else "",
        "may_take_back": may(user, "agree_claim"),
        "sees_claims": waits and may(user, "see_claims"),
        "days": (timezone.localdate() - claim.update.posted_on).days if waits else None,
    }


def _told(given: list[Given], waits: bool) -> list[Given]:
    """The last of each person that holds, and of what holds no more the newest agreement; while a
    claim waits, also what was missing last.
    """
    last = {one.agreement.made_by_id: one for one in reversed(given)}
    given = [one for one in given if last[one.agreement.made_by_id] is one]
    ended = {one.agreement.kind: one for one in reversed(given) if one.ended}
    if not waits:
        ended.pop(AgreementKind.MISSING, None)
    return [one for one in given if not one.ended or one in ended.values()]


def _nobody(user: User, claim: Claim) -> str:
    """That nobody is left who may answer; empty where somebody is."""
    if may_answer(user, claim) or is_anybody_left(claim, read_people()):
        return ""
    return NOBODY
