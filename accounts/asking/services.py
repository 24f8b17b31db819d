"""Writes of what was said for passages that may stay."""

from __future__ import annotations

from django.forms import BaseForm

from ..models import User
from .models import Assurance


def assure(*, by: User, form: BaseForm) -> None:
    """Keep who has answered the question of a form, and why, so that it is not asked again, also
    where the form is refused for something else; nothing where it is not answered.
    """
    question = getattr(form, "question", None)
    if question and not question.fault:
        rows = [
            Assurance(digest=doubt.digest, reason=question.reason, made_by=by)
            for doubt in question.passages
        ]
        # Two may answer for one passage at once: the first stands.
        Assurance.objects.bulk_create(rows, ignore_conflicts=True)
