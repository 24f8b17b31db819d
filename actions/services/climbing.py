"""Takes the steps of the ladder that have come. Safe to run twice, or in two places at once: the
service that is asked is held, and each step is stored once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from accounts.again import tried_again
from accounts.history import record
from accounts.models import Mail, Service, User
from accounts.together import read
from accounts.versions import hold

from ..ladder import LADDERS, Due, Told, due_steps
from ..models import Rung, SubAction
from ..reminders import deputies

SUBJECT = "Promise Tracker: what waits for your answer"


def climb(on: date) -> int:
    """Take the steps of a day, and put the mails that ask into the outbox; returns how many."""
    # Read for all at once; the service that has something to answer is then held, and read anew.
    services = {due.silence.service for due in due_steps(on)}
    return sum(_climb(service, on) for service in sorted(services))


@tried_again
@transaction.atomic
def _climb(pk: int, on: date) -> int:
    """Take the steps of one service: a mail to each person who is asked, and history. What somebody
    answers at that very moment has its step all the same, and climbs no further.
    """
    service = Service(pk=pk)
    hold(service)
    found = due_steps(on, pk)
    for due in found:
        _step(due, on)
    told = _told_of(found)
    people = _people_of(found, service, on)
    for person in User.objects.filter(pk__in=people).order_by("pk"):
        _mail(person, people[person.pk], told)
    for due in found:
        _record(due, service, told[due])
    return len(people)


def _step(due: Due, on: date) -> None:
    one = due.silence
    due.kind.steps.objects.create(
        thing_id=one.thing, service_id=one.service, since=one.since, rung=due.rung, on=on
    )


def _told_of(found: list[Due]) -> dict[Due, Told]:
    kinds = [(kind, [due for due in found if due.kind == kind]) for kind in LADDERS]
    readings = (kind.told([due.silence.thing for due in dues]) for kind, dues in kinds)
    told = read(*readings)
    return {
        due: of_kind[due.silence.thing]
        for (_kind, dues), of_kind in zip(kinds, told, strict=True)
        for due in dues
    }


def _people_of(found: list[Due], service: Service, on: date) -> dict[int, list[Due]]:
    """By the person (her id) who gets the mail, what she is asked: of what has owners they are
    asked first, then every Promise Keeper of the service; a deputy instead of who is away.
    """
    keepers = set(User.objects.keepers_of(service.pk, on).values_list("pk", flat=True))
    work = {pk for due in found for pk in due.silence.work}
    pairs = SubAction.owners.through.objects.filter(subaction__in=work, user__in=keepers)
    pairs = list(pairs.values_list("subaction", "user"))
    instead, people = deputies(on), {}
    for due in found:
        owners = {user for pk, user in pairs if pk in due.silence.work}
        for one in {instead.get(who, who) for who in _asked(due.rung, owners, keepers)}:
            people.setdefault(one, []).append(due)
    return people


def _asked(rung: Rung, owners: set[int], keepers: set[int]) -> set[int]:
    # The Board reads its own page.
    if rung == Rung.NAMED:
        return set()
    return owners or keepers if rung == Rung.ASKED else keepers


def _mail(to: User, found: Iterable[Due], told: dict[Due, Told]) -> None:
    ordered = sorted(found, key=lambda due: (LADDERS.index(due.kind), due.rung, due.silence.since))
    parts = [
        (kind.asks, rung == Rung.ASKED_AGAIN, [told[due] for due in dues])
        for (kind, rung), dues in groupby(ordered, key=lambda due: (due.kind, due.rung))
    ]
    context = {
        "parts": parts,
        "named_after": settings.NAMED_AFTER_DAYS,
        "council_name": settings.COUNCIL_NAME,
    }
    body = render_to_string("actions/ladder_mail.txt", context)
    Mail.objects.create(to=to.email, subject=SUBJECT, body=body)


def _record(due: Due, service: Service, told: Told) -> None:
    thing, key = told.history
    after = {"service": str(service), "waits_since": due.silence.since.isoformat()}
    record(by=None, act=due.rung.label, thing=thing, key=key, before={}, after=after)
