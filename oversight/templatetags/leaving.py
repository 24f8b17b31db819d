"""What closing a service changes, and what stays of somebody who leaves, for the pages on which
that is decided.
"""

from __future__ import annotations

from django import template
from django.utils import timezone

from accounts.models import Appointment, Service, User
from evidence.agreed.parts import ALL

from ..administration.leaving import read_closing, read_leaving

register = template.Library()


@register.inclusion_tag("oversight/administration/_closing.html")
def what_closing_changes(service: Service) -> dict:
    """The figures of a service before it is closed."""
    closing = read_closing(service, timezone.localdate())
    return {"service": service, "closing": closing, "all_work": ALL}


@register.inclusion_tag("oversight/administration/_leaving.html")
def what_stays(person: User, held: Appointment | None = None) -> dict:
    """The figures of a person before a role of hers ends, or before she goes altogether."""
    return {"person": person, "held": held, "leaving": read_leaving(person, held)}
