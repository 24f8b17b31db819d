"""What every page may show of the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict:
    """The council's name and whether this is the demonstration."""
    return {"council_name": settings.COUNCIL_NAME, "demo": settings.DEMO}
