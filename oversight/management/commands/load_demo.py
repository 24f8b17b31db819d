"""The command that fills a demo installation with its made-up council."""

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.database import gather_statistics
from oversight.demo.load import load_demo


class Command(BaseCommand):
    help = (
        "Load the demo council: made-up services, people and 18 months of progress. Demo mode only."
    )

    def handle(self, *args, verbosity: int, **options) -> None:
        say = self.stdout.write if verbosity else lambda line: None
        try:
            # Into a database in which nobody works yet: nobody's write can be in its way.
            load_demo(timezone.localdate(), say)
            gather_statistics()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(
                f"The demo council does not fit what is there. {' '.join(error.messages)}"
            ) from error
