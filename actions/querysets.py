"""Reads of actions, sub-actions and progress updates."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.utils import timezone

from accounts.models import Role, User
from foundations.models import FrameworkItem, Link
from foundations.querysets import LinkQuerySet

from . import in_force
from .contradictions import annotations, any_holds
from .funding import Funding
from .status import GOES_BADLY, GOES_WELL, SETTLED, Kind, Status, Visibility

# A minute to see the slip, and another one to press the button.
UNDONE_WITHIN = timedelta(minutes=2)


class ActionQuerySet(QuerySet):
    def editable_by(self, user: User) -> ActionQuerySet:
        """Actions led by a service that the person keeps."""
        return self.filter(service__in=user.services)

    def for_row(self) -> ActionQuerySet:
        """Actions with what a row of a list shows of one."""
        return self.select_related("item", "service", "replaced_by__item")


class SubActionQuerySet(QuerySet):
    def for_row(self) -> SubActionQuerySet:
        """Sub-actions with how they stand and the service that keeps them."""
        rows = self.with_contradictions(timezone.localdate()).with_stop_reason()
        return rows.select_related("item__published_target", "service")

    def for_list(self) -> SubActionQuerySet:
        """Sub-actions with everything that a row of a list shows."""
        rows = self.for_row().select_related("action__item", "confirmed_by", "proposed_service")
        return rows.prefetch_related(Prefetch("owners", User.objects.with_keeping()))

    def with_stop_reason(self) -> SubActionQuerySet:
        """Sub-actions with `stop_reason`: what the update says that stopped one by a decision,
        which everyone may read; else empty.
        """
        updates = self.model._meta.get_field("updates").related_model.objects.current()
        said = updates.filter(sub_action=OuterRef("pk"), decided_on__isnull=False)
        # Asked of those alone that were stopped so.
        decided = When(decided_on__isnull=False, then=Subquery(said.values("changed")[:1]))
        reason = Case(decided, default=Value(""), output_field=TextField())
        return self.annotate(stop_reason=reason)

    def with_contradictions(self, on: date) -> SubActionQuerySet:
        """Sub-actions with all that their standing reads: what contradicts their status besides
        their dates, from when a report is fresh, and `known_moves`, how what they promise was
        moved.
        """
        moves = self.model._meta.get_field("moves").related_model.objects.select_related("made_by")
        rows = self.with_fresh_from(on).annotate(**annotations(on))
        return rows.prefetch_related(Prefetch("moves", moves, to_attr="known_moves"))

    def with_fresh_from(self, on: date) -> SubActionQuerySet:
        """Sub-actions with the terms that count on a day, and `fresh_from`: the first day of which
        a report still says how they go.
        """
        return self.annotate(**in_force.terms(on)).annotate(fresh_from=in_force.fresh_from(on))

    def for_page(self) -> SubActionQuerySet:
        """Sub-actions with everything that their own page shows."""
        people = (
            "proposed_by",
            "kind_confirmed_by",
            "dates_set_by",
            "target_set_by",
            "explained_by",
        )
        rows = self.for_list().select_related(*people, "replaced_by__item")
        return rows.prefetch_related("collaborators")

    def editable_by(self, user: User) -> SubActionQuerySet:
        """What the services of this Promise Keeper own."""
        return self.filter(service__in=user.services)

    def to_be_done(self) -> SubActionQuerySet:
        """All but what is replaced, or stopped by a recorded decision: of those nothing is owed."""
        ended = Q(status=Status.STOPPED, decided_on__isnull=False)
        return self.filter(~ended, replaced_by=None)

    def not_reported(self) -> SubActionQuerySet:
        return self.filter(status=Status.NOT_REPORTED)

    def late(self, on: date) -> SubActionQuerySet:
        """Dated work past the day that the council has set, and neither complete nor stopped."""
        return self.filter(kind=Kind.DATED, due_on__lt=on).exclude(status__in=SETTLED)

    def stuck(self, on: date) -> SubActionQuerySet:
        """What is late or said to go badly: first red, then amber, then what is late only, and
        among equals what was due first.
        """
        rows = self.filter(Q(pk__in=self.late(on).values("pk")) | Q(status__in=GOES_BADLY))
        red, amber = (
            Q(status__in=[status for status in GOES_BADLY if status.tone == tone])
            for tone in ("red", "amber")
        )
        worst = Case(When(red, then=0), When(amber, then=1), default=2)
        return rows.order_by(worst, F("due_on").asc(nulls_last=True), "reported_on", "pk")

    def stale(self, on: date) -> SubActionQuerySet:
        """Reported once, still owed, and not confirmed since the last progress round was closed."""
        # The day of the limit itself is still fresh, as `standing()` says of one row.
        rows = self.with_fresh_from(on).filter(confirmed_on__lt=F("fresh_from"))
        return rows.exclude(status__in=(Status.NOT_REPORTED, *SETTLED))

    def contradicted(self, on: date) -> SubActionQuerySet:
        """Said to go well, although the date has passed or something else speaks against it."""
        # As a set, so that it stands beside the other conditions in one OR.
        late = self.late(on).filter(status__in=GOES_WELL)
        return self.filter(Q(pk__in=late.values("pk")) | any_holds(on))

    def source_date_passed(self, on: date) -> SubActionQuerySet:
        """The source's date has passed and the council has neither confirmed nor replaced it."""
        undated = self.filter(due_on=None, review_on=None).exclude(status__in=SETTLED)
        return undated.filter(item__published_target__last_day__lt=on)

    def ownerless(self, on: date) -> SubActionQuerySet:
        """Nobody who is a Promise Keeper of its service on that day is named as owner."""
        # Being named is not enough: an owner who has left, or keeps another service now, does not
        # answer for it.
        keepers = User.objects.active().holding(on, role=Role.KEEPER, service=OuterRef("service"))
        return self.filter(~Exists(keepers.filter(owned_sub_actions=OuterRef("pk"))))

    def owner_names(self, on: date) -> QuerySet:
        """Pairs of the id of a sub-action and the name of an owner who is a Promise Keeper of its
        service on that day, by name.
        """
        # By the rows that join the two, so that the service and the owner are of the same pair.
        pairs = self.model.owners.through.objects.filter(subaction__in=self.order_by())
        service = OuterRef("subaction__service")
        keepers = User.objects.active().holding(on, role=Role.KEEPER, service=service)
        pairs = pairs.filter(Exists(keepers.filter(pk=OuterRef("user"))))
        return pairs.order_by("user__name").values_list("subaction", "user__name")

    def without_service(self, on: date) -> SubActionQuerySet:
        """No service has taken these on, or the one that had is closed by that day."""
        return self.filter(Q(service=None) | Q(service__closed_on__lte=on))

    def review_passed(self, on: date) -> SubActionQuerySet:
        """Commitments and recurring work past the day on which the council wanted to look again."""
        return self.filter(review_on__lt=on).exclude(status__in=SETTLED)

    def funded(self, on: date) -> SubActionQuerySet:
        """Those that are known to be paid for on a day."""
        return self.filter(funding=Funding.FUNDED, funded_until__gte=on)

    def unfunded(self, on: date) -> SubActionQuerySet:
        """Those that are said to be not funded, or of which the money has come to its end."""
        ended = Q(funding=Funding.FUNDED, funded_until__lt=on)
        return self.filter(ended | Q(funding=Funding.NOT_FUNDED))

    def without_target(self) -> SubActionQuerySet:
        """Neither the source nor the council states a number to reach."""
        return self.filter(target_number=None).exclude(item__published_target__number__isnull=False)

    def with_words(self, words: str) -> SubActionQuerySet:
        """Those with this key, or whose wording holds each of the words, in any order."""
        return self.filter(item__in=FrameworkItem.objects.with_words(words).order_by().values("pk"))

    def answering(self, foundation: str | None) -> SubActionQuerySet:
        """Those that answer a call of the foundation; None: those that answer no call at all.

        They answer it themselves, by a criterion, or through their action. Links count when
        confirmed, or suggested with high or medium confidence.
        """
        # Where no foundation is named these stay the links to all calls, and what is asked for is
        # the rest.
        calls = Link.objects.counted().to_calls()
        if foundation:
            calls = calls.filter(to_item__parent__key=foundation)
        return self.filter(_start_of(calls)) if foundation else self.exclude(_start_of(calls))

    def stands_for(self, item: str) -> Q:
        """That the item under this name stands for one of these sub-actions, or is what one of
        them answers, in the same ways.
        """
        works = self.order_by()
        own = works.values("item")
        through = works.values("action__item")
        starts = Q(from_item__in=own) | Q(from_item__parent__in=own) | Q(from_item__in=through)
        answered = Link.objects.counted().filter(starts).order_by().values("to_item")
        return Q(**{f"{item}__in": own}) | Q(**{f"{item}__in": answered})


