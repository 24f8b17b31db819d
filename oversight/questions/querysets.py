"""Reads of what the Board asks."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Role, Service, User
from actions.models import SubAction
from actions.querysets import SubActionQuerySet

# As the models call the states, which take their querysets from this file.
WAITS, ANSWERED = "waits", "answered"


def asked_work(on: date) -> SubActionQuerySet:
    """The work whose owners are there to be asked on a day: an open service keeps it, and nothing
    has replaced it.
    """
    return SubAction.objects.filter(service__in=Service.objects.open(on), replaced_by=None)


class QuestionQuerySet(QuerySet):
    def waiting(self) -> QuestionQuerySet:
        """Those that nobody has answered since they were asked last."""
        return self.filter(state=WAITS)

    def answered(self) -> QuestionQuerySet:
        """Those whose answer the Board has neither accepted nor asked about again."""
        return self.filter(state=ANSWERED)

    def open(self) -> QuestionQuerySet:
        """Those that the Board has not done with."""
        return self.filter(state__in=[WAITS, ANSWERED])

    def about(self, *items: int) -> QuestionQuerySet:
        """Those about these texts, by their ids."""
        return self.filter(item__in=items)

    def answerable_by(self, user: User) -> QuestionQuerySet:
        """What this person answers for: a Promise Keeper, where her service keeps the sub-action or
        work that answers the call or theme; an administrator, where no open service does.
        """
        kept, whose = asked_work(timezone.localdate()), Q(pk__in=[])
        if Role.KEEPER in user.roles:
            whose |= kept.filter(service__in=user.services).stands_for("item")
        if Role.ADMINISTRATOR in user.roles:
            whose |= ~kept.stands_for("item")
        return self.filter(whose)

    def of_nobody(self) -> QuestionQuerySet:
        """What waits and no open service answers for."""
        return self.waiting().exclude(asked_work(timezone.localdate()).stands_for("item"))

    def owed_by(self, user: User) -> QuestionQuerySet:
        """What waits for this person's answer, the longest first."""
        rows = self.waiting().answerable_by(user).select_related("item")
        return rows.order_by("asked_on", "pk")

    def for_page(self) -> QuestionQuerySet:
        """With everything that a page says of one."""
        return self.select_related("item__parent", "asked_by", "closed_by", "round")


class DecisionQuerySet(QuerySet):
    def open(self) -> DecisionQuerySet:
        """Those of which nobody has said that they are done, or not: what is due first, first."""
        return self.filter(outcome="").order_by("due_on", "pk")

    def settled(self) -> DecisionQuerySet:
        """The others, those settled last first."""
        return self.exclude(outcome="").order_by("-outcome_on", "-pk")

    def owned_by(self, user: User) -> DecisionQuerySet:
        """What this person does, or a service that she keeps."""
        return self.filter(Q(person=user) | Q(service__in=user.services))

    def for_page(self) -> DecisionQuerySet:
        """With everything that a page says of one."""
        return self.select_related("item", "service", "person", "round", "made_by", "outcome_by")
