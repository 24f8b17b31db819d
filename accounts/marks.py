"""Marks of people that a page or a device may keep beside what they typed: nobody can read from
one who that is.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from .models import User


def mark_of(user: User, *parts: str, secret: str | None = None) -> str:
    """An opaque mark of a person and, where parts are given, of one thing of theirs; made with
    today's secret key unless another is given.
    """
    # The name is that of the module in which marks were made first: devices keep what it gave.
    return salted_hmac(
        "evidence.marks", "/".join([str(user.pk), *parts]), secret=secret, algorithm="sha256"
    ).hexdigest()[:32]


def is_mark_of(mark: str, user: User) -> bool:
    """Whether a mark is this person's, also one made before the secret key was changed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(mark, mark_of(user, secret=secret)) for secret in secrets)
