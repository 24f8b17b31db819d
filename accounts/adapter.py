"""How sign-in differs from django-allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from .history import record
from .models import User
from .tries import limits, places


class ClosedDoorAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; what people choose themselves is recorded too."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "The e-mail address or the password is not right. Please check both."
        ),
        "account_inactive": "This account is not in use. Please ask an administrator.",
        "invalid_or_expired_key": "This link no longer works. Ask for a new one.",
        "invalid_password_reset": "This link no longer works. Ask for a new one.",
        "rate_limited": "There were too many tries. Wait a while, then try again.",
        "enter_current_password": "This is not your current password.",
        "too_many_login_attempts": (
            "There were too many tries. Wait 15 minutes, or an hour where many have tried, "
            "or choose a new password with “I have forgotten my password”."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Counts the try, in place of allauth's own limits; raises ValidationError when there were
        too many, whoever it is and whatever the password.
        """
        self.attempt = limits.begin(request, credentials["email"])
        if self.attempt is None:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """The person whose password this is; takes the try back then."""
        person = super().authenticate(request, **credentials)
        if person:
            limits.succeed(self.attempt)
        return person

    def post_login(self, request: HttpRequest, user: User, **values) -> HttpResponse:
        """The answer to whoever has signed in; the place is known as one of hers from now on."""
        response = super().post_login(request, user, **values)
        places.remember(request, response, user.email)
        return response

    def set_password(self, user: User, password: str) -> None:
        """Store a new password, and nothing else of the person, with its line of history.

        A link that was mailed before the account was deactivated sets none.
        """
        if not User.objects.active().filter(pk=user.pk).exists():
            raise ImmediateHttpResponse(self.respond_user_inactive(self.request, user))
        with transaction.atomic():
            user.set_password(password)
            user.save(update_fields=["password"])
            after = {"password": "a new one, known to its owner only"}
            record(
                by=user,
                act="chose a password",
                thing="person",
                key=str(user.pk),
                before={},
                after=after,
            )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)
