"""The history: one chain of sealed lines, as the product itself writes them."""

import json
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from accounts import history
from accounts.models import Change

from .made import AT_ONCE, Made


def add_history(made: Made) -> None:
    """As many lines a council and year as the size says, from the oldest to the newest; each proves
    the one before.
    """
    # By the hundred, since all lines at once would be too much for the memory of the large sizes.
    waiting = []
    for change in _lines(made):
        waiting.append(change)
        if len(waiting) == 20 * AT_ONCE:
            Change.objects.bulk_create(waiting, batch_size=AT_ONCE)
            waiting = []
    if waiting:
        Change.objects.bulk_create(waiting, batch_size=AT_ONCE)


def _lines(made: Made) -> Iterator[Change]:
    number = made.size.of_year(made.size.lines)
    begin, step = timezone.now() - timedelta(days=made.days), timedelta(days=made.days) / number
    people = [user for users in made.keepers.values() for user in users]
    previous = history.last_seal()
    for place in range(number):
        person, work = made.random.choice(people), made.often_the_first(made.works)
        change = Change(
            made_at=begin + place * step,
            actor_id=person.pk,
            actor_email=person.email,
            act="Posted an update",
            thing="sub-action",
            key=work.item.key,
            before=json.dumps({"status": "on-track"}),
            after=json.dumps({"changed": made.text(400), "status": "at-risk"}, sort_keys=True),
            salt=made.random.randbytes(16).hex(),
        )
        history.seal(change, after=previous)
        previous = change.seal
        yield change
