"""Marks of people that a device may keep beside what they typed: nobody can read from one who that
is.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from accounts.models import User


def mark_of(user: User, *parts: str) -> str:
    """An opaque mark of a person and, where parts are given, of one thing of theirs."""
    return salted_hmac(
        "evidence.marks", "/".join([str(user.pk), *parts]), algorithm="sha256"
    ).hexdigest()[:32]
