"""Signing in and out: django-allauth's pages, with what the product adds to them."""

from __future__ import annotations

from http import HTTPStatus

from allauth.account.views import (
    LoginView,
    LogoutView,
    PasswordResetFromKeyView,
    PasswordResetView,
)
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .middleware import ENDED, role_not_required
from .models import Role, User
from .sealed.sealing import SEALED, unseal
from .sign_in_forms import AskForLinkForm, NewPasswordForm, SignInForm
from .tries import limits, places

TOO_MANY_LINKS = "Too many links were asked for from where you are. Wait an hour, then ask again."


@method_decorator(login_not_required, name="dispatch")
class SignInView(LoginView):
    """The sign-in page; in demo mode with the accounts that anyone may try. Sealed words travel
    through it to the page that they were typed on.
    """

    def dispatch(self, request: HttpRequest, *args, **values) -> HttpResponse:
        response = super().dispatch(request, *args, **values)
        if request.user.is_authenticated and SEALED in request.POST:
            # A browser sends the words on to where it is led, which it would drop otherwise.
            response.status_code = HTTPStatus.TEMPORARY_REDIRECT
        return response

    def get_context_data(self, **values) -> dict:
        carried = _carried(self.request.POST.get(SEALED, ""))
        has_ended = {"has_ended": self.request.GET.get(ENDED, "") if not carried else ""}
        return super().get_context_data(**values) | _demo_context() | carried | has_ended


class AskForLinkView(PasswordResetView):
    """Asking for a link for a forgotten password."""

    def form_valid(self, form: AskForLinkForm) -> HttpResponse:
        if not limits.may_ask_for_link(self.request, form.cleaned_data["email"]):
            form.add_error(None, TOO_MANY_LINKS)
            return self.form_invalid(form)
        return super().form_valid(form)


class NewPasswordView(PasswordResetFromKeyView):
    """Choosing a password by a mailed link, which opens the door again to whom others have shut
    out.
    """

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        response = super().form_valid(form)
        limits.forget(self.reset_user.email)
        places.know_browser(self.request, response, self.reset_user.email)
        return response


def sign_in_page(request: HttpRequest, sealed: str) -> HttpResponse:
    """The sign-in page for whoever was signed out while writing, with the sealed words in it."""
    context = {"form": SignInForm(request=request)} | _demo_context() | _carried(sealed)
    return render(request, "account/login.html", context, status=HTTPStatus.UNAUTHORIZED)


def _carried(sealed: str) -> dict:
    """What the sign-in page has of sealed words: nothing where there are none."""
    words = unseal(sealed)
    if words is None:
        return {}
    hidden = '<input type="hidden" name="{}" value="{}">' * 2
    names = (REDIRECT_FIELD_NAME, words.page, SEALED, sealed)
    field = format_html(hidden, *names)
    return {"words": words, "sealed": sealed, "name": SEALED, "redirect_field": field}


def _demo_context() -> dict:
    """The demo's accounts with the words of their roles, and their password; nothing outside demo
    mode.
    """
    if not settings.DEMO:
        return {}
    today = timezone.localdate()
    people = (
        User.objects.able_to_sign_in()
        .filter(email__endswith=settings.DEMO_ADDRESS)
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
        if SEALED in self.request.POST:
            response = sign_in_page(self.request, self.request.POST[SEALED])
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
