"""Work that was reported on one day, and what the ladder makes of its silence."""

import re
from datetime import date, timedelta

from accounts.models import Mail
from accounts.together import read_one
from actions.ladder import reading_named
from actions.models import SilenceStep
from actions.services.climbing import SUBJECT, climb
from actions.silence import SILENT
from tests.factories import ItemFactory, ReportedSubActionFactory

ADVICE, FORUM = "Open the advice line", "Hold the forum"
SAID = date(2026, 1, 5)
# Of a report that counts for 120 days the 121st is the first silent one.
ASKED, AGAIN, NAMED = date(2026, 5, 6), date(2026, 5, 20), date(2026, 6, 3)


def reported(service, title=ADVICE, said=SAID, **values):
    item = ItemFactory(kind="sub-action", text=title, heading="")
    values |= {"reported_on": said, "confirmed_on": said}
    return ReportedSubActionFactory(item=item, service=service, **values)


def steps(row=None) -> list[tuple]:
    found = SilenceStep.objects.filter(thing=row) if row else SilenceStep.objects
    return [*found.order_by("on", "thing").values_list("on", "rung")]


def mailed() -> list[tuple]:
    """To whom the ladder's mails go, in their order, with the titles in each."""
    return [
        (mail.to.partition("@")[0], re.findall(r"\n(\S.*)\nhttp\S+/", mail.body))
        for mail in Mail.objects.filter(subject=SUBJECT).order_by("pk")
    ]


def named(on) -> list:
    return [ladder.top.thing for ladder in read_one(reading_named(SILENT, on))]


def climb_to(last, first=ASKED):
    for number in range((last - first).days + 1):
        climb(first + timedelta(days=number))
