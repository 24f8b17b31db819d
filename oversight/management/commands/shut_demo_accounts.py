"""The way out for an installation that has accounts of the demonstration in its database."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.again import tried_again
from accounts.models import User
from accounts.services import set_active


class Command(BaseCommand):
    help = "Deactivate all accounts of the demonstration, whose password everybody knows."
    requires_system_checks = []  # they refuse what this mends

    def handle(self, *args, **options) -> None:
        if settings.DEMO:
            raise CommandError("In demo mode they are meant to be open. Set DEMO=off first.")
        # Of an earlier version, which `migrate` itself does not mend while they are open.
        call_command("migrate", verbosity=0, skip_checks=True)
        people = User.objects.active().filter(email__iendswith=settings.DEMO_ADDRESS)
        for person in people.order_by("pk"):
            try:
                tried_again(set_active)(by=None, person=person, active=False)
            except ValidationError as error:
                raise CommandError(
                    f"{person.email} is the only administrator, so nobody real works here yet. "
                    "Name an empty database in DATABASE_URL, and invite the first one there."
                ) from error
            self.stdout.write(f"{person.email} cannot sign in any more.")
