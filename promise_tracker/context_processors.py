"""What every page may show of the site itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from accounts.models import Role


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool


# Label, address, and the role whose entry it is (None: every role).
PLACES = (
    ("My work", "/my-work/", Role.KEEPER),
    ("Actions", "/actions/", None),
    ("Foundations", "/foundations/", None),
    ("Calls", "/calls/", None),
    ("Themes", "/themes/", None),
    ("Coverage", "/coverage/", None),
    ("Board", "/board/", None),
    ("Assign", "/assign/", Role.ADMINISTRATOR),
    ("People", "/people/", Role.ADMINISTRATOR),
    ("Services", "/services/", None),
    ("History", "/history/", Role.ADMINISTRATOR),
)


def site(request: HttpRequest) -> dict:
    """The council's name, whether this is the demonstration, and the navigation of the person's roles."""
    return {
        "council_name": settings.COUNCIL_NAME,
        "demo": settings.DEMO,
        "navigation": navigation(request),
    }


def navigation(request: HttpRequest) -> list[Place]:
    """The entries for whoever is signed in; none for anyone else."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.roles:
        return []
    places = [(label, url) for label, url, role in PLACES if role is None or role in user.roles]
    return [Place(label, url, request.path.startswith(url)) for label, url in places]
