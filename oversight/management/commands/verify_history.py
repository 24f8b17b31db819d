"""Prove the history of changes from its own lines."""

from django.core.management.base import BaseCommand, CommandError

from accounts.history import broken_changes
from accounts.models import Change


class Command(BaseCommand):
    help = (
        "Says whether every line of the history proves itself; names those that do not, "
        "and then exits with 1."
    )

    def handle(self, *args, **options) -> None:
        if broken := broken_changes():
            lines = ", ".join(map(str, broken))
            raise CommandError(f"These lines of the history do not prove themselves: {lines}.")
        self.stdout.write(f"All {Change.objects.count()} lines prove themselves.")
