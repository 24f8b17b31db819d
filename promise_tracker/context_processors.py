"""What every page may show of the site itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from accounts.marks import mark_of

from .navigation import navigation


def site(request: HttpRequest) -> dict:
    """The council's name, whether this is the demonstration, the navigation of the person's roles,
    and the mark under which a device keeps what this person types.
    """
    # Error pages may be drawn before a user is known.
    person = getattr(request, "user", None)
    return {
        "council_name": settings.COUNCIL_NAME,
        "demo": settings.DEMO,
        "navigation": navigation(request),
        "person_mark": mark_of(person) if person and person.is_authenticated else "",
    }
