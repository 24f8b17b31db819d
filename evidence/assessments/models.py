"""Self-assessments: one theme's four answers by one service in one round, and what goes with
them.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Service
from accounts.versions import hold
from actions.models import SubAction
from foundations.models import FrameworkItem, Round

from .querysets import (
    AnswerQuerySet,
    PriorityWorkQuerySet,
    RatingQuerySet,
    SelfAssessmentQuerySet,
    SubmissionQuerySet,
    WordUploadQuerySet,
)

USER = settings.AUTH_USER_MODEL


class AssessmentState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    SET_ASIDE = "set-aside", "Set aside: it does not apply to this service"


def check_is_open(round: Round) -> None:
    """Raises ValidationError once a round is closed."""
    if round.is_closed:
        raise ValidationError(f"{round} is closed; its answers stay as they are.")


def check_may_begin(service: Service) -> None:
    """Let nobody close a service that begins one until this transaction ends. Raises
    ValidationError for one that is closed; what it has begun it may finish.
    """
    hold(service)
    if service.is_closed(timezone.localdate()):
        raise ValidationError(f"{service} is closed: it begins no self-assessment any more.")


def check_theme_has_template(theme: FrameworkItem) -> None:
    """Raises ValidationError for a theme that the sources print no questions for."""
    if not theme.has_template:
        raise ValidationError(f"{theme.heading} has no template: there is nothing to fill in.")


class SelfAssessment(models.Model):
    """One theme, by one service, in one round. It exists once somebody has begun it or set it
    aside.
    """

    theme = models.ForeignKey(
        FrameworkItem, on_delete=models.PROTECT, related_name="self_assessments"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="self_assessments")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="self_assessments")
    state = models.CharField(max_length=9, choices=AssessmentState, default=AssessmentState.DRAFT)
    set_aside_reason = models.CharField(max_length=500, blank=True)
    # The explicit words for "How do we know?" where nothing is cited.
    no_evidence_yet = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = SelfAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["theme__order", "service__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "service", "round"], name="one_self_assessment_a_round"
            ),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.SET_ASIDE) & ~Q(set_aside_reason="")
                | ~Q(state=AssessmentState.SET_ASIDE) & Q(set_aside_reason=""),
                name="set_aside_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme.heading}, {self.service}, {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("theme-assessment", args=[self.round.key, self.service.key, self.theme.key])

    def check_takes_answers(self) -> None:
        """Raises ValidationError unless it is a draft of a round that is open."""
        check_is_open(self.round)
        if self.state == AssessmentState.SUBMITTED:
            raise ValidationError("This self-assessment is submitted. Reopen it to change it.")
        if self.state == AssessmentState.SET_ASIDE:
            raise ValidationError("This theme is set aside. Take it up again to write here.")


class Answer(models.Model):
    """What is in one of the four boxes as it stands: saved while people type, without a line of
    history.

    Its version is its own: two people who type in one box find out, and neither overwrites the
    other.
    """

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="answers")
    prompt = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    saved_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["prompt__order"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "prompt"], name="one_answer_a_box")
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.prompt_id}"


class Submission(models.Model):
    """A self-assessment as it was submitted: its texts, what was cited, its ratings. Never changed
    afterwards.
    """

    assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.PROTECT, related_name="submissions"
    )
    number = models.PositiveSmallIntegerField()
    # By the key of each prompt, its text.
    # Its own texts: the boxes go on changing after it was reopened.
    texts = models.JSONField(default=dict)
    no_evidence_yet = models.BooleanField(default=False)
    # The number and the title of each piece of evidence as it was called that day.
    cited = models.JSONField(default=list)
    ratings = models.JSONField(default=dict)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    reopened_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_reason = models.CharField(max_length=300, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="one_submission_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: version {self.number}"


class WordUpload(models.Model):
    """What a Word document put into boxes of one self-assessment, until that is undone or the theme
    is submitted.

    The rows of one document share who brought it in and the moment.
    """

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="uploads")
    # By the key of each prompt: what the box held before, and the digest of what was put there, by
    # which one sees whether somebody has written in it since.
    boxes = models.JSONField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = WordUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.made_at}"


class Scale(models.Model):
    """The words by which recommendations are rated, the least first; new words are a new scale."""

    words = models.JSONField()
    made_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_on = models.DateField(default=timezone.localdate)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        # The newest is on offer; the others are kept for the ratings given in their words.
        get_latest_by = "pk"

    def __str__(self) -> str:
        return ", ".join(self.words)


class Rating(models.Model):
    """To what extent a recommendation is met, in the words of the scale under which it was
    given.
    """

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="ratings")
    recommendation = models.ForeignKey(
        FrameworkItem, on_delete=models.PROTECT, related_name="ratings"
    )
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="ratings")
    # Its step in the words of its scale, from 0.
    place = models.PositiveSmallIntegerField()
    rated_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    rated_on = models.DateField(default=timezone.localdate)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "recommendation"], name="one_rating_a_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.word}"

    @property
    def word(self) -> str:
        return self.scale.words[self.place]


class PriorityWork(models.Model):
    """A priority for change that was made into a sub-action; its words are those of that day."""

    assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.PROTECT, related_name="priorities_made"
    )
    # The words of that day: the box goes on changing, and the sub-action has a title of its own.
    words = models.TextField()
    sub_action = models.OneToOneField(SubAction, on_delete=models.PROTECT, related_name="priority")
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(default=timezone.localdate)

    objects = PriorityWorkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.sub_action_id}"
