"""How sign-in differs from django-allauth's defaults."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import resolve_url

from .history import record
from .models import User

log = logging.getLogger(__name__)


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
            "There were too many tries. Wait 15 minutes, or choose a new password "
            "with “I have forgotten my password”."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

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

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The mailed address, under the site's own name whatever the request called it."""
        uidb36, _dash, token = key.partition("-")
        return settings.SITE_URL + resolve_url(
            "account_reset_password_from_key", uidb36=uidb36, key=token
        )

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a mail; when that fails, log it and go on, so that nobody learns which addresses are
        known.
        """
        try:
            super().send_mail(
                template_prefix, email, context | {"council_name": settings.COUNCIL_NAME}
            )
        except OSError:
            log.exception("A mail could not be sent.")
