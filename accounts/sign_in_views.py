"""Signing in and out: django-allauth's pages, with what the product adds to them."""

from __future__ import annotations

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .middleware import role_not_required
from .models import Role, User

DEMO_ADDRESS = "@demo.test"


class SignInView(LoginView):
    """The sign-in page; in demo mode with the accounts that anyone may try."""

    def get_context_data(self, **values) -> dict:
        return super().get_context_data(**values) | _demo_context()


def _demo_context() -> dict:
    """The demo's accounts with the words of their roles, and their password; nothing outside demo
    mode.
    """
    if not settings.DEMO:
        return {}
    today = timezone.localdate()
    people = (
        User.objects.able_to_sign_in()
        .filter(email__endswith=DEMO_ADDRESS)
        .holding(today)
        .order_by("pk")
    )
    in_order = sorted(people.with_roles(today), key=_place_of_role)
    accounts = [
        {"email": person.email, "words": ", ".join(map(str, person.current_appointments))}
        for person in in_order
    ]
    return {"demo_accounts": accounts, "demo_password": settings.DEMO_PASSWORD}


def _place_of_role(person: User) -> int:
    """Where the first of a person's roles stands in the list of roles."""
    return min(list(Role).index(role) for role in person.roles)


# Also for whoever has been signed out meanwhile: the sign-in page would lead back here, and out
# again.
@method_decorator(login_not_required, name="dispatch")
class SignOutView(LogoutView):
    """Signs out and lets the browser forget the pages it kept."""

    def post(self, *args, **values) -> HttpResponse:
        response = super().post(*args, **values)
        response["Clear-Site-Data"] = '"cache"'
        return response


@role_not_required
@never_cache
@require_safe
def still_here(request: HttpRequest) -> HttpResponse:
    """Asked now and then by a page in which someone types: asking renews the session (see
    middleware).
    """
    return HttpResponse(status=204)
