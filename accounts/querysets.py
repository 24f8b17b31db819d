"""Reads of people, services and history."""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from .searching import having


def _appointments(on: date) -> AppointmentQuerySet:
    # By name, since the models import this file.
    return apps.get_model("accounts", "Appointment").objects.current(on)


class ServiceQuerySet(QuerySet):
    def open(self, on: date) -> ServiceQuerySet:
        """Services that still take work on that day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on))

    def called(self, words: str) -> ServiceQuerySet:
        """Services whose name has all of these words in it, in any order."""
        return self.filter(having(words, "name"))

    def with_keepers(self, on: date) -> ServiceQuerySet:
        """Services with their `keepers`: the appointments that active people hold in them on that
        day.
        """
        held = _appointments(on).filter(user__is_active=True).select_related("user")
        held = held.order_by("user__name")
        return self.prefetch_related(Prefetch("appointments", queryset=held, to_attr="keepers"))


class UserQuerySet(QuerySet):
    def active(self) -> UserQuerySet:
        """People who are not deactivated."""
        return self.filter(is_active=True)

    def able_to_sign_in(self) -> UserQuerySet:
        """Active people who have set a password."""
        return self.active().exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def invited(self) -> UserQuerySet:
        """Active people who have not set a password yet."""
        return self.active().filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def keepers_of(self, service: int, on: date) -> UserQuerySet:
        """Active Promise Keepers of the service on that day."""
        return self.active().holding(on, service=service)

    def holding(self, on: date, **wanted) -> UserQuerySet:
        """People with an appointment on that day that has the wanted role, or service, if one is
        named.
        """
        # One filter() call: two would be satisfied by two different appointments.
        held = Q(appointments__starts_on__lte=on) & (
            Q(appointments__ends_on=None) | Q(appointments__ends_on__gt=on)
        )
        return self.filter(
            held, **{f"appointments__{name}": value for name, value in wanted.items()}
        ).distinct()

    def with_keeping(self) -> UserQuerySet:
        """People with `keeping`: every appointment as a Promise Keeper that they hold or held."""
        held = apps.get_model("accounts", "Appointment").objects.filter(role="keeper")
        return self.prefetch_related(Prefetch("appointments", queryset=held, to_attr="keeping"))

    def named(self, words: str) -> UserQuerySet:
        """People whose name or e-mail address has all of these words in it."""
        # Each word by itself, in any order: people are sought as “Reid Kirsty” too.
        return self.filter(having(words, "name", "email"))

    def called(self, words: str) -> UserQuerySet:
        """People whose name has all of these words in it, in any order."""
        return self.filter(having(words, "name"))

    def with_last_mail(self) -> UserQuerySet:
        """People with when the last mail to them was made, left or was given up (`mail_made_at`,
        `mail_sent_at`, `mail_given_up_at`).
        """
        last = apps.get_model("accounts", "Mail").objects.filter(to=OuterRef("email"))
        last = last.order_by("-pk")
        names = ("made_at", "sent_at", "given_up_at")
        return self.annotate(**{f"mail_{name}": Subquery(last.values(name)[:1]) for name in names})

    def with_roles(self, on: date) -> UserQuerySet:
        """People with their appointments of that day, read at once for a whole list."""
        held = _appointments(on).select_related("service")
        return self.prefetch_related(
            Prefetch("appointments", queryset=held, to_attr="current_appointments")
        )


class AppointmentQuerySet(QuerySet):
    def current(self, on: date) -> AppointmentQuerySet:
        """Appointments held on that day."""
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gt=on))

    def coming(self, on: date) -> AppointmentQuerySet:
        """Appointments that start after that day."""
        return self.filter(starts_on__gt=on).filter(Q(ends_on=None) | Q(ends_on__gt=F("starts_on")))

    def lost(self, on: date) -> AppointmentQuerySet:
        """Appointments that have ended by that day, of roles (of the same service) that the person
        does not hold again on it.
        """
        same = Q(service=OuterRef("service")) | Q(service=None)
        again = _appointments(on).filter(same, user=OuterRef("user"), role=OuterRef("role"))
        return self.filter(~Exists(again), ends_on__lte=on)

    def over(self, on: date) -> AppointmentQuerySet:
        """Appointments that have ended by that day, or were ended before they began."""
        return self.filter(Q(ends_on__lte=on) | Q(ends_on=F("starts_on")))


class ChangeQuerySet(QuerySet):
    def of(self, thing: str, key: str) -> ChangeQuerySet:
        """The history of one object, newest first."""
        return self.filter(thing=thing, key=key)

    # The database refuses both; here it is said in words, before anything is sent.
    def delete(self):
        raise TypeError("History cannot be deleted.")

    def update(self, **changes):
        raise TypeError("History cannot be changed.")
