"""Reads of sessions and their audiences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.apps import apps
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value

from accounts.database import read_as_written
from accounts.joined import Joined
from accounts.together import totals
from actions.models import SubAction

# A session's own headcount counts towards the target of the work it serves only for these
# audiences.
COUNTING = ("workforce", "commissioned")


class SessionQuerySet(QuerySet):
    def current(self) -> SessionQuerySet:
        """Sessions that have not been removed."""
        return self.filter(removed_on=None)

    def serving(self, key: str) -> SessionQuerySet:
        """Sessions that serve the sub-action with this key."""
        return self.filter(sub_actions__item__key=key)

    def with_lived_experience(self) -> SessionQuerySet:
        """Sessions that people with lived experience designed or delivered."""
        return self.filter(_lived())

    def counts(self, since: date | None, until: date | None) -> QuerySet:
        """How many sessions there are in `all`; the `number` of them held on these days (None: on
        any), and at how many of those people with lived experience designed or delivered it
        (`lived`); as one row.
        """
        held = Q(held_on__range=(since, until)) if since and until else Q()
        return totals(
            self,
            all=Count("pk"),
            number=Count("pk", filter=held),
            lived=Count("pk", filter=held & _lived()),
        )

    def for_list(self, audiences: AudienceQuerySet | None = None) -> SessionQuerySet:
        """Sessions with their audiences (or those of them that are meant) and the sub-actions they
        serve, as rows of a list show them.
        """
        # By its name, since the models import this file.
        every = apps.get_model("evidence", "Audience").objects
        audiences = (every if audiences is None else audiences).select_related("service")
        sub_actions = SubAction.objects.select_related("item")
        return self.select_related("logged_by").prefetch_related(
            Prefetch("audiences", queryset=audiences), Prefetch("sub_actions", queryset=sub_actions)
        )


def _lived() -> Q:
    # Where neither was done no number of people is stored, and nowhere else.
    return Q(lived_number__gte=1)


class AudienceQuerySet(QuerySet):
    def current(self) -> AudienceQuerySet:
        """Audiences of sessions that have not been removed."""
        return self.filter(session__removed_on=None)

    # The two groups are kinds in an address too, where each figure opens its list.
    def of_kind(self, kind: str) -> AudienceQuerySet:
        """Those of a kind; "counting" are the kinds that count towards a target, "not-counting" the
        others.
        """
        if kind == "counting":
            return self.filter(kind__in=COUNTING)
        return self.exclude(kind__in=COUNTING) if kind == "not-counting" else self.filter(kind=kind)

    def of_service(self, key: str | None) -> AudienceQuerySet:
        """Those of the service with this key; None: those of no one service."""
        return self.filter(service__key=key) if key else self.filter(service=None)

    def within(self, first_day: date, last_day: date) -> AudienceQuerySet:
        """Those of sessions held on one of these days; the last day counts, the day after does
        not.
        """
        return self.filter(session__held_on__range=(first_day, last_day))

    def serving(self, key: str) -> AudienceQuerySet:
        """Those of sessions that serve the sub-action with this key."""
        return self.filter(session__sub_actions__item__key=key)

    def for_file(self) -> Iterator[tuple]:
        """The session, its day, kind and part of lived experience, then the audience's own kind,
        service and headcount, and the keys of the sub-actions with a space between, in the order
        of the list; read in one statement, some at a time.
        """
        keys = SubAction.objects.order_by().filter(sessions=OuterRef("session"))
        keys = keys.values(of_all=Value(0)).annotate(keys=Joined("item__key", " "))
        rows = self.order_by("-session__held_on", "-session", "pk").values_list(
            *("session", "session__held_on", "session__kind", "session__lived_experience"),
            *("kind", "service__name", "headcount"),
            Subquery(keys.values("keys")),
        )
        return read_as_written(rows)

    def by_day(self) -> QuerySet:
        """Each day on which there were any in order, with its attendances."""
        days = self.order_by().values_list("session__held_on").annotate(Sum("headcount"))
        return days.order_by("session__held_on")

    def counted(self) -> QuerySet:
        """`total` attendances (None where there are none) at `number` sessions, as one row."""
        return totals(self, total=Sum("headcount"), number=Count("session", distinct=True))

    def total(self) -> int:
        """Attendances, not different people."""
        return self.aggregate(total=Sum("headcount"))["total"] or 0
