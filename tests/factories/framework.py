"""Published texts, what is said of them, and rounds."""

from datetime import timedelta

import factory
from django.utils import timezone

from foundations.models import Correction, FrameworkItem, Link, Round
from foundations.models import Kind as ItemKind

from .people import UserFactory


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FrameworkItem

    key = factory.Sequence(lambda n: f"X{n}")
    kind = ItemKind.CALL
    text = factory.Sequence(lambda n: f"Text of item {n}.")
    order = factory.Sequence(lambda n: n)
    source_document = "A test document"
    plan = "Plan 21-24"


class LinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Link

    from_item = factory.SubFactory(ItemFactory, kind=ItemKind.SUB_ACTION)
    to_item = factory.SubFactory(ItemFactory)
    confidence = "high"
    from_words = "words"
    to_words = "words"


class RoundFactory(factory.django.DjangoModelFactory):
    """A round of this month that asks for self-assessment and progress."""

    class Meta:
        model = Round
        skip_postgeneration_save = True

    key = factory.Sequence(lambda n: f"round-{n}")
    name = factory.Sequence(lambda n: f"Round {n}")
    first_day = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=10))
    last_day = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=20))
    asks_assessment = True
    opened_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def edition(self, create, extracted, **kwargs):
        """A round that is closed was closed once."""
        if create and self.closed_on:
            by = self.closed_by or self.opened_by
            self.editions.create(number=1, closed_by=by, closed_on=self.closed_on)


class CorrectionFactory(factory.django.DjangoModelFactory):
    """A proposal, not yet answered, how the text of a call should read."""

    class Meta:
        model = Correction

    item = factory.SubFactory(ItemFactory)
    part = "text"
    source_wording = factory.SelfAttribute("item.text")
    wording = factory.Sequence(lambda n: f"Better wording {n}.")
    reason = "A line is missing."
    proposed_by = factory.SubFactory(UserFactory)
