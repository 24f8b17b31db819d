"""Work of which its owners are reminded, and what was mailed to them."""

import re
from datetime import date

from accounts.models import Absence
from actions.models import ReminderMail
from tests.factories import ItemFactory, SubActionFactory

ADVICE, REVIEW, FORUM = "Open the advice line", "Keep siblings together", "Hold the forum"


def owned(keeper, service, title, **values):
    item = ItemFactory(kind="sub-action", text=title, heading="")
    return SubActionFactory(item=item, service=service, owners=[keeper], **values)


def sent() -> dict:
    """By person and day, the titles in her mail."""
    return {
        (one.to.name, one.on): set(re.findall(r"\n(\S.*)\nhttp\S+/update/", one.mail.body))
        for one in ReminderMail.objects.select_related("to", "mail")
    }


def away(person, deputy, **values):
    days = {"first_day": date(2026, 3, 10), "last_day": date(2026, 3, 31)} | values
    return Absence.objects.create(person=person, deputy=deputy, **days)
