"""Reads of self-assessments."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery


def _rows_of(model: str) -> QuerySet:
    """All rows of a model of this app; by its name, since the models import this file."""
    return apps.get_model("evidence", model).objects.all()


class SelfAssessmentQuerySet(QuerySet):
    def taking_answers(self) -> SelfAssessmentQuerySet:
        """Drafts of rounds that are open."""
        return self.filter(state="draft", round__closed_on=None)

    def of_theme(self, theme, service, *rounds) -> SelfAssessmentQuerySet:
        """Those of a theme by a service in these rounds."""
        return self.filter(theme=theme, service=service, round__in=[row for row in rounds if row])

    def for_change(self) -> SelfAssessmentQuerySet:
        """Self-assessments with all that a write asks of them."""
        return self.select_related("theme", "service", "round")

    def with_boxes(self) -> SelfAssessmentQuerySet:
        """Self-assessments with their answers, and who saved each last."""
        answers = _rows_of("Answer").select_related("prompt", "saved_by")
        return self.select_related("theme__parent", "service", "round").prefetch_related(
            Prefetch("answers", answers)
        )

    def with_last_submission(self) -> SelfAssessmentQuerySet:
        """Self-assessments with `submitted`: their submissions, the newest first."""
        submissions = _rows_of("Submission").select_related("made_by")
        return self.prefetch_related(Prefetch("submissions", submissions, to_attr="submitted"))

    def with_marks(self) -> SelfAssessmentQuerySet:
        """Self-assessments with their ratings, and with `citing`: what they cite now."""
        ratings = _rows_of("Rating").select_related("recommendation", "scale")
        cited = _rows_of("Support").current()
        return self.prefetch_related(
            Prefetch("ratings", ratings), Prefetch("supports", cited, to_attr="citing")
        )

    def submitted_once(self) -> SelfAssessmentQuerySet:
        """Those of which there is a version; they may have been reopened since."""
        return self.filter(Exists(_rows_of("Submission").filter(assessment=OuterRef("pk"))))

    def with_submitted_texts(self) -> SelfAssessmentQuerySet:
        """Self-assessments with `submitted_texts`: what was submitted last, by prompt; None before
        the first time.
        """
        # Only the texts, by a subquery: the page of a draft needs nothing else of the last round.
        last = _rows_of("Submission").filter(assessment=OuterRef("pk")).order_by("-number")
        return self.annotate(submitted_texts=Subquery(last.values("texts")[:1]))

    def with_knows(self) -> SelfAssessmentQuerySet:
        """Self-assessments with `knows`, whether "How do we know?" (Q3) is answered: by evidence
        that is cited under a text, or by the words "no evidence yet".
        """
        answers, supports = _rows_of("Answer").filled(), _rows_of("Support").current()
        text = Exists(answers.filter(assessment=OuterRef("pk"), prompt__key="Q3"))
        cited = Exists(supports.filter(assessment=OuterRef("pk")))
        return self.annotate(knows=Q(no_evidence_yet=True) | Q(text) & Q(cited))

    def with_filled(self) -> SelfAssessmentQuerySet:
        """The same with `written`, how many of the three boxes besides that one are filled."""
        # One condition each, not a join of answers and supports, which would multiply the rows.
        written = Count("answers", filter=~Q(answers__text="") & ~Q(answers__prompt__key="Q3"))
        return self.with_knows().annotate(written=written)


class AnswerQuerySet(QuerySet):
    def in_box(self, round: str, service: str, theme: str, prompt: str) -> AnswerQuerySet:
        """The answer in one box, with all that says where it belongs."""
        rows = self.select_related(
            "prompt", "assessment__round", "assessment__service", "assessment__theme"
        )
        place = {
            "assessment__round__key": round,
            "assessment__service__key": service,
            "assessment__theme__key": theme,
        }
        return rows.filter(**place, prompt__key=prompt)

    def filled(self) -> AnswerQuerySet:
        """Boxes with something in them."""
        return self.exclude(text="")


class SubmissionQuerySet(QuerySet):
    def current(self) -> SubmissionQuerySet:
        """Submissions that have not been reopened."""
        return self.filter(reopened_at=None)

    def at(self, theme, service, round) -> SubmissionQuerySet:
        """The versions of one theme by one service in a round, the newest first."""
        rows = self.filter(
            assessment__theme=theme, assessment__service=service, assessment__round=round
        )
        return rows.select_related("assessment", "made_by", "reopened_by")

    def of_round(self, round) -> SubmissionQuerySet:
        """What was submitted in a round, theme by theme."""
        rows = self.filter(assessment__round=round).order_by(
            "assessment__theme__order", "assessment__service__name"
        )
        return rows.select_related(
            "assessment__theme__parent", "assessment__service", "assessment__round", "made_by"
        )


class WordUploadQuerySet(QuerySet):
    def to_undo(self, service, round) -> WordUploadQuerySet:
        """What Word documents changed in a service's drafts of a round, the newest first; nothing
        once it is closed.
        """
        rows = self.filter(assessment__service=service, assessment__round=round)
        rows = rows.filter(assessment__state="draft", assessment__round__closed_on=None)
        return rows.select_related("assessment__theme", "made_by").order_by("-pk")

    def together_with(self, upload) -> WordUploadQuerySet:
        """Those of the same document."""
        return self.filter(made_by=upload.made_by_id, made_at=upload.made_at)


class RatingQuerySet(QuerySet):
    def touching(self, service, round, lines) -> RatingQuerySet:
        """What a service said in a round of these recommendations, and of the same ones of other
        themes.
        """
        # A recommendation printed under two themes is two items, either of which may point at the
        # other.
        own, same, twins = (
            Q(**{f"recommendation{path}__in": lines}) for path in ("", "__same_as", "__twins")
        )
        rows = self.filter(
            own | same | twins, assessment__service=service, assessment__round=round
        ).distinct()
        return rows.select_related("scale", "recommendation__parent")


class PriorityWorkQuerySet(QuerySet):
    def of_theme(self, theme, service) -> PriorityWorkQuerySet:
        """What a service made of the priorities of a theme, in whichever round."""
        return self.filter(assessment__theme=theme, assessment__service=service)

    def with_origin(self) -> PriorityWorkQuerySet:
        """With the self-assessment that each came from."""
        return self.select_related(
            "assessment__theme", "assessment__service", "assessment__round", "made_by"
        )
