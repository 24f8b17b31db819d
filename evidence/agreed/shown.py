"""What is claimed of a sub-action and what others say of it, as its page shows it."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from accounts.permissions import may
from accounts.together import Reading, nothing
from actions.groups import CLAIMS
from actions.models import SubAction
from foundations.models import FrameworkItem

from .claims import Claim, reading_claims
from .ended import Given, reading_given
from .kinds import AgreementKind
from .who import NOBODY, is_anybody_left, may_answer, may_take_back, reading_people


def readings_of_claim(sub_action: SubAction) -> list[Reading]:
    """What `shown_claim` is made of: the claim, what others have said, and who may."""
    claimed = sub_action.status in CLAIMS and sub_action.replaced_by_id is None
    people = reading_people() if claimed else nothing()
    return [reading_claims([sub_action]), reading_given(sub_action), people]


def shown_claim(
    sub_action: SubAction,
    user: User,
    criteria: list[FrameworkItem],
    found: tuple[dict[int, Claim], list[Given], list[User] | None],
) -> dict:
    """The claim of a sub-action, how long it waits or who has agreed, and the way to answer; as the
    context of `agreed/_claim.html`. `found` is what `readings_of_claim` have read.
    """
    claims, given, people = found
    claim = claims.get(sub_action.pk)
    waits = claim is not None and not any(one.is_agreed for one in given)
    # As one of all people this person comes with the roles held before.
    answers = claim is not None and any(one == user and may_answer(one, claim) for one in people)
    return {
        "claim": claim,
        "given": _told(given, waits),
        "met_criteria": criteria if given else [],
        "agreed": any(one.is_agreed for one in given),
        "waits": waits,
        "answers": answers,
        "nobody": NOBODY if waits and not is_anybody_left(claim, people) else "",
        "takes_back": [one.agreement.pk for one in given if may_take_back(user, one.agreement)],
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