def _start_of(links: LinkQuerySet) -> Q:
    """That a sub-action starts one of these links: itself, by a criterion, or through its
    action.
    """
    # Sets that are read once; asked of each sub-action, the three ways in one condition use no
    # index and grow with sub-actions times links.
    starts = links.order_by().values("from_item")
    parts = links.filter(from_item__parent__isnull=False).order_by().values("from_item__parent")
    return Q(item__in=starts) | Q(item__in=parts) | Q(action__item__in=starts)


class ProgressUpdateQuerySet(QuerySet):
    def current(self) -> ProgressUpdateQuerySet:
        """Updates that have not been withdrawn."""
        return self.filter(withdrawn_on=None)

    def visible_to(self, user: User) -> ProgressUpdateQuerySet:
        """Board-level and public ones for every role; internal ones for Keepers of the service that
        wrote them.
        """
        # The service of the day it was written: what was internal to the team that had the work
        # then does not pass to the one that has it now.
        own = Q(service__in=user.services)
        return self.filter(~Q(visibility=Visibility.INTERNAL) | own)

    def for_timeline(self) -> ProgressUpdateQuerySet:
        """With their authors, their services and who said that they are still true, in two
        statements.
        """
        said = self.model._meta.get_field("confirmations").related_model.objects.select_related(
            "said_by"
        )
        return self.select_related("posted_by", "service").prefetch_related(
            Prefetch("confirmations", queryset=said)
        )


