"""Which rows of a data set its operations look at."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count
from django.utils import timezone

from accounts.models import Role, Service, User
from actions.models import SubAction
from actions.status import Kind
from evidence.models import Heard, SelfAssessment
from foundations.models import Edition, Round
from oversight.board.rounds import at
from oversight.models import Question


class Places:
    """The busiest sub-action, one without updates, a service, and somebody of each role."""

    def __init__(self):
        by_updates = SubAction.objects.annotate(told=Count("updates", distinct=True))
        self.busy = by_updates.exclude(service=None).order_by("-told", "pk").first()
        self.quiet = by_updates.filter(told=0).order_by("-pk").first()
        self.round = Round.objects.order_by("-first_day").first()
        self.draft = (
            SelfAssessment.objects.filter(state="draft", round=self.round).order_by("pk").first()
        )
        self.recurring = (
            SubAction.objects.filter(kind=Kind.RECURRING, occurrences__isnull=False)
            .order_by("pk")
            .first()
        )
        self.heard = Heard.objects.order_by("pk").first()
        self.question = Question.objects.order_by("-pk").first()
        self.today: date = timezone.localdate()

    def keeper(self, service: Service) -> User:
        return User.objects.filter(appointments__service=service).order_by("pk").first()

    def holder(self, role: Role) -> User:
        return User.objects.filter(appointments__role=role).order_by("pk").first()

    @property
    def theme(self) -> str:
        """The address of the draft."""
        return self.draft.get_absolute_url()

    @property
    def closed(self) -> str:
        """The address of the Board's page of the last round that was closed."""
        edition = Edition.objects.filter(snapshot__isnull=False).order_by("-pk").first()
        return f"{at(edition)}/board/"

    @property
    def whole(self) -> str:
        """The address of all that the service of the draft says."""
        return f"/self-assessment/{self.draft.round.key}/{self.draft.service.key}/"

    @property
    def a_week_ago(self) -> date:
        return self.today - timedelta(days=7)
