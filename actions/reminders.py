"""What falls due for a reminder: of which sub-action of whom, on which day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Absence, Appointment, Role, User
from accounts.prepared import prepared
from accounts.together import Reading
from foundations.models import Round

from .models import Due, Reminder, SubAction
from .recurring import record_of
from .status import SETTLED, Kind

# So many days after the day on which something is due; afterwards each time that many days more.
STEPS, AGAIN_EVERY = (-30, -7, -1, 1, 7), 30
# Of these a mail may come at once, unless there was one in the last few days.
AT_ONCE, QUIET_DAYS = (-1, 1), 5
LISTED = 12
# What else the mail of these people (by id) names as waiting for them: a sentence, and what reads
# the titles and forms. Higher apps add theirs when they start.
ALSO_WAITING: list[tuple[str, Callable[[Collection[int]], list[tuple[str, str]]]]] = []


def step_on(due_on: date, on: date) -> int | None:
    """The last step that has come by a day; None where the first is still to come."""
    days = (on - due_on).days
    if days >= AGAIN_EVERY:
        return days // AGAIN_EVERY * AGAIN_EVERY
    return max((step for step in STEPS if step <= days), default=None)


@dataclass(frozen=True)
class Item:
    """Something that an owner is to be reminded of: what is due when, and the step of that."""

    owner: int
    sub_action: SubAction
    due: Due
    due_on: date
    step: int

    @property
    def came_on(self) -> date:
        """The day of its step."""
        return self.due_on + timedelta(days=self.step)

    @property
    def known(self) -> tuple:
        """What tells it from all others."""
        return (self.owner, self.sub_action.pk, self.due, self.due_on, self.step)


def falling_due(owners: Iterable[int], on: date) -> list[Item]:
    """What these people (by id) are to be reminded of by a day and were not yet: the last step of
    each thing that is due, and nothing of what is done, replaced, stopped or given to others.
    """
    owners, rounds = list(owners), list(_rounds_on(on))
    items = [
        Item(owner, row, due, due_on, step)
        for owner, row in _owned(owners, on)
        for due, due_on in _dues(row, rounds, on)
        if (step := step_on(due_on, on)) is not None
    ]
    if not items:
        return []
    told = Reminder.objects.filter(person__in=owners)
    known = set(told.values_list("person", "sub_action", "due", "due_on", "step"))
    return [item for item in items if item.known not in known]


def due_of(owner: User, on: date) -> Iterator[tuple[SubAction, Due, date]]:
    """What of a person's own work falls due, and when: nothing of what is done, replaced, stopped
    or given to others.
    """
    for _owner, row in _owned([owner.pk], on):
        for due, due_on in _dues(row, [], on):
            yield row, due, due_on


def _rounds_on(on: date) -> Iterable[Round]:
    """The rounds of progress that have begun and were not closed by that day."""
    is_open = Q(closed_on=None) | Q(closed_on__gt=on)
    return Round.objects.filter(is_open, asks_progress=True, first_day__lte=on)


def _owned(owners: list[int], on: date) -> list[tuple[int, SubAction]]:
    """By these people, the work that they own and have to report on, of services that they keep on
    that day.
    """
    kept = Appointment.objects.current(on).filter(role=Role.KEEPER, user=OuterRef("user"))
    kept = kept.filter(service=OuterRef("subaction__service"))
    pairs = SubAction.owners.through.objects.filter(Exists(kept), user__in=owners)
    pairs = list(pairs.order_by("user", "subaction").values_list("user", "subaction"))
    rows = SubAction.objects.to_be_done().exclude(status__in=SETTLED)
    rows = rows.select_related("item__published_target").prefetch_related("occurrences")
    found = rows.in_bulk({pk for _owner, pk in pairs})
    return [(owner, found[pk]) for owner, pk in pairs if pk in found]


def _dues(row: SubAction, rounds: list[Round], on: date) -> Iterator[tuple[Due, date]]:
    """What of a sub-action is due, and when; of what comes back again the last and the next."""
    if row.kind == Kind.DATED and row.due_on:
        yield Due.DATE, row.due_on
    if row.kind != Kind.DATED and row.review_on:
        yield Due.REVIEW, row.review_on
    if row.kind == Kind.RECURRING:
        yield from ((Due.OCCURRENCE, day) for day in _occurrences(row, on))
    for asked in rounds:
        if row.confirmed_on is None or row.confirmed_on < asked.first_day:
            yield Due.ROUND, asked.last_day


def _occurrences(row: SubAction, on: date) -> Iterator[date]:
    record = record_of(row, row.occurrences.all(), on)
    if record.present and record.present.kept_on is None:
        yield record.present.last_day
    # One that was missed is owed until a later one is kept, or is missed itself.
    is_made_up_for = bool(record.present and record.present.kept_on)
    if record.due and record.due[-1].kept_on is None and not is_made_up_for:
        yield record.due[-1].last_day


def reading_reminded(found: SubAction) -> Reading:
    """The days on which somebody was reminded of a sub-action, the newest of them first."""
    return list((yield _reminded(timezone.localdate(), pk=found.pk)))


@prepared
def _reminded(on: date, *, pk: int) -> QuerySet:
    days = Reminder.objects.filter(sub_action=pk).values_list("mail__on", flat=True)
    return days.order_by("-mail__on").distinct()[:LISTED]


def recipients(on: date) -> dict[int, set[int]]:
    """Who gets the reminders of a day, by id, and for which owners: she herself, or whoever stands
    in while she is away.
    """
    owners = User.objects.active().exclude(owned_sub_actions=None).values_list("pk", flat=True)
    instead, found = deputies(on), {}
    for owner in owners:
        found.setdefault(instead.get(owner, owner), set()).add(owner)
    return found


def deputies(on: date) -> dict[int, int]:
    """By who is away, who stands in: an active Promise Keeper of a service of hers who is not away
    herself. Of whoever has none, nobody; then she gets her reminders herself.
    """
    rows = list(Absence.objects.with_services(on).filter(deputy__is_active=True))
    if not rows:
        return {}
    away = set(Absence.objects.current(on).values_list("person", flat=True))
    kept = set(
        Appointment.objects.current(on)
        .filter(role=Role.KEEPER, user__in=[row.deputy_id for row in rows])
        .values_list("user", "service")
    )
    return {
        row.person_id: row.deputy_id
        for row in rows
        if (row.deputy_id, row.kept_service) in kept and row.deputy_id not in away
    }