class ConfirmationQuerySet(QuerySet):
    def undoable_by(self, user: User) -> ConfirmationQuerySet:
        """What this person has said a moment ago and may take back."""
        return self.filter(said_by=user, said_at__gte=timezone.now() - UNDONE_WITHIN)


class MoveQuerySet(QuerySet):
    def waiting(self, on: date) -> MoveQuerySet:
        """Moves that do not count yet on a day: they do from the day after the next progress round
        is closed; where none has ever been closed, once SILENT_AFTER_DAYS have gone.
        """
        return self.filter(in_force.waits(on, made_on="made_on", counts_from="counts_from"))


class OccurrenceQuerySet(QuerySet):
    def held(self) -> OccurrenceQuerySet:
        return self.filter(kept_on__isnull=False)

    def around(self, day: date) -> OccurrenceQuerySet:
        """The one whose period holds that day, if there is one."""
        return self.filter(first_day__lte=day, last_day__gte=day)


class NeedQuerySet(QuerySet):
    def open(self) -> NeedQuerySet:
        """What nobody has answered or withdrawn."""
        return self.filter(answered_on=None, withdrawn_on=None)

    def waiting(self) -> NeedQuerySet:
        """What is open, of work that is to be done: nothing is owed to what was stopped by a
        decision or replaced.
        """
        work = self.model._meta.get_field("sub_action").related_model.objects.order_by()
        return self.open().filter(sub_action__in=work.to_be_done().values("pk"))

    def asked_of(self, user: User) -> NeedQuerySet:
        """What waits for the services that this person keeps."""
        return self.waiting().filter(acting_service__in=user.services)

    def for_page(self) -> NeedQuerySet:
        """With everything that a page says of one."""
        people = ("asked_by", "answered_by")
        return self.select_related("sub_action__item", "acting_service", *people)
