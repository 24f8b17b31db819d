"""Send the mails that wait in the outbox."""

import logging
import time

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import Error, close_old_connections

from accounts.outbox.sending import Sent, send_due

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Send the mails that wait, and try again what could not be sent. To be run each minute; "
        "it may run twice, and in several places at once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="stay, and do it again and again"
        )

    def handle(self, *, every: int | None, **options) -> None:
        if every:
            self.stay(every)
        sent = send_due()
        self.stdout.write(_words(sent))
        if sent.error:
            raise CommandError(f"The last one that could not be sent: {sent.error}")

    def stay(self, seconds: int) -> None:
        """Send until the process is ended."""
        while True:
            try:
                send_due()
            except Error:
                log.exception("Mail could not be sent this time.")
            close_old_connections()
            time.sleep(seconds)


def _words(sent: Sent) -> str:
    return f"{sent.left} sent, {sent.failed} to be tried again, {sent.given_up} given up."
