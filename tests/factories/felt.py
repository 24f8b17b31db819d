"""What groups are asked about, and what they say."""

import factory
from django.utils import timezone

from foundations.models import Kind
from oversight.models import Chosen, Felt

from .framework import ItemFactory, RoundFactory
from .people import UserFactory


class ChosenFactory(factory.django.DjangoModelFactory):
    """A call that groups are asked about."""

    class Meta:
        model = Chosen

    round = factory.SubFactory(RoundFactory)
    item = factory.SubFactory(ItemFactory, kind=Kind.CALL)
    chosen_by = factory.SubFactory(UserFactory)


class FeltFactory(factory.django.DjangoModelFactory):
    """What a group of six said of it today: no."""

    class Meta:
        model = Felt

    chosen = factory.SubFactory(ChosenFactory)
    said = "no"
    people = 6
    talked_on = factory.LazyFunction(timezone.localdate)
    words = "We do not feel it."
    recorded_by = factory.SubFactory(UserFactory)
