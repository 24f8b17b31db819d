"""People, their roles, and services."""

from datetime import date

import factory

from accounts.models import Appointment, Role, Service, ServiceKind, User

PASSWORD = "a-long-enough-phrase"


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    key = factory.Sequence(lambda n: f"service-{n}")
    name = factory.Sequence(lambda n: f"Service {n}")
    kind = ServiceKind.COUNCIL


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person-{n}@council.test")
    name = factory.Sequence(lambda n: f"Person {n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        self.save()


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    user = factory.SubFactory(UserFactory)
    role = Role.BOARD
    # Long ago, so that a test may set the clock to any day since.
    starts_on = date(2020, 1, 1)
    service = factory.Maybe(
        factory.LazyAttribute(lambda held: held.role == Role.KEEPER),
        factory.SubFactory(ServiceFactory),
    )
