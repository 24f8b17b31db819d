"""Actions, sub-actions and their updates."""

import factory
from django.utils import timezone

from actions.models import (
    Action,
    HandedOver,
    HandOver,
    Need,
    ProgressUpdate,
    Share,
    ShareWord,
    SubAction,
)
from actions.status import Kind, Status
from foundations.models import Kind as ItemKind

from .framework import ItemFactory
from .people import ServiceFactory, UserFactory


class ActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Action

    item = factory.SubFactory(ItemFactory, kind=ItemKind.ACTION)


class SubActionFactory(factory.django.DjangoModelFactory):
    """A dated sub-action of a service; nothing reported yet."""

    class Meta:
        model = SubAction
        skip_postgeneration_save = True

    item = factory.SubFactory(ItemFactory, kind=ItemKind.SUB_ACTION)
    action = factory.SubFactory(ActionFactory)
    service = factory.SubFactory(ServiceFactory)
    kind = Kind.DATED

    @factory.post_generation
    def owners(self, create, extracted, **kwargs):
        self.owners.set(extracted or [])


class ReportedSubActionFactory(SubActionFactory):
    """A sub-action said to be on track, and confirmed, today."""

    status = Status.ON_TRACK
    reported_on = factory.LazyFunction(timezone.localdate)
    confirmed_on = factory.LazyFunction(timezone.localdate)

    @factory.post_generation
    def update(self, create, extracted, **kwargs):
        """The update that says so."""
        ProgressUpdateFactory(sub_action=self, status=self.status, posted_on=self.reported_on)


class ProgressUpdateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgressUpdate

    sub_action = factory.SubFactory(SubActionFactory)
    posted_at = factory.LazyFunction(timezone.now)
    posted_on = factory.LazyFunction(timezone.localdate)
    posted_by = factory.SubFactory(UserFactory)
    service = factory.SelfAttribute("sub_action.service")
    status = Status.ON_TRACK
    changed = "The first workshop was held."


class NeedFactory(factory.django.DjangoModelFactory):
    """What would help a sub-action, which the Board must do."""

    class Meta:
        model = Need

    sub_action = factory.SubFactory(SubActionFactory)
    would_help = "A second trainer."
    who_acts = "board"
    asked_by = factory.SubFactory(UserFactory)


class ShareFactory(factory.django.DjangoModelFactory):
    """What another service is to do of a sub-action; it has said nothing of it yet."""

    class Meta:
        model = Share

    sub_action = factory.SubFactory(SubActionFactory)
    service = factory.SubFactory(ServiceFactory)
    words = "Train the school nurses."
    named_by = factory.SubFactory(UserFactory)


class ShareWordFactory(factory.django.DjangoModelFactory):
    """What a service says of its part."""

    class Meta:
        model = ShareWord

    share = factory.SubFactory(ShareFactory)
    status = Status.ON_TRACK
    words = "Four of six are trained."
    said_by = factory.SubFactory(UserFactory)


class HandOverFactory(factory.django.DjangoModelFactory):
    """That a person handed over what she owned."""

    class Meta:
        model = HandOver

    person = factory.SubFactory(UserFactory)
    made_by = factory.SelfAttribute("person")


class HandedOverFactory(factory.django.DjangoModelFactory):
    """One sub-action that was handed over, to somebody who did not own it."""

    class Meta:
        model = HandedOver

    hand_over = factory.SubFactory(HandOverFactory)
    sub_action = factory.SubFactory(SubActionFactory)
    heir = factory.SubFactory(UserFactory)
    was_owner = False
