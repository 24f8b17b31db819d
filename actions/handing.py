"""What one person owns and can hand over, and to whom."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from accounts.models import Absence, Appointment, Role, Service, User
from accounts.permissions import may

from .models import HandedOver, HandOver, SubAction


def owned_by(person: User, by: User) -> QuerySet:
    """What is to be done of which this person is named as owner, service by service: all of it for
    whoever assigns work, else what the services of the one who asks keep.
    """
    rows = SubAction.objects.to_be_done().filter(owners=person, service__isnull=False)
    if not may(by, "assign_work"):
        rows = rows.filter(service__in=by.services)
    rows = rows.select_related("item", "service").prefetch_related("owners")
    return rows.order_by("service__name", *SubAction._meta.ordering)


def heirs_of(person: User, services: set[int], on: date) -> dict[Service, list[User]]:
    """The other Promise Keepers on a day of each of these services (by their ids), by name; a
    service that has none is left out.
    """
    held = Appointment.objects.current(on).filter(
        role=Role.KEEPER, service__in=services, user__is_active=True
    )
    found: dict[Service, list[User]] = {}
    for one in held.exclude(user=person).select_related("user", "service").order_by("user__name"):
        people = found.setdefault(one.service, [])
        if one.user not in people:
            people.append(one.user)
    return found


def stays_with(person: User, on: date) -> QuerySet:
    """When this person stands in for others, now or later: they have chosen her, and nobody else
    can choose for them.
    """
    return Absence.objects.not_over(on).filter(deputy=person).select_related("person")


def rows_of(hand_over: HandOver) -> list[HandedOver]:
    """What was handed over in one act, as it stands now."""
    rows = hand_over.rows.select_related("heir", "sub_action__item", "sub_action__service")
    return list(rows.prefetch_related("sub_action__owners"))
