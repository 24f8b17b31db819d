"""Measure how well the words alone find what the work is linked to."""

from django.core.management.base import BaseCommand

from foundations.measuring import measured


class Command(BaseCommand):
    help = (
        "Prints how many of the strong and possible matches of published work are among the first "
        "five texts that its words would offer."
    )

    def handle(self, *args, **options) -> None:
        for one in measured():
            self.stdout.write(str(one))
            if options["verbosity"] > 1 and one.missed:
                self.stdout.write(f"Not among them: {', '.join(one.missed)}.")
