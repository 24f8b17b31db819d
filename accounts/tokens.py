"""How long a mailed link for choosing a password works."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.utils.http import base36_to_int

from .models import User

# Settings hold how long an invitation works; a link for a forgotten password opens an account in
# use, so it is shorter.
FORGOTTEN = timedelta(days=3)


class MailedLinks(EmailAwarePasswordResetTokenGenerator):
    """Links that work as long as an invitation does, and those of accounts in use shorter."""

    def check_token(self, user: User | None, token: str | None) -> bool:
        """Whether the link still sets this person's password."""
        if not super().check_token(user, token):
            return False
        made = base36_to_int(token.partition("-")[0])
        age = self._num_seconds(self._now()) - made
        return not user.has_usable_password() or age <= FORGOTTEN.total_seconds()
