"""Reads of what was heard, and of what those who can act replied."""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.db.models import (
    Case,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from accounts.models import Role, Service, User
from actions.models import SubAction
from actions.status import Visibility
from foundations.models import FrameworkItem
from foundations.models import Kind as ItemKind

# Nobody is asked to answer what stays inside.
INSIDE = Q(five_or_more=False)


class HeardQuerySet(QuerySet):
    def current(self) -> HeardQuerySet:
        """Entries that have not been removed."""
        return self.filter(removed_on=None)

    def for_every_role(self) -> HeardQuerySet:
        """Board-level and public ones, which every role may read."""
        return self.exclude(visibility=Visibility.INTERNAL)

    def visible_to(self, user: User) -> HeardQuerySet:
        """Board-level and public ones for every role; internal ones for Champions Board staff and
        for who logged them, while she keeps the roles of that day (`User.still_owns`).
        """
        if Role.CHAMPIONS in user.roles:
            return self
        lost = user.appointments.lost(timezone.localdate())
        then = lost.filter(starts_on__lte=OuterRef("logged_on"), ends_on__gte=OuterRef("logged_on"))
        own = Q(logged_by=user) & ~Exists(then)
        return self.filter(~Q(visibility=Visibility.INTERNAL) | own)

    def with_waits(self, on: date) -> HeardQuerySet:
        """Entries with `waits`, whether an answer is still owed, and `waited`, how long ago it was
        said.
        """
        ago = ExpressionWrapper(
            Value(on, output_field=DateField()) - F("heard_on"), DurationField()
        )
        return self.annotate(
            waits=Exists(_replies().unanswered().filter(heard=OuterRef("pk"))), waited=ago
        )

    def waiting(self, on: date) -> HeardQuerySet:
        """Entries to which an answer is still owed, the oldest first, each with `waited`."""
        return self.current().with_waits(on).filter(waits=True).order_by("heard_on", "pk")

    def for_list(self, on: date) -> HeardQuerySet:
        """Entries that stand: those that wait the longest first, then the newest
        answered ones.
        """
        # The answered ones have no such day, so they stand among themselves by their own.
        since = Case(When(waits=True, then="heard_on"))
        return self.current().with_waits(on).order_by("-waits", since, "-heard_on", "-pk")

    def about_foundation(self, key: str) -> HeardQuerySet:
        """Entries that went to a call of the foundation, or to a sub-action that answers one."""
        work = SubAction.objects.answering(key)
        went = Q(item__kind=ItemKind.CALL, item__parent__key=key) | Q(item__sub_action__in=work)
        return self.filter(pk__in=_replies().filter(went).values("heard"))


class ReplyQuerySet(QuerySet):
    def unanswered(self) -> ReplyQuerySet:
        """Nobody has answered these yet, though asked, and what was heard stands."""
        rows = self.filter(answered_on=None, heard__removed_on=None)
        return rows.exclude(heard__five_or_more=False)

    def asked_of_services(self) -> ReplyQuerySet:
        """What a group said and waits for, of which those who can act may read the words."""
        rows = self.unanswered().filter(heard__kind="heard")
        return rows.exclude(heard__visibility=Visibility.INTERNAL)

    def answered(self) -> ReplyQuerySet:
        """These have an answer."""
        return self.filter(answered_on__isnull=False)

    def about(self, *items: FrameworkItem | int) -> ReplyQuerySet:
        """Replies of sub-actions or calls to entries that stand, the newest entry first."""
        rows = self.filter(item__in=items, heard__removed_on=None)
        rows = rows.order_by("-heard__heard_on", "-pk")
        return rows.select_related("heard", "answered_by", "item__parent")

    def visible_to(self, user: User) -> ReplyQuerySet:
        """Replies to entries that the person may read."""
        entries = apps.get_model("evidence", "Heard").objects.visible_to(user)
        return self.filter(heard__in=entries)

    def answerable_by(self, user: User) -> ReplyQuerySet:
        """What this Promise Keeper may answer: for a sub-action, her service keeps it; for a call,
        her service keeps a sub-action that answers it. Where no open service does, every Promise
        Keeper may.
        """
        if Role.KEEPER not in user.roles:
            return self.none()
        open_services = Service.objects.open(on=timezone.localdate())
        kept = SubAction.objects.filter(service__in=open_services)
        mine = kept.filter(service__in=user.services).stands_for("item")
        return self.visible_to(user).filter(mine | ~kept.stands_for("item"))

    def owed_by(self, user: User) -> ReplyQuerySet:
        """What waits for this Promise Keeper's answer, the oldest first."""
        rows = self.unanswered().answerable_by(user).select_related("heard", "item__parent")
        return rows.order_by("heard__heard_on", "pk")


def _replies() -> ReplyQuerySet:
    # By name: the models stand in a file that takes its querysets from this one.
    return apps.get_model("evidence", "Reply").objects.all()
