"""What every page may show of the site itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.permissions import may


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool


# Label, name of the address, and the permission that it takes (None: whoever has a role).
PLACES = (
    ("My work", "my-work", "post_update"),
    ("Actions", "actions", None),
    ("Foundations", "foundations", None),
    ("Calls", "calls", None),
    ("Themes", "themes", None),
    ("Self-assessment", "assessments", None),
    ("Evidence", "evidence-list", None),
    ("Coverage", "coverage", None),
    ("Participation", "participation", None),
    ("Board", "board", None),
    ("Claims", "claims", "see_claims"),
    ("Assign", "assign", "assign_work"),
    ("Corrections", "corrections", "answer_correction"),
    ("People", "people", "manage_people"),
    ("Services", "services", None),
    ("History", "history", "read_history"),
)
# Pages that belong to an entry of another address, by what they begin with.
WITHIN = {
    "/sub-actions/": "actions",
    "/recommendations/": "themes",
    "/heard/": "board",
    "/board/agreements/": "claims",
    "/tensions/": "assessments",
}


def site(request: HttpRequest) -> dict:
    """The council's name, whether this is the demonstration, and the navigation of the person's
    roles.
    """
    return {
        "council_name": settings.COUNCIL_NAME,
        "demo": settings.DEMO,
        "navigation": navigation(request),
    }


def navigation(request: HttpRequest) -> list[Place]:
    # Error pages may be drawn before a user is known, and whoever has no role has no page.
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.roles:
        return []
    places = [(label, reverse(name)) for label, name, key in PLACES if not key or may(user, key)]
    here = next(
        (reverse(home) for start, home in WITHIN.items() if request.path.startswith(start)),
        request.path,
    )
    # Of a place within another, the inner one.
    current = max((url for _label, url in places if here.startswith(url)), key=len, default="")
    return [Place(label, url, url == current) for label, url in places]
