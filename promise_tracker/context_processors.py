"""What every page may show of the site itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from .navigation import navigation


def site(request: HttpRequest) -> dict:
    """The council's name, whether this is the demonstration, and the navigation of the person's
    roles.
    """
    return {
        "council_name": settings.COUNCIL_NAME,
        "demo": settings.DEMO,
        "navigation": navigation(request),
    }
