"""What is claimed of a sub-action and what others say of it, for its page."""

from __future__ import annotations

from django import template
from django.utils import timezone

from accounts.models import User
from accounts.permissions import may
from actions.models import SubAction
from evidence.agreed.answering import criteria_of
from evidence.agreed.claims import Claim, read_claim
from evidence.agreed.ended import Given, read_given
from evidence.agreed.kinds import AgreementKind
from evidence.agreed.reading import read_groups
from evidence.agreed.rule import Found
from evidence.agreed.who import NOBODY, is_anybody_left, may_answer, read_people

register = template.Library()


@register.inclusion_tag("agreed/_claim.html", takes_context=True)
def claim_of(context: dict, sub_action: SubAction) -> dict:
    """The claim of a sub-action, how long it waits or who has agreed, and the way to answer."""
    user, claim, given = context["user"], read_claim(sub_action), read_given(sub_action)
    waits = claim is not None and not any(one.is_agreed for one in given)
    return {
        "sub_action": sub_action,
        "claim": claim,
        "given": _told(given, waits),
        "criteria": criteria_of(sub_action) if given else [],
        "waits": waits,
        "answers": claim is not None and may_answer(user, claim),
        "nobody": _nobody(user, claim) if waits else "",
        "may_take_back": may(user, "agree_claim"),
        "sees_claims": waits and may(user, "see_claims"),
        "user": user,
        "today": timezone.localdate(),
    }


@register.simple_tag
def group_of(sub_action: SubAction) -> Found:
    """The group in which a sub-action is counted today, None for none, with the sentence why."""
    rows = SubAction.objects.filter(pk=sub_action.pk)
    return read_groups(rows, timezone.localdate())[sub_action.pk]


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


@register.filter
def days_waited(claim: Claim, today) -> str:
    """How long a claim has waited, in words: "12 days"."""
    days = (today - claim.update.posted_on).days
    return "1 day" if days == 1 else f"{days} days" if days else "since today"
