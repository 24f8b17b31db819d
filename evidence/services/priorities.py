"""Priorities for change: each line of their box is one, and can become a sub-action."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.permissions import check
from actions.models import Action
from actions.services.work import add_sub_action

from ..models import PriorityWork, SelfAssessment
from ..priorities import lines_of
from .assessments import write_history

LONGEST = 300  # what the title of a sub-action holds


@transaction.atomic
def make_sub_action(*, by: User, assessment: SelfAssessment, words: str, action: Action, kind: str) -> PriorityWork:
    """Turn a priority for change into a sub-action of an action, kept by the service that assessed itself.

    Raises PermissionDenied, or ValidationError when the line is not there (any more), has become one already, or
    is too long for a title.
    """
    check(by, "assess", assessment)
    if words not in lines_of(assessment):
        raise ValidationError("This priority is not in the box any more. Read the self-assessment again.")
    if assessment.priorities_made.filter(words=words).exists():
        raise ValidationError("This priority has become a sub-action already.")
    if len(words) > LONGEST:
        raise ValidationError(f"A sub-action’s title holds {LONGEST} characters; shorten the priority first.")
    made = add_sub_action(by=by, action=action, service=assessment.service, title=words, kind=kind)
    work = PriorityWork.objects.create(assessment=assessment, words=words, sub_action=made, made_by=by)
    write_history(by, "made a priority into work", assessment, {}, {"words": words, "sub_action": made.key})
    return work
