"""Write the reminders of a day into the outbox, and ask of what nobody says anything."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management import BaseCommand, CommandParser
from django.utils import timezone

from actions.services.climbing import climb
from actions.services.reminding import remind


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no day. Write it as 2026-12-31.") from error


class Command(BaseCommand):
    help = (
        "Remind owners of what falls due; ask about what nobody says anything of, and name it to "
        "the Board. To be run each morning; it may run twice, and in several places at once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on",
            type=_day,
            metavar="DATE",
            help="as on another day, such as 2026-12-31",
        )

    def handle(self, *, on: date | None, **options) -> None:
        on = on or timezone.localdate()
        number = remind(on) + climb(on)
        self.stdout.write(f"{number} {'reminder' if number == 1 else 'reminders'} written.")
