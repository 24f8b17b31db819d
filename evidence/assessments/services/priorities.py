"""Priorities for change: each line of their box is one, and can become a sub-action."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import check
from actions.models import Action
from actions.services.work import add_sub_action

from ..models import PriorityWork, SelfAssessment
from ..priorities import LONGEST, lines_of
from .history import write_history


@transaction.atomic
def make_sub_action(
    *,
    by: User,
    assessment: SelfAssessment,
    words: str,
    action: Action,
    kind: str,
    interval_months: int | None = None,
    on: date | None = None,
) -> PriorityWork:
    """Turn a priority for change into a sub-action of an action, kept by the service that assessed
    itself.

    `on` is today unless entries of the past are brought in. Raises PermissionDenied, or
    ValidationError when the line is not there (any more), has become one already, in this round or
    another, or is too long for a title, or when recurring work has no interval.
    """
    check(by, "assess", assessment)
    _hold_theme(assessment)
    _check_can_be_made(assessment, words)
    added = add_sub_action(
        by=by,
        action=action,
        service=assessment.service,
        title=words,
        kind=kind,
        interval_months=interval_months,
    )
    made_on = on or timezone.localdate()
    work = PriorityWork.objects.create(
        assessment=assessment, words=words, sub_action=added, made_by=by, made_on=made_on
    )
    write_history(
        by, "made a priority into work", assessment, {}, {"words": words, "sub_action": added.key}
    )
    return work


def _hold_theme(assessment: SelfAssessment) -> None:
    # Two people who press the button at once wait for each other here, also in two rounds; what
    # decides is read after.
    of_theme = SelfAssessment.objects.filter(theme=assessment.theme, service=assessment.service)
    list(of_theme.select_for_update(of=("self",), no_key=True).order_by("pk").values("pk"))


def _check_can_be_made(assessment: SelfAssessment, words: str) -> None:
    if words not in lines_of(assessment):
        raise ValidationError(
            "This priority is not in the box any more. Read the self-assessment again."
        )
    # Of any round: a priority that stays in the next one is the same work.
    made = PriorityWork.objects.of_theme(assessment.theme_id, assessment.service_id)
    if twin := made.filter(words=words).select_related("sub_action__item").first():
        raise ValidationError(f"This priority is already sub-action {twin.sub_action.key}.")
    if len(words) > LONGEST:
        raise ValidationError(
            f"A sub-action’s title holds {LONGEST} characters; shorten the priority first."
        )
