"""Writes the mails that remind people of what falls due. Safe to run twice, or in two places at
once: who gets one is held, and each reminder is stored once.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.again import tried_again
from accounts.models import Mail, User
from accounts.versions import hold
from foundations.names import first_words

from ..models import Reminder, ReminderMail, ReminderRun, SubAction
from ..reminders import ALSO_WAITING, AT_ONCE, QUIET_DAYS, Item, falling_due, recipients

TITLE_LENGTH = 110
SUBJECT = "Promise Tracker: what falls due"


def remind(on: date) -> int:
    """Put the mails of a day into the outbox, also those of days since the last run that was before
    it; returns how many.
    """
    last = ReminderRun.objects.filter(on__lt=on).order_by("-on").first()
    since = last.on if last else on - timedelta(days=1)
    found = sorted(recipients(on).items())
    # Read for all at once; whoever may get a mail is then held, and hers is read anew.
    waiting = {item.owner for item in falling_due({one for _to, own in found for one in own}, on)}
    number = sum(_remind(to, own, since, on) for to, own in found if own & waiting)
    tried_again(ReminderRun.objects.get_or_create)(on=on)
    return number


@tried_again
@transaction.atomic
def _remind(to: int, owners: set[int], since: date, on: date) -> bool:
    """Write one person's mail, if she gets one on that day."""
    person = User(pk=to)
    hold(person)
    mails = ReminderMail.objects.filter(to=person, on__lte=on)
    last = mails.values_list("on", flat=True).first()
    if last == on:
        return False
    items = falling_due(owners, on)
    if not items or not (_is_her_day(person, since, on) or _is_urgent(items, last, since, on)):
        return False
    sent = ReminderMail.objects.create(to=person, on=on, mail=_mail(person, items, owners))
    Reminder.objects.bulk_create(_stored(item, sent) for item in items)
    return True


def _is_her_day(person: User, since: date, on: date) -> bool:
    """Whether her weekday was among the days after the last run."""
    days = ((on - timedelta(days=back)).weekday() for back in range(min((on - since).days, 7)))
    return person.digest_day in days


def _is_urgent(items: list[Item], last: date | None, since: date, on: date) -> bool:
    """Whether the day before something is due, or the day after, has come since the last run, and
    she has had no mail for some days.
    """
    was_quiet = last is None or (on - last).days >= QUIET_DAYS
    return was_quiet and any(item.step in AT_ONCE and item.came_on > since for item in items)


def _stored(item: Item, sent: ReminderMail) -> Reminder:
    return Reminder(
        person_id=item.owner,
        sub_action=item.sub_action,
        due=item.due,
        due_on=item.due_on,
        step=item.step,
        mail=sent,
    )


def _mail(to: User, items: list[Item], owners: set[int]) -> Mail:
    # Each sub-action once, whatever of it is due; what was due first stands first.
    rows = {item.sub_action.pk: item.sub_action for item in sorted(items, key=_order)}
    context = {
        "work": [(first_words(row.item.title, TITLE_LENGTH), _form(row)) for row in rows.values()],
        "also": [(asks, waiting(owners)) for asks, waiting in ALSO_WAITING],
        "stands_in": any(item.owner != to.pk for item in items),
        "choices": settings.SITE_URL + reverse("my-reminders"),
        "council_name": settings.COUNCIL_NAME,
    }
    body = render_to_string("actions/reminder_mail.txt", context)
    return Mail.objects.create(to=to.email, subject=SUBJECT, body=body)


def _order(item: Item) -> tuple:
    return (item.due_on, item.sub_action.pk)


def _form(row: SubAction) -> str:
    # Signing in leads on to it.
    return f"{settings.SITE_URL}{reverse('update', args=[row.key])}"
