"""What the Board asks and decides."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from oversight.models import (
    Decision,
    Duty,
    Heading,
    Member,
    Pack,
    Period,
    Priority,
    Question,
    Stakeholder,
    Turn,
)

from .framework import ItemFactory
from .people import ServiceFactory, UserFactory


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question about a call, which nobody has answered."""

    class Meta:
        model = Question

    item = factory.SubFactory(ItemFactory)
    words = "How many schools are left?"
    asked_by = factory.SubFactory(UserFactory)


class TurnFactory(factory.django.DjangoModelFactory):
    """An answer to a question."""

    class Meta:
        model = Turn

    question = factory.SubFactory(QuestionFactory)
    kind = "answer"
    words = "Seven are left."
    said_by = factory.SubFactory(UserFactory)


class DecisionFactory(factory.django.DjangoModelFactory):
    """What a service is to do within a month."""

    class Meta:
        model = Decision

    words = "The seven schools are visited."
    service = factory.SubFactory(ServiceFactory)
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    made_by = factory.SubFactory(UserFactory)


class MemberFactory(factory.django.DjangoModelFactory):
    """Who chairs the Board."""

    class Meta:
        model = Member

    body = "oversight-board"
    role = "Chair"
    name = "Rhona Whitfield"
    added_by = factory.SubFactory(UserFactory)


class StakeholderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stakeholder

    name = "The health board"
    part = "Pays for half of it."
    added_by = factory.SubFactory(UserFactory)


class PriorityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Priority

    words = "Brothers and sisters live together."
    origin = "mandated"
    added_by = factory.SubFactory(UserFactory)


class DutyFactory(factory.django.DjangoModelFactory):
    """A report that the law asks for, without a heading or a period."""

    class Meta:
        model = Duty

    key = factory.Sequence(lambda n: f"duty-{n}")
    order = factory.Sequence(lambda n: n)
    name = factory.Sequence(lambda n: f"Report {n}")
    law = "An Act, section 1"
    asks = "A council must report."
    source = "An Act, section 1(1)"
    interval = "Every three years"


class HeadingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Heading

    duty = factory.SubFactory(DutyFactory)
    key = factory.Sequence(lambda n: f"heading-{n}")
    order = factory.Sequence(lambda n: n)
    words = factory.Sequence(lambda n: f"what was done {n}")
    source = "An Act, section 1(2)"


class PeriodFactory(factory.django.DjangoModelFactory):
    """A period that ended long ago, of which nobody has said anything."""

    class Meta:
        model = Period

    duty = factory.SubFactory(DutyFactory)
    starts_on = date(2024, 4, 1)
    ends_on = date(2025, 3, 31)


class PackFactory(factory.django.DjangoModelFactory):
    """The Board's pack of an edition, which somebody has asked for."""

    class Meta:
        model = Pack

    form = "board"
    number = 1
    asked_by = factory.SubFactory(UserFactory)
