"""The door through which all mail goes: Django's own functions write it into the outbox."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .models import Mail


class Outbox(BaseEmailBackend):
    """Writes plain mails to single people, in the transaction of whoever sends them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put them into the outbox; returns how many."""
        mails = [
            Mail(to=to, subject=message.subject, body=message.body)
            for message in email_messages
            for to in message.recipients()
        ]
        Mail.objects.bulk_create(mails)
        return len(email_messages)
