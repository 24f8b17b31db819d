"""In the demo council something stands on each step of the ladder."""

import pytest
from django.utils import timezone

from accounts.models import Mail
from accounts.together import read, read_one
from actions.ladder import LADDERS, reading_ladders, reading_named
from actions.models import Rung
from actions.services.climbing import SUBJECT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council"), pytest.mark.database]


def test_something_stands_on_each_step():
    today, tops = timezone.localdate(), set()
    for kind in LADDERS:
        things = kind.things.filter(steps__isnull=False).values_list("pk", flat=True)
        found = read_one(reading_ladders(kind, set(things), today))
        tops |= {one.top.rung for ladders in found.values() for one in ladders if one.lasts}
    assert tops == set(Rung)


def test_both_kinds_are_named_and_no_mail_of_the_past_waits():
    today = timezone.localdate()
    assert all(read(*(reading_named(kind, today) for kind in LADDERS)))
    assert Mail.objects.filter(subject=SUBJECT).count() <= 10
