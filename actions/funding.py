"""How a sub-action is paid for, in words and as conditions."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.words import day

WHEN_FUNDED = ("funded_until", "funded_by")
ONLY_FUNDED = "Leave this empty, or choose “Funded until a day”."


class Funding(models.TextChoices):
    """What is known of how a sub-action is paid for."""

    FUNDED = "funded", "Funded until a day"
    NOT_FUNDED = "not-funded", "Not funded"
    NOT_KNOWN = "not-known", "Not known"


# Whole where it is funded, and else nothing.
IS_WHOLE = Q(funding=Funding.FUNDED, funded_until__isnull=False) & ~Q(funded_by="")
IS_WHOLE |= ~Q(funding=Funding.FUNDED) & Q(funded_until=None, funded_by="")


def has_ended(funded_until: date | None, on: date) -> bool:
    """Whether it was paid for until a day before this one; that day itself is still paid for."""
    return funded_until is not None and funded_until < on


def funding_words(sub_action: object, on: date) -> str:
    """How a sub-action is paid for on a day, in a sentence."""
    if sub_action.funding == Funding.NOT_KNOWN:
        return "It is not known how this is paid for."
    if sub_action.funding == Funding.NOT_FUNDED:
        return "Not funded."
    until = f"{day(sub_action.funded_until)}, by {sub_action.funded_by}."
    if has_ended(sub_action.funded_until, on):
        return f"Not funded now: it was until {until}"
    return f"Funded until {until}"


def check_funding(sub_action: object) -> None:
    """Raises ValidationError, by the field, unless what is funded has its day and who pays, and
    what is not has neither.
    """
    found = {name: getattr(sub_action, name) for name in WHEN_FUNDED}
    if sub_action.funding != Funding.FUNDED:
        wrong = {name: ONLY_FUNDED for name, value in found.items() if value}
    else:
        missing = {"funded_until": "Say until which day.", "funded_by": "Say who pays for it."}
        wrong = {name: words for name, words in missing.items() if not found[name]}
    if wrong:
        raise ValidationError(wrong)
