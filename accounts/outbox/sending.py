"""Sends what is in the outbox. Safe to run twice, or in two places at once: each mail is taken by
one of them, and is due again later if that one does not come back.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from ..again import tried_again
from ..history import told_head
from .links import write_links
from .models import LinkRequest, Mail

log = logging.getLogger(__name__)

# How long after each try the next one comes; after the last it is given up, in two days. None is
# long, so that all mail leaves soon after a mail server that was away is back.
GAPS = [timedelta(minutes=minutes) for minutes in (5, 15, *[60] * 47)]
KEPT = timedelta(days=30)
# A run that takes longer, since the server is slow, leaves the rest to the next.
ONE_RUN = 60
# What the mail server says of one mail; all else is about the server.
OF_ONE_MAIL = (SMTPRecipientsRefused, SMTPDataError, ValueError)


@dataclass
class Sent:
    """How many mails have left, how many did not this time, and how many never will."""

    left: int = 0
    failed: int = 0
    given_up: int = 0
    error: str = ""


def send_due() -> Sent:
    """Send all mails that are due, also the links that were asked for, and forget old ones. Stops
    where the server cannot be reached or is slow; the rest is tried by the next run.
    """
    _forget_old(timezone.now())
    sent, server = Sent(), get_connection(settings.MAIL_SERVER)
    ends = time.monotonic() + ONE_RUN
    try:
        _send_all(sent, server, ends)
        if LinkRequest.objects.exists():
            _check_answers(server)
            while tried_again(write_links)(timezone.now()):
                pass
            _send_all(sent, server, ends)
    except OSError as error:
        sent.error = _words(error)
        log.warning("The mail server could not be used: %s", type(error).__name__)
    finally:
        server.close()
    return sent


def _check_answers(server: BaseEmailBackend) -> None:
    """Raises OSError where the server is away: then all who asked for a link wait alike, with an
    account or without, so that health can say so.
    """
    server.open()
    server.close()


def _send_all(sent: Sent, server: BaseEmailBackend, ends: float) -> None:
    """Send what is due. Raises OSError where the server cannot be used."""
    end = told_head()
    while time.monotonic() < ends and (mail := _take(timezone.now())):
        try:
            _send(mail, server, end)
        except OF_ONE_MAIL as error:
            _note_failure(mail, error, sent, for_good=_is_for_good(error))
        except OSError as error:
            _note_failure(mail, error, sent)
            raise
        else:
            sent.left += 1


@tried_again
def _forget_old(now: datetime) -> None:
    Mail.objects.filter(made_at__lte=now - KEPT).delete()


@tried_again
@transaction.atomic
def _take(now: datetime) -> Mail | None:
    """The next mail that is due, for this process alone: until it has left it is due again after a
    gap, also when the process dies.
    """
    # On SQLite the transaction itself holds the one write lock.
    due = Mail.objects.due(now)
    mail = due.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if mail:
        mail.due_at = now + GAPS[min(mail.tries, len(GAPS) - 1)]
        mail.tries += 1
        mail.save(update_fields=["due_at", "tries"])
    return mail


def _send(mail: Mail, server: BaseEmailBackend, end: str) -> None:
    sender = settings.DEFAULT_FROM_EMAIL
    # Outside this machine it proves later that no line of the history is missing at its end.
    body = f"{mail.body.rstrip()}\n\n{end}\n"
    EmailMessage(mail.subject, body, sender, [mail.to], connection=server).send()
    mail.sent_at, mail.body, mail.error = timezone.now(), "", ""
    # It has left: what is not written down now is sent twice.
    tried_again(mail.save)(update_fields=["sent_at", "body", "error"])


def _is_for_good(error: Exception) -> bool:
    """Whether trying again is no use: the server knows no such mailbox."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _said in error.recipients.values())


def _note_failure(mail: Mail, error: Exception, sent: Sent, for_good: bool = False) -> None:
    mail.error = sent.error = _words(error)
    if for_good or mail.tries > len(GAPS):
        mail.given_up_at, mail.body = timezone.now(), ""
        sent.given_up += 1
        # The text may name a person: it stands in the table, not in the log.
        log.error("A mail was given up: %s", type(error).__name__)
    else:
        sent.failed += 1
        log.warning("A mail could not be sent yet: %s", type(error).__name__)
    tried_again(mail.save)(update_fields=["error", "given_up_at", "body"])


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def is_late(now: datetime) -> bool:
    """Whether mail does not leave as it should: nothing of it is sent, or what is asked for is not
    even looked at. Links are not counted, since they would tell strangers who has an account.
    """
    asked = LinkRequest.objects.late(now)
    return asked.exists() or Mail.objects.late(now).filter(is_link=False).exists()
