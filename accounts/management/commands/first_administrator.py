"""Invite the first administrator of a new installation."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from accounts.again import tried_again
from accounts.models import Role, User
from accounts.outbox.sending import send_due
from accounts.services import invite, invite_again


class Command(BaseCommand):
    help = (
        "Mail an invitation to the first administrator, "
        "who then invites everyone else in the product."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address to invite")
        parser.add_argument(
            "--name", default="", help="the person's name; without it the part before the @"
        )

    def handle(self, *, email: str, name: str, **options) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(
                f"{email} is no e-mail address. Give one such as name@council.scot."
            ) from error
        administrators = User.objects.active().holding(
            timezone.localdate(), role=Role.ADMINISTRATOR
        )
        # Whoever was invited and never came does not count, or a lost mail would lock everyone out.
        settled = administrators.able_to_sign_in().first()
        if settled:
            raise CommandError(
                f"There is an administrator already: {settled}. Ask them to invite you."
            )
        try:
            _send(email, name, administrators.filter(email__iexact=email).first())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        # Here and now, so that a mail server that is set up wrongly is seen.
        if error := send_due().error:
            raise CommandError(
                f"The mail could not be sent ({error}). Check EMAIL_URL; send_mail tries again."
            )
        self.stdout.write(
            f"An invitation is on its way to {email}. Its link works once, "
            f"and for {settings.INVITATION_DAYS} days.\n"
            "Open it, choose a password and sign in. The first page says what to do next."
        )


@tried_again
def _send(email: str, name: str, invited: User | None) -> None:
    # The first mail may have been lost, or its link may be too old.
    if invited:
        invite_again(by=None, people=[invited])
    else:
        invite(by=None, email=email, name=name or email.partition("@")[0], role=Role.ADMINISTRATOR)
