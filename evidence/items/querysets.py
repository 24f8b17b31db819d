"""Reads of evidence items and of what they support."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.apps import apps
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Model,
    Prefetch,
    Q,
    QuerySet,
    When,
)

from accounts.models import Role, Service, User
from accounts.searching import having
from actions.status import Visibility
from foundations.models import FrameworkItem

from .medium import Medium

PHOTOS = ["png", "jpg"]
# A day less than a week, so that a weekly run that starts a little earlier misses none.
CHECKED_FOR = timedelta(days=6)


def awaits_second_look(prefix: str = "") -> Q:
    """That an item is or holds a picture at which nobody else has looked yet; `prefix` is the way
    to it.
    """
    pictured = Q(**{f"{prefix}file_type__in": PHOTOS}) | Q(**{f"{prefix}pictures__gt": 0})
    return pictured & Q(**{f"{prefix}agreed_on": None})


class EvidenceQuerySet(QuerySet):
    def current(self) -> EvidenceQuerySet:
        """Items that have not been removed."""
        return self.filter(removed_on=None)

    def with_file_left(self) -> EvidenceQuerySet:
        """Items whose file was removed or taken out, and is still in the store."""
        gone = Q(removed_on__isnull=False) | Q(file_type="")
        return self.filter(gone).exclude(file="")

    def with_file(self) -> EvidenceQuerySet:
        """Items that stand and have a file that was not taken out."""
        return self.current().exclude(file="").exclude(file_type="")

    def with_lost_file(self) -> EvidenceQuerySet:
        """Items whose file was not where it is kept when it was last looked for."""
        return self.current().filter(lost_on__isnull=False)

    def visible_to(self, user: User) -> EvidenceQuerySet:
        """Board-level and public items for every role; internal ones for the service (or the
        Champions Board staff) that added them. A picture without a second look is internal, and the
        Champions Board staff may look at it.
        """
        unseen = awaits_second_look()
        readable = ~Q(visibility=Visibility.INTERNAL) & ~unseen
        own = Q(service__in=user.services)
        # To give a picture its second look one must see it.
        if Role.CHAMPIONS in user.roles:
            own |= Q(service=None) | unseen & ~Q(visibility=Visibility.INTERNAL)
        return self.filter(readable | own)

    def readable_by_board(self) -> EvidenceQuerySet:
        """Items that everyone who signs in may read, the Oversight Board among them."""
        return self.exclude(visibility=Visibility.INTERNAL).exclude(awaits_second_look())

    def to_cite(self, user: User, service: Service) -> EvidenceQuerySet:
        """What a Promise Keeper may cite in a self-assessment of a service: the service's own
        first, then the newest.
        """
        own = Case(When(service=service, then=True), default=False, output_field=BooleanField())
        rows = self.current().visible_to(user).select_related("service")
        return rows.order_by(own.desc(), "-dated_on", "-pk")

    def cited_in(self, assessment: Model | None) -> EvidenceQuerySet:
        """What a self-assessment cites; nothing where none is begun."""
        if assessment is None:
            return self.none()
        cited = _supports().filter(assessment=assessment).order_by()
        return self.filter(pk__in=cited.values("evidence"))

    @staticmethod
    def saying(words: str) -> Q:
        """That each of these words stands in an item's title, in what it shows or in the name of
        its service.
        """
        return having(words, "title", "shows", "service__name")

    def supporting(self, items: Iterable[FrameworkItem | int]) -> EvidenceQuerySet:
        """Items that support one of these things, or a part of one: of an action its sub-actions
        and criteria, of a theme its recommendations.
        """
        # No join: what supports two of these things would be listed twice.
        return self.filter(pk__in=_supports().of(items).order_by().values("evidence"))

    def with_supports(self) -> EvidenceQuerySet:
        """Items with everything that a row of a list shows; `supported` holds what they support."""
        supports = Prefetch("supports", _supports().with_ends(), to_attr="supported")
        return self.select_related("service", "added_by").prefetch_related(supports)

    def for_page(self) -> EvidenceQuerySet:
        """Items with everything that their own page shows."""
        people = self.select_related("service", "added_by", "agreed_by", "removed_by")
        return people.prefetch_related("fundamentals")

    def links_to_check(self, on: date) -> EvidenceQuerySet:
        """Links that were not checked in the last six days."""
        return self.filter(
            Q(checked_on=None) | Q(checked_on__lte=on - CHECKED_FOR), medium=Medium.LINK
        )

    def with_broken_link(self) -> EvidenceQuerySet:
        """Links that led nowhere when they were last checked."""
        return self.filter(medium=Medium.LINK, broken=True)

    def review_passed(self, on: date) -> EvidenceQuerySet:
        """Items past the day on which somebody wanted to look again."""
        return self.filter(review_on__lt=on)

    def awaiting_second_look(self) -> EvidenceQuerySet:
        """Pictures, and files with pictures, at which nobody but whoever added them has looked."""
        return self.filter(awaits_second_look())


class SupportQuerySet(QuerySet):
    def current(self) -> SupportQuerySet:
        """Links that have not been removed, to evidence that has not been removed."""
        return self.filter(removed_on=None, evidence__removed_on=None)

    def of(self, items: Iterable[FrameworkItem | int]) -> SupportQuerySet:
        """Links to one of these things, or of the things with these ids, to a part of it, or to a
        part of such a part.
        """
        keys = [item if isinstance(item, int) else item.pk for item in items]
        # Sets of their own, each found by an index; over joins every link would be read.
        parts = FrameworkItem.objects.filter(parent__in=keys).order_by().values("pk")
        deeper = FrameworkItem.objects.filter(parent__parent__in=keys).order_by().values("pk")
        return self.filter(Q(item__in=keys) | Q(item__in=parts) | Q(item__in=deeper))

    def visible_to(self, user: User) -> SupportQuerySet:
        """Links that stand, to evidence that this person may see."""
        items = apps.get_model("evidence", "EvidenceItem").objects
        return self.current().filter(evidence__in=items.visible_to(user))

    def counts_of(self, items: Iterable[FrameworkItem]) -> dict[int, int]:
        """How many pieces of evidence support each of these things, by its id; what has none is not
        in it.
        """
        # Without its own order, which would count each support by itself.
        counts = self.filter(item__in=list(items)).order_by().values_list("item")
        return dict(counts.annotate(Count("evidence", distinct=True)))

    def with_ends(self) -> SupportQuerySet:
        """Links with the thing, the update and who said so."""
        return self.select_related("item__parent", "update__posted_by", "made_by")


def _supports() -> SupportQuerySet:
    # By name: the models stand in a file that takes its querysets from this one.
    return apps.get_model("evidence", "Support").objects.current()
