"""What closing a service changes, and what stays of somebody who leaves, for the pages on which
that is decided.
"""

from __future__ import annotations

from django import template
from django.utils import timezone

from accounts.models import Service, User

from ..administration.leaving import read_closing, read_leaving

register = template.Library()


@register.inclusion_tag("oversight/administration/_closing.html")
def what_closing_changes(service: Service) -> dict:
    """The figures of a service before it is closed."""
    return {"service": service, "closing": read_closing(service, timezone.localdate())}


@register.inclusion_tag("oversight/administration/_leaving.html")
def what_stays(person: User, service: Service | None = None) -> dict:
    """The figures of a person before she leaves a service, or altogether."""
    return {"person": person, "service": service, "leaving": read_leaving(person, service)}
