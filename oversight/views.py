"""The first page of each role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.permissions import needs

# Where each role begins; whoever holds several roles begins at the first.
HOMES = {
    Role.KEEPER: "my-work",
    Role.BOARD: "board",
    Role.CHAMPIONS: "participation",
    Role.ADMINISTRATOR: "administration",
    Role.MEMBER: "past-rounds",
}


@require_safe
@needs("read_rounds")
def home(request: HttpRequest) -> HttpResponse:
    """To the first page of the person's role."""
    return redirect(next(page for role, page in HOMES.items() if role in request.user.roles))
