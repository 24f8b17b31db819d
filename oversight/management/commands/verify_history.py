"""Prove the history of changes from its own lines."""

import logging

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.history import broken_changes, head, holds_head
from accounts.models import Change

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Says whether every line of the history proves itself; names those that do not, "
        "and then exits with 1. It also writes the end of the history into the log: kept "
        "elsewhere and given back with --head, it proves that no line is missing at the end."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", help="an end of the history that an earlier run has said")

    def handle(self, *args, **options) -> None:
        if broken := broken_changes():
            lines = ", ".join(map(str, broken))
            raise CommandError(f"These lines of the history do not prove themselves: {lines}.")
        kept = options["head"]
        if kept and not holds_head(kept):
            raise CommandError(
                f"The history does not hold the end {kept} any more: lines are gone."
            )
        now = head()
        logger.info("The history ends at %s", now)
        self.stdout.write(f"All {Change.objects.count()} lines prove themselves. The end is {now}.")
