"""Prove the history of changes from its own lines."""

import logging

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.history import broken_changes, head, holds_head, is_head
from accounts.models import Change
from oversight.history.comparing import records_ahead

logger = logging.getLogger(__name__)
NO_HEAD = (
    "“{kept}” is no whole end of the history, which looks like 1204:9f86d081884c7d65. Give the "
    "line to its end, as the log or the mail has it."
)


class Command(BaseCommand):
    help = (
        "Says whether every line of the history proves itself, and whether records still say what "
        "the last line about them says; names what does not, and then exits with 1. It also writes "
        "the end of the history into the log: kept elsewhere and given back with --head, it proves "
        "that no line is missing at the end. Each mail that leaves has that end as its last line."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            help="an end of the history that an earlier run, or the last line of a mail, has said",
        )

    def handle(self, *args, **options) -> None:
        kept = options["head"]
        # Also an empty one, as of a script: else nothing would be proved, and that not be said.
        if kept is not None and not is_head(kept):
            raise CommandError(NO_HEAD.format(kept=kept))
        if broken := broken_changes():
            lines = ", ".join(map(str, broken))
            raise CommandError(f"These lines of the history do not prove themselves: {lines}.")
        if kept and not holds_head(kept):
            raise CommandError(
                f"The history does not hold the end {kept} any more: lines are gone."
            )
        if ahead := records_ahead():
            raise CommandError(
                "These differ from the last line of the history that names them, or none does: "
                f"{', '.join(ahead)}. Lines are gone, or they were changed past the product."
            )
        now = head()
        logger.info("The history ends at %s", now)
        self.stdout.write(f"All {Change.objects.count()} lines prove themselves. The end is {now}.")
