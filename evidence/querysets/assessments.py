"""Reads of self-assessments."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from accounts.models import User


class SelfAssessmentQuerySet(QuerySet):
    def editable_by(self, user: User) -> SelfAssessmentQuerySet:
        """Those of the services that this Promise Keeper keeps."""
        return self.filter(service__in=user.services)

    def counting(self) -> SelfAssessmentQuerySet:
        """Those that are not set aside."""
        return self.exclude(state="set-aside")

    def with_boxes(self) -> SelfAssessmentQuerySet:
        """Self-assessments with their answers, and who saved each last."""
        answers = self.model._meta.get_field("answers").related_model.objects.select_related("prompt", "saved_by")
        return self.select_related("theme__parent", "service", "round").prefetch_related(Prefetch("answers", answers))

    def with_last_submission(self) -> SelfAssessmentQuerySet:
        """Self-assessments with `submitted`: their submissions, the newest first."""
        submissions = self.model._meta.get_field("submissions").related_model.objects.select_related("made_by")
        return self.prefetch_related(Prefetch("submissions", submissions, to_attr="submitted"))


class AnswerQuerySet(QuerySet):
    def filled(self) -> AnswerQuerySet:
        """Boxes with something in them."""
        return self.exclude(text="")


class SubmissionQuerySet(QuerySet):
    def standing(self) -> SubmissionQuerySet:
        """Submissions that have not been reopened."""
        return self.filter(reopened_at=None)

    def of_round(self, round) -> SubmissionQuerySet:
        """What was submitted in a round, theme by theme."""
        rows = self.filter(assessment__round=round).order_by("assessment__theme__order", "assessment__service__name")
        return rows.select_related("assessment__theme__parent", "assessment__service", "assessment__round", "made_by")
