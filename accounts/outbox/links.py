"""Links for forgotten passwords: asked for by anybody, written for those who have an account."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ..models import User
from .models import LinkRequest, Mail

# Each of them works, so that who asks for many on somebody's behalf takes nothing from her.
LINKS_AN_HOUR = 3
# How many requests are looked at together: strangers may have made more than a statement takes.
AT_ONCE = 500


def link_for(person: User) -> str:
    """A new link with which this person chooses a password, under the site's own name."""
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)


def ask_for_link(email: str) -> None:
    """Note that a link is wanted. The same work for every address, and once for each."""
    LinkRequest.objects.bulk_create([LinkRequest(email=email.lower())], ignore_conflicts=True)


@transaction.atomic
def write_links(now: datetime) -> bool:
    """Write some of the mails that were asked for to those who have an account in use, and forget
    who asked; whether there were any.
    """
    waiting = LinkRequest.objects.order_by("pk")
    # What another process is looking at already is not waited for.
    waiting = waiting.select_for_update(of=("self",), no_key=True, skip_locked=True)[:AT_ONCE]
    asked = {request.pk: request.email for request in waiting}
    people = User.objects.active().filter(email__in=asked.values())
    Mail.objects.bulk_create(
        [_link_mail(person) for person in people if not _has_links(person, now)]
    )
    LinkRequest.objects.filter(pk__in=asked).delete()
    return bool(asked)


def _has_links(person: User, now: datetime) -> bool:
    """Whether enough links of the last hour still work; those from before she signed in do not."""
    since = max(now - timedelta(hours=1), person.last_login or now - timedelta(hours=1))
    links = Mail.objects.filter(to=person.email, is_link=True, made_at__gt=since)
    return links.count() >= LINKS_AN_HOUR


def _link_mail(person: User) -> Mail:
    context = {
        "user": person,
        "password_reset_url": link_for(person),
        "council_name": settings.COUNCIL_NAME,
    }
    mail = get_adapter().render_mail("account/email/password_reset_key", person.email, context)
    return Mail(
        to=person.email, subject=mail.subject, body=mail.body, is_link=True, made_at=timezone.now()
    )
